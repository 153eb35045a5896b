"""The law library: found by name, citation or subject; read article by article."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.kernel.refusals import Refused
from zhifa.registry import reads
from zhifa.registry.models import Law
from zhifa.registry.rules.citations import Citation
from zhifa.registry.views import asked


def _law_or_404(request: SignedRequest, pk: int) -> Law:
    found = reads.law_by_id(pk=pk, viewer=request.actor)
    if found is None:
        raise Http404
    return found


@require_safe
@needs("registry:read")
def shelf(request: SignedRequest) -> HttpResponse:
    query, on = asked.text(request, "q"), asked.day(request)
    found = reads.look_up(
        text=query, on=on, viewer=request.actor, after=asked.number(request, "after")
    )
    more = urlencode({"q": query, "after": found.more}) if found.more else ""
    context = {"found": found, "query": query, "on": on, "more": more}
    return render(request, "registry/laws.html", context)


@require_safe
@needs("registry:read")
def law(request: SignedRequest, pk: int) -> HttpResponse:
    row, on = _law_or_404(request, pk), asked.day(request)
    chosen = reads.version_shown(
        law=row, pk=asked.number(request, "version"), on=on, viewer=request.actor
    )
    if chosen is None:
        raise Http404
    begin = asked.number(request, "from") or 0
    articles, more = reads.articles_from(version=chosen, number=begin, viewer=request.actor)
    context = {
        "law": row,
        "version": chosen,
        "versions": reads.versions(law=row, viewer=request.actor),
        "articles": articles,
        "more": more,
        "begin": begin,
        "digests": [] if articles else reads.digests_of(version=chosen, viewer=request.actor),
        "no_text": reads.NO_TEXT,
    }
    return render(request, "registry/law.html", context)


@require_safe
@needs("registry:read")
def article(
    request: SignedRequest, pk: int, version: int, number: int, sub: int = 0
) -> HttpResponse:
    row = _law_or_404(request, pk)
    chosen = reads.version_shown(law=row, pk=version, on=asked.day(request), viewer=request.actor)
    if chosen is None or not number:
        raise Http404
    cited = Citation(row.short_title, number, sub)
    try:
        found = reads.provision(citation=cited, version=chosen, viewer=request.actor)
    except Refused as refused:
        raise Http404 from refused
    context = {"law": row, "version": chosen, "found": found}
    return render(request, "registry/article.html", context)
