"""Legal review by machine: send a case, answer its eight points, give the opinion."""

from typing import Annotated, Literal

from django.http import Http404
from ninja import Path, Router, Schema
from pydantic import Field

from zhifa.kernel.refusals import Malformed
from zhifa.review import actions, reads
from zhifa.review.models import Submission
from zhifa.review.rules.problems import Told
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS, case_or_404
from zhifa.web.api.schemas import Body, Problem, ReviewOut

router = Router(tags=["法制审核"])
WRITES: dict[int | frozenset[int], type[Schema]] = {
    200: ReviewOut,
    **REFUSALS,
    frozenset({409, 422}): Problem,
}
BIGGEST = 2**63


class ProblemIn(Body):
    """One problem: of which point, what is wrong, by which provision, what to do."""

    point: int = Field(ge=1, le=8)
    wrong: str = Field(max_length=300)
    basis: str = Field("", max_length=100)
    todo: str = Field(max_length=200)


class ProblemAnswerIn(Body):
    """The case unit's answer to a problem, by its number."""

    number: int = Field(ge=1, le=10)
    text: str = Field(max_length=500)


class ProblemOut(Schema):
    """A numbered problem with its answer; the answer is empty until the file is sent again."""

    number: int
    point: int
    wrong: str
    basis: str
    todo: str
    answer: str


class ReviewIn(Body):
    """A case to send to legal review; answers: to the problems of the last opinion."""

    note: str = Field(min_length=1, max_length=2000)
    rev: int | None = Field(None, ge=0, lt=2**31)
    answers: list[ProblemAnswerIn] = Field([], max_length=10)


class OpinionIn(Body):
    """A written opinion; one that sends the file back names its problems."""

    kind: Literal[
        "agree",
        "agree_with_fixes",
        "supplement_evidence",
        "correct_procedure",
        "change",
        "disagree",
        "transfer",
    ]
    text: str = Field(max_length=19_000)
    problems: list[ProblemIn] = Field([], max_length=10)


class FindingOut(Schema):
    """One thing that was found; papers: the documents it rests on, both of a clash."""

    code: str
    found: Literal["fit", "human", "doubt", "wrong"]
    why: str
    source: str
    papers: list[str]


class PointOut(Schema):
    """One of the eight points as the machine found it, with the reviewer's latest answer.

    stale: what was found has changed since the answer.
    """

    number: int
    name: str
    found: Literal["fit", "human", "doubt", "wrong"]
    why: str
    source: str
    papers: list[str]
    findings: list[FindingOut]
    verdict: str
    reason: str
    stale: bool


class AnswerIn(Body):
    """What the reviewer says of one point: met, not met, or of no matter here."""

    point: int = Field(ge=1, le=8)
    verdict: Literal["fit", "unfit", "none"]
    reason: str = Field("", max_length=500)


class AnswersIn(Body):
    """Answers to points; those left out stay as they are."""

    answers: Annotated[list[AnswerIn], Field(min_length=1, max_length=8)]


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
    sent = actions.submit(
        case=case,
        note=body.note,
        by=request.actor,
        at=request.at,
        rev=body.rev,
        answers={a.number: a.text for a in body.answers},
    )
    return _told(sent)


def _submission_or_404(request: Asked, review_id: int) -> Submission:
    if not 0 < review_id < BIGGEST:
        raise Http404
    try:
        return reads.submission(pk=review_id, viewer=request.actor)
    except Submission.DoesNotExist:
        raise Http404 from None


def _points(request: Asked, found: Submission) -> list[PointOut]:
    held = reads.answers_of(submission=found, viewer=request.actor)
    rows = reads.points_of(case=found.case, viewer=request.actor, at=request.at)
    return [
        PointOut(
            number=p.number, name=p.name, found=p.found.value, why=p.why, source=p.source,
            papers=list(p.papers),
            findings=[
                FindingOut(code=f.code, found=f.found.value, why=f.why, source=f.source,
                           papers=list(f.papers))
                for f in p.findings
            ],
            verdict=held[p.number].verdict if p.number in held else "",
            reason=held[p.number].reason if p.number in held else "",
            stale=p.number in held and held[p.number].digest != p.digest,
        )
        for p in rows
    ]  # fmt: skip


@router.get(
    "/reviews/{review_id}/points",
    response={200: list[PointOut], **REFUSALS},
    summary="审核要点",
)
def points(request: Asked, review_id: Path[int]) -> list[PointOut]:
    """The eight points of the case as it stands, computed from its facts."""
    demand(request, "review:read")
    return _points(request, _submission_or_404(request, review_id))


@router.get(
    "/reviews/{review_id}/problems",
    response={200: list[ProblemOut], **REFUSALS},
    summary="审核问题",
)
def problems(request: Asked, review_id: Path[int]) -> list[ProblemOut]:
    """The numbered problems of a round, with the unit's answers."""
    demand(request, "case:read")
    found = _submission_or_404(request, review_id)
    rows = reads.problems_of(submission=found, viewer=request.actor)
    return [
        ProblemOut(number=p.number, point=p.point, wrong=p.wrong, basis=p.basis, todo=p.todo,
                   answer=p.answer)
        for p in rows
    ]  # fmt: skip


@writes(
    router,
    "/reviews/{review_id}/points",
    response={**WRITES, 200: list[PointOut]},
    summary="认定审核要点",
)
def answer(request: Asked, body: AnswersIn, review_id: Path[int]) -> list[PointOut]:
    """An opinion passes only when each point is answered and none as unfit."""
    demand(request, "review:opine")
    found = _submission_or_404(request, review_id)
    given = {a.point: (a.verdict, a.reason) for a in body.answers}
    actions.answer_points(submission=found, given=given, by=request.actor, at=request.at)
    return _points(request, found)


@writes(router, "/reviews/{review_id}/opinion", response=WRITES, summary="出具审核意见")
def opine(
    request: Asked,
    body: OpinionIn,
    review_id: Path[int],
) -> ReviewOut:
    """Agreement opens the gate for exactly what was reviewed; anything else sends it back."""
    demand(request, "review:opine")
    found = _submission_or_404(request, review_id)
    if not body.text.strip():
        raise Malformed({"text": ["尚未填写。"]})
    done = actions.opine(
        submission=found,
        kind=body.kind,
        text=body.text,
        by=request.actor,
        at=request.at,
        problems=[Told(p.point, p.wrong, p.basis, p.todo) for p in body.problems],
    )
    return _told(done)
