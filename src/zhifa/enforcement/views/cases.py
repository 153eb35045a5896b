"""The case page, and the form of each step."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs, signed_in
from zhifa.agencies.models import Agency
from zhifa.enforcement import actions, reads
from zhifa.enforcement.forms import form_for
from zhifa.enforcement.models import Case
from zhifa.enforcement.rules.fields import LISTS
from zhifa.enforcement.rules.obstacles import SUBMITTED
from zhifa.enforcement.rules.procedure import Field, Move, codes, load
from zhifa.enforcement.rules.sections import sections_of
from zhifa.enforcement.views import choosing, preview
from zhifa.enforcement.views.guided import beside
from zhifa.enforcement.views.ways import HANDED, Guide
from zhifa.kernel import ids
from zhifa.kernel.access import NOT_YOURS, may
from zhifa.kernel.refusals import Malformed, Refused

SEAL = "seal:approve"


def _case_or_404(request: SignedRequest, case_id: str) -> Case:
    try:
        found = reads.case(case_id=case_id, viewer=request.actor)
    except Case.DoesNotExist:
        raise Http404 from None
    reads.insist_open(case=found, viewer=request.actor, on=localdate())
    return found


def _carrier(case: Case, request: SignedRequest) -> Agency:
    """In whose name the case goes on today: the body that took its own up, or whose mandate."""
    code = case.matter.code if case.matter else ""
    return agencies.letterhead(
        agency=case.agency, matter_code=code, on=localdate(), viewer=request.actor
    )


def _named(page: reads.Page, stage: str, option: reads.Option) -> str:
    """A step on the button in the head; one done in another room by what waits to be done there."""
    here = page.procedure.stages[stage]
    away = option.move.via and option.move.may in here.by
    return here.verb if away else option.move.name


@signed_in
@needs("case:read")
@require_GET
def show(request: SignedRequest, case_id: str) -> HttpResponse:
    case = _case_or_404(request, case_id)
    page = reads.case_page(case=case, viewer=request.actor, at=now())
    guide = Guide(case, request.actor)
    context = {
        "case": case,
        "carrier": _carrier(case, request),
        "page": page,
        "handed": HANDED,
        "next": [guide.step(o) for o in page.next],
        "blocked": [guide.step(o) for o in page.blocked],
        "others": [guide.step(o) for o in page.others],
        "turn": guide.step(page.turn) if page.turn else None,
        "plan": page.money.parts(localdate()) if page.money else (),
        "unfiled": "没有立案" if case.closed_on or case.archived_on else "尚未立案",
        "may_seal": may(request.actor, SEAL, case.agency_id),
        "sealers": agencies.holders_named(permission=SEAL) if page.sealing else "",
        "informant": not reads.informant_obstacles(case=case, viewer=request.actor),
        "main": (main := next((o for o in page.free if o.move.id in page.forward), None)),
        "main_name": _named(page, case.stage, main) if main else "",
    }
    return render(request, "enforcement/case.html", context)


def _typed(request: SignedRequest, fields: tuple[Field, ...]) -> dict[str, Any]:
    """What the form says, lists as lists; fields that were not sent are absent."""
    many = {f.id for f in fields if f.kind in LISTS}
    known = {f.id for f in fields} & set(request.POST)
    return {n: request.POST.getlist(n) if n in many else request.POST[n] for n in known}


def _day(move: Move, typed: Mapping[str, Any]) -> date:
    """The day that counts, as far as the form says one; else today."""
    try:
        return date.fromisoformat(str(typed.get(move.date))[:10])
    except ValueError:
        return localdate()


def _form_page(
    request: SignedRequest,
    move: Move,
    fields: tuple[Field, ...],
    context: Mapping[str, Any],
    *,
    initial: Mapping[str, Any],
    faults: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    agency, on = context["agency"], _day(move, initial)
    area = getattr(context.get("case"), "area_code", agency.area_code)
    lists = reads.choices_for(
        fields=fields,
        agency=agency,
        area=area,
        case=context.get("case"),
        asked=reads.Asked(
            context["law"].kind,
            initial,
            choosing.sought(request, fields),
            present="two_present" in move.needs,
        ),
        on=on,
        viewer=request.actor,
    )
    form = form_for(fields, lists, initial=initial, faults=faults or {})
    beside(form, move, agency=agency, case=context.get("case"), request=request)
    parts = [(name, [form[field] for field in inside]) for name, inside in sections_of(fields)]
    spent = any(o.code == SUBMITTED.code for o in context.get("obstacles", ()))
    token = ids.new() if spent else request.POST.get("token") or ids.new()
    shown = {
        **context,
        "move": move,
        "form": form,
        "sections": parts,
        "token": token,
        "spent": spent,
    }
    return render(request, "enforcement/move.html", shown, status=status)


def _offered(
    request: SignedRequest, move: Move, fields: tuple[Field, ...], context: dict[str, Any]
) -> HttpResponse:
    """The empty form, with what already stands in the way."""
    case, at = context["case"], now()
    option = reads.option(case=case, move=move, viewer=request.actor, at=at)
    guide = Guide(case, request.actor, move.id, {f.id for f in fields})
    context["obstacles"] = ways = guide.ways(option.obstacles)
    context["warnings"] = guide.ways(option.warnings)
    here = all(way.url.startswith("#") for way in ways)  # the form itself mends what is missing
    context["allowed"] = option.permitted and here
    context["who"] = "" if option.permitted else agencies.holders_named(permission=move.may)
    initial = reads.proposed(case=case, move=move, viewer=request.actor, at=at)
    initial |= choosing.brought_back(request)
    return _form_page(request, move, fields, context, initial=initial)


def _not_yet(
    request: SignedRequest,
    move: Move,
    fields: tuple[Field, ...],
    context: dict[str, Any],
) -> HttpResponse | None:
    """The answer to a form sent only to look at its papers, to search a party or register one."""
    typed = _typed(request, fields)
    if preview.asked(request):
        return _seen(request, move, fields, {**context, "typed": True}, typed)
    if choosing.asks_for_more(request):
        return _form_page(request, move, fields, {**context, "typed": True}, initial=typed)
    return choosing.leave(request, typed)


def _seen(
    request: SignedRequest,
    move: Move,
    fields: tuple[Field, ...],
    context: dict[str, Any],
    typed: Mapping[str, Any],
) -> HttpResponse:
    """The papers that the form would make, beside the form or alone."""
    at = now()
    case = context.get("case") or reads.case_to_be(
        procedure=context["law"], agency=context["agency"], data=typed, at=at
    )
    context |= preview.looked_at(case, move, fields, typed, request=request, at=at)
    alone = preview.answer(request, context, at=at)
    return alone or _form_page(request, move, fields, context, initial=typed)


@signed_in
@needs("case:read")
@require_http_methods(["GET", "POST"])
def do(request: SignedRequest, case_id: str, move: str) -> HttpResponse:
    case, at = _case_or_404(request, case_id), now()
    found = load(case.procedure, case.procedure_version).moves.get(move)
    if found is None or not found.to or (found.via and request.method == "POST"):
        raise Http404
    if found.via and may(request.actor, found.may, case.agency_id):
        return redirect(HANDED[move], case_id=case.pk)
    fields = reads.fields_for(case=case, move=found, viewer=request.actor, at=at)
    rev = request.POST.get("rev", "")
    law = load(case.procedure, case.procedure_version)
    context: dict[str, Any] = {"case": case, "agency": case.agency, "rev": rev or case.rev}
    context |= {"law": law, "allowed": True, "obstacles": ()}
    context["asked"] = reads.asked_for(case=case, move=found, viewer=request.actor)
    if request.method == "GET":
        return _offered(request, found, fields, context)
    early = _not_yet(request, found, fields, context)
    return early or _act(request, found, fields, context)


def _act(
    request: SignedRequest, move: Move, fields: tuple[Field, ...], context: dict[str, Any]
) -> HttpResponse:
    """Take the step that a form asks for, or show the form again with every reason why not."""
    case, typed, rev = context["case"], _typed(request, fields), request.POST.get("rev", "")
    told: dict[str, Any] = {
        "rev": int(rev) if rev.isdigit() else None,
        "token": request.POST.get("token", "")[:40],
    }
    try:
        done = actions.perform(
            case_id=case.pk, move=move.id, data=typed, by=request.actor, at=now(), **told
        )
    except Malformed as wrong:
        faults = wrong.fields
        return _form_page(request, move, fields, context, initial=typed, faults=faults, status=422)
    except Refused as refused:
        guide = Guide(case, request.actor, move.id, {f.id for f in fields})
        if alien := [o for o in refused.obstacles if o.code == NOT_YOURS.code]:
            who = agencies.holders_named(permission=move.may)
            context |= {"obstacles": guide.ways(alien), "allowed": False, "who": who}
            return _form_page(request, move, fields, context, initial=typed, status=403)
        found_ways = guide.ways(refused.obstacles)
        context |= {"obstacles": found_ways, "rev": case.rev}
        return _form_page(request, move, fields, context, initial=typed, status=409)
    words = "刚才已办，没有重复登记。" if done.again else "已办。"
    messages.success(request, f"{move.name}：{words}")
    return redirect("enforcement:case", case_id=case.pk)


@signed_in
@needs("case:register")
@require_GET
def new(request: SignedRequest) -> HttpResponse:
    return render(request, "enforcement/new.html", {"procedures": [load(c) for c in codes()]})


@signed_in
@needs("case:register")
@require_http_methods(["GET", "POST"])
def begin(request: SignedRequest, procedure: str) -> HttpResponse:
    if procedure not in codes():
        raise Http404
    law = load(procedure)
    move = law.moves[law.opening]
    posts = [p for p in request.actor.posts if may(request.actor, move.may, p.agency_id)]
    agency = agencies.own_agency(agency_id=posts[0].agency_id, viewer=request.actor)
    unit = agencies.own_unit(unit_id=posts[0].unit_id, viewer=request.actor)
    fields = reads.opening_fields(move=move, viewer=request.actor)
    context: dict[str, Any] = {"agency": agency, "law": law, "allowed": True, "obstacles": ()}
    if request.method == "GET":
        today = localdate().isoformat()
        first: dict[str, Any] = {f.id: today for f in fields if f.kind == "date" and not f.optional}
        first |= choosing.brought_back(request)
        return _form_page(request, move, fields, context, initial=first)
    if early := _not_yet(request, move, fields, context):
        return early
    typed = _typed(request, fields)
    try:
        done = actions.open_case(
            procedure=procedure,
            agency=agency,
            unit=unit,
            data=typed,
            by=request.actor,
            at=now(),
            token=request.POST.get("token", "")[:40],
        )
    except Malformed as wrong:
        return _form_page(
            request, move, fields, context, initial=typed, faults=wrong.fields, status=422
        )
    except Refused as refused:
        guide = Guide(None, request.actor, move.id, {f.id for f in fields})
        context["obstacles"] = guide.ways(refused.obstacles)
        return _form_page(request, move, fields, context, initial=typed, status=409)
    messages.success(request, "已登记。")
    return redirect("enforcement:case", case_id=done.case.pk)
