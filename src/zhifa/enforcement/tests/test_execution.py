"""After the decision: service, payment, deferral, urging, court, closing (law 1.1, 1.4, 1.7)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.walks import Road

from zhifa.enforcement.models import Decision
from zhifa.enforcement.tests.roads import Stops, from_, refused, served, urge
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Malformed
from zhifa.records.models import Service
from zhifa.registry import actions as registry

HALTS = ("served",)
CLOSE = {"opinion": "同意结案"}


def payment(road: Road, amount: str, item: str = "fine", **more: Any) -> dict[str, Any]:
    on = road.today.isoformat()
    return {"item": item, "amount": amount, "paid_on": on, "receipt": f"51{amount}", **more}


def undone(road: Road, result: str) -> dict[str, Any]:
    return {
        "instrument": "reconsideration",
        "result": result,
        "instrument_number": "复决1号",
        "annul_ground": "evidence",
        "effective_on": road.today.isoformat(),
        "reason": "理由充分",
    }


def due(road: Road) -> date:
    found = road.case.clocks.get(code="c.pay").due_on
    assert isinstance(found, date)
    return found


def overdue(stops: Stops, days: int = 1) -> Road:
    road = from_(stops, "served")
    road.until(due(road) + timedelta(days=days))
    return road


def in_court(stops: Stops) -> Road:
    """Urged, ten workdays waited, the time to sue over."""
    road = overdue(stops)
    urge(road)
    road.wait(days=190)
    return road


def test_paid_in_full_and_no_more(stops: Stops) -> None:
    road = from_(stops, "served")
    assert refused(road, "officer", "record_payment", payment(road, "8000.01")) == {"payment_fits"}
    wrong = payment(road, "1", "confiscation")
    assert refused(road, "officer", "record_payment", wrong) == {"payment_fits"}
    road.do("officer", "record_payment", payment(road, "3000"))
    assert refused(road, "agency_head", "close", {**CLOSE, "close_reason": "performed"}) == {
        "closing_reason_holds"
    }
    road.do("officer", "record_payment", payment(road, "5000"))
    assert "money_due" in refused(road, "officer", "record_payment", payment(road, "1"))
    road.do("agency_head", "close", {**CLOSE, "close_reason": "performed"})
    assert road.case.close_reason == "performed"


def test_a_payment_without_its_receipt_is_malformed(stops: Stops) -> None:
    road = from_(stops, "served")
    with pytest.raises(Malformed) as wrong:
        road.do("officer", "record_payment", {**payment(road, "100"), "receipt": " "})
    assert set(wrong.value.fields) == {"receipt"}


def test_late_means_three_in_a_hundred_a_day(stops: Stops) -> None:
    road = overdue(stops, days=10)
    too_much = payment(road, "2400.01", "surcharge")
    assert refused(road, "officer", "record_payment", too_much) == {"payment_fits"}
    road.do("officer", "record_payment", payment(road, "8000"))
    assert road.case.clocks.get(code="c.pay").state == "running"
    performed = {**CLOSE, "close_reason": "performed"}
    assert refused(road, "agency_head", "close", performed) == {"closing_reason_holds"}
    road.do("officer", "record_payment", payment(road, "2400", "surcharge"))
    assert road.case.clocks.get(code="c.pay").state == "late"
    assert road.case.clocks.get(code="c.close").start_on == road.today
    road.do("agency_head", "close", performed)


def plan(road: Road, *rows: tuple[int, str]) -> dict[str, str]:
    lines = (f"{road.today + timedelta(days=d)} {amount}" for d, amount in rows)
    return {"plan": "\n".join(lines), "reason": "经济困难"}


def wish(road: Road) -> dict[str, str]:
    return {"on": road.today.isoformat(), **plan(road, (60, "8000"))}


def test_something_is_paid_and_a_receipt_counts_once(stops: Stops) -> None:
    road = from_(stops, "served")
    assert refused(road, "officer", "record_payment", payment(road, "0.00")) == {"payment_real"}
    road.do("officer", "record_payment", payment(road, "3000"))
    assert refused(road, "officer", "record_payment", payment(road, "3000")) == {"payment_real"}
    road.do("officer", "record_payment", payment(road, "3000", receipt="52001"))


def test_a_refused_deferral_changes_nothing(stops: Stops) -> None:
    road = from_(stops, "served")
    before = due(road)
    road.do("officer", "ask_deferral", wish(road))
    road.do("agency_head", "refuse_deferral", {"reason": "不符合条件"})
    assert due(road) == before


def test_urging_waits_for_the_last_day_and_keeps_its_record(stops: Stops) -> None:
    road = from_(stops, "served")
    assert refused(road, "officer", "write_urging") == {"payment_overdue"}
    road.until(due(road) + timedelta(days=5))
    tomorrow = (road.today + timedelta(days=1)).isoformat()
    assert "date_in_order" in refused(road, "officer", "urge", served(road, served_on=tomorrow))
    before = (road.today - timedelta(days=10)).isoformat()
    assert "payment_overdue" in refused(road, "officer", "urge", served(road, served_on=before))
    assert refused(road, "officer", "urge", served(road)) == {"paper_made"}
    road.do("officer", "write_urging")
    assert refused(road, "officer", "urge", served(road)) == {"paper_sealed"}
    road.seal("W50")
    unsigned = served(road, receiver="")
    assert refused(road, "officer", "urge", unsigned) == {"service:receiver"}
    road.do("officer", "urge", served(road))
    paper = Service.objects.get(document__dossier=road.case.dossier, document__template="W50")
    assert paper.effective_on == road.case.clocks.get(code="c.urge").start_on


def test_urging_by_announcement_counts_after_thirty_days(stops: Stops) -> None:
    road = overdue(stops)
    urge(road, way="notice", reason="下落不明")
    started = road.case.clocks.get(code="c.urge").start_on
    assert started == road.today + timedelta(days=30)


def test_the_court_comes_last(stops: Stops) -> None:
    road = overdue(stops)
    court = {"opinion": "申请强制执行"}
    assert "not_now" in refused(road, "agency_head", "apply_court", court)
    urge(road)
    assert refused(road, "agency_head", "apply_court", court) == {
        "urging_waited",
        "remedy_term_over",
    }
    road.wait(days=30)
    assert refused(road, "agency_head", "apply_court", court) == {"remedy_term_over"}
    road.wait(days=160)
    road.do("agency_head", "apply_court", court)


def test_no_court_while_a_deferral_runs(stops: Stops) -> None:
    road = in_court(stops)
    road.do("officer", "ask_deferral", wish(road))
    road.do("agency_head", "approve_deferral", plan(road, (60, "8000")))
    court = {"opinion": "申请强制执行"}
    assert refused(road, "agency_head", "apply_court", court) == {"urged", "remedy_term_over"}
    road.wait(days=61)
    assert refused(road, "agency_head", "apply_court", court) == {"urged"}
    urge(road)
    assert refused(road, "agency_head", "apply_court", court) == {"urging_waited"}
    road.wait(days=20)
    road.do("agency_head", "apply_court", court)


def test_no_court_during_suit_and_no_surcharge(stops: Stops) -> None:
    road = overdue(stops, days=1)
    remedy = {"remedy": "suit", "number": "行初1号", "on": road.today.isoformat()}
    ended = {"result": "upheld", "number": "行终1号"}
    wrong = {**ended, "on": road.today.isoformat()}
    assert refused(road, "officer", "end_remedy", wrong) == {"remedy_open"}
    road.do("officer", "note_remedy", remedy)
    assert refused(road, "officer", "note_remedy", remedy) == {"no_remedy_open"}
    assert refused(road, "officer", "write_urging") == {"not_suspended"}
    urge(road, not_suspended=True)
    road.wait(days=200)
    court = {"opinion": "申请强制执行"}
    assert refused(road, "agency_head", "apply_court", court) == {"no_remedy_open"}
    road.do("officer", "end_remedy", {**ended, "on": road.today.isoformat()})
    some = payment(road, "0.01", "surcharge")
    assert refused(road, "officer", "record_payment", some) == {"payment_fits"}
    road.wait(days=1)
    road.do("agency_head", "apply_court", court)


def test_the_courts_window_closes(stops: Stops) -> None:
    road = in_court(stops)
    road.wait(days=120)
    court = {"opinion": "申请强制执行"}
    assert refused(road, "agency_head", "apply_court", court) == {"court_window_open"}


def _answered(road: Road, *results: str) -> None:
    for result in results:
        road.do("officer", "court_answered", {"result": result, "number": "行审1号"})


COURT = [
    (("accepted",), "court_accepted", True),
    (("accepted",), "court_ended", False),
    (("accepted", "executed"), "court_ended", True),
    (("accepted", "ended"), "court_ended", True),
    (("refused",), "court_accepted", False),
    (("accepted", "refused"), "court_accepted", False),
    ((), "court_accepted", False),
    ((), "performed", False),
    ((), "no_penalty", False),
    ((), "party_gone", False),
    ((), "annulled", False),
]


@pytest.mark.parametrize(("results", "reason", "holds"), COURT)
def test_a_case_is_closed_for_what_happened(
    stops: Stops, results: tuple[str, ...], reason: str, holds: bool
) -> None:
    road = in_court(stops)
    road.do("agency_head", "apply_court", {"opinion": "申请"})
    _answered(road, *results)
    told = {**CLOSE, "close_reason": reason}
    if holds:
        road.do("agency_head", "close", told)
        assert road.case.close_reason == reason
    else:
        assert refused(road, "agency_head", "close", told) == {"closing_reason_holds"}


def test_a_case_against_who_is_no_more_is_closed(stops: Stops) -> None:
    road = from_(stops, "served")
    gone = {"gone_on": road.today}
    registry.change_party(party=road.party, details=gone, reason="注销登记", by=SYSTEM, at=road.now)
    thin = {**CLOSE, "close_reason": "party_gone"}
    assert refused(road, "agency_head", "close", thin) == {"gone_founded"}
    paper = road.signed_paper("准予注销登记通知书")["paper"]
    assert refused(road, "agency_head", "close", {**thin, "gone_paper": paper}) == {"gone_founded"}
    left = {"gone_paper": paper, "estate": "没有可供执行的财产，没有承受人。"}
    road.do("agency_head", "close", {**thin, **left})


@pytest.mark.parametrize("result", ["annulled", "redo", "void"])
def test_a_decision_without_force_is_not_executed(stops: Stops, result: str) -> None:
    road = overdue(stops)
    road.do("agency_head", "annul", undone(road, result))
    assert Decision.objects.get(case=road.case).annulment == result
    for role, move, data in (
        ("officer", "record_payment", payment(road, "100")),
        ("officer", "urge", served(road)),
        ("officer", "ask_deferral", wish(road)),
    ):
        assert "is_penalty" in refused(road, role, move, data)
    assert refused(road, "agency_head", "annul", undone(road, "void")) == {"not_annulled"}
    performed = {**CLOSE, "close_reason": "performed"}
    assert refused(road, "agency_head", "close", performed) == {"closing_reason_holds"}
    road.do("agency_head", "close", {**CLOSE, "close_reason": "annulled"})


def test_a_decision_held_unlawful_still_binds(stops: Stops) -> None:
    road = from_(stops, "served")
    road.do("agency_head", "annul", undone(road, "unlawful"))
    road.do("officer", "record_payment", payment(road, "8000"))


def test_an_annulment_has_a_sensible_day(stops: Stops) -> None:
    road = from_(stops, "served")
    for day in (road.today + timedelta(days=1), date(2026, 1, 1)):
        wrong = {**undone(road, "annulled"), "effective_on": day.isoformat()}
        assert refused(road, "agency_head", "annul", wrong) == {"annulment_in_force"}


def test_an_incomplete_dossier_is_not_archived(stops: Stops) -> None:
    road = from_(stops, "served")
    road.do("officer", "record_payment", payment(road, "8000"))
    checked = {"checked": "齐全"}
    assert "not_now" in refused(road, "archivist", "archive", checked)
    road.do("agency_head", "close", {**CLOSE, "close_reason": "performed"})
    road.do("archivist", "archive", checked)
    assert road.case.dossier.sealed_at
    assert not road.case.clocks.filter(state="running").exists()
    assert Decimal(road.content["fine"]) == Decimal(8000)
