"""Cases: the ledger, one case, what was done, what runs, what the dossier holds."""

import re
from datetime import date

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate
from ninja import Router, Schema

from zhifa.enforcement import reads
from zhifa.enforcement.models import NEVER, Case
from zhifa.kernel.refusals import Malformed
from zhifa.records import gates
from zhifa.records import reads as records
from zhifa.records.models import Document
from zhifa.web.api.auth import Asked, demand
from zhifa.web.api.problems import problem
from zhifa.web.api.schemas import (
    ActOut,
    CaseOut,
    CasePage,
    ClockOut,
    DocumentOut,
    Problem,
    Word,
)

router = Router(tags=["案件"])
CURSOR = re.compile(r"(\d{4}-\d\d-\d\d)_[0-9A-Z]{26}")
ID = re.compile(r"[0-9A-Z]{26}")
TERMS = re.compile(r"late|\d{1,4}")
REFUSALS: dict[int | frozenset[int], type[Schema]] = {frozenset({401, 403, 404}): Problem}


def told(case: Case) -> CaseOut:
    """A case as the interface tells it."""
    names = reads.stage_names(case=case)
    taken = {name: getattr(case, name) for name in CaseOut.model_fields if hasattr(case, name)}
    taken |= {
        "stage_name": names[case.stage],
        "agency": case.agency.code,
        "matter": case.matter.code if case.matter else None,
        "party": case.party_id,
        "nearest_on": None if case.nearest_on == NEVER else case.nearest_on,
    }
    return CaseOut(**taken)


def case_or_404(request: Asked, case_id: str) -> Case:
    """The case, for whoever may read it; to others it does not exist."""
    demand(request, "case:read")
    try:
        found = reads.case(case_id=case_id if ID.fullmatch(case_id) else "", viewer=request.actor)
    except Case.DoesNotExist:
        raise Http404 from None
    reads.insist_open(case=found, viewer=request.actor, on=localdate(request.at))
    return found


def _is_cursor(text: str) -> bool:
    found = CURSOR.fullmatch(text)
    try:
        return found is not None and bool(date.fromisoformat(found[1]))
    except ValueError:
        return False


@router.get("/cases", response={200: CasePage, **REFUSALS, 422: Problem}, summary="案件台账")
def ledger(
    request: Asked,
    stage: Word = "",
    q: Word = "",
    due: Word = "",
    mine: Word = "",
    after: Word = "",
) -> CasePage:
    """By nearest deadline, 50 a page. due: `late`, or within so many days. mine: any.

    q: the beginning of a case or document number, or any two or more characters of the title;
    words apart by spaces must all be in it. Of what it finds, the 200 cases registered last are
    listed.
    """
    demand(request, "case:read")
    known = reads.all_stage_names()
    faults = {
        "stage": ["没有这一环节；环节的代码见 /api/v1/procedures。"]
        if stage and stage not in known
        else [],
        "after": ["不是上一页给出的游标。"] if after and not _is_cursor(after) else [],
        "due": ["写 late，或者天数。"] if due and not TERMS.fullmatch(due) else [],
    }
    if any(faults.values()):
        raise Malformed({name: words for name, words in faults.items() if words})
    asked = reads.Filter(stage, q, due, mine, after)
    listed = reads.ledger(viewer=request.actor, asked=asked, today=localdate(request.at))
    return CasePage(items=[told(case) for case in listed.rows], next=listed.after)


@router.get("/cases/{case_id}", response={200: CaseOut, **REFUSALS}, summary="一件案件")
def show(request: Asked, case_id: str) -> CaseOut:
    """`rev` is what a step has to name to be told when somebody was quicker."""
    return told(case_or_404(request, case_id))


@router.get("/cases/{case_id}/acts", response={200: list[ActOut], **REFUSALS}, summary="办理步骤")
def acts(request: Asked, case_id: str) -> list[ActOut]:
    """Every step taken, newest first."""
    found = reads.acts(case=case_or_404(request, case_id), viewer=request.actor)
    return [
        ActOut(
            id=act.pk, seq=act.seq, move=act.move, name=name, origin=act.origin, stage=act.stage,
            on=act.on, by=by, at=act.at, facts=act.facts,
        )
        for act, name, by in found
    ]  # fmt: skip


@router.get("/cases/{case_id}/clocks", response={200: list[ClockOut], **REFUSALS}, summary="期限")
def clocks(request: Asked, case_id: str) -> list[ClockOut]:
    """Running terms first."""
    found = reads.clock_rows(case=case_or_404(request, case_id), viewer=request.actor)
    return [
        ClockOut(**{name: getattr(clock, name) for name in ClockOut.model_fields})
        for clock in found
    ]


def document_out(paper: Document) -> DocumentOut:
    """A paper as clients see it."""
    names = set(DocumentOut.model_fields) - {"pdf"}
    told_ = {name: getattr(paper, name) for name in names}
    return DocumentOut(**told_, pdf=f"/api/v1/documents/{paper.pk}/pdf")


def paper_or_404(request: Asked, document_id: str) -> Document:
    """A paper of a dossier that is open to who asks."""
    known = document_id if ID.fullmatch(document_id) else ""
    try:
        paper = records.document(document_id=known, viewer=request.actor)
    except Document.DoesNotExist:
        raise Http404 from None
    gates.insist_open(paper.dossier_id, viewer=request.actor, on=localdate(request.at))
    return paper


@router.get(
    "/cases/{case_id}/documents", response={200: list[DocumentOut], **REFUSALS}, summary="文书"
)
def documents(request: Asked, case_id: str) -> list[DocumentOut]:
    """The papers of the dossier, oldest first."""
    case = case_or_404(request, case_id)
    found = records.documents(dossier_id=case.dossier_id, viewer=request.actor)
    return [document_out(paper) for paper in found]


@router.get(
    "/documents/{document_id}/pdf",
    response={**REFUSALS, 503: Problem},
    summary="文书版式文件",
    openapi_extra={"responses": {200: {"description": "PDF", "content": {"application/pdf": {}}}}},
)
def pdf(request: Asked, document_id: str) -> HttpResponse:
    """The paper with the seals it has; 503 with a reason where Chinese fonts are missing."""
    demand(request, "case:read")
    paper = paper_or_404(request, document_id)
    try:
        made = records.signed_pdf(document=paper, viewer=request.actor)
    except records.FontsMissing as missing:
        return problem("unavailable", detail=str(missing))
    return HttpResponse(made, content_type="application/pdf")
