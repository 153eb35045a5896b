"""What a clause says apart for some kinds of party holds in the case."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests import make

from zhifa.enforcement import reads
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser
from zhifa.enforcement.tests.story import facts
from zhifa.enforcement.tests.test_properties import MATTER
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused

LATE = {"overdue": ("business_suspension",)}

pytestmark = pytest.mark.django_db


def test_who_is_no_unit_is_fined_as_the_clause_says_of_persons() -> None:
    """消防法 第六十条第二款: a person is fined 500 at most, a unit 5,000 and more."""
    road = make.road(matter="XF0101", party_=make.party("示范某", "natural_person", 31))
    road.content = {"kinds": ["fine"], "fine": "5000", "tier": "light"}
    with pytest.raises(Refused) as no:
        road.walk_to("concluded")
    assert "500" in str(no.value)


def test_a_person_may_be_warned_where_a_unit_is_fined() -> None:
    """消防法 第六十条: a warning or a fine for persons, a fine for units."""
    warned = {"kinds": ["warning_penalty"], "tier": "light"}
    person = make.road(matter="XF0101", party_=make.party("示范某", "natural_person", 31))
    person.content = warned
    person.walk_to("concluded")
    unit = make.road(matter="XF0101", party_=make.party("示范商场有限公司", number=32))
    unit.content = warned
    with pytest.raises(Refused) as no:
        unit.walk_to("concluded")
    assert no.value.codes >= {"kinds_allowed", "kinds_ordered"}


@pytest.mark.parametrize(
    ("tier", "kinds", "left_out"),
    [
        ("light", ["fine"], None),
        ("overdue", ["fine"], "责令停产停业"),
        ("overdue", ["fine", "business_suspension"], None),
    ],
)
def test_a_tier_may_demand_more(tier: str, kinds: list[str], left_out: str | None) -> None:
    """安全生产法 第九十七条: whoever does not correct in time is fined and suspended."""
    matter = replace(
        MATTER,
        kinds=("fine", "business_suspension"),
        ordered_kinds=("fine",),
        grave_kinds=("business_suspension",),
        tiers=(*MATTER.tiers, ("overdue", "逾期未改", Decimal(15000), Decimal(50000))),
        ordered_tiers=LATE,
    )
    told = {"outcome": "penalty", "kinds": kinds, "fine": "15000", "tier": tier}
    move = load("penalty_ordinary").moves["conclude"]
    asked = facts((), "2026-03-02", move=move, values=told, matter=matter)
    assert NEEDS["kinds_ordered"](asked) == left_out
    assert NEEDS["kinds_allowed"](asked) is None


def test_gains_are_asked_for_by_their_sum_and_not_by_the_kind() -> None:
    """What a clause confiscates is not demanded where there is nothing to take."""
    matter = replace(MATTER, kinds=("fine", "gain_confiscation"))
    matter = replace(matter, ordered_kinds=("gain_confiscation", "fine"))
    told = {"outcome": "penalty", "kinds": ["fine"], "fine": "5000", "tier": "light"}
    move = load("penalty_ordinary").moves["conclude"]
    for gains, missed in (("0", False), ("300", True)):
        values = {**told, "gains": gains}
        asked = facts((), "2026-03-02", move=move, values=values, matter=matter)
        assert NEEDS["kinds_ordered"](asked) is None
        assert (NEEDS["gains_confiscated"](asked) is not None) is missed


def test_a_sum_that_no_rule_names_is_told_to_the_officer() -> None:
    """城市市容和环境卫生管理条例 names no sums: the settings of the house are not the law's."""
    road = make.road(matter="CG0102", body=make.agency("CG"))
    road.walk_to("investigated")
    move = load("penalty_ordinary").moves["conclude"]
    asked = reads.fields_for(case=road.case, move=move, viewer=SYSTEM, at=road.now)
    assert "罚款数额待核定" in next(f.help for f in asked if f.id == "fine")
    page = browser(road, "officer").get(f"/cases/{road.case.pk}/").content.decode()
    assert "罚款数额待核定" in page
