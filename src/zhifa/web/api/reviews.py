"""Legal review by machine: send a case, give the opinion."""

from django.http import Http404
from ninja import Path, Router, Schema

from zhifa.kernel.refusals import Malformed
from zhifa.review import actions, reads
from zhifa.review.models import Submission
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS, case_or_404
from zhifa.web.api.schemas import OpinionIn, Problem, ReviewIn, ReviewOut

router = Router(tags=["法制审核"])
WRITES: dict[int | frozenset[int], type[Schema]] = {
    200: ReviewOut,
    **REFUSALS,
    frozenset({409, 422}): Problem,
}
BIGGEST = 2**63


def _told(found: Submission) -> ReviewOut:
    return ReviewOut(
        id=found.pk, case=found.case_id, round=found.round, kind=found.kind,
        due_on=found.due_on, rules=found.rules,
    )  # fmt: skip


@router.get(
    "/cases/{case_id}/reviews", response={200: list[ReviewOut], **REFUSALS}, summary="送审记录"
)
def rounds(request: Asked, case_id: str) -> list[ReviewOut]:
    """Every round, oldest first."""
    case = case_or_404(request, case_id)
    return [_told(row) for row in reads.of_case(case_id=case.pk, viewer=request.actor)]


@writes(router, "/cases/{case_id}/reviews", response=WRITES, summary="送法制审核")
def submit(request: Asked, case_id: str, body: ReviewIn) -> ReviewOut:
    """The step `submit_review` of the case's procedure."""
    case = case_or_404(request, case_id)
    sent = actions.submit(case=case, note=body.note, by=request.actor, at=request.at, rev=body.rev)
    return _told(sent)


@writes(router, "/reviews/{review_id}/opinion", response=WRITES, summary="出具审核意见")
def opine(
    request: Asked,
    body: OpinionIn,
    review_id: Path[int],
) -> ReviewOut:
    """Agreement opens the gate for exactly what was reviewed; anything else sends it back."""
    demand(request, "review:opine")
    if not 0 < review_id < BIGGEST:
        raise Http404
    if not body.text.strip():
        raise Malformed({"text": ["尚未填写。"]})
    try:
        found = reads.submission(pk=review_id, viewer=request.actor)
    except Submission.DoesNotExist:
        raise Http404 from None
    done = actions.opine(
        submission=found, kind=body.kind, text=body.text, by=request.actor, at=request.at
    )
    return _told(done)
