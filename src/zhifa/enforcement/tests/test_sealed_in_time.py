"""What leaves the house bears its seal before anybody answers it or the dossier is archived."""

from typing import Any

import pytest
from tests.walks import Road, turns

from zhifa.enforcement import actions
from zhifa.enforcement.tests.roads import Stops, from_
from zhifa.enforcement.tests.test_execution import in_court, payment
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records import reads as records

HALTS = ("served", "investigated", "proposed")
ACCEPTED = {"result": "accepted", "number": "行审1号"}


def bare(road: Road) -> set[str]:
    return set(records.bare_kinds(dossier_id=road.case.dossier_id, viewer=SYSTEM))


def barred(road: Road, role: str, move: str, data: dict[str, Any]) -> str:
    """Why a step is refused, on a road that seals nothing by itself."""
    with pytest.raises(Refused) as no:
        actions.perform(
            case_id=road.case_id, move=move, data=data, by=road.actor(role), at=road.now
        )
    return "；".join(f"{o.code} {o.message}" for o in no.value.obstacles)


def test_the_court_answers_an_application_that_is_signed_and_sealed(stops: Stops) -> None:
    road = in_court(stops)
    road.do("agency_head", "apply_court", {"opinion": "申请强制执行"})
    assert "W55" in bare(road)
    assert "application_sealed" in barred(road, "officer", "court_answered", ACCEPTED)
    road.seal("W55")
    assert "W55" not in bare(road)
    actions.perform(
        case_id=road.case_id,
        move="court_answered",
        data={**ACCEPTED, "instrument_paper": road.signed_paper("受理通知书")["paper"]},
        by=road.actor("officer"),
        at=road.now,
    )


def test_one_application_at_a_time_and_money_after_the_closing(stops: Stops) -> None:
    road = in_court(stops)
    asked = {"opinion": "申请强制执行"}
    road.do("agency_head", "apply_court", asked)
    assert "court_not_pending" in barred(road, "agency_head", "apply_court", asked)
    road.do("officer", "court_answered", ACCEPTED)
    assert "法院已经受理" in barred(road, "agency_head", "apply_court", asked)
    road.do("agency_head", "close", {"close_reason": "court_accepted", "opinion": "结案。"})
    clocks = road.case.clocks.filter(code="c.close").count()
    road.do("officer", "record_payment", payment(road, "8000"))
    road.do("officer", "court_answered", {"result": "executed", "number": "执行1号"})
    assert road.case.stage == "closed"
    assert road.case.clocks.filter(code="c.close").count() == clocks


def test_the_police_answer_a_letter_that_is_sealed(stops: Stops) -> None:
    road = from_(stops, "proposed")
    turns.suspect(road)
    road.do("chief_head", "approve_transfer", {"opinion": "同意"})
    road.do("officer", "send_transfer", {"receiver": "公安分局", "materials": "案卷"})
    told = {"notice_number": "不立1号", "reason": "数额不足", "on": road.today.isoformat()}
    assert "transfer_sealed" in barred(road, "officer", "police_declined", told)
    road.seal("W06")
    road.do("officer", "police_declined", told)


def test_no_dossier_is_archived_with_a_paper_that_waits_for_its_seal(stops: Stops) -> None:
    road = from_(stops, "served")
    road.do("officer", "ask_deferral", {"on": road.today.isoformat(), **later(road)})
    road.do("agency_head", "approve_deferral", later(road))
    road.do("officer", "record_payment", payment(road, "8000"))
    road.close()
    words = barred(road, "archivist", "archive", {"checked": "材料齐全。"})
    assert "papers_sealed" in words
    assert "《延期（分期）缴纳罚款通知书》" in words
    road.archive()
    assert road.case.stage == "archived"


def later(road: Road) -> dict[str, str]:
    day = road.today.replace(year=road.today.year + 1)
    return {"plan": f"{day} 8000", "reason": "经济困难，一时缴不上。"}
