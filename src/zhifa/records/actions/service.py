"""Serving papers, and the party's word on how they may be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM, Actor, unless
from zhifa.kernel.calendar import standard
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.records import events, gates
from zhifa.records.actions._open import still_open, strangers
from zhifa.records.actions.papers import make_document
from zhifa.records.models import Document, Dossier, Service
from zhifa.records.reads.dossiers import confirmation
from zhifa.records.reads.sendings import arrival
from zhifa.records.reads.signatures import leave_to_seal, seal_state
from zhifa.records.rules import service as rules
from zhifa.records.rules.obstacles import CONFIRMATION_INCOMPLETE
from zhifa.records.rules.templates import library
from zhifa.records.rules.words import chinese_date, yes

CONFIRMATION, RECEIPT = "W11", "W57"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a paper was handed over. served_on: for a public notice the day it was issued.

    servers: user ids. film: the id of a recording.
    """

    way: str
    served_on: date
    place: str
    servers: Sequence[int]
    served_time: time | None = None
    receiver: str = ""
    relation: str = ""
    witness: str = ""
    film: str = ""
    tracking: str = ""
    reason: str = ""


def _given(document: Document, how: Delivery, agreed: Document | None, at: datetime) -> rules.Given:
    allowed = rules.RELATIONS if how.way == rules.DIRECT else {how.relation.strip()}
    witness = how.witness.strip()
    by_wire = how.way == rules.ELECTRONIC
    return rules.Given(
        way=how.way,
        served_on=how.served_on,
        today=localdate(at),
        issued_on=document.issued_on,
        servers=len(how.servers),
        receiver=bool(how.receiver.strip()) and how.relation.strip() in allowed,
        witness=bool(witness) and witness not in _names(how.servers, how.served_on).split("、"),
        film=bool(how.film),
        tracking=bool(how.tracking.strip()),
        reason=bool(how.reason.strip()),
        confirmed=bool(agreed and agreed.fields.get("act.electronic") == yes(flag=True)),
        arrived=arrival(document_id=document.pk, viewer=SYSTEM) if by_wire else None,
    )


def _noted(document: Document, how: Delivery, agreed: Document | None) -> Service:
    """The service as it will be stored, but for who notes it."""
    return Service(
        document=document,
        way=how.way,
        receiver=how.receiver[:60],
        relation=how.relation[:60],
        served_on=how.served_on,
        served_time=how.served_time,
        notice_issued_on=how.served_on if how.way == rules.NOTICE else None,
        effective_on=rules.effective_on(how.way, how.served_on, standard()),
        place=how.place[:200],
        servers=list(how.servers),
        witness=how.witness[:60],
        film_id=how.film or None,
        confirmation=agreed,
        tracking=how.tracking[:60],
        reason=how.reason[:300],
    )


def _unsealed(document: Document, on: date) -> list[Obstacle]:
    """What a step made for the party bears the seal when it is served (行政处罚法 五十九)."""
    if not (document.outgoing and document.made_for):
        return []
    leaves = leave_to_seal(dossier_id=document.dossier_id, viewer=SYSTEM)
    leave = leaves.get(document.pk)
    if leave is None or on < leave.on:
        return [rules.UNSEALED]
    if leave.ready_on is None:
        return [rules.SEALING.about(leave.why)]
    if seal_state(document_id=document.pk, viewer=SYSTEM).broken:
        return [rules.SEALING.about("签章证书已经吊销，须重新用印")]
    return [rules.SEALING.about(f"{leave.ready_on} 盖章")] if on < leave.ready_on else []


@transaction.atomic
def serve(*, document: Document, how: Delivery, by: Actor, at: datetime) -> Service:
    """Write down how a paper was served, and from when it counts as served.

    The caller has checked that `by` may. Refused: the dossier is sealed; what the way demands is
    missing (行政处罚法 第六十一条；民事诉讼法 第八十七条至第九十五条); a paper made by a step
    did not bear its seal by the day of service.
    """
    still_open(document.dossier_id)
    agreed = confirmation(dossier_id=document.dossier_id, on=how.served_on, viewer=SYSTEM)
    refuse_if(
        rules.service_obstacles(_given(document, how, agreed, at))
        + _unsealed(document, how.served_on)
        + strangers(document.dossier_id, recording_id=how.film)
    )
    service = _noted(document, how, agreed)
    service.noted_by, service.noted_at = by.key, at
    service.save(force_insert=True)
    event = events.DocumentServed(
        dossier_id=document.dossier_id,
        document_id=document.pk,
        service_id=service.pk,
        template=document.template,
        way=how.way,
        effective_on=service.effective_on.isoformat(),
    )
    journal.record(event, subject=document.dossier_id, by=by, at=at, rows=[service])
    return service


