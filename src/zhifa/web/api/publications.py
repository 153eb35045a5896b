"""Publishing decisions by machine: what waits, the state of one, publishing, taking down."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate
from ninja import Router, Schema
from pydantic import Field, StrictBool

from zhifa.disclosure import actions, reads
from zhifa.disclosure.forms import WithdrawForm
from zhifa.disclosure.models import Publication
from zhifa.disclosure.rules import WITHHELD
from zhifa.kernel.refusals import Malformed
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS, case_or_404
from zhifa.web.api.laws import Key
from zhifa.web.api.schemas import Body, Problem
from zhifa.web.api.typed import typed

router = Router(tags=["公示"])
READ = "disclosure:read"
PAGE = 50
State = Literal["waiting", "leaving", "published", "withdrawn", "withheld"]
After = Annotated[int, Field(ge=0, le=2**53)]
PUBLIC = frozenset({"published", "leaving", "withdrawn"})
NO_CURSOR = "after：不是上一页最后一条的编号。"


class CorrectionOut(Schema):
    """A served clerical correction. published_at: since when its words are public."""

    number: str
    issued_on: date
    effective_on: date
    error: str
    correction: str
    published_at: datetime | None


class PublicationOut(Schema):
    """A decision on its way to the public; dates are Beijing dates.

    fields: the words as the public reads them. late: not public though due_on is over.
    effective_on: since when it counts as served. withheld: why it is never public. public: its
    public page, empty while there is none.
    """

    id: int
    case: str
    decision: str
    agency: str
    title: str
    state: State
    state_name: str
    fields: dict[str, str]
    due_on: date
    late: bool
    effective_on: date | None
    withheld: str
    public: str
    published_at: datetime | None
    withdraw_target_on: date | None
    withdraw_limit_on: date | None
    withdrawn_at: datetime | None
    withdraw_reason: str
    corrections: list[CorrectionOut]


class PublicationPage(Schema):
    """One page; next: the id to ask with as `after`, null on the last page."""

    items: list[PublicationOut]
    next: int | None


class PublishIn(Body):
    """checked: secrets and privacy have been checked (信息公开条例 第十四条、第十五条)."""

    checked: StrictBool


class WithdrawIn(Body):
    """ground: it lost its force, or was published with a mistake. reason: the public reads it."""

    ground: Literal["lost", "mistaken"]
    reason: str


def _told(row: Publication, today: date) -> PublicationOut:
    same = (
        *("title", "state", "fields", "due_on", "effective_on", "published_at", "withdrawn_at"),
        *("withdraw_target_on", "withdraw_limit_on", "withdraw_reason"),
    )
    shown = row.state in PUBLIC or row.withdrawn_at is not None
    return PublicationOut(
        **{name: getattr(row, name) for name in same},
        id=row.pk,
        case=row.decision.case_id,
        decision=row.decision.number,
        agency=row.agency.code,
        state_name=row.get_state_display(),
        late=row.state == Publication.State.WAITING and row.due_on < today,
        withheld=WITHHELD.get(row.withheld_reason, ""),
        corrections=[CorrectionOut.from_orm(c) for c in row.corrections.all()],
        public=reverse("disclosure:public", args=[row.slug]) if shown else "",
    )


def _one(request: Asked, publication_id: int) -> Publication:
    demand(request, READ)
    try:
        return reads.publication(pk=publication_id, viewer=request.actor)
    except Publication.DoesNotExist:
        raise Http404 from None


@router.get(
    "/publications", response={200: PublicationPage, **REFUSALS, 422: Problem}, summary="公示列表"
)
def queue(request: Asked, state: State = "waiting", after: After = 0) -> PublicationPage:
    """Those in a state, soonest due or latest published first, 50 a page.

    after: `next` of the page before.
    """
    demand(request, READ)
    last = reads.publications(viewer=request.actor).filter(pk=after).first() if after else None
    if after and (last is None or (state in reads.OPEN and last.published_at is None)):
        raise Malformed({"after": [NO_CURSOR]})
    rows = list(reads.queue(viewer=request.actor, state=state, after=last)[: PAGE + 1])
    today = localdate(request.at)
    return PublicationPage(
        items=[_told(row, today) for row in rows[:PAGE]],
        next=rows[PAGE - 1].pk if len(rows) > PAGE else None,
    )


@router.get(
    "/cases/{case_id}/publications",
    response={200: list[PublicationOut], **REFUSALS},
    summary="案件的公示",
)
def of_case(request: Asked, case_id: str) -> list[PublicationOut]:
    """Of each decision of the case, in whatever state."""
    demand(request, READ)
    case = case_or_404(request, case_id)
    found = reads.publications(viewer=request.actor).filter(decision__case=case)
    return [_told(row, localdate(request.at)) for row in found.order_by("pk")]


@router.get(
    "/publications/{publication_id}",
    response={200: PublicationOut, **REFUSALS, 422: Problem},
    summary="一条公示",
)
def show(request: Asked, publication_id: Key) -> PublicationOut:
    """Its state, its words and its terms."""
    return _told(_one(request, publication_id), localdate(request.at))


WRITES: dict[int | frozenset[int], type[Schema]] = {
    200: PublicationOut,
    **REFUSALS,
    frozenset({409, 422}): Problem,
}


@writes(router, "/publications/{publication_id}/publish", response=WRITES, summary="公示")
def publish(request: Asked, publication_id: Key, body: PublishIn) -> PublicationOut:
    """409 when it is not served yet, was annulled, or personal data still stands in it."""
    row = _one(request, publication_id)
    done = actions.publish(publication=row, checked=body.checked, by=request.actor, at=request.at)
    return _told(done, localdate(request.at))


@writes(router, "/publications/{publication_id}/corrections", response=WRITES, summary="公示更正")
def correct(request: Asked, publication_id: Key, body: PublishIn) -> PublicationOut:
    """The words of served corrections, masked; 409 when none waits or personal data is in them."""
    row = _one(request, publication_id)
    done = actions.publish_corrections(
        publication=row, checked=body.checked, by=request.actor, at=request.at
    )
    return _told(done, localdate(request.at))


@writes(router, "/publications/{publication_id}/withdraw", response=WRITES, summary="撤下公示")
def withdraw(request: Asked, publication_id: Key, body: WithdrawIn) -> PublicationOut:
    """The public page stays, and says when and why; its words are gone."""
    row = _one(request, publication_id)
    told = typed(WithdrawForm(body.dict(), lost=True))  # whether it is lost, the action says
    done = actions.withdraw(publication=row, **told, by=request.actor, at=request.at)
    return _told(done, localdate(request.at))


@writes(router, "/publications/{publication_id}/renew", response=WRITES, summary="重新拟制公示")
def renew(request: Asked, publication_id: Key) -> PublicationOut:
    """What was taken down waits again, made anew from the case as it now is."""
    row = _one(request, publication_id)
    done = actions.renew(publication=row, by=request.actor, at=request.at)
    return _told(done, localdate(request.at))
