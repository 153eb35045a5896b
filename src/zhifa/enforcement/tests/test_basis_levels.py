"""G09: what a penalty rests on may set it, and set this kind of it (CF 10-14, 16)."""

import gzip
import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement.rules import levels
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.roads import DECIDE, filing, refused
from zhifa.enforcement.tests.story import facts
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document
from zhifa.registry import actions as registry
from zhifa.registry import reads as library
from zhifa.registry.models import LawVersion, Matter
from zhifa.registry.reads.matters import DATA

CODE = "SC0101"
CLAUSE = "《某某管理办法》第二条"
BODY = "# 某某管理办法\n\n**第一条**　为了管理，制定本办法。\n\n**第二条**　违反的，给予处罚。\n"
KINDS = ["warning_penalty", "fine", "permit_revocation", "business_suspension"]
REVOKED: dict[str, Any] = {"kinds": ["permit_revocation"], "fine": ""}


def law(folder: Path, level: str) -> None:
    """A text of this level in the library."""
    told = {
        "id": "T-9",
        "title": "某某管理办法",
        "level": level,
        "promulgated": "2019-01-01",
        "version_date": "2019-01-01",
        "effective": "2019-03-01",
        "status": "现行有效",
        "text": BODY,
    }
    with gzip.open(folder / "laws.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps(told, ensure_ascii=False) + "\n")
    registry.import_laws(path=folder, by=SYSTEM, at=make.AT)


def resting_on(folder: Path, level: str, stage: str, *also: str) -> Road:
    """A case whose matter is punished by a text of this level, and by others beside it."""
    road = make.road()
    law(folder, level)
    rows = tomllib.loads((DATA / "market.toml").read_text(encoding="utf-8"))["matters"]
    row = next(one for one in rows if one["code"] == CODE)
    row |= {"penalty_clauses": [CLAUSE, *also], "kinds": KINDS, "from_on": date(2026, 1, 1)}
    row |= {"ordered_kinds": [], "grave_kinds": []}
    registry.adopt_matter(row=row, by=SYSTEM, at=road.now, late_reason="补录旧版本")
    road.walk_to(stage)
    return road


def test_a_document_that_sets_no_penalty_files_no_case(tmp_path: Path) -> None:
    road = resting_on(tmp_path, "地方规范性文件", "checking")
    assert refused(road, "officer", "propose_filing", filing(road)) == {"basis_lawful"}


@pytest.mark.parametrize("level", ["地方规范性文件", "司法解释", "宪法", ""])
def test_other_texts_set_nothing(level: str) -> None:
    told = facts((), "2026-03-02", levels=((CLAUSE, "法律"), (CLAUSE, level)))
    assert level in str(NEEDS["basis_lawful"](told))


@pytest.mark.parametrize("level", sorted(levels.LAWFUL))
def test_laws_regulations_and_rules_do(level: str) -> None:
    assert NEEDS["basis_lawful"](facts((), "2026-03-02", levels=((CLAUSE, level),))) is None


def test_a_basis_that_turns_out_to_be_none_stops_the_decision(tmp_path: Path) -> None:
    road = resting_on(tmp_path, "部门规章", "proposed")
    LawVersion.objects.filter(law__title="某某管理办法").update(level="地方规范性文件")
    found = refused(road, "agency_head", "decide", DECIDE)
    assert found == {"basis_lawful", "kinds_within_level"}


@pytest.mark.parametrize(
    ("level", "content", "code"),
    [
        ("部门规章", REVOKED, "kinds_within_level"),
        ("地方政府规章", {"kinds": ["business_suspension"], "fine": ""}, "kinds_within_level"),
        ("地方政府规章", {}, ""),
        ("地方性法规", REVOKED, "kinds_within_level"),
        ("地方性法规", {**REVOKED, "permit": "营业执照"}, "kinds_within_level"),
        ("地方性法规", {**REVOKED, "permit": "某某经营许可证"}, ""),
        ("行政法规", REVOKED, ""),
        ("法律", {**REVOKED, "permit": "营业执照"}, ""),
    ],
)
def test_a_kind_needs_a_text_of_its_level(level: str, content: dict[str, Any], code: str) -> None:
    values = {"outcome": "penalty", "kinds": ["fine"], "fine": "8000.00", **content}
    values |= {"fine": values["fine"] or "0"}
    move = load("penalty_ordinary").moves["conclude"]
    told = facts((), "2026-03-02", move=move, values=values, levels=((CLAUSE, level),))
    assert bool(NEEDS["kinds_within_level"](told)) == bool(code)


def test_the_highest_text_cited_counts(tmp_path: Path) -> None:
    above = "《食品安全法》第一百二十五条第一款第（二）项"
    road = resting_on(tmp_path, "部门规章", "investigated", above)
    road.content = {
        **REVOKED,
        "tier": "light",
        "tier_reason": "理由充分",
        "permit": "食品经营许可证",
    }
    road.content.pop("fine")
    road.conclude()
    road.review()
    road.notify()
    paper = Document.objects.filter(dossier=road.case.dossier, template="W38").get()
    assert "吊销许可证件（食品经营许可证）" in str(paper.content)


@pytest.mark.parametrize(
    ("level", "kinds"),
    [
        ("法律", {"detention", "permit_revocation", "fine"}),
        ("行政法规", {"permit_revocation", "fine", "business_suspension"}),
        ("地方政府规章", {"warning_penalty", "public_criticism", "fine"}),
    ],
)
def test_what_each_level_may_set(level: str, kinds: set[str]) -> None:
    assert kinds <= levels.may_set(level)
    assert ("detention" in levels.may_set(level)) == (level == "法律")
    assert levels.may_set("地方规范性文件") == frozenset()


def test_the_house_matters_rest_on_what_may_set_their_kinds() -> None:
    make.libraries(make.agency())
    wrong = []
    for matter in Matter.objects.filter(kind="penalty"):
        cited = library.levels_of(
            citations=matter.penalty_clauses, on=matter.from_on, viewer=SYSTEM
        )
        found = [level for _, level in cited]
        if levels.unlawful(cited) or levels.beyond(matter.kinds, found):
            wrong.append((matter.code, cited, matter.kinds))
    assert not wrong
