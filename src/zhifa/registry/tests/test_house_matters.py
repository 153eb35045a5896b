"""The matters that come with the house: every citation stands, every tier fits its clause."""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Matter
from zhifa.registry.reads.matters import DATA
from zhifa.registry.rules.matters import completeness, matter_faults
from zhifa.registry.rules.tier_seams import tier_seams
from zhifa.registry.tests import make

ROWS = [
    row
    for path in sorted(DATA.glob("*.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["matters"]
]
PACK: Path = settings.DATA_PACK / "reference" / "items"
# 城市道路占用费 is due when the paper of approval says, which no statute sets
UNFINISHED = {"ZS0102": ("办理期限",)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['code']}@{row['from_on']}")
def test_tiers_fit_their_clause(row: dict[str, object]) -> None:
    assert tier_seams(row) == []
    assert matter_faults(row) == []


def test_there_are_matters_of_all_kinds_and_fields() -> None:
    kinds = Counter(row.get("kind", "penalty") for row in ROWS)
    assert set(kinds) == set(Matter.Kind.values), "every kind of power has an example"
    fields = {row["field"] for row in ROWS}
    assert fields >= {
        "market", "quality", "environment", "emergency", "fire", "health", "urban", "transport",
        "agriculture", "culture",
    }  # fmt: skip


def test_every_citation_stands_and_nothing_is_missing() -> None:
    """Both on the first day of each version and on its last (or late in 2026)."""
    make.laws()
    actions.load_matters(by=SYSTEM, at=make.AT)
    whole = set()
    for matter in Matter.objects.all():
        last = matter.until_on or date(2026, 11, 26)
        assert matter.cited, matter.code
        for day in (matter.from_on, last):
            faults = reads.citation_faults(citations=matter.cited, on=day, viewer=SYSTEM)
            assert faults == (), f"{matter.code} {day}"
        missing = completeness(reads.row_of(matter=matter, viewer=SYSTEM)).missing
        assert missing == UNFINISHED.get(matter.code, ()), matter.code
        whole |= set() if missing else {matter.code}
    assert len(whole) >= 60
    assert reads.faults_on(on=date(2026, 11, 26), viewer=SYSTEM) == []


def test_the_code_takes_over_from_the_laws_it_repealed() -> None:
    """生态环境法典 in force from 2026-08-15."""
    make.laws()
    actions.load_matters(by=SYSTEM, at=make.AT)
    last, first = date(2026, 8, 14), date(2026, 8, 15)
    for matter in Matter.objects.filter(field="environment", until_on=None):
        old = reads.matter_on(code=matter.code, on=last, viewer=SYSTEM)
        new = reads.matter_on(code=matter.code, on=first, viewer=SYSTEM)
        assert new == matter
        assert old is not None
        assert old != new
        assert all("生态环境法典" in c for c in matter.cited)


@pytest.mark.skipif(not PACK.is_dir(), reason="no data pack: ZHIFA_DATA")
def test_the_real_lists_load_once() -> None:
    make.laws()
    done = actions.load_item_lists(path=settings.DATA_PACK, by=SYSTEM, at=make.AT)
    assert done.adopted == Matter.objects.count() > 1400
    assert actions.load_item_lists(path=settings.DATA_PACK, by=SYSTEM, at=make.AT).adopted == 0
    assert Matter.objects.filter(kind="licence").count() > 900
    assert Matter.objects.exclude(basis_clauses=[]).exists(), "where the list states a basis"
