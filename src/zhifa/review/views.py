"""Pages of legal review."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhifa.agencies.http import SignedRequest, needs, signed_in
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import Case
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.kernel.ways import Way, way
from zhifa.records import reads as records
from zhifa.review import actions, reads
from zhifa.review.forms import OpinionForm, PointsForm, SubmitForm
from zhifa.review.models import Submission
from zhifa.review.rules.course import proof_words
from zhifa.review.rules.opinion import NO_OPINION, NOT_HERE
from zhifa.review.rules.problems import drafted


def _ways(obstacles: Sequence[Obstacle], case: Case) -> list[Way]:
    """Where each obstacle to an opinion or a submission is removed."""
    waiting = (reverse("review:list"), "返回待审")
    dossier = (reverse("records:dossier", args=[case.dossier_id]), "看案卷")
    place = (reverse("enforcement:case", args=[case.pk]), "看案件")
    known = {
        "reviewer_is_officer": waiting,
        "reviewer_sent_it": waiting,
        "reviewer_unqualified": (reverse("agencies:me"), "看本人资格"),
        "opinion_missing": ("#id_text", "填写意见"),
        "evidence_lawful": dossier,
        "problems_missing": ("#h-wrong", "写问题"),
        "problem_unclear": ("#h-wrong", "补全问题"),
        "points_open": ("#h-points", "逐项认定"),
        "points_changed": ("#h-points", "看变化"),
        "points_unfit": ("#h-points", "看要点"),
        "point_reason_missing": ("#h-points", "写理由"),
    }
    return [way(o, *known.get(o.code, place)) for o in obstacles]


def _case_or_404(request: SignedRequest, case_id: str) -> Case:
    try:
        found = cases.case(case_id=case_id, viewer=request.actor)
    except Case.DoesNotExist:
        raise Http404 from None
    cases.insist_open(case=found, viewer=request.actor, on=localdate())
    return found


@signed_in
@needs("review:read", "review:submit")
@require_GET
def inbox(request: SignedRequest) -> HttpResponse:
    context = {
        "waiting": reads.inbox(viewer=request.actor),
        "answered": reads.answered(viewer=request.actor),
        "today": localdate(),
    }
    return render(request, "review/inbox.html", context)


@signed_in
@needs("review:submit")
@require_http_methods(["GET", "POST"])
def submit(request: SignedRequest, case_id: str) -> HttpResponse:
    case = _case_or_404(request, case_id)
    left = reads.open_problems(case_id=case.pk, viewer=request.actor)
    form = SubmitForm(request.POST or None, initial={"rev": case.rev}, problems=left)
    context = {"case": case, "form": form, "obstacles": ()}
    if request.method == "GET":
        steps = cases.options(case=case, viewer=request.actor, at=now())
        found = next((o for o in steps if o.move.id == "submit_review"), None)
        wrong = [NOT_HERE] if found is None else list(found.obstacles)
        context["obstacles"] = _ways(wrong, case)
        return render(request, "review/submit.html", context)
    if not form.is_valid():
        return render(request, "review/submit.html", context, status=422)
    try:
        actions.submit(
            case=case,
            note=form.cleaned_data["note"],
            by=request.actor,
            at=now(),
            rev=form.cleaned_data["rev"],
            answers=form.answers(),
        )
    except Refused as refused:
        context["obstacles"] = _ways(refused.obstacles, case)
        return render(request, "review/submit.html", context, status=409)
    messages.success(request, "已送法制审核。")
    return redirect("enforcement:case", case_id=case.pk)


@signed_in
@needs("review:read")
@require_GET
def of_case(request: SignedRequest, case_id: str) -> HttpResponse:
    case = _case_or_404(request, case_id)
    waiting = reads.waiting(viewer=request.actor).filter(case=case).first()
    if waiting is None:
        return redirect("review:list")
    return redirect("review:review", pk=waiting.pk)


def _barred(found: Submission, viewer: Actor) -> list[Obstacle]:
    """Why the viewer cannot give an opinion on what waits for one, whatever it would say."""
    if found.kind or getattr(found, "outdated", False):
        return []
    wrong = reads.opining_obstacles(submission=found, text="", viewer=viewer, on=localdate())
    return [o for o in wrong if o != NO_OPINION]


def _submission_or_404(request: SignedRequest, pk: int) -> Submission:
    try:
        found = reads.submission(pk=pk, viewer=request.actor)
    except Submission.DoesNotExist:
        raise Http404 from None
    cases.insist_open(case=found.case, viewer=request.actor, on=localdate())
    return found


def _desk(request: SignedRequest, found: Submission, data: QueryDict | None) -> dict[str, Any]:
    """The eight points as the desk shows them. data: answers just sent, not taken yet."""
    if found.kind or getattr(found, "outdated", False):
        held = reads.answers_of(submission=found, viewer=request.actor)
        told = reads.problems_of(submission=found, viewer=request.actor)
        return {"problems": told, "held": [held[n] for n in sorted(held)]}
    file, points, grid = reads.checked(case=found.case, viewer=request.actor, at=now())
    held = reads.answers_of(submission=found, viewer=request.actor)
    form = PointsForm(data, held=held)
    titles = {p.id: p.title for p in file.papers}
    rows = [
        {
            "point": p,
            "answer": held.get(p.number),
            "stale": p.number in held and held[p.number].digest != p.digest,
            "verdict": form[f"verdict_{p.number}"],
            "reason": form[f"reason_{p.number}"],
            "papers": [(pk, titles[pk]) for pk in p.papers if pk in titles],
        }
        for p in points
    ]
    return {
        "points": rows,
        "points_form": form,
        "grid": grid,
        "terms": [(p, proof_words(p)) for p in file.proofs],
        "answered": len(held),
        "since": reads.since(submission=found, viewer=request.actor),
        "drafts": drafted(points),
    }


def _page(
    request: SignedRequest,
    found: Submission,
    *,
    form: OpinionForm | None = None,
    answers: QueryDict | None = None,
    obstacles: Sequence[Obstacle] = (),
    status: int = 200,
) -> HttpResponse:
    """The desk of one round: the file, its points, the opinion."""
    dossier = found.case.dossier_id
    desk = _desk(request, found, answers)
    context = {
        "submission": found,
        "today": localdate(),
        "page": cases.case_page(case=found.case, viewer=request.actor, at=now()),
        "rounds": reads.of_case(case_id=found.case_id, viewer=request.actor),
        "documents": records.documents(dossier_id=dossier, viewer=request.actor),
        "evidence": records.evidence(dossier_id=dossier, viewer=request.actor),
        "form": form or OpinionForm(drafts=desk.get("drafts", ())),
        "obstacles": _ways(obstacles, found.case),
        "barred": bool(_barred(found, request.actor)),
        **desk,
    }
    return render(request, "review/review.html", context, status=status)


@signed_in
@needs("review:read")
@require_http_methods(["GET", "POST"])
def review(request: SignedRequest, pk: int) -> HttpResponse:
    found = _submission_or_404(request, pk)
    if request.method == "GET":
        return _page(request, found, obstacles=_barred(found, request.actor))
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    given = form.cleaned_data
    try:
        actions.opine(
            submission=found,
            kind=given["kind"],
            text=given["text"],
            by=request.actor,
            at=now(),
            problems=form.problems(),
        )
    except Refused as refused:
        return _page(request, found, form=form, obstacles=refused.obstacles, status=409)
    messages.success(request, "审核意见已出具。")
    return redirect("review:list")


@signed_in
@needs("review:read")
@require_POST
def answer(request: SignedRequest, pk: int) -> HttpResponse:
    found = _submission_or_404(request, pk)
    asked = PointsForm(request.POST, held={})
    if not asked.is_valid():
        return _page(request, found, answers=request.POST, status=422)
    try:
        actions.answer_points(submission=found, given=asked.given(), by=request.actor, at=now())
    except Refused as refused:
        told = refused.obstacles
        return _page(request, found, answers=request.POST, obstacles=told, status=409)
    messages.success(request, "认定已保存。")
    return redirect("review:review", pk=found.pk)


@signed_in
@needs("case:read")
@require_GET
def panel(request: SignedRequest, case_id: str) -> HttpResponse:
    case = _case_or_404(request, case_id)
    rounds = reads.of_case(case_id=case.pk, viewer=request.actor)
    context = {"rounds": rounds, "case": case, "reviewed": cases.is_reviewed(case=case)}
    return render(request, "review/panel.html", context)
