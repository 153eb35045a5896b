"""The procedure on the spot (law 1.2)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.agencies import actions as agencies
from zhifa.enforcement import actions
from zhifa.enforcement.models import Decision
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import record, refused, served
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records.models import Document
from zhifa.registry.models import Party

SPARING = {"points": "无异议", "accepted": "none"}


def driver() -> Party:
    """A natural person: JT0101 is for no other."""
    return make.party("示范某", "natural_person")


def opened(party: Party | None = None, matter: str = "SC0103", **more: Any) -> Road:
    road = make.road(matter=matter, party_=party or make.party())
    data = {
        "discovered_on": road.today.isoformat(),
        "place": "西区示范街 8 号",
        "area_code": "510403001",
        "matter": matter,
        "party": road.party.pk,
        "act_from": road.today.isoformat(),
        "officers": road.pair,
        **more,
    }
    road._case = actions.open_case(
        procedure="penalty_summary",
        agency=road.crew.agency,
        unit=None,
        data=data,
        by=road.actor("officer"),
        at=road.now,
    ).case
    road.wait()
    return road


def telling(**content: Any) -> dict[str, Any]:
    return {"kinds": ["warning_penalty"], "tier": "warning", "reason": "理由充分", **content}


def told(road: Road, **content: Any) -> Road:
    road.do("officer", "record_scene", record(road))
    road.do("officer", "tell", telling(**content))
    return road


def decided(road: Road) -> Road:
    road.do("officer", "hear", SPARING)
    road.do("officer", "decide_on_spot", {"surcharge": True})
    return road


def test_from_the_scene_to_the_archive() -> None:
    road = decided(told(opened()))
    assert Decision.objects.get(case=road.case).summary
    road.do("officer", "serve_decision", served(road))
    assert refused(
        road, "agency_head", "close", {"close_reason": "performed", "opinion": "案情复杂"}
    ) == {"reported"}
    road.do("officer", "report_to_agency", {"note": "备案"})
    road.do("agency_head", "close", {"close_reason": "performed", "opinion": "同意"})
    road.do("archivist", "archive", {"checked": "齐全"})
    assert road.case.stage == "archived"
    assert road.case.dossier.retention == "30年"


def citizen() -> Party:
    return make.party("示范某", "natural_person", 41)


def business() -> Party:
    return make.party("示范小店", "individual_business", 42)


LIMITS: list[tuple[Callable[[], Party], str, str, bool]] = [
    (citizen, "CG0101", "200", True),
    (business, "CG0101", "200", True),
    (make.party, "SC0401", "3000", True),
    (make.party, "SC0401", "3000.01", False),
    (citizen, "SC0401", "200.01", False),
    (business, "SC0401", "3000", False),
]


@pytest.mark.parametrize(("party", "matter", "fine", "fits"), LIMITS)
def test_up_to_two_hundred_or_three_thousand(
    party: Callable[[], Party], matter: str, fine: str, fits: bool
) -> None:
    road = opened(party(), matter)
    road.do("officer", "record_scene", record(road))
    content = telling(kinds=["fine"], fine=fine, tier="general", tier_reason="情节相近")
    if fits:
        road.do("officer", "tell", content)
    else:
        assert refused(road, "officer", "tell", content) == {"summary_scope"}


def test_other_kinds_are_not_for_the_spot() -> None:
    road = opened()
    road.do("officer", "record_scene", record(road))
    content = telling(kinds=["business_suspension"])
    assert "summary_scope" in refused(road, "officer", "tell", content)


def test_a_matter_that_is_not_for_the_spot() -> None:
    with pytest.raises(Refused) as no:
        opened(matter="SC0101")
    assert no.value.codes == {"summary_matter"}


def test_two_officers_even_on_the_spot() -> None:
    with pytest.raises(Refused) as no:
        opened(officers=[make.crew().officers[0].pk])
    assert no.value.codes == {"two_certified"}


def test_first_record_then_tell_then_hear_then_decide() -> None:
    road = opened()
    assert refused(road, "officer", "tell", telling()) == {"scene_recorded"}
    told(road)
    assert refused(road, "officer", "decide_on_spot", {}) == {"defence_heard"}
    decided(road)


def test_a_defence_that_holds_is_told_anew_and_heard_anew() -> None:
    road = told(opened())
    road.do("officer", "hear", {"points": "有理由", "accepted": "accepted"})
    assert refused(road, "officer", "decide_on_spot", {}) == {"defence_heard"}
    road.do("officer", "withdraw_telling", {"reason": "采纳意见"})
    road.do("officer", "tell", telling())
    assert refused(road, "officer", "decide_on_spot", {}) == {"defence_heard"}
    decided(road)


def fined(fine: str, reason: str = "主动消除危害后果") -> dict[str, Any]:
    """A fine below what the clause begins at."""
    less = {"circumstance": "mitigated", "circumstance_reason": reason}
    return telling(kinds=["fine"], fine=fine, tier="general", **less)


@pytest.mark.parametrize("accepted", ["accepted", "rejected", "none"])
def test_a_telling_after_a_defence_is_not_heavier(accepted: str) -> None:
    road = told(opened(driver(), matter="JT0101"), **fined("150"))
    road.do("officer", "hear", {"points": "有理由", "accepted": accepted})
    road.do("officer", "withdraw_telling", {"reason": "采纳意见"})
    for heavy in ("150.01", "199"):
        assert refused(road, "officer", "tell", fined(heavy)) == {"told_not_heavier"}
    road.do("officer", "tell", fined("100"))
    road.do("officer", "withdraw_telling", {"reason": "数额算错"})
    road.do("officer", "tell", fined("150"))
    decided(road)


def test_a_second_hearing_does_not_undo_what_was_accepted() -> None:
    road = told(opened())
    road.do("officer", "hear", {"points": "有理由", "accepted": "accepted"})
    road.do("officer", "hear", {"points": "有理由", "accepted": "rejected"})
    assert refused(road, "officer", "decide_on_spot", {}) == {"defence_heard"}


def test_what_mitigates_is_founded_and_stands_in_the_decision() -> None:
    road = opened(driver(), matter="JT0101")
    road.do("officer", "record_scene", record(road))
    assert refused(road, "officer", "tell", fined("100", "")) == {"content_complete"}
    road.do("officer", "tell", fined("100", "主动消除危害后果"))
    decided(road)
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W45")
    assert "减轻处罚" in str(paper.content)
    assert "主动消除危害后果" in str(paper.content)


def test_what_is_told_anew_is_heard_anew() -> None:
    road = told(opened())
    road.do("officer", "hear", SPARING)
    road.do("officer", "withdraw_telling", {"reason": "内容有误"})
    road.do("officer", "tell", telling())
    assert refused(road, "officer", "decide_on_spot", {}) == {"defence_heard"}


def test_a_breach_barred_by_time_is_not_fined_on_the_spot() -> None:
    road = told(opened(act_from="2023-03-01", act_until="2024-03-01"))
    road.do("officer", "hear", SPARING)
    assert refused(road, "officer", "decide_on_spot", {}) == {"within_limitation"}


def test_a_certificate_lost_on_the_way() -> None:
    road = told(opened())
    road.do("officer", "hear", SPARING)
    card = road.crew.user("second").certificates.get()
    agencies.suspend_certificate(
        certificate=card,
        from_on=road.today,
        until_on=None,
        reason="核查情况",
        by=SYSTEM,
        at=road.now,
    )
    assert refused(road, "officer", "decide_on_spot", {}) == {"officers_certified"}


def cash(road: Road, amount: str, **more: Any) -> dict[str, Any]:
    on = road.today.isoformat()
    return {
        "item": "fine",
        "amount": amount,
        "paid_on": on,
        "receipt": f"{road.case.pk[-6:]}{amount}",
        "cash": True,
        **more,
    }


def test_cash_only_for_a_fine_up_to_a_hundred() -> None:
    small = decided(told(opened(citizen(), "CG0101"), kinds=["fine"], fine="100", tier="general"))
    small.do("officer", "serve_decision", served(small))
    small.do("officer", "record_payment", cash(small, "100"))
    large = opened(business(), "CG0101")
    decided(told(large, kinds=["fine"], fine="200", tier="general"))
    large.do("officer", "serve_decision", served(large))
    half = cash(large, "100")  # half of a fine is no small fine
    assert refused(large, "officer", "record_payment", half) == {"cash_allowed"}
    large.do("officer", "record_payment", {**half, "cash": False, "receipt": "9"})
    large.do(
        "officer",
        "record_payment",
        cash(large, "100", cash_reason="remote", cash_facts="当事人住江心岛"),
    )


def test_the_report_is_due_in_three_workdays() -> None:
    road = decided(told(opened()))
    clock = road.case.clocks.get(code="c.report")
    assert clock.due_on == date(2026, 3, 5)
    road.do("officer", "serve_decision", served(road))
    road.wait(days=7)
    road.do("officer", "report_to_agency", {"note": "备案"})
    assert road.case.marks == ["late_report"]


def test_the_page_says_that_no_legal_review_is_due() -> None:
    road = opened()
    shown = text(browser(road, "officer").get(f"/reviews/cases/{road.case_id}/panel/"))
    assert "不须法制审核" in shown
    assert "尚未送审" not in shown
