"""The library of matters: what is punished, by which clause, how much, with what proof."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhifa.agencies import reads as agencies
from zhifa.agencies.http import SignedRequest, needs
from zhifa.registry import reads
from zhifa.registry.models import Matter
from zhifa.registry.rules import columns
from zhifa.registry.rules.matters import Completeness
from zhifa.registry.rules.tier_words import tier_words
from zhifa.registry.views import asked

PAGE = 50


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the list."""

    matter: Matter
    parts: Completeness


def _kinds(request: SignedRequest, kind: str, kept: dict[str, str]) -> list[dict[str, Any]]:
    """The tabs: kinds of power with how many there are."""
    counts = reads.matter_counts(on=asked.day(request), viewer=request.actor)
    return [
        {
            "name": title,
            "url": "?" + urlencode({**kept, "kind": code}),
            "count": counts.get(code, 0),
            "current": code == kind,
        }
        for code, title in Matter.Kind.choices
    ]


@require_safe
@needs("registry:read")
def matters(request: SignedRequest) -> HttpResponse:
    query, field, on = asked.text(request, "q"), asked.text(request, "field"), asked.day(request)
    kind = asked.text(request, "kind") or Matter.Kind.PENALTY.value
    body = agencies.agency(code=asked.text(request, "agency"), viewer=request.actor)
    unsettled = asked.text(request, "unsettled") == "1"
    found = reads.matters(
        viewer=request.actor,
        on=on,
        search=query,
        field=field,
        after=asked.text(request, "after"),
        kind="" if query else kind,
        agency_id=body.pk if body else None,
    )
    found = reads.unsettled(among=found, viewer=request.actor) if unsettled else found
    rows = list(found[: PAGE + 1])
    kept = {"q": query, "field": field, "on": on.isoformat(), "agency": body.code if body else ""}
    kept |= {"unsettled": "1"} if unsettled else {}
    more = {**kept, "kind": kind, "after": rows[PAGE - 1].code} if len(rows) > PAGE else None
    fields = {code: row["title"] for code, row in reads.matter_fields().items()}
    context = {
        "rows": [_Row(m, reads.matter_parts(matter=m, viewer=request.actor)) for m in rows[:PAGE]],
        "kind": kind,
        "views": _kinds(request, kind, {**kept, "q": ""}),
        "bodies": agencies.agencies(viewer=request.actor),
        "body": body,
        "keeps": request.actor.holds("matter:edit"),
        "fields": fields,
        "field": field,
        "query": query,
        "on": on,
        "unsettled": unsettled,
        "waiting": urlencode({"field": field, "on": on.isoformat(), "unsettled": "1"}),
        "more": urlencode(more) if more else "",
    }
    return render(request, "registry/matters.html", context)


def _named(codes: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return [names.get(code, code) for code in codes]


def _punished(row: Matter) -> dict[str, Any]:
    """What only penalties have, in words."""
    kinds, proofs = reads.kinds_of_penalty(), reads.kinds_of_evidence()
    bounds = (row.multiple_min, row.multiple_max)
    objects = columns.OBJECTS
    demanded = set(chain(*row.ordered_tiers.values()))  # told with their tier
    return {
        "kinds": _named(row.kinds, kinds),
        "tiers": [
            {
                **t,
                "range": tier_words(t, row.multiple_base),
                "ordered": _named(t.get("ordered", ()), kinds),
            }
            for t in row.tiers
        ],
        "ordered": _named(row.ordered_kinds, kinds),
        "grave": _named((k for k in row.grave_kinds if k not in demanded), kinds),
        "multiples": [f"{m.normalize():f}" for m in bounds if m is not None],
        "hearing_kinds": _named(row.hearing_kinds, kinds),
        "waivers": _named(row.waivers, reads.waiver_names()),
        "evidence": [{**e, "kinds": _named(e.get("kinds", ()), proofs)} for e in row.elements],
        "limits": [
            {
                **one,
                "party": objects.get(one["party"], ""),
                "kinds": _named(one.get("kinds", ()), kinds),
            }
            for one in row.party_limits
        ],
    }


def _exercised(row: Matter) -> dict[str, Any]:
    """Who exercises it over whom and how, in words."""
    return {
        "levels": _named(row.levels, columns.LEVELS),
        "objects": _named(row.object_kinds, columns.OBJECTS),
        "ways": _named(row.inspection.get("ways", ()), columns.WAYS),
        "particulars": [(columns.WORDS.get(k, k), v) for k, v in row.particulars.items()],
        "terms": [{**c, "unit": columns.UNITS.get(c["unit"], c["unit"])} for c in row.clocks],
    }


@require_safe
@needs("registry:read")
def matter(request: SignedRequest, code: str) -> HttpResponse:
    on, actor = asked.day(request, field=False), request.actor
    versions = list(reads.matter_versions(code=code, viewer=actor))
    if not versions:
        raise Http404
    begun = (one for one in versions if one.from_on <= on)
    row = reads.matter_on(code=code, on=on, viewer=actor) or next(begun, versions[-1])
    shown_on = (
        on if row.from_on <= on and (row.until_on is None or on <= row.until_on) else row.from_on
    )
    context = {
        "matter": row,
        "on": on,
        "shown_on": shown_on,
        "field": reads.matter_fields().get(row.field, {}).get("title", row.field),
        **_punished(row),
        **_exercised(row),
        "breach": reads.clauses(cited=row.breach_clauses, on=shown_on, viewer=actor),
        "basis": reads.clauses(cited=row.penalty_clauses, on=shown_on, viewer=actor),
        "rests": reads.clauses(cited=row.basis_clauses, on=shown_on, viewer=actor),
        "parts": reads.matter_parts(matter=row, viewer=actor),
        "changes": reads.matter_changes(matter=row, viewer=actor),
        "versions": versions,
        "touched": reads.unsettled_changes(matter_code=code),
        "holders": reads.power_holders(matter_code=code, viewer=actor),
    }
    return render(request, "registry/matter.html", context)
