"""docs/glossary.md names what the plan and the models name, by words that exist in the code."""

import re

import pytest
from django.apps import apps

from tests.house.tree import PROJECT, ROOT, read

pytestmark = pytest.mark.once

TEXT = read(PROJECT / "docs/glossary.md")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and "---" not in line]
# 实施方案 二（四）1 and 2: the bases and the duties of the platform
PLAN = (
    "归集", "研判", "指挥", "执法", "监督", "法律法规", "行政执法事项", "行政执法主体和人员",
    "行政执法文书模板", "执法对象", "执法指挥", "执法协调", "执法记录", "执法处置", "执法监督",
    "统计分析", "执法考核", "风险防控", "文书自动生成", "电子签章", "网上流转",
    "行政执法公示制度", "执法全过程记录制度", "重大执法决定法制审核制度",
)  # fmt: skip


def test_every_word_of_the_plan_is_there() -> None:
    words = "\n".join(row.split("|")[1] for row in ROWS)
    assert not [word for word in PLAN if word not in words]


def test_every_model_is_there() -> None:
    models = [m for m in apps.get_models() if m.__module__.startswith("zhifa.")]
    absent = [
        f"{m.__name__} {m._meta.verbose_name}" for m in models if f"`{m.__name__}`" not in TEXT
    ]
    assert not absent


def test_every_code_word_of_a_built_room_exists() -> None:
    built = {p.parent.name for p in ROOT.glob("*/apps.py")}
    source = "\n".join(
        read(p) for p in ROOT.rglob("*") if p.suffix in {".py", ".toml"} and p.is_file()
    )
    absent = []
    for row in ROWS:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if "—" in cells[-1] or not set(re.split("[, ]+", cells[-1])) <= built:
            continue
        words = [w for w in re.findall(r"`([\w]+)`", cells[1]) if w.isascii()]
        absent += [w for w in words if not re.search(rf"\b{w}\b", source)]
    assert not absent
