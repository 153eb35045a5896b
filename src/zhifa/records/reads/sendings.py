"""Papers sent by wire: what became of them, and whether one may be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.reach import within
from zhifa.kernel.refusals import Obstacle
from zhifa.records.models import Document, Sending, SendingNews, Service, Withdrawal
from zhifa.records.reads.dossiers import confirmation
from zhifa.records.reads.signatures import seal_state
from zhifa.records.rules import sendings as rules
from zhifa.records.rules.words import yes
from zhifa.records.sending.channels import channel

AGENCY = "document__dossier__agency_id"
STATES = (rules.OPENED, rules.DELIVERED, rules.FAILED, rules.SENT)  # what says most comes first
WAITING = ("waiting", "等待发出")


@dataclass(frozen=True, slots=True)
class Account:
    """Where a paper may go: the consent and what stands in it."""

    confirmation: Document
    channel: str
    account: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A sending with its news, oldest first."""

    row: Sending
    news: Sequence[SendingNews]

    @property
    def state(self) -> str:
        """Code of where it stands."""
        kinds = {one.kind for one in self.news}
        return next((kind for kind in STATES if kind in kinds), WAITING[0])

    @property
    def words(self) -> str:
        """Where it stands, as people read it."""
        return {WAITING[0]: WAITING[1], **dict(SendingNews.Kind.choices)}[self.state]

    @property
    def arrived_on(self) -> date | None:
        """The Beijing day on which it reached the system of the party."""
        days = [localdate(one.at) for one in self.news if one.kind in rules.ARRIVED]
        return min(days, default=None)

    @property
    def hidden(self) -> str:
        """The account, in part."""
        return rules.hidden(self.row.channel, self.row.account)

    @property
    def real(self) -> bool:
        """Whether what is connected now sends anything beyond this machine."""
        machine = channel(self.row.channel)
        return machine is None or machine.real


def _told(rows: QuerySet[Sending]) -> list[Sent]:
    found = rows.prefetch_related("news")
    return [Sent(row, sorted(row.news.all(), key=lambda one: one.pk)) for row in found]


def _rows(viewer: Actor) -> QuerySet[Sending]:
    return within(Sending.objects.all(), viewer.reach("case:read"), AGENCY)


def sendings(*, document_id: str, viewer: Actor) -> list[Sent]:
    """Every sending of a paper, newest first."""
    return _told(_rows(viewer).filter(document_id=document_id).order_by("-ordered_at", "-pk"))


def sending(*, sending_id: str, viewer: Actor) -> Sent:
    """One sending with its paper. Sending.DoesNotExist."""
    rows = _rows(viewer).filter(pk=sending_id).select_related("document__dossier__agency")
    found = _told(rows)
    if not found:
        raise Sending.DoesNotExist
    return found[0]


def sent_papers(*, state: str, limit: int, viewer: Actor) -> list[Sent]:
    """The newest sendings within reach; state: a code of Sent.state, or empty for all."""
    rows = _rows(viewer).select_related("document__dossier__agency").order_by("-ordered_at", "-pk")

    def told(*kinds: str) -> Exists:
        return Exists(SendingNews.objects.filter(sending=OuterRef("pk"), kind__in=kinds))

    rank = STATES.index(state) if state in STATES else len(STATES)
    if state:
        rows = rows.exclude(told(*STATES[:rank])) if rank else rows
        rows = rows.filter(told(state)) if state in STATES else rows
    return _told(rows[:limit])


def due_sendings(*, now: datetime, limit: int, viewer: Actor) -> list[Sending]:
    """Sendings that want work, the longest waiting first; those of archived dossiers rest."""
    rows = _rows(viewer).filter(done_at=None, next_at__lte=now)
    rows = rows.filter(document__dossier__sealed_at=None)
    return list(rows.order_by("next_at", "pk")[:limit])


def arrival(*, document_id: str, viewer: Actor) -> date | None:
    """The day on which a paper reached the system of the party; None when nothing proves it."""
    found = (one.arrived_on for one in sendings(document_id=document_id, viewer=viewer))
    return min((day for day in found if day), default=None)


def account(*, document: Document, on: date, viewer: Actor) -> Account | None:
    """Where the party agreed to receive a paper; None without consent or a usable account."""
    agreed = confirmation(dossier_id=document.dossier_id, on=on, viewer=viewer)
    if agreed is None or agreed.fields.get("act.electronic") != yes(flag=True):
        return None
    found = rules.account_of(str(agreed.fields.get("act.account", "")))
    return Account(agreed, *found) if found else None


def _consent(document: Document, on: date, viewer: Actor) -> list[Obstacle]:
    """What is wrong with the way to the party."""
    to = account(document=document, on=on, viewer=viewer)
    if to is not None:
        return [] if channel(to.channel) else [rules.NOT_CONNECTED[to.channel]]
    agreed = confirmation(dossier_id=document.dossier_id, on=on, viewer=viewer)
    said = agreed is not None and agreed.fields.get("act.electronic") == yes(flag=True)
    return [rules.NO_ACCOUNT if said else rules.UNCONFIRMED]


def sending_obstacles(*, document: Document, on: date, viewer: Actor) -> list[Obstacle]:
    """Why a paper may not be sent by wire on the day, beyond who asks."""
    if not document.outgoing:
        return [rules.INTERNAL]
    state = seal_state(document_id=document.pk, viewer=SYSTEM)
    before = sendings(document_id=document.pk, viewer=SYSTEM)
    checks = {
        rules.UNSEALED: not state.sealed or state.broken,
        rules.WITHDRAWN: Withdrawal.objects.filter(document=document).exists(),
        rules.SERVED: Service.objects.filter(document=document).exists(),
        rules.UNDER_WAY: any(one.row.done_at is None for one in before),
        rules.ARRIVED_ALREADY: any(one.arrived_on for one in before),
    }
    return [o for o, broken in checks.items() if broken] + _consent(document, on, viewer)


def knows_sending(*, sending_id: str, viewer: Actor) -> bool:
    """Whether there is such a sending within reach."""
    return _rows(viewer).filter(pk=sending_id).exists()


def link_code(*, sending_id: str) -> str:  # no viewer: made for the letter
    """What stands in the address that opens the paper; nobody can guess it."""
    return Signer(salt="zhifa.sending").sign(sending_id)


def sending_of_link(*, code: str, viewer: Actor) -> Sent | None:
    """The sending that an address in a letter belongs to; None for any other address."""
    try:
        pk = Signer(salt="zhifa.sending").unsign(code)
    except BadSignature:
        return None
    rows = Sending.objects.filter(pk=pk).select_related("document__dossier__agency")
    found = _told(within(rows, viewer.reach("case:read"), AGENCY))
    return found[0] if found else None
