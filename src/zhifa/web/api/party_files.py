"""One party 一企一档: its entry and file as of a day, masked; a look at what is hidden."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate
from ninja import Field, Router, Schema

from zhifa.enforcement import reads as cases
from zhifa.records.reads import oversees
from zhifa.registry import actions, reads
from zhifa.registry.models import Party, PartyRecord
from zhifa.web.api.amendments import Before
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS
from zhifa.web.api.days import Day
from zhifa.web.api.schemas import Body, Problem, Word

router = Router(tags=["当事人"])
PAGE = 50
CARD = ("name", "kind", "credit_code", "paper", "identity", "representative", "guardian",
        "address", "phone", "bank_account", "area_code", "gone_on", "age")  # fmt: skip


class FormerOut(Schema):
    """A name that the party had, and its last day."""

    name: str
    until_on: date


class RecordOut(Schema):
    """A licence, inspection, promise or repair. entry: the party it was entered for."""

    id: int
    kind: str
    title: str
    number: str
    body: str
    from_on: date
    until_on: date | None
    source: str
    detail: str
    ended_on: date | None
    end_reason: str
    entry: str


class PartyCaseOut(Schema):
    """A case against the party; decision: its number, empty while there is none."""

    id: str
    number: str
    title: str
    agency: str
    filed_on: date | None
    decision: str
    decided_on: date | None
    outcome: str


class PartyFileOut(Schema):
    """A party as the pages show it: what is personal is masked, empty when not known.

    paper: which document identity is of. merged_into: the entry that goes on in its place.
    records: 50 at most, `records_after` leads on. cases: the newest 50 that the caller may read.
    """

    id: str
    kind: str
    name: str
    credit_code: str
    paper: str
    identity: str
    age: int | None
    representative: str
    guardian: str
    address: str
    phone: str
    bank_account: str
    area_code: str
    gone_on: date | None
    merged_into: str | None
    registered_on: date | None
    former_names: list[FormerOut]
    records: list[RecordOut]
    records_after: int | None
    cases: list[PartyCaseOut]


class LookIn(Body):
    """ground: case, service, execution, complaint, request or check; reason: in words."""

    ground: str = Field(max_length=20)
    reason: str = Field(max_length=200)


class LookOut(Schema):
    """What the ground needs, in full; the rest is empty."""

    ground: str
    identity: str
    guardian: str
    address: str
    phone: str
    bank_account: str


def _party_or_404(request: Asked, party_id: Word) -> Party:
    demand(request, "registry:read")
    found = reads.party_or_none(party_id=party_id, viewer=request.actor)
    if found is None:
        raise Http404
    return found


def _record(row: PartyRecord, day: date) -> RecordOut:
    """A record as it was on a day: one ended only later runs."""
    told = {name: getattr(row, name) for name in RecordOut.model_fields if name != "entry"}
    if row.ended_on and row.ended_on > day:
        told |= {"ended_on": None, "end_reason": ""}
    return RecordOut(**told, entry=row.party_id)


def _records(
    request: Asked, row: Party, day: date, after: int
) -> tuple[list[RecordOut], int | None]:
    """A page of the file: what had begun by the day, the newest first by number of the record."""
    kept = reads.party_records(party=row, viewer=request.actor).filter(from_on__lte=day)
    if after:
        kept = kept.filter(pk__lt=after)
    rows = list(kept.order_by("-pk")[: PAGE + 1])
    more = rows[PAGE - 1].pk if len(rows) > PAGE else None
    return [_record(one, day) for one in rows[:PAGE]], more


def _case(row: cases.PartyCase, day: date) -> PartyCaseOut:
    ruled = row.decision if row.decision and row.decision.decided_on <= day else None
    return PartyCaseOut(
        id=row.case.pk,
        number=row.case.number,
        title=row.case.title,
        agency=row.case.agency.code,
        filed_on=row.case.filed_on,
        decision=ruled.number if ruled else "",
        decided_on=ruled.decided_on if ruled else None,
        outcome=ruled.outcome if ruled else "",
    )


def _begun(row: cases.PartyCase, day: date, today: date) -> bool:
    """Whether a case was there on a day; one that is not filed yet is told of today alone."""
    since = row.case.filed_on or row.case.decided_on
    return day >= today if since is None else since <= day


def _cases(request: Asked, row: Party, day: date) -> list[PartyCaseOut]:
    """Of whoever reads the cases of every body there are none: that takes a ground, on the page."""
    if not request.actor.holds("case:read") or oversees(viewer=request.actor):
        return []
    ids = reads.same_party(party_id=row.pk, viewer=request.actor)
    found: Sequence[cases.PartyCase] = cases.party_cases(party_ids=ids, viewer=request.actor)
    return [_case(one, day) for one in found if _begun(one, day, localdate(request.at))]


def _file(request: Asked, row: Party, day: date) -> dict[str, Any]:
    viewer = request.actor
    then = next(iter(reads.parties_then(rows=[row], on=day, viewer=viewer)), None)
    shown = reads.card(party=then, on=day, viewer=viewer) if then else None
    if then is None or shown is None:
        raise Http404
    records, after = _records(request, row, day, 0)
    names = reads.former_names(party=row, viewer=viewer)
    return {
        **{name: getattr(shown, name) for name in CARD},
        "id": row.pk,
        "kind": then.kind,
        "merged_into": then.merged_into_id,
        "registered_on": reads.registered_on(party=row, viewer=viewer),
        "former_names": [FormerOut(name=n, until_on=d) for n, d in names if d < day],
        "records": records,
        "records_after": after,
        "cases": _cases(request, row, day),
    }


def _day(request: Asked, on: date | None) -> date:
    today = localdate(request.at)
    return min(on or today, today)


@router.get(
    "/parties/{party_id}",
    response={200: PartyFileOut, **REFUSALS, 422: Problem},
    summary="一个当事人",
)
def show(request: Asked, party_id: Word, on: Day = None) -> PartyFileOut:
    """As of a day (today): later changes are left out, later corrections are told right.

    404 where it was not registered by then. Days to come are answered as today.
    """
    row = _party_or_404(request, party_id)
    return PartyFileOut(**_file(request, row, _day(request, on)))


@router.get(
    "/parties/{party_id}/records",
    response={200: list[RecordOut], **REFUSALS, 422: Problem},
    summary="当事人档案",
)
def records(request: Asked, party_id: Word, after: Before = 0, on: Day = None) -> list[RecordOut]:
    """50 a page, the last entered first; after: the id of the last one seen."""
    row = _party_or_404(request, party_id)
    return _records(request, row, _day(request, on), after)[0]


@writes(
    router,
    "/parties/{party_id}/looks",
    response={200: LookOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="查看完整信息",
)
def look(request: Asked, party_id: Word, body: LookIn) -> LookOut:
    """What is masked, as far as the ground needs it, once; who looked and why is written down.

    409 without a case of one's own about the party, or after thirty looks within an hour.
    """
    row = _party_or_404(request, party_id)
    seen = actions.reveal_party(
        party=row, ground=body.ground, reason=body.reason, by=request.actor, at=request.at
    )
    return LookOut(**{name: getattr(seen, name) for name in LookOut.model_fields})
