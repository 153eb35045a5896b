"""Papers sent by mail: sent is not arrived, failed is said, and only arrival serves."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.verify import verify
from zhifa.records import postman, reads, watches
from zhifa.records.models import Document, Sending, SendingNews
from zhifa.records.rules.sendings import TRIES, account_of, hidden
from zhifa.records.sending import reports
from zhifa.records.tests import make, post, seals
from zhifa.records.tests.letters import HOUR, order, paper, refused, report, sent, serve, state


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


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("电子邮箱 li.ming+x@mail.example.cn", ("email", "li.ming+x@mail.example.cn")),
        ("短信：138 0000 0000", None),
        ("手机13800000000（本人）", ("sms", "13800000000")),
        ("+86-13800000000", ("sms", "13800000000")),
        ("微信 wxid_138000000001", None),
        ("传真 0812-5550000", None),
        ("", None),
    ],
)
def test_an_account_is_found_in_what_the_party_wrote(
    said: str, found: tuple[str, str] | None
) -> None:
    assert account_of(said) == found


def test_accounts_are_shown_in_part() -> None:
    assert hidden("email", "li.ming@mail.example.cn") == "l***@mail.example.cn"
    assert hidden("sms", "13812345678") == "138****5678"


def test_a_letter_carries_the_sealed_paper_and_asks_for_a_report(office: post.Office) -> None:
    what = paper()
    row = sent(what)
    letter = message_from_bytes(office.letters[0], _class=EmailMessage, policy=default)
    parts = list(letter.walk())
    text = parts[1].get_content()
    assert letter["Message-ID"] == f"<{row.pk}@district.example>"
    assert (letter["To"], what.title in letter["Subject"]) == ("a@b.example", True)
    assert "/letters/" in text
    assert what.pk in text
    assert parts[2].get_payload(decode=True) == reads.signed_pdf(document=what, viewer=SYSTEM)
    told = "\n".join(office.lines)
    assert f"ENVID={row.pk}" in told
    assert "NOTIFY=SUCCESS,FAILURE" in told


def test_sent_is_not_arrived_and_only_arrival_serves(office: post.Office) -> None:
    what = paper()
    row = sent(what)
    assert office.letters
    assert state(row) == "sent"
    assert serve(what) == {"service:arrival"}
    assert postman.take_report(data=report(row, "delivered"), by=SYSTEM, at=make.AT + HOUR * 9)
    assert state(row) == "delivered"
    assert reads.arrival(document_id=what.pk, viewer=SYSTEM) == make.DAY
    assert serve(what, served_on=make.DAY + timedelta(days=1)) == {"service:arrived_otherwise"}
    assert serve(what) == set()


def test_the_arrival_is_certified_once_in_the_dossier(office: post.Office) -> None:
    what = paper()
    row = sent(what)
    assert office.letters
    postman.take_report(data=report(row, "delivered"), by=SYSTEM, at=make.AT + HOUR * 9)
    link = reads.link_code(sending_id=row.pk)
    postman.hand_over(code=link, said="a browser", at=make.AT + HOUR * 10)
    papers = Document.objects.filter(dossier=what.dossier, template="W57E")
    rows = dict(papers.get().content["blocks"][0]["rows"])
    assert rows["接收方式和账号"] == "电子邮件 a@b.example"
    assert rows["到达情况"] == "2026年3月2日15:30:00，对方系统已接收"
    assert rows["送达日期"] == "2026年3月2日"
    assert rows["文件摘要 SHA-256"] == row.sha256
    assert list(verify()) == []


def test_a_screenshot_proves_what_no_machine_sent() -> None:
    what = paper("传真 0812-5550000")
    film = make.recording(what.dossier, make.JPEG, kind="photo", name="传真回执.jpg")
    assert serve(what) == {"service:arrival"}
    assert serve(what, film=film.pk) == set()


def test_opening_the_letter_proves_arrival(office: post.Office, client: Client) -> None:
    what = paper()
    row = order(what, at=datetime.now(UTC) - HOUR)
    postman.carry_out(sending_id=row.pk, by=SYSTEM, at=datetime.now(UTC) - HOUR)
    assert office.letters
    address = f"/letters/{reads.link_code(sending_id=row.pk)}/"
    shown = client.get(address)
    assert what.title in shown.content.decode()
    assert state(row) == "sent", "mail scanners look at addresses, too"
    opened = client.post(address, headers={"User-Agent": "一个浏览器"})
    assert opened.content == reads.signed_pdf(document=what, viewer=SYSTEM)
    assert state(row) == "opened"
    assert SendingNews.objects.get(kind="opened").said
    client.post(address)
    assert SendingNews.objects.filter(kind="opened").count() == 1


@pytest.mark.parametrize("spoil", ["cut", "other", "bare"])
def test_a_guessed_address_opens_nothing(office: post.Office, client: Client, spoil: str) -> None:
    row = sent(paper())
    assert office.letters
    whole = reads.link_code(sending_id=row.pk)
    code = {"cut": whole[:-2] + "xx", "other": "x", "bare": row.pk}[spoil]
    assert client.get(f"/letters/{code}/").status_code == 404
    assert client.post(f"/letters/{code}/").status_code == 404
    assert state(row) == "sent"


def test_an_old_address_opens_nothing(office: post.Office) -> None:
    row = sent(paper())
    assert office.letters
    code = reads.link_code(sending_id=row.pk)
    assert postman.hand_over(code=code, said="", at=make.AT + timedelta(days=181)) is None


def test_a_refused_recipient_fails_at_once(office: post.Office) -> None:
    office.rcpt = b"550 5.1.1 no such user"
    what = paper()
    row = order(what)
    assert postman.carry_out(sending_id=row.pk, by=SYSTEM, at=make.AT)
    assert state(row) == "failed"
    assert "no such user" in SendingNews.objects.get().said
    assert serve(what) == {"service:arrival"}
    assert order(what).pk != row.pk, "it may be tried again"


def test_a_full_mailbox_is_tried_again_and_gives_up(office: post.Office) -> None:
    office.rcpt = b"452 4.2.2 mailbox full"
    what, at = paper(), make.AT
    row = order(what)
    assert refused(what) == {"sending:under_way"}
    for _ in range(TRIES):
        row.refresh_from_db()
        at = max(at, row.next_at)
        watches.send_papers(now=at)
    assert state(row) == "failed"
    assert office.letters == []
    watches.send_papers(now=at + timedelta(days=9))
    assert SendingNews.objects.count() == 1


def test_a_server_that_is_down_loses_nothing(office: post.Office, settings: Settings) -> None:
    address, settings.SMTP_URL = settings.SMTP_URL, "smtp://127.0.0.1:9"
    what = paper()
    row = order(what)
    assert "没有应答" in postman.carry_out(sending_id=row.pk, by=SYSTEM, at=make.AT)
    settings.SMTP_URL = address
    row.refresh_from_db()
    watches.send_papers(now=row.next_at)
    assert (state(row), len(office.letters)) == ("sent", 1)


def test_a_letter_that_comes_back_fails(office: post.Office) -> None:
    what = paper()
    row = sent(what)
    assert office.letters
    told = postman.take_report(
        data=report(row, "failed", envelope=False), by=SYSTEM, at=make.AT + HOUR * 9
    )
    assert told is not None
    assert state(row) == "failed"
    assert "550 no such user" in SendingNews.objects.get(kind="failed").said


@pytest.mark.parametrize("action", ["relayed", "delayed", "expanded"])
def test_neither_relayed_nor_delayed_is_news(office: post.Office, action: str) -> None:
    row = sent(paper())
    assert office.letters
    assert postman.take_report(data=report(row, action), by=SYSTEM, at=make.AT) is None
    assert state(row) == "sent"


def test_reports_on_other_letters_and_other_mail_are_left_alone() -> None:
    stranger = Sending(pk="01" + "A" * 24)
    for data in (report(stranger, "failed"), b"", b"\x00\xff", b"Subject: hello\r\n\r\nhello"):
        assert postman.take_report(data=data, by=SYSTEM, at=make.AT) is None


def test_a_report_never_puts_arrival_into_the_future_or_before_the_sending(
    office: post.Office,
) -> None:
    what = paper()
    row = sent(what)
    assert office.letters
    postman.take_report(data=report(row, "delivered", at="00:00:01"), by=SYSTEM, at=make.AT + HOUR)
    assert SendingNews.objects.get(kind="delivered").at == row.ordered_at
    postman.hand_over(code=reads.link_code(sending_id=row.pk), said="", at=make.AT + HOUR)
    assert SendingNews.objects.get(kind="opened").at <= make.AT + HOUR


def test_the_command_takes_reports_from_files(
    office: post.Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = order(paper(), at=datetime.now(UTC) - HOUR)
    postman.carry_out(sending_id=row.pk, by=SYSTEM, at=datetime.now(UTC) - HOUR)
    assert office.letters
    (tmp_path / "new").mkdir()
    (tmp_path / "cur").mkdir()
    (tmp_path / "tmp").mkdir()
    (tmp_path / "new" / "1").write_bytes(report(row, "failed"))
    (tmp_path / "new" / "2").write_bytes(b"Subject: hello\r\n\r\nhello")
    out = io.StringIO()
    call_command("sendings", "report", str(tmp_path), stdout=out)
    assert out.getvalue().strip() == "收下 1 份报告，1 封与送达无关。"
    assert state(row) == "failed"
    assert capsys.readouterr().out == ""


def test_reading_a_report_needs_no_database() -> None:
    row = Sending()
    found = reports.read(report(row, "delivered"))
    assert found is not None
    assert (found.ref, found.kind) == (row.pk, "delivered")
