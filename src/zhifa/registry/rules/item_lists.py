"""The item lists of the data pack as rows of matters: two districts' own lists, real ones."""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from zhifa.registry.rules.citations import parse

SICHUAN = "sichuan_guangan_511602_service_items.csv"
GUANGDONG = "guangdong_matters.jsonl.gz"
SINCE = date(2026, 1, 1)  # neither list says from when an item holds
# words in a department's name → field of enforcement
FIELDS = (
    ("市监", "market"),
    ("市场监督", "market"),
    ("药品", "market"),
    ("生态环境", "environment"),
    ("应急", "emergency"),
    ("农业", "agriculture"),
    ("水产", "agriculture"),
    ("交通", "transport"),
    ("卫健", "health"),
    ("卫生健康", "health"),
    ("文广", "culture"),
    ("文化", "culture"),
    ("综合执法", "urban"),
    ("住建", "urban"),
    ("住房", "urban"),
)
# what is neither a power over others nor adjusted by law is left out: 公共服务
SICHUAN_KINDS = {
    "1": "licence",
    "5": "other",
    "7": "other",
    "8": "other",
    "9": "other",
    "10": "other",
}
GUANGDONG_LEVELS = {"省级": "province", "市级": "city", "县级": "county"}
OBJECTS = {
    "自然人": "natural_person",
    "企业法人": "legal_person",
    "事业法人": "legal_person",
    "社会组织法人": "legal_person",
    "非法人企业": "other_organisation",
    "其他组织": "other_organisation",
}
_TERM = re.compile(r"(\d+)[（(](工作日|日|天|月)[）)]")
UNITS = {"工作日": "workday", "日": "day", "天": "day", "月": "month"}


def _field(department: str) -> str:
    return next((field for word, field in FIELDS if word in department), "general")


def _sichuan(data: bytes) -> Iterator[dict[str, Any]]:
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"))):
        kind = SICHUAN_KINDS.get(row["task_type"])
        if kind is None:
            continue
        short = re.sub(r"-511602000000|-11[0-9A-Z]{16}|-1-00$|-000(?=-)", "", row["item_code"])
        yield {
            "code": short,
            "name": row["name"],
            "kind": kind,
            "field": _field(row["department"]),
            "levels": ["county"],
            "origin": f"四川省政务服务网 广安区 {row['department']}",
            "from_on": SINCE,
        }


def _terms(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = (
        ("legal", "法定办结时限", "handle_time"),
        ("promised", "承诺办结时限", "handle_time_limit"),
    )
    found = []
    for code, name, key in names:
        told = _TERM.search(str(row.get(key) or ""))
        if told:
            found.append({"code": code, "name": name, "n": int(told[1]), "unit": UNITS[told[2]]})
    return found


def _particulars(row: Mapping[str, Any], kind: str) -> dict[str, str]:
    papers = "、".join(row.get("material_intro") or ())
    return {"materials": papers} if kind == "licence" and papers else {}


def _guangdong(data: bytes) -> Iterator[dict[str, Any]]:
    for text in gzip.decompress(data).decode().splitlines():
        row = json.loads(text)
        if row["TASK_TYPE_TEXT"] == "公共服务":
            continue
        kind = "licence" if row["TASK_TYPE_TEXT"] == "行政许可" else "other"
        objects = (OBJECTS.get(o) for o in row.get("service_object_name") or ())
        cited = (c for c in parse(str(row.get("accept_standard") or "")) if c.article)
        yield {
            "code": f"GD-{row['TASK_CODE']}",
            "name": row["TASK_NAME"],
            "kind": kind,
            "field": _field(row["DEPT_NAME"]),
            "levels": [GUANGDONG_LEVELS[row["matter_level"]]],
            "object_kinds": list(dict.fromkeys(o for o in objects if o)),
            "basis_clauses": list(dict.fromkeys(map(str, cited))),
            "clocks": _terms(row),
            "particulars": _particulars(row, kind),
            "origin": f"广东省政务服务网 {row['DEPT_NAME']}",
            "from_on": SINCE,
        }


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of whichever lists the pack has; `basis_clauses` as they are written there."""
    folder = path / "reference" / "items"
    for name, read in ((SICHUAN, _sichuan), (GUANGDONG, _guangdong)):
        if (folder / name).is_file():
            yield from read((folder / name).read_bytes())
