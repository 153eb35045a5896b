"""Versions of a law side by side: two with their differences, three in columns."""

from collections import Counter
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.agencies.http import SignedRequest, needs
from zhifa.registry import reads
from zhifa.registry.models import LawVersion
from zhifa.registry.views import asked
from zhifa.registry.views.laws import law_or_404

PAGE = 50
MOST = 3
TWO = 2


def _keys(request: SignedRequest) -> list[int]:
    told = [v for v in request.GET.getlist("v") if v.isascii() and v.isdecimal()]
    return [int(v) for v in told if len(v) <= asked.LONGEST_KEY][:MOST]


@require_safe
@needs("registry:read")
def compare(request: SignedRequest, pk: int) -> HttpResponse:
    """Two versions: what changed, or everything with all=1. Three: the articles in columns.

    Without a choice, the two newest whose text is held.
    """
    law, actor = law_or_404(request, pk), request.actor
    keys = _keys(request) or reads.newest_texts(law=law, viewer=actor)
    chosen = reads.versions_by_key(law=law, keys=keys, viewer=actor)
    if len(chosen) < TWO:
        return render(request, "registry/law_compare.html", {"law": law, "alone": True})
    begin = asked.number(request, "from") or 0
    context = {"law": law, "versions": chosen, "begin": begin, "without": _without(chosen)}
    kept = [("v", v.pk) for v in chosen]
    if len(chosen) > TWO:
        rows, more = reads.columns(versions=chosen, number=begin, limit=PAGE, viewer=actor)
        context |= {"rows": rows, "more": urlencode([*kept, ("from", more)]) if more else ""}
        return render(request, "registry/law_columns.html", context)
    every = asked.text(request, "all") == "1"
    couples = reads.side_by_side(old=chosen[0], new=chosen[1], viewer=actor)
    counts = Counter(couple.kind for couple in couples)
    shown = couples if every else [c for c in couples if c.kind not in {"same", "moved"}]
    more = begin + PAGE if begin + PAGE < len(shown) else None
    flags = [*kept, ("all", "1")] if every else kept
    context |= {
        "couples": shown[begin : begin + PAGE],
        "counts": dict(counts),
        "all": every,
        "switch": urlencode(kept if every else [*kept, ("all", "1")]),
        "first": urlencode(flags),
        "more": urlencode([*flags, ("from", more)]) if more else "",
    }
    return render(request, "registry/law_compare.html", context)


def _without(chosen: list[LawVersion]) -> bool:
    """Whether words are missing on any side."""
    return not all(v.has_text for v in chosen)
