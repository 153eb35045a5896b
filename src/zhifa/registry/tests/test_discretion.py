"""What a matter's figures mean: ranges, the lines of hearing and of 重大."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.registry.rules import discretion
from zhifa.registry.rules.discretion import Lines, Multiples, Range

MARKET = Lines(Decimal(10000), Decimal(100000), Decimal(10000), Decimal(100000))
SUMS = st.decimals(0, 10**7, places=2)


# law.md 1.1.1: market 10,000 / 100,000, the same sums for confiscation (SJT 5); CF 63
@pytest.mark.parametrize(
    ("kinds", "fine", "taken", "organised", "needed"),
    [
        (["fine"], "9999.99", "0", False, False),
        (["fine"], "10000", "0", False, True),
        (["fine"], "99999.99", "0", True, False),
        (["fine"], "100000", "0", True, True),
        (["gain_confiscation"], "0", "10000", False, True),
        (["gain_confiscation", "goods_confiscation"], "0", "99999", True, False),
        (["fine", "gain_confiscation"], "9000", "9000", False, False),
        (["warning_penalty"], "0", "0", False, False),
        (["permit_revocation"], "0", "0", True, True),
        (["qualification_downgrade"], "0", "0", True, True),
        (["business_suspension"], "0", "0", True, True),
        (["closure_order"], "0", "0", True, True),
        (["trade_bar"], "0", "0", False, True),
        (["permit_suspension"], "0", "0", False, False),
    ],
)
def test_when_a_hearing_must_be_offered(
    kinds: list[str], fine: str, taken: str, organised: bool, needed: bool
) -> None:
    asked = discretion.hearing_required(
        MARKET, kinds, Decimal(fine), Decimal(taken), organised=organised
    )
    assert asked is needed


# 川办发〔2014〕3 号 第二条 as law.md 1.1.1 gives it: 5,000 / 50,000, fine and confiscation together
@pytest.mark.parametrize(
    ("fine", "taken", "organised", "major"),
    [
        ("4999.99", "0", False, False),
        ("5000", "0", False, True),
        ("3000", "2000", False, True),
        ("49999", "0", True, False),
        ("30000", "20000", True, True),
    ],
)
def test_when_a_penalty_is_major(fine: str, taken: str, organised: bool, major: bool) -> None:
    sums = (Decimal(5000), Decimal(50000))
    asked = discretion.major(
        Lines(*sums, *sums),
        ["fine", "gain_confiscation"],
        Decimal(fine),
        Decimal(taken),
        organised=organised,
    )
    assert asked is major


@given(SUMS, SUMS, SUMS, st.booleans(), st.sets(st.sampled_from(sorted(discretion.KINDS))))
def test_more_never_takes_a_hearing_away(
    fine: Decimal, taken: Decimal, more: Decimal, organised: bool, kinds: set[str]
) -> None:
    before = discretion.hearing_required(MARKET, kinds, fine, taken, organised=organised)
    after = discretion.hearing_required(
        MARKET, kinds | {"fine"}, fine + more, taken + more, organised=organised
    )
    assert after or not before


def test_an_individual_business_counts_as_a_citizen_unless_the_district_says_otherwise() -> None:
    assert not discretion.as_organisation("individual_business")
    assert discretion.as_organisation("individual_business", business_counts=True)
    assert discretion.as_organisation("legal_person")
    assert discretion.as_organisation("other_organisation")
    assert not discretion.as_organisation("natural_person", business_counts=True)


# 食品安全法 124(1): 货值不足一万元 5 万至 10 万；一万元以上 10 至 20 倍
@pytest.mark.parametrize(
    ("base", "least", "most"),
    [(None, 50000, 100000), ("9999", 50000, 100000), ("10000", 100000, 200000)],
)
def test_multiples_apply_from_their_base_up(base: str | None, least: int, most: int) -> None:
    food = Multiples(Decimal(10), Decimal(20), start=Decimal(10000))
    fixed = Range(Decimal(50000), Decimal(100000))
    found = discretion.fine_range(fixed, food, None if base is None else Decimal(base))
    assert found == Range(Decimal(least), Decimal(most))


def test_a_base_counts_as_at_least_its_floor() -> None:
    """药品管理法 115: 不足十万元的按十万元计算，十五倍以上三十倍以下."""
    drugs = Multiples(Decimal(15), Decimal(30), floor=Decimal(100000))
    found = discretion.fine_range(Range(None, None), drugs, Decimal(2000))
    assert found == Range(Decimal(1500000), Decimal(3000000))


@given(SUMS, SUMS, SUMS)
def test_a_range_holds_what_lies_between(least: Decimal, most: Decimal, fine: Decimal) -> None:
    assert Range(least, most).holds(fine) == (least <= fine <= most)
    assert Range(None, most).holds(fine) == (fine <= most)
    assert Range(least, None).holds(fine) == (fine >= least)
