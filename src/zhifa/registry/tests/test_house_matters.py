"""The matters that come with the house: every citation stands, every tier fits its clause."""

import tomllib
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Matter
from zhifa.registry.reads import Range
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


def test_an_act_of_before_an_amendment_has_the_text_of_its_day() -> None:
    """反不正当竞争法 was revised from 2025-10-15, 文物保护法 from 2025-03-01."""
    make.laws()
    actions.load_matters(by=SYSTEM, at=make.AT)
    told = {
        "SC0402": (date(2025, 10, 14), "《反不正当竞争法》第二十条第一款", 200_000, 2_000_000),
        "WL0107": (date(2025, 2, 28), "《文物保护法》第六十六条第一款第（一）项", 50_000, 500_000),
    }
    for code, (last, clause, least, most) in told.items():
        old = reads.matter_on(code=code, on=last, viewer=SYSTEM)
        new = reads.matter_on(code=code, on=last + timedelta(days=1), viewer=SYSTEM)
        assert old is not None
        assert new is not None
        assert (old.until_on, old.penalty_clauses) == (last, [clause])
        assert old.fine_range(party_kind="legal_person") == Range(Decimal(least), Decimal(most))
        assert new.from_on == last + timedelta(days=1)


def test_a_house_that_knows_the_later_version_takes_the_earlier_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.laws()
    parts = (DATA / "market_more.toml").read_text(encoding="utf-8").split("[[matters]]")
    kept = [p for p in parts if 'code = "SC0402"' in p and "from_on = 2025-10-15" in p]
    (tmp_path / "market.toml").write_text(f"[[matters]]{kept[0]}", encoding="utf-8")
    with monkeypatch.context() as before:
        before.setattr("zhifa.registry.actions.house.DATA", tmp_path)
        assert actions.load_matters(by=SYSTEM, at=make.AT).adopted == 1
    assert actions.load_matters(by=SYSTEM, at=make.AT).changed == ()
    old, new = Matter.objects.filter(code="SC0402").order_by("from_on")
    assert (old.until_on, new.until_on) == (date(2025, 10, 14), None)
    assert old.late_reason
    assert actions.load_matters(by=SYSTEM, at=make.AT).adopted == 0
