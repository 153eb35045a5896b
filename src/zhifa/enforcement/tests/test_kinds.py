"""Kinds of penalty as the clause gives them: demanded, or kept for what is grave (CF 4, 5)."""

from dataclasses import replace
from typing import Any

import pytest
from tests.walks import Road

from zhifa.enforcement.reads.forms import in_tiers
from zhifa.enforcement.rules.matter_facts import MatterFacts
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_, refused, report
from zhifa.enforcement.tests.story import facts
from zhifa.enforcement.tests.test_properties import MATTER
from zhifa.registry.models import Matter

HALTS = ("investigated",)
REVOKED = {"kinds": ["fine", "permit_revocation"], "permit": "食品经营许可证"}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (
            {"kinds": ["goods_confiscation"], "fine": "", "goods": "300", "goods_worth": "300"},
            "kinds_ordered",
        ),
        ({**REVOKED, "kinds": ["permit_revocation"], "fine": ""}, "kinds_ordered"),
        (REVOKED, "kinds_grave"),
        ({"kinds": REVOKED["kinds"]}, "content_complete"),
        ({"permit": "食品经营许可证"}, "content_complete"),
    ],
)
def test_the_report_keeps_to_the_clause(stops: Stops, told: dict[str, Any], code: str) -> None:
    road = from_(stops, "investigated")
    assert code in refused(road, "officer", "conclude", report(road, **told))


@pytest.mark.parametrize(
    "told",
    [
        {**REVOKED, "fine": "36000", "tier": "serious"},
        {
            "kinds": ["goods_confiscation"],
            "fine": "",
            "goods": "300",
            "goods_worth": "300",
            "circumstance": "mitigated",
            "circumstance_reason": "主动召回，货值极小，依法减轻，不予并处。",
        },
    ],
)
def test_what_the_clause_gives_is_taken(stops: Stops, told: dict[str, Any]) -> None:
    road = from_(stops, "investigated")
    road.do("officer", "conclude", report(road, **told))


def _matter(**more: Any) -> MatterFacts:

    return replace(MATTER, **more)


def test_a_tier_of_warnings_does_not_fine() -> None:
    tiers = (("warning", "警告", None, None), ("light", "较轻", None, MATTER.fine_max))
    matter = _matter(tiers=tiers, ordered_kinds=("fine",))
    move = load("penalty_ordinary").moves["conclude"]
    fined = {"outcome": "penalty", "kinds": ["fine"], "fine": "100", "tier": "warning"}
    told = facts((), "2026-03-02", move=move, values=fined, matter=matter)
    assert "不罚款" in str(NEEDS["tier_respected"](told))
    warned = {"outcome": "penalty", "kinds": ["warning_penalty"], "fine": "0", "tier": "warning"}
    told = facts((), "2026-03-02", move=move, values=warned, matter=matter)
    assert NEEDS["kinds_ordered"](told) is None
    told = facts((), "2026-03-02", move=move, values={**warned, "tier": "light"}, matter=matter)
    assert NEEDS["kinds_ordered"](told) == "罚款"


def test_the_form_offers_what_the_clause_gives() -> None:
    road: Road = lately("investigated", number=382)
    form = text(browser(road, "officer").get(f"/cases/{road.case_id}/do/conclude/"))
    assert "罚款（应当给予）" in form
    assert "吊销许可证件（情节严重的）" in form
    assert "行政拘留" not in form


def test_the_form_says_which_tier_orders_a_kind() -> None:
    """安全生产法 97: 逾期未改正的，责令停产停业整顿; it is not said to be for the grave alone."""
    row = {"name": "逾期未改", "code": "overdue", "ordered": ["business_suspension"]}
    assert in_tiers(Matter(tiers=[row])) == {"business_suspension": "（逾期未改的应当给予）"}