def agency_facts(agency: Agency, on: date) -> dict[str, str]:
    """What papers say of the body, as of the day."""
    agency = agencies.letterhead(agency=agency, on=on, viewer=SYSTEM)
    return {"name": agency.name, "address": agency.address, "phone": agency.phone}


def case_facts(dossier: Dossier) -> dict[str, str]:
    """What papers say of the case."""
    number, title = dossier.number or dossier.pk, dossier.title
    return {"number": number, "title": title, "cause": title}


def _names(users: Sequence[int], on: date) -> str:
    """In the order in which they were named."""
    known = agencies.standings(user_ids=users, on=on, area="")
    return "、".join(known[user].name for user in users if user in known)


def _receipt_facts(service: Service) -> dict[str, Any]:
    paper, dossier = service.document, service.document.dossier
    party = paper.fields.get("party.name") or paper.content["addressee"]
    return {
        "agency": agency_facts(dossier.agency, service.served_on),
        "case": case_facts(dossier),
        "party": {"name": party},
        "date": chinese_date(service.served_on),
        "served": {"title": f"《{paper.title}》", "number": paper.number},
        "step": {"effective_on": chinese_date(service.effective_on)},
        "act": {
            "way": service.get_way_display(),
            "served_on": chinese_date(service.served_on),
            "place": service.place,
            "receiver": service.receiver,
            "relation": service.relation,
            "officers": _names(service.servers, service.served_on),
            "witness": service.witness,
            "film": service.film_id or "",
            "tracking": service.tracking,
            "reason": service.reason,
        },
    }


def _not_here(document: Document) -> list[Obstacle]:
    form = library().templates.get(document.template)
    checks = {
        rules.INTERNAL: not document.outgoing,
        rules.BY_CASE: bool(form and form.by_case),
    }
    return [obstacle for obstacle, broken in checks.items() if broken]


def _outsiders(dossier_id: str, by: Actor, servers: Sequence[int] = ()) -> list[Obstacle]:
    """Who has left the case is told so, and nothing else."""
    left = gates.barred(dossier_id, by=by, people=servers)
    return left or gates.not_theirs(dossier_id, by=by, people=servers)


@transaction.atomic
def serve_document(*, document_id: str, how: Delivery, by: Actor, at: datetime) -> Service:
    """Serve a paper from its own page, with its receipt 送达回证.

    Refused: as serve; `by` may not serve at the agency; `by` or a server has left the case or is
    no officer of it; the paper is internal, or its service is a step of the case and belongs
    there.
    """
    papers = Document.objects.select_related("dossier__agency")
    document = papers.get(pk=document_id)
    refuse_if(
        unless(by, "record:serve", document.dossier.agency_id)
        + _outsiders(document.dossier_id, by, how.servers)
    )
    refuse_if(_not_here(document))
    service = serve(document=document, how=how, by=by, at=at)
    make_document(
        dossier=document.dossier,
        template=RECEIPT,
        facts=_receipt_facts(service),
        issued_on=how.served_on,
        by=by,
        at=at,
    )
    return service


@dataclass(frozen=True, slots=True)
class Reach:
    """Where and how a party wants to be reached; account only with `electronic`."""

    party: str
    address: str
    receiver: str
    phone: str
    electronic: bool
    account: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing that is needed is left blank."""
        needed = [self.party, self.address, self.receiver, self.phone]
        return all(t.strip() for t in [*needed, *([self.account] if self.electronic else [])])


@transaction.atomic
def confirm_address(
    *, dossier: Dossier, reach: Reach, signed_on: date, by: Actor, at: datetime
) -> Document:
    """File the party's signed word on where to send papers, and whether electronically.

    Refused: `by` may not serve at the agency, has left the case or is no officer of it; something
    is left blank; signed after today; the dossier is sealed (行政处罚法 第六十一条).
    """
    refuse_if(unless(by, "record:serve", dossier.agency_id) + _outsiders(dossier.pk, by))
    checks = {CONFIRMATION_INCOMPLETE: not reach.whole, rules.FUTURE: signed_on > localdate(at)}
    refuse_if([obstacle for obstacle, broken in checks.items() if broken])
    facts = {
        "agency": agency_facts(dossier.agency, signed_on),
        "case": case_facts(dossier),
        "party": {"name": reach.party},
        "date": chinese_date(signed_on),
        "act": {
            "address": reach.address,
            "receiver": reach.receiver,
            "phone": reach.phone,
            "electronic": yes(flag=reach.electronic),
            "account": reach.account if reach.electronic else "",
        },
    }
    return make_document(
        dossier=dossier, template=CONFIRMATION, facts=facts, issued_on=signed_on, by=by, at=at
    )
