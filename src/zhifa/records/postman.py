"""The postman: hands letters in and asks what became of them, outside of any lock.

Called by pages and watches. A letter that a crash left in doubt is handed in again under the same
number: the party may get it twice, the record tells it once.
"""

from datetime import datetime

from django.conf import settings

from zhifa.agencies import reads as agencies
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.records import actions, reads
from zhifa.records.models import Document
from zhifa.records.rules import sendings as rules
from zhifa.records.rules.words import chinese_date
from zhifa.records.sending import reports
from zhifa.records.sending.channels import Channel, channel
from zhifa.records.sending.post import Letter, PostDown, PostRefused
from zhifa.records.sending.text import Text

SAID = """{party}：

{agency}向您送达《{title}》{number}（{day}）。您签名确认同意以电子方式接收文书。

打开文书：{link}
（{days} 天内有效。）

文书到达您确认的系统的日期就是送达日期，有关期限从那天起算（行政处罚法第六十一条、民事诉讼法第九十条）。您需要纸质文书的，可以向本机关提出，不收费用。

查验真伪：{check}
联系电话：{phone}

系统自动发出，请不要回复。
"""
SHORT = "{agency}向您送达《{title}》{number}，打开：{link} 查验：{check} 电话：{phone}"


def _letter(sent: reads.Sent, at: datetime) -> Letter:
    paper = sent.row.document
    home = agencies.letterhead(agency=paper.dossier.agency, on=paper.issued_on, viewer=SYSTEM)
    words = {
        "party": paper.fields.get("party.name") or paper.content.get("addressee") or "当事人",
        "agency": home.name,
        "title": paper.title,
        "number": paper.number,
        "day": chinese_date(paper.issued_on),
        "link": f"{settings.PUBLIC_URL}/letters/{reads.link_code(sending_id=sent.row.pk)}/",
        "check": f"{settings.PUBLIC_URL}/check/{paper.pk}/",
        "phone": home.phone,
        "days": rules.LINK_DAYS,
    }
    mail = sent.row.channel == rules.EMAIL
    return Letter(
        ref=sent.row.pk,
        at=at,
        to=sent.row.account,
        subject=f"送达：《{paper.title}》{paper.number}",
        text=(SAID if mail else SHORT).format(**words),
        attachment=_sealed(paper) if mail else b"",
        name=f"{paper.title}.pdf",
    )


def _sealed(paper: Document) -> bytes:
    return reads.signed_pdf(document=paper, viewer=SYSTEM)


def carry_out(*, sending_id: str, by: Actor, at: datetime) -> str:
    """Hand the letter in, or ask after it; why nothing came of it yet, or nothing."""
    sent = reads.sending(sending_id=sending_id, viewer=SYSTEM)
    if sent.row.done_at is not None or sent.row.document.dossier.sealed_at is not None:
        return ""
    machine = channel(sent.row.channel)
    if machine is None:
        return _later(sent, rules.NOT_CONNECTED[sent.row.channel].message, by, at)
    given = next((one.said for one in sent.news if one.kind == rules.SENT), None)
    try:
        return _send(sent, machine, by, at) if given is None else _ask(sent, machine, given, by, at)
    except PostDown as down:
        return _later(sent, f"发送服务暂时没有应答（{down}）", by, at)


def _later(sent: reads.Sent, why: str, by: Actor, at: datetime) -> str:
    actions.delay_sending(sending_id=sent.row.pk, why=why, by=by, at=at)
    return why


def _send(sent: reads.Sent, machine: Channel, by: Actor, at: datetime) -> str:
    try:
        ref = machine.send(_letter(sent, at))
    except PostRefused as no:
        _note(sent.row.pk, rules.FAILED, at, str(no), by, at)
        return rules.LOST
    _note(sent.row.pk, rules.SENT, at, ref, by, at)
    return ""


def _ask(sent: reads.Sent, machine: Channel, ref: str, by: Actor, at: datetime) -> str:
    told = machine.asked(ref) if isinstance(machine, Text) else None
    if told is None:
        return _later(sent, "还没有回执。", by, at)
    _note(sent.row.pk, *told, by, at)
    return ""


def _note(pk: str, kind: str, happened: datetime, said: str, by: Actor, at: datetime) -> bool:
    return actions.note_news(sending_id=pk, kind=kind, happened=happened, said=said, by=by, at=at)


def take_report(*, data: bytes, by: Actor, at: datetime) -> reports.Report | None:
    """Note what a mail server reports on one of our letters; None when it is about none of them."""
    report = reports.read(data)
    if report is None or not reads.knows_sending(sending_id=report.ref, viewer=SYSTEM):
        return None
    _note(report.ref, report.kind, report.at or at, report.said, by, at)
    return report


def hand_over(*, code: str, said: str, at: datetime) -> tuple[Document, bytes] | None:
    """The paper behind an address in a letter, noting that it was opened; None if there is none.

    said: what the browser calls itself.
    """
    sent = reads.sending_of_link(code=code, viewer=SYSTEM)
    if sent is None or not rules.link_open(sent.row.ordered_at, at):
        return None
    _note(sent.row.pk, rules.OPENED, at, said, SYSTEM, at)
    return sent.row.document, _sealed(sent.row.document)
