"""Tiers against ranges, what a matter lacks, and cells both ways."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zhifa.kernel.encodings import garbled
from zhifa.registry.rules import cells
from zhifa.registry.rules.columns import CRIME, FILM, LIMIT, PROOF, TIER, WORDS, nested
from zhifa.registry.rules.discretion import EVIDENCE_KINDS, KINDS, WAIVERS, limit_for
from zhifa.registry.rules.matters import completeness, matter_faults
from zhifa.registry.rules.tier_seams import tier_seams
from zhifa.registry.tests import make


def tiers(*pairs: tuple[int, int]) -> list[dict[str, Any]]:
    return [
        {"code": f"t{n}", "name": f"档{n}", "condition": "", "min": a, "max": b}
        for n, (a, b) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("pairs", "kinds"),
    [
        ([(5000, 20000), (20000, 50000)], []),
        ([(5000, 20000), (25000, 50000)], ["tier_gap"]),
        ([(5000, 30000), (20000, 50000)], ["tier_overlap"]),
        ([(6000, 20000), (20000, 50000)], ["tier_gap"]),
        ([(5000, 20000), (20000, 40000)], ["tier_gap"]),
        ([(20000, 50000), (5000, 20000)], []),
    ],
)
def test_gaps_and_overlaps(pairs: list[tuple[int, int]], kinds: list[str]) -> None:
    row = make.row(tiers=tiers(*pairs))
    assert [kind for kind, _ in tier_seams(row)] == kinds


def test_tiers_cover_both_parts_of_a_clause() -> None:
    """食品安全法 125(1): sums below 10,000 元, multiples from there."""
    both = {"multiple_min": 5, "multiple_max": 10, "multiple_from": 10000}
    row = make.row(**both, tiers=tiers((5000, 20000), (20000, 50000)))
    assert tier_seams(row) == [("tier_gap", "各档没有写倍数")]
    spans = ((5, 8), (8, 10), (8, 11))
    times = [{"multiple_min": low, "multiple_max": high} for low, high in spans]
    fit = [{**tier, **own} for tier, own in zip(row["tiers"], times, strict=False)]
    assert tier_seams({**row, "tiers": fit}) == []
    beyond = {**row, "tiers": [fit[0], {**fit[1], **times[2]}]}
    assert "matter:tier_outside" in {o.code for o in matter_faults(beyond)}
    only = {**row, "tiers": [{**tier, "min": None, "max": None} for tier in fit]}
    assert tier_seams(only) == [("tier_gap", "各档只写了倍数，没有写固定幅度")]


def test_a_range_without_a_floor_and_a_warning_leave_no_gap() -> None:
    warning = {"code": "w", "name": "警告", "condition": "首次"}
    row = make.row(fine_min=None, fine_max=200, tiers=[warning, *tiers((20, 100), (100, 200))])
    assert tier_seams(row) == []


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=6, unique=True))
def test_neighbours_that_share_their_borders_always_fit(cuts: list[int]) -> None:
    cuts.sort()
    row = make.row(fine_min=cuts[0], fine_max=cuts[-1], tiers=tiers(*pairwise(cuts)))
    assert tier_seams(row) == []
    assert "matter:tier_outside" not in {o.code for o in matter_faults(row)}
    torn = row["tiers"][:1] + row["tiers"][2:]
    assert tier_seams({**row, "tiers": torn}), "a tier taken out leaves a gap"


def test_what_is_missing_is_named_and_graded() -> None:
    row = make.row()
    found = completeness(row)
    assert found.grade == "poor"
    assert {"行使层级", "责任事项", "音像记录环节"} <= set(found.missing)
    full = row | {
        "levels": ["county"],
        "object_kinds": ["legal_person"],
        "duties": ["立案"],
        "liability": ["不立案"],
        "waivers": ["no_fault_waiver"],
        "recording": [{"step": "检查"}],
        "clocks": [{"code": "c", "name": "n", "n": 1, "unit": "day"}],
    }
    assert completeness(full).grade == "complete"
    assert completeness({**full, "clocks": []}).grade == "usable"
    assert completeness({**full, "elements": []}).missing == ("证据清单",)


def test_a_list_from_outside_may_have_gaps_but_nothing_wrong() -> None:
    bare = {"code": "X", "name": "某", "field": "market", "kinds": [], "tiers": [], "elements": []}
    assert matter_faults(bare, whole=False) == []
    assert {o.code for o in matter_faults(bare)} >= {"matter:tiers", "matter:evidence"}
    assert {o.code for o in matter_faults({**bare, "kind": "magic"}, whole=False)} == {
        "matter:power_kind"
    }
    assert {o.code for o in matter_faults({**bare, "kind": "licence"})} == {"matter:basis"}
    wrong = {**bare, "levels": ["moon"]}
    assert {o.code for o in matter_faults(wrong, whole=False)} == {"matter:word"}


def test_some_parties_have_their_own_range() -> None:
    limits = [{"party": "natural_person", "fine_min": 0, "fine_max": 500}]
    found = limit_for(limits, "natural_person")
    assert found is not None
    assert found.most == 500
    assert limit_for(limits, "legal_person") is None


# --- cells

WORD = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffd"), max_size=12
).map(str.strip)
SOME = WORD.filter(lambda word: bool(word) and cells.CARRIAGE not in word)


def _legible(cell: str) -> str:
    """A cell that does not look by chance as if read in another encoding, which is refused."""
    assume(not garbled(cell))
    return cell


SUM = st.integers(0, 10**9) | st.decimals(0, 1000, places=2).map(cells.plain_number)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"code": SOME, "name": SOME}, optional={"condition": SOME, "min": SUM, "max": SUM}
        ),
        max_size=4,
    )
)
def test_records_come_back(rows: list[dict[str, Any]]) -> None:
    codec = cells.records(*TIER)
    assert codec.read(_legible(codec.write(rows))) == rows


@given(st.lists(SOME, max_size=5))
def test_lines_come_back(lines: list[str]) -> None:
    assert cells.LINES.read(_legible(cells.LINES.write(lines))) == lines


@given(st.dictionaries(st.sampled_from(sorted(WORDS)), SOME, max_size=4))
def test_tables_of_words_come_back(told: dict[str, str]) -> None:
    names = {code: name for code, name in WORDS.items() if list(WORDS.values()).count(name) == 1}
    kept = {code: value for code, value in told.items() if code in names}
    codec = cells.pairs(WORDS)
    assert codec.read(_legible(codec.write(kept))) == kept


@pytest.mark.parametrize("names", [KINDS, EVIDENCE_KINDS, WAIVERS])
def test_sets_come_back_though_their_names_hold_commas(names: dict[str, str]) -> None:
    codec = cells.codes(names)
    assert codec.read(codec.write(list(names))) == list(names)


@pytest.mark.parametrize("parts", [CRIME, FILM, LIMIT, PROOF])
def test_a_line_too_long_or_without_its_code_says_so(parts: tuple[cells.Part, ...]) -> None:
    codec = cells.records(*parts)
    with pytest.raises(ValueError, match="太多"):
        codec.read(cells.BAR.join("x" for _ in range(len(parts) + 1)))
    with pytest.raises(ValueError, match="没有写"):
        codec.read(cells.BAR + "x")


def test_sums_are_read_and_repairs_told() -> None:
    assert cells.amount("1.50") == Decimal("1.5")
    assert cells.amount("无") is None
    with pytest.raises(cells.Repaired) as repaired:
        cells.amount("5,000元")
    assert repaired.value.value == 5000


@pytest.mark.parametrize("said", ["五千", "-3", "1e9", "5000-6000"])
def test_what_is_no_sum_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"数字|负数"):
        cells.amount(said)


def test_keys_of_a_column_are_put_together() -> None:
    told = {"code": "A", "inspection.cap": 2, "inspection.ratio": "", "inspection.ways": []}
    assert nested(told) == {"code": "A", "inspection": {"cap": 2}}
