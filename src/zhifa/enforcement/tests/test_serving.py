"""Nothing leaves the house as it is made: a paper is written, sealed with leave, then served."""

from collections.abc import Callable
from typing import Any

import pytest
from tests import make
from tests.walks import Road, breaks, execution, turns

from zhifa.enforcement.reads import replay
from zhifa.enforcement.rules.procedure import codes, load
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_, refused, served
from zhifa.enforcement.tests.test_summary import citizen, decided, opened, told
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.kernel.refusals import Refused
from zhifa.records import actions
from zhifa.records import reads as records
from zhifa.records.models import Document, SealOrder, Service, Signature
from zhifa.records.signing.local import Local
from zhifa.records.signing.providers import ProviderDown
from zhifa.records.watches import seal_papers

HALTS = ("investigated", "decided", "served")
BIG = {"kinds": ["fine"], "fine": "220000", "tier": "light"}


def _hearing(_: Stops) -> Road:
    road = make.road(matter="SC0201", party_=make.party("示范听证有限公司", number=322))
    road.content = dict(BIG)
    road.walk_to("noticed")
    turns.ask_hearing(road)
    chair = {"chair": road.crew.user("hearing_chair").pk, "clerk": "记录员"}
    road.do("agency_head", "accept_hearing", chair)
    return road


def _day(road: Road) -> dict[str, Any]:
    held = standard().due(road.today, Term(9, Unit.WORKDAY)).on
    return {
        "hearing_on": held.isoformat(),
        "hearing_time": "09:30",
        "hall": "听证室",
        "public": True,
    }


def _resting(stops: Stops) -> Road:
    road = from_(stops, "investigated")
    breaks.suspend(road)
    return road


def _going_on(stops: Stops) -> Road:
    road = _resting(stops)
    breaks.resume(road)
    return road


def _unpaid(stops: Stops) -> Road:
    road = from_(stops, "served")
    road.until(road.case.clocks.get(code="c.pay").due_on)
    road.workday()
    return road


def _down(*_: object) -> bytes:
    raise ProviderDown("签名服务", "timed out")


def leave(road: Road, paper: Document) -> None:
    """Leave to seal, and nothing more."""
    by = road.actor("agency_head")
    actions.approve_seal(document_id=paper.pk, reason="送达使用", by=by, at=road.now)


def _nothing(_: Road) -> dict[str, Any]:
    return {}


