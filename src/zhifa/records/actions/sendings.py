"""Sending papers by wire to where the party agreed to receive them, and noting what became of it.

The sending itself is done in records.postman.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate, localtime

from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM, Actor, unless
from zhifa.kernel.refusals import Refused, refuse_if
from zhifa.records import events, gates
from zhifa.records.actions._open import still_open
from zhifa.records.actions.papers import make_document
from zhifa.records.actions.service import agency_facts, case_facts
from zhifa.records.models import Document, Sending, SendingNews
from zhifa.records.reads.sendings import account, sending_obstacles
from zhifa.records.reads.signatures import signatures
from zhifa.records.rules import sendings as rules
from zhifa.records.rules.sealing import wait_after
from zhifa.records.rules.words import chinese_date

CERTIFICATE = "W57E"
_PROOFS = {rules.DELIVERED: "，对方系统已接收", rules.OPENED: "，当事人打开了文书"}


@transaction.atomic
def order_sending(*, document_id: str, by: Actor, at: datetime) -> Sending:
    """Have a sealed paper sent to the account that the party confirmed (行政处罚法 第六十一条).

    Refused: `by` may not serve at the agency, has left the case or is none of its officers; the
    dossier is archived; the paper is internal, without its seal, withdrawn, on its way or arrived;
    no signed consent, no account that a machine can reach, or no machine connected.
    """
    papers = Document.objects.select_related("dossier__agency")
    paper = papers.get(pk=document_id)
    home = paper.dossier
    refuse_if(unless(by, "record:serve", home.agency_id) + gates.barred(home.pk, by=by))
    refuse_if(gates.not_theirs(home.pk, by=by))
    still_open(home.pk)
    day = localdate(at)
    refuse_if(sending_obstacles(document=paper, on=day, viewer=SYSTEM))
    to = account(document=paper, on=day, viewer=SYSTEM)
    if to is None:
        raise Refused([rules.UNCONFIRMED])
    last = signatures(document_id=paper.pk, viewer=SYSTEM).last()
    row = Sending(
        document=paper,
        confirmation=to.confirmation,
        channel=to.channel,
        account=to.account,
        sha256=last.file_id if last else "",
        ordered_by=by.key,
        ordered_at=at,
        next_at=at,
    )
    row.save(force_insert=True)
    event = events.SendingOrdered(home.pk, row.pk, paper.pk, row.channel)
    journal.record(event, subject=home.pk, by=by, at=at, rows=[row])
    return row


def _locked(sending_id: str) -> Sending:
    rows = Sending.objects.select_for_update(of=("self",))
    return rows.select_related("document__dossier").get(pk=sending_id)


@transaction.atomic
def note_news(
    *, sending_id: str, kind: str, happened: datetime, said: str, by: Actor, at: datetime
) -> bool:
    """Note what became of a sending; False when that was told before or the dossier is archived.

    happened: when, by the machine that says so. Nothing arrives before it was ordered, or later
    than now.
    """
    row = _locked(sending_id)
    home = row.document.dossier
    if home.sealed_at is not None or row.news.filter(kind=kind).exists():
        return False
    when = min(max(happened, row.ordered_at), at)
    news = SendingNews(
        sending=row, kind=kind, at=when, said=said[:300], noted_by=by.key, noted_at=at
    )
    news.save(force_insert=True)
    row.error, row.tries = "", 0
    waits = kind == rules.SENT and row.channel == rules.SMS
    if waits:  # the gateway is asked
        row.next_at = at + wait_after(0)
    elif row.done_at is None:
        row.done_at = at
    row.save(update_fields=["error", "tries", "next_at", "done_at"])
    event = events.SendingTold(home.pk, row.pk, row.document_id, kind, when.isoformat())
    journal.record(event, subject=home.pk, by=by, at=at, rows=[news])
    if kind in rules.ARRIVED and not row.news.filter(kind__in=rules.ARRIVED).exclude(kind=kind):
        _certify(row, news, at)
    return True


def _certify(row: Sending, arrived: SendingNews, at: datetime) -> None:
    """File what proves the arrival, once."""
    paper = row.document
    sent = row.news.filter(kind=rules.SENT).first()
    facts = {
        "agency": agency_facts(paper.dossier.agency, localdate(at)),
        "case": case_facts(paper.dossier),
        "party": {"name": paper.fields.get("party.name") or paper.content["addressee"]},
        "date": chinese_date(localdate(at)),
        "served": {"title": f"《{paper.title}》", "number": paper.number},
        "act": {
            "account": f"{row.get_channel_display()} {row.account}",
            "consent": f"{chinese_date(row.confirmation.issued_on)}《送达地址确认书》",
            "sent_at": _moment(sent.at if sent else row.ordered_at),
            "ref": sent.said if sent else "",
            "arrival": f"{_moment(arrived.at)}{_PROOFS[arrived.kind]}",
            "served_on": chinese_date(localdate(arrived.at)),
            "sha256": row.sha256,
        },
    }
    make_document(
        dossier=paper.dossier,
        template=CERTIFICATE,
        facts=facts,
        issued_on=localdate(at),
        by=SYSTEM,
        at=at,
    )


def _moment(at: datetime) -> str:
    """A moment as it stands in papers, Beijing time."""
    return f"{chinese_date(localdate(at))}{localtime(at):%H:%M:%S}"


@transaction.atomic
def delay_sending(*, sending_id: str, why: str, by: Actor, at: datetime) -> None:
    """Note that nothing came of it yet; it is tried again ever more rarely, and then no more.

    What was never handed in has failed then; what was handed in stays as it is.
    """
    row = _locked(sending_id)
    if row.done_at is not None:
        return
    row.error, row.next_at = why[:300], at + wait_after(row.tries)
    row.tries += 1
    over = row.tries >= rules.TRIES
    handed_in = row.news.filter(kind=rules.SENT).exists()
    if over and handed_in:
        row.done_at = at
    row.save(update_fields=["error", "next_at", "tries", "done_at"])
    home = row.document.dossier_id
    event = events.SendingDelayed(home, row.pk, row.tries)
    journal.record(event, subject=home, by=by, at=at)
    if over and not handed_in:
        told = f"{rules.GAVE_UP}{why}"
        note_news(sending_id=row.pk, kind=rules.FAILED, happened=at, said=told, by=by, at=at)
