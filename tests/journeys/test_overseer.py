"""The justice bureau: its desk lists what waits; it reads any case on a ground, and writes none."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from tests import make
from tests.walks import Road
from zhifa.agencies.reads import Signed
from zhifa.enforcement import reads as cases
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Closed, Refused
from zhifa.records import actions as records
from zhifa.records import reads as papers
from zhifa.records.models import Document
from zhifa.supervision import actions
from zhifa.supervision.models import Alert
from zhifa.supervision.tests.test_pages import supervisor
from zhifa.web import views as desk

WORDS = "立案期限已满，尚未办结。"
WHY = {"ground": "alert", "reason": "核对预警中的立案期限"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def road() -> Road:
    return lately("investigated", number=381)


def overseer() -> Signed:
    return make.signed(make.person("sf-page", "supervisor", make.agency("CG")), localdate())


def warned(road: Road, about: str) -> Alert:
    return actions.raise_alert(
        case=road.case, rule="x", about=about, severity="red", words=WORDS, by=SYSTEM, at=now()
    )


def called_up(road: Road, client: Client) -> None:
    address = f"/dossiers/{road.case.dossier_id}/call-up/"
    sent = client.post(address, {**WHY, "next": f"/cases/{road.case_id}/"})
    assert sent.status_code == 302
    assert sent["Location"] == f"/cases/{road.case_id}/"


def test_the_desk_lists_warnings_with_their_number_and_place(road: Road) -> None:
    client = supervisor()
    assert "现在没有要办的事" in text(client.get("/desk/"))
    first, _ = warned(road, "a"), warned(road, "b")
    told = text(client.get("/desk/"))
    assert "2 条" in told
    assert "/supervise/alerts/?state=unanswered" in told
    head = make.signed(road.crew.user("unit_head"))
    actions.answer(alert=first, text="已经处理", by=head, at=now())
    found = {t.words: t.count for t in desk.tasks(overseer(), localdate())}
    assert found == {"预警销号": 1, "预警督促": 1}
    assert "2 件要办" in text(client.get("/desk/"))
    listed = text(client.get("/supervise/alerts/?state=answered"))
    assert listed.count("data-row") == 1
    own = {t.words: t.count for t in desk.tasks(head, localdate())}
    assert own["预警答复"] == 1


def test_reports_that_wait_stand_on_the_desk() -> None:
    road = make.road(party_=make.party("示范备案上报有限公司", number=382))
    road.content = dict(make.MAJOR)
    road.walk_to("decided")
    worker.deliver(now=road.now, limit=10_000)
    later = road.today + timedelta(days=60)
    words = [t.words for t in desk.tasks(overseer(), later)]
    assert "备案督促" in words


def test_a_case_opens_on_a_ground_that_its_holder_sees(road: Road) -> None:
    client, home = supervisor(), road.case.dossier_id
    paper = Document.objects.filter(dossier=home)[0]
    asked = client.get(f"/cases/{road.case_id}/")
    assert asked.status_code == 302
    assert asked["Location"].startswith(f"/dossiers/{home}/call-up/?next=")
    for address in (f"/documents/{paper.pk}/", f"/dossiers/{home}/"):
        assert client.get(address)["Location"].startswith(f"/dossiers/{home}/call-up/")
    form = text(client.get(asked["Location"]))
    assert "处置预警" in form
    empty = client.post(f"/dossiers/{home}/call-up/", {"ground": "", "reason": ""})
    assert empty.status_code == 422
    assert "理由：尚未填写" in text(empty)
    called_up(road, client)
    for address in (f"/cases/{road.case_id}/", f"/documents/{paper.pk}/", f"/dossiers/{home}/"):
        assert client.get(address).status_code == 200, address
    seen = text(browser(road, "officer").get(f"/dossiers/{home}/"))
    assert WHY["reason"] in seen
    assert Entry.objects.get(subject=home, kind="records.DossierCalledUp").by == overseer().key


def test_a_ground_holds_for_a_day(road: Road) -> None:
    actor, home = overseer(), road.case.dossier_id
    with pytest.raises(Closed):
        cases.insist_open(case=road.case, viewer=actor, on=localdate())
    records.call_up(dossier=road.case.dossier, by=actor, at=now(), **WHY)
    cases.insist_open(case=road.case, viewer=actor, on=localdate())
    assert papers.must_call_up(dossier_id=home, viewer=actor, on=localdate() + timedelta(days=1))


def test_nobody_else_is_asked(road: Road) -> None:
    for role in ("officer", "unit_head", "archivist", "publisher"):
        assert browser(road, role).get(f"/cases/{road.case_id}/").status_code == 200
        with pytest.raises(Refused) as no:
            records.call_up(dossier=road.case.dossier, by=road.actor(role), at=now(), **WHY)
        assert no.value.codes == {"dossier:own"}
    stranger = make.signed(make.person("b-officer", "officer", make.agency("CG")))
    with pytest.raises(Refused):
        records.call_up(dossier=road.case.dossier, by=stranger, at=now(), **WHY)


def test_the_overseer_writes_nothing(road: Road) -> None:
    client, home = supervisor(), road.case.dossier_id
    called_up(road, client)
    page = text(client.get(f"/cases/{road.case_id}/"))
    assert "data-moves" not in page
    assert "/recordings/add/" not in page
    before = Entry.objects.filter(subject=home).count()
    law = load(road.case.procedure)
    for move in law.moves.values():
        if move.to and not move.via:
            answer = client.post(f"/cases/{road.case_id}/do/{move.id}/", {"token": move.id})
            assert answer.status_code in {403, 409, 422}, move.id
        if move.may.startswith("filing:"):
            continue
        assert not overseer().holds(move.may), move.id
    for address in (
        f"/dossiers/{home}/evidence/add/",
        f"/dossiers/{home}/recordings/add/",
        f"/dossiers/{home}/address/",
        f"/dossiers/{home}/export/",
        f"/reviews/cases/{road.case_id}/submit/",
        f"/cases/{road.case_id}/informant/",
    ):
        assert client.post(address, {}).status_code == 404, address
    assert Entry.objects.filter(subject=home).count() == before