Begin = Callable[[Stops], Road]
KINDS = {
    "W40": (_hearing, "hearing_chair", "call_hearing", _day, "notify_hearing"),
    "W50": (_unpaid, "officer", "write_urging", _nothing, "urge"),
    "W73N": (_resting, "officer", "write_suspension", _nothing, "tell_suspension"),
    "W73B": (_going_on, "officer", "write_resumption", _nothing, "tell_resumption"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_made_then_sealed_then_served(stops: Stops, kind: str) -> None:
    begin, role, write, says, serve = KINDS[kind]
    road = begin(stops)
    with pytest.raises(Refused) as no:
        road.do(role, serve, served(road))
    assert [(o.code, o.fix) for o in no.value.obstacles] == [("paper_made", write)]
    road.do(role, write, says(road))
    paper = Document.objects.get(dossier=road.case.dossier, template=kind)
    assert not Service.objects.filter(document=paper).exists()
    assert refused(road, role, serve, served(road)) == {"paper_sealed"}
    road.seal(kind)
    road.do(role, serve, served(road))
    handed = Service.objects.get(document=paper)
    assert handed.effective_on == road.today
    receipt = Document.objects.filter(dossier=road.case.dossier, template="W57").latest("pk")
    assert paper.number in str(receipt.content)
    assert replay(case=road.case, viewer=SYSTEM) == []
    assert "paper_made" in refused(road, role, serve, served(road)), "it is served once"


def test_a_paper_is_not_served_before_the_day_of_the_leave(stops: Stops) -> None:
    road = _unpaid(stops)
    road.do("officer", "write_urging")
    made = road.today
    road.workday()
    road.seal("W50")
    early = served(road, served_on=made.isoformat())
    assert refused(road, "officer", "urge", early) == {"paper_sealed"}
    road.do("officer", "urge", served(road))


def test_the_urging_names_what_is_still_owed_when_it_is_served(stops: Stops) -> None:
    road = _unpaid(stops)
    road.do("officer", "write_urging")
    road.seal("W50")
    road.pay("100")
    assert refused(road, "officer", "urge", served(road)) == {"paper_made"}
    execution.write_urging(road)
    road.serve("urge")
    assert road.case.stage == "executing"


def test_the_term_runs_from_the_service_not_from_the_writing(stops: Stops) -> None:
    road = _unpaid(stops)
    road.do("officer", "write_urging")
    assert road.case.stage == "served"
    assert not road.case.clocks.filter(code="c.urge").exists()
    road.workday()
    road.serve("urge")
    assert road.case.clocks.get(code="c.urge").start_on == Service.objects.latest("pk").served_on


def test_a_notice_of_hearing_served_too_late_is_refused(stops: Stops) -> None:
    road = _hearing(stops)
    road.do("hearing_chair", "call_hearing", _day(road))
    road.seal("W40")
    for _ in range(3):
        road.workday()
    late = refused(road, "hearing_chair", "notify_hearing", served(road))
    assert late == {"hearing_notice_long"}
    road.do("hearing_chair", "call_hearing", _day(road))
    road.serve("notify_hearing", "hearing_chair")


def test_another_chair_calls_the_hearing_anew(stops: Stops) -> None:
    road = _hearing(stops)
    road.do("hearing_chair", "call_hearing", _day(road))
    road.seal("W40")
    chair = {"chair": road.crew.user("hearing_chair").pk, "clerk": "另一名记录员"}
    road.do("agency_head", "accept_hearing", chair)
    assert refused(road, "hearing_chair", "notify_hearing", served(road)) == {"paper_made"}


def test_the_page_leads_from_the_writing_to_the_serving() -> None:
    road = lately("investigated", number=348, days=90)
    breaks.suspend(road)
    page = browser(road, "officer")
    serve = f"/cases/{road.case_id}/do/tell_suspension/"
    write = f"/cases/{road.case_id}/do/write_suspension/"
    assert write in text(page.get(serve))
    page.post(write, {"token": "w1"})
    shown = text(page.get(serve))
    assert "还没有盖章，不能送达。（还没有批准用印）" in shown
    assert "待批准用印" in shown


def test_what_a_step_serves_is_served_nowhere_else() -> None:
    steps = {c for code in codes() for m in load(code).moves.values() for c in m.serves}
    assert steps == {code for code in records.titles() if records.by_case(code)}


def test_leave_is_not_the_seal(stops: Stops) -> None:
    road = _unpaid(stops)
    road.do("officer", "write_urging")
    paper = Document.objects.get(dossier=road.case.dossier, template="W50")
    leave(road, paper)
    with pytest.raises(Refused) as no:
        road.do("officer", "urge", served(road))
    (obstacle,) = no.value.obstacles
    assert obstacle.code == "paper_sealed"
    assert "已经批准用印，正在盖章" in obstacle.message
    assert "盖好章再送达" in obstacle.then
    road.seal("W50")
    road.do("officer", "urge", served(road))


def test_a_decision_is_served_with_its_seal_on_it(stops: Stops) -> None:
    road = from_(stops, "decided")
    assert refused(road, "officer", "serve_decision", served(road)) == {"paper_sealed"}
    decided = road.today
    road.workday()
    road.seal("W44")
    early = served(road, served_on=decided.isoformat())
    assert refused(road, "officer", "serve_decision", early) == {"paper_sealed"}
    road.do("officer", "serve_decision", served(road))
    seals = Signature.objects.filter(document__dossier=road.case.dossier, kind="seal")
    assert seals.filter(document__template="W44").count() == 1


def test_when_the_signing_service_is_down_the_refusal_says_so(
    stops: Stops, monkeypatch: pytest.MonkeyPatch
) -> None:
    road = from_(stops, "decided")
    order = SealOrder.objects.get(document__dossier=road.case.dossier, document__template="W44")
    with monkeypatch.context() as down:
        down.setattr(Local, "sign", _down)
        seal_papers(now=road.now)
    with pytest.raises(Refused) as no:
        road.do("officer", "serve_decision", served(road))
    assert "暂时没有盖上：签名服务暂时没有应答" in no.value.obstacles[0].message
    order.refresh_from_db()
    road.now = order.next_at
    seal_papers(now=road.now)
    road.do("officer", "serve_decision", served(road))


def test_what_is_handed_over_on_the_spot_is_sealed_afterwards() -> None:
    road = decided(told(opened(citizen(), "CG0101"), kinds=["fine"], fine="100", tier="general"))
    road.do("officer", "serve_decision", served(road))
    seal_papers(now=road.now)
    assert Signature.objects.filter(document__dossier=road.case.dossier, kind="seal").exists()


def test_no_other_door_serves_a_paper_without_its_seal(stops: Stops) -> None:
    road = from_(stops, "investigated")
    order = {"breach": "标签不全", "content": "补正标签", "by_on": road.today.isoformat()}
    road.do("officer", "order_correction", order)
    paper = Document.objects.get(dossier=road.case.dossier, template="W26")
    how = actions.Delivery(
        "direct", road.today, "示范街", road.pair, receiver="某人", relation="本人"
    )
    by = road.actor("officer")
    for given, code in ((False, "service:unsealed"), (True, "service:sealing")):
        if given:
            leave(road, paper)
        with pytest.raises(Refused) as no:
            actions.serve_document(document_id=paper.pk, how=how, by=by, at=road.now)
        assert no.value.codes == {code}
    road.seal("W26")
    actions.serve_document(document_id=paper.pk, how=how, by=by, at=road.now)
