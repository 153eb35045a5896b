"""Short messages, pages and guards of what is sent by wire."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, postman, reads, watches
from zhifa.records.models import Sending, SendingNews
from zhifa.records.rules.sendings import TRIES
from zhifa.records.tests import browsers, make, post, seals
from zhifa.records.tests.letters import HOUR, order, paper, refused, report, sent, state


@pytest.fixture(autouse=True)
def _open_gate() -> Iterator[None]:
    """A room above that stands behind every paper."""
    with seals.open_gate():
        yield


@pytest.fixture
def office(settings: Settings) -> Iterator[post.Office]:
    """A mail server that is connected."""
    with post.mail() as (peer, address):
        settings.SMTP_URL, settings.MAIL_FROM = address, "zhifa@district.example"
        yield peer


@pytest.fixture
def gateway(settings: Settings) -> Iterator[post.Gateway]:
    """A gateway that is connected."""
    with post.gateway() as (peer, address):
        settings.SMS_URL, settings.SMS_SECRET = address, post.SECRET
        yield peer


def test_a_short_message_is_asked_after_until_it_arrived(gateway: post.Gateway) -> None:
    what = paper("短信 13800000000")
    row = sent(what)
    told = gateway.messages[row.pk]
    assert told["to"] == "13800000000"
    assert "/letters/" in told["text"]
    row.refresh_from_db()
    watches.send_papers(now=row.next_at)
    assert state(row) == "sent"
    at = (make.AT + HOUR).isoformat()
    gateway.news = {"state": "delivered", "at": at}
    row.refresh_from_db()
    watches.send_papers(now=row.next_at + HOUR * 2)
    assert state(row) == "delivered"
    assert SendingNews.objects.get(kind="delivered").at == make.AT + HOUR
    row.refresh_from_db()
    assert row.done_at is not None


def test_a_gateway_is_asked_only_so_often(gateway: post.Gateway) -> None:
    row, at = sent(paper("短信 13800000000")), make.AT
    for _ in range(TRIES):
        row.refresh_from_db()
        at = max(at, row.next_at)
        watches.send_papers(now=at)
    row.refresh_from_db()
    assert (state(row), row.done_at is not None) == ("sent", True)
    assert gateway.messages


def test_a_gateway_may_refuse_or_be_down(gateway: post.Gateway) -> None:
    gateway.down = True
    what = paper("短信 13800000000")
    row = order(what)
    assert postman.carry_out(sending_id=row.pk, by=SYSTEM, at=make.AT)
    assert state(row) == "waiting"
    gateway.down, gateway.refuses = False, True
    row.refresh_from_db()
    watches.send_papers(now=row.next_at)
    assert state(row) == "failed"


def test_what_may_not_be_sent_is_refused(office: post.Office, settings: Settings) -> None:
    bare = seals.paper()
    assert refused(bare) == {"sending:unsealed", "sending:confirmation"}
    assert refused(make.document(template="W36")) == {"sending:internal"}
    assert refused(paper("微信")) == {"sending:account"}
    what = paper()
    for stranger in (make.actor("officer"), make.actor("reviewer", what.dossier.agency)):
        with pytest.raises(Refused) as no:
            actions.order_sending(document_id=what.pk, by=stranger, at=make.AT)
        assert no.value.codes == {"not_permitted"}
    settings.SMTP_URL = ""
    assert refused(what) == {"sending:no_mail"}
    assert refused(paper("13800000000")) == {"sending:no_sms"}
    assert office.letters == []


def test_what_arrived_is_not_sent_again(office: post.Office) -> None:
    what = paper()
    row = sent(what)
    assert office.letters
    postman.take_report(data=report(row, "delivered"), by=SYSTEM, at=make.AT + HOUR * 9)
    assert refused(what) == {"sending:arrived"}


def test_what_was_served_otherwise_is_not_sent(office: post.Office) -> None:
    what = paper()
    actions.serve(document=what, how=make.delivery(), by=SYSTEM, at=make.AT)
    assert refused(what) == {"sending:served"}
    assert office.letters == []


def test_an_archived_dossier_takes_no_news(office: post.Office) -> None:
    what = paper()
    row = sent(what)
    assert office.letters
    make.seal(what.dossier)
    before = Entry.objects.count()
    found = postman.hand_over(code=reads.link_code(sending_id=row.pk), said="", at=make.AT)
    assert found is not None
    assert found[0] == what
    assert Entry.objects.count() == before


def test_nothing_is_handed_in_for_an_archived_dossier(office: post.Office) -> None:
    what = paper()
    row = order(what)
    make.seal(what.dossier)
    for hours in (0, 1, 9):
        watches.send_papers(now=row.next_at + HOUR * hours)
        assert postman.carry_out(sending_id=row.pk, by=SYSTEM, at=make.AT + HOUR * hours) == ""
    assert office.letters == []


def test_the_record_is_guarded(office: post.Office) -> None:
    row = sent(paper())
    assert office.letters
    for sql in (
        "update records_sending set account = 'x@y.example'",
        "delete from records_sending",
        "update records_sendingnews set kind = 'delivered'",
        "delete from records_sendingnews",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert state(row) == "sent"


def test_pages_send_and_tell(office: post.Office) -> None:
    what = paper()
    client, _ = browsers.officer(what.dossier.agency)
    shown = client.get(f"/documents/{what.pk}/").content.decode()
    assert f"/documents/{what.pk}/send/" in shown
    assert "a***@b.example" in client.get(f"/documents/{what.pk}/send/").content.decode()
    assert client.post(f"/documents/{what.pk}/send/").status_code == 302
    assert len(office.letters) == 1
    row = Sending.objects.get()
    assert "已发出" in client.get(f"/documents/{what.pk}/").content.decode()
    assert row.sha256 in client.get(f"/sendings/{row.pk}/").content.decode()
    for code, there in (("", True), ("sent", True), ("failed", False), ("waiting", False)):
        listed = client.get("/sendings/", {"state": code}).content.decode()
        assert (f"/sendings/{row.pk}/" in listed) is there
    again = client.post(f"/documents/{what.pk}/send/")
    assert again.status_code == 302, "sent without news may be sent again"
    assert localdate(row.ordered_at) == localdate()
