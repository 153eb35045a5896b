"""Reports of major penalties: followed by themselves, taken in or returned (law.md 1.1)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from tests import make
from tests.walks import Road

from zhifa.agencies.reads import Signed
from zhifa.agencies.tests.make import with_phone
from zhifa.enforcement.tests.browsers import text
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.supervision import actions, reads, watches
from zhifa.supervision.models import Alert, MajorFiling

pytestmark = pytest.mark.django_db
State = MajorFiling.State


@pytest.fixture
def road() -> Road:
    found = make.road(party_=make.party("示范备案", "natural_person", 81))
    found.extra["silent"] = True
    found.walk_to("served")
    carry(found)
    return found


def carry(road: Road) -> None:
    worker.deliver(now=road.now, limit=10_000)


def over(road: Road) -> Signed:
    user = make.person("sf-file", "supervisor", make.agency("CG"))
    return replace(make.signed(user), on=road.today)


def row(road: Road) -> MajorFiling:
    return MajorFiling.objects.get(case=road.case)


def sent(road: Road) -> MajorFiling:
    road.report()
    carry(road)
    return row(road)


def test_a_major_decision_waits_to_be_reported(road: Road) -> None:
    found = row(road)
    term = road.case.clocks.get(code="c.filing.major")
    assert (found.state, found.due_on, found.rounds) == (State.DUE, term.due_on, 0)
    assert reads.filing_queue(viewer=SYSTEM, queue="due", on=found.due_on) == [found]
    later = found.due_on + timedelta(days=1)
    assert reads.filing_queue(viewer=SYSTEM, queue="late", on=later) == [found]
    counts = reads.filing_counts(viewer=SYSTEM, on=later)
    assert counts == {"sent": 0, "late": 1, "due": 0, "returned": 0, "received": 0}


def test_a_late_report_is_warned_of(road: Road) -> None:
    late = road.now + timedelta(days=30)
    watches.overdue_terms(now=late)
    told = Alert.objects.get(case=road.case, about="c.filing.major#1")
    assert (told.rule, "重大处罚备案期限" in told.words) == ("term_overdue", True)
    road.wait(days=30)
    sent(road)
    assert Alert.objects.filter(case=road.case, rule="acted_late").count() == 1


def test_a_report_is_returned_mended_and_taken_in(road: Road) -> None:
    found, by = sent(road), over(road)
    assert (found.state, found.rounds, found.sent_on) == (State.SENT, 1, road.today)
    actions.answer_filing(filing=found, returns=True, opinion="补送笔录。", by=by, at=road.now)
    assert (row(road).state, row(road).opinion) == (State.RETURNED, "补送笔录。")
    carry(road)
    assert row(road).state == State.RETURNED
    again = sent(road)
    assert (again.state, again.rounds) == (State.SENT, 2)
    actions.answer_filing(filing=again, returns=False, opinion="", by=by, at=road.now)
    assert row(road).state == State.RECEIVED
    kinds = Entry.objects.filter(kind="supervision.FilingFollowed", subject=road.case.dossier_id)
    assert kinds.count() == 5
    moves = [a.move for a in road.case.acts.order_by("seq")][-4:]
    assert moves == ["report_major", "return_major", "report_major", "receive_major"]


def test_what_cannot_be_answered(road: Road) -> None:
    by = over(road)
    for returns, opinion, why in (
        (False, "", {"filing:not_sent"}),
        (True, " ", {"filing:not_sent", "filing:no_opinion"}),
    ):
        with pytest.raises(Refused) as no:
            actions.answer_filing(
                filing=row(road), returns=returns, opinion=opinion, by=by, at=road.now
            )
        assert no.value.codes == why
    found = sent(road)
    with pytest.raises(Refused) as no:
        actions.answer_filing(
            filing=found, returns=False, opinion="", by=road.actor("agency_head"), at=road.now
        )
    assert no.value.codes == {"not_permitted"}
    road.pay()
    road.close()
    road.archive()
    with pytest.raises(Refused) as no:
        actions.answer_filing(filing=found, returns=True, opinion="材料不全。", by=by, at=road.now)
    assert no.value.codes == {"filing:archived"}
    actions.answer_filing(filing=found, returns=False, opinion="", by=by, at=road.now)


def test_an_annulled_one_lapses(road: Road) -> None:
    undone = {
        "instrument": "self",
        "result": "annulled",
        "instrument_number": "示撤〔2026〕2号",
        "annul_ground": "evidence",
        "effective_on": road.today.isoformat(),
        "reason": "事实不清。",
    }
    road.do("agency_head", "annul", undone)
    carry(road)
    assert row(road).state == State.LAPSED
    counts = reads.filing_counts(viewer=SYSTEM, on=road.today + timedelta(days=99))
    assert not any(counts.values())


def test_the_bureau_reads_and_answers_on_its_pages(road: Road) -> None:
    found = sent(road)
    user = make.person("sf-page2", "supervisor", make.agency("CG"))
    with_phone(user)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    page = text(client.get("/supervise/filings/?queue=nonsense"))
    assert found.case.title in page
    assert "罚款 8,000 元" in page
    here = f"/supervise/filings/{found.pk}/"
    page = text(client.get(here))
    assert "罚款、没收合计达到备案金额" in page
    assert "行政处罚决定书" in page
    wrong = client.post(here, {"answer": "return", "opinion": ""})
    assert (wrong.status_code, "退回没有写明要补正什么" in text(wrong)) == (409, True)
    assert client.post(here, {"answer": "x"}).status_code == 422
    assert client.post(here, {"answer": "receive"}).status_code == 302
    assert row(road).state == State.RECEIVED
    assert client.get(f"/supervise/filings/cases/{found.case_id}/")["Location"] == here
    assert client.get("/supervise/filings/cases/x/").status_code == 404
    assert client.get("/supervise/filings/999/").status_code == 404
    assert client.get("/supervise/filings/?queue=received").status_code == 200
