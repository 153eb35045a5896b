"""After a fine on the spot that is not paid: the court answers only who asked it (强制法 53-54)."""

from datetime import timedelta

from tests.walks import Road

from zhifa.enforcement.tests.roads import refused, served, urge
from zhifa.enforcement.tests.test_summary import citizen, decided, opened, told

ANSWER = {"result": "accepted", "number": "行审1号"}
CLOSE = {"close_reason": "court_accepted", "opinion": "同意结案"}


def urged() -> Road:
    """A small fine, handed over, reported, not paid in time, urged."""
    road = decided(told(opened(citizen(), "CG0101"), kinds=["fine"], fine="100", tier="general"))
    road.do("officer", "serve_decision", served(road))
    road.do("officer", "report_to_agency", {"note": "备案"})
    road.until(road.case.clocks.get(code="c.pay").due_on + timedelta(days=5))
    road.workday()
    urge(road)
    return road


def test_no_answer_before_the_court_was_asked() -> None:
    road = urged()
    assert refused(road, "officer", "court_answered", ANSWER) == {"court_applied"}
    assert refused(road, "agency_head", "close", CLOSE) == {"closing_reason_holds"}
    road.wait(days=90)
    road.do("agency_head", "apply_court", {"opinion": "申请强制执行"})
    road.do("officer", "court_answered", ANSWER)
    road.do("agency_head", "close", CLOSE)
    assert road.case.close_reason == "court_accepted"
