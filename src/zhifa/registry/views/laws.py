"""The law library: found by name, citation or subject; read article by article, as of a day."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Refused
from zhifa.registry import reads
from zhifa.registry.models import Law, LawVersion
from zhifa.registry.rules.citations import Citation
from zhifa.registry.views import asked

CITED = 20


def law_or_404(request: SignedRequest, pk: int) -> Law:
    """The law of an address."""
    found = reads.law_by_id(pk=pk, viewer=request.actor)
    if found is None:
        raise Http404
    return found


def _version_or_404(request: SignedRequest, law: Law, version: int | None, day: date) -> LawVersion:
    chosen = reads.version_shown(law=law, pk=version, on=day, viewer=request.actor)
    if chosen is None:
        raise Http404
    return chosen


def _within(request: SignedRequest) -> reads.Within:
    return reads.Within(
        level=asked.text(request, "level"),
        domain=asked.text(request, "domain"),
        status=asked.text(request, "status"),
        elsewhere=asked.text(request, "elsewhere") == "1",
        every=asked.text(request, "every") == "1",
    )


@require_safe
@needs("registry:read")
def shelf(request: SignedRequest) -> HttpResponse:
    query = asked.text(request, "q")
    asked_on = asked.day_of_text(request) if query else asked.day(request)
    on = asked_on or localdate()
    within = _within(request)
    after = asked.number(request, "after")
    found = (
        reads.look_up(text=query, on=on, viewer=request.actor, after=after, within=within)
        if asked_on
        else reads.Found()
    )
    kept = {
        "q": query,
        "on": on.isoformat(),
        "level": within.level,
        "domain": within.domain,
        "status": within.status,
        "elsewhere": "1" if within.elsewhere else "",
        "every": "1" if within.every else "",
    }
    context = {
        "found": found,
        "query": query,
        "on": on,
        "unanswered": asked_on is None,
        "within": within,
        "missing": reads.laws_missing_on(on=on, viewer=request.actor) if on < localdate() else 0,
        "levels": reads.law_levels(viewer=request.actor),
        "domains": reads.law_domains(viewer=request.actor),
        "statuses": reads.law_statuses(viewer=request.actor),
        "more": urlencode({**kept, "after": found.more}) if found.more else "",
        "every": urlencode({**kept, "every": "1"}),
    }
    return render(request, "registry/laws.html", context, status=200 if asked_on else 422)


@require_safe
@needs("registry:read")
def law(request: SignedRequest, pk: int) -> HttpResponse:
    row, on = law_or_404(request, pk), asked.day_of_text(request)
    if on is None:
        versions = list(reads.versions(law=row, viewer=request.actor))
        bare = {"law": row, "versions": versions, "on": None, "version": None}
        return render(request, "registry/law.html", bare, status=422)
    chosen = _version_or_404(request, row, asked.number(request, "version"), on)
    begin = asked.number(request, "from") or 0
    articles, more = reads.articles_from(version=chosen, number=begin, viewer=request.actor)
    versions = list(reads.versions(law=row, viewer=request.actor))
    ends, ended_by = reads.law_links(law=row, viewer=request.actor)
    context = {
        "law": row,
        "on": on,
        "version": chosen,
        "day_taken": reads.DAY_TAKEN,
        "day_note": reads.day_note(law=row, version=chosen, on=on, viewer=request.actor),
        "versions": versions,
        "held_from": min((v.in_force_from for v in versions if v.in_force_from), default=None),
        "repealable": request.actor.holds("law:edit")
        and any(one.holds_on(localdate()) for one in versions),
        "ends": ends,
        "ended_by": ended_by,
        "amendments": reads.amendments(viewer=request.actor).filter(law=row),
        "articles": articles,
        "more": more,
        "begin": begin,
        "digests": [] if articles else reads.digests_of(version=chosen, viewer=request.actor),
        "no_text": reads.NO_TEXT,
    }
    return render(request, "registry/law.html", context)


def _found(request: SignedRequest, cited: Citation, chosen: LawVersion) -> reads.Resolved:
    try:
        return reads.provision(citation=cited, version=chosen, viewer=request.actor)
    except Refused as refused:
        raise Http404 from refused


@require_safe
@needs("registry:read")
def article(
    request: SignedRequest, pk: int, number: int, version: int | None = None, sub: int = 0
) -> HttpResponse:
    """One article: of the version of the address, else of the one in force on the day."""
    row, on, actor = law_or_404(request, pk), asked.day_of_text(request), request.actor
    if not number:
        raise Http404
    cited = Citation(row.short_title, number, sub)
    if on is None:
        bare = {"law": row, "number": number, "sub": sub, "cited": cited, "version": None}
        return render(request, "registry/article.html", bare, status=422)
    chosen = _version_or_404(request, row, version, on)
    page = asked.number(request, "page") or 1
    citing, total = reads.cited_by(
        law=row.short_title, number=number, sub=sub, on=on, viewer=actor, page=page
    )
    before, after = reads.neighbours(version=chosen, number=number, sub=sub)
    context = {
        "law": row,
        "on": on,
        "version": chosen,
        "number": number,
        "sub": sub,
        "cited": cited,
        "day_taken": reads.DAY_TAKEN,
        "day_note": reads.day_note(law=row, version=chosen, on=on, viewer=actor),
        "found": _found(request, cited, chosen),
        "history": reads.history(version=chosen, number=number, sub=sub, viewer=actor),
        "corrections": reads.corrections(version=chosen, number=number, sub=sub),
        "citing": citing,
        "total": total,
        "next_page": page + 1 if page * CITED < total else None,
        "before": before,
        "after": after,
        "slot": f"{row.pk}_{number}_{sub}",
    }
    return render(request, "registry/article.html", context)
