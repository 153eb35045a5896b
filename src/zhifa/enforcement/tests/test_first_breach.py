"""No first breach for who was found in the same before: the platform looks itself (CF 33)."""

from datetime import timedelta
from typing import Any

from tests import make
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.models import Decision
from zhifa.enforcement.reads.earlier import look_back
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.roads import SPARE, refused
from zhifa.enforcement.tests.test_outcomes import FIRST, no_penalty, reported
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry

WAIVE = {**SPARE, **FIRST, "ground": "first_breach_waiver", "harmless": False, "slight": True}
GROUND = {"ground": "first_breach_waiver"}


def earlier(days: int, matter: str = "SC0103", **more: Any) -> Road:
    """A decided case of the same party, so many days before the others begin."""
    road = make.road(matter=matter, start=make.AT - timedelta(days=days), **more)
    road.content = {"kinds": ["warning_penalty"], "tier": "warning"}
    road.walk_to("decided")
    return road


def again(**more: Any) -> Road:
    """The next case, as far as its report."""
    road = no_penalty(**more)
    assert road.case.stage == "investigation_closed"
    return road


def test_an_earlier_decision_refuses_the_ground_and_is_named() -> None:
    first = earlier(200)
    road = again()
    assert refused(road, "agency_head", "decide_no_penalty", WAIVE) == {
        "ground_reported",
        "no_earlier_breach",
        "no_penalty_grounded",
    }
    road.do("unit_head", "reopen", {"reason": "补充调查"})
    told = {"facts": "事实清楚", "outcome": "no_penalty", "reason": "理由充分", **GROUND}
    assert refused(road, "officer", "conclude", told) == {"no_earlier_breach"}
    move = load("penalty_ordinary").moves["decide_no_penalty"]
    asked = reads.fields_for(case=road.case, move=move, viewer=SYSTEM, at=road.now)
    words = next(f.help for f in asked if f.id == "first_breach")
    assert first.case.number in words
    assert "回看 2 年，待核定" in words, "neither the matter nor a list says how far"


def test_a_merged_entry_is_the_same_party() -> None:
    own = make.party("示范某甲", "natural_person", 7)
    passport = {"identity": "E12345678", "identity_kind": "414", "address": "西区示范街 8 号"}
    twin = registry.register_party(
        kind="natural_person", name="示范某甲", details=passport, by=SYSTEM, at=make.AT
    )
    earlier(200, party_=twin)
    registry.merge_parties(party=twin, kept=own, reason="核对证件", by=SYSTEM, at=make.AT)
    road = again(party=own)
    assert "no_earlier_breach" in refused(road, "agency_head", "decide_no_penalty", WAIVE)


def test_long_ago_or_another_party_is_no_earlier_breach() -> None:
    earlier(365 * 3)
    earlier(100, party_=make.party("示范他人有限公司", number=8))
    road = again(**GROUND)
    case = road.case
    look = look_back(case, case.matter, case.party, case.act_until, road.today)
    assert look is not None
    assert look.found == ()
    road.do("agency_head", "decide_no_penalty", WAIVE)


def test_no_penalty_is_for_the_ground_that_was_reported_and_no_other() -> None:
    road, other = no_penalty(), {**SPARE, "ground": "breach_unproven"}
    assert refused(road, "agency_head", "decide_no_penalty", other) == {"ground_reported"}
    reported(road, "breach_unproven")
    road.do("agency_head", "decide_no_penalty", other)
    assert Decision.objects.get(case=road.case).ground == "breach_unproven"


def test_a_report_of_no_penalty_names_its_ground() -> None:
    road = make.road(matter="SC0103")
    road.walk_to("investigated")
    bare = {"facts": "事实清楚", "outcome": "no_penalty", "reason": "理由充分"}
    assert refused(road, "officer", "conclude", bare) == {"content_complete"}
