"""Matters and power lists as of a day. Both are public, so every viewer may ask."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Q, QuerySet

from zhifa.agencies.models import Succession
from zhifa.kernel.access import Actor
from zhifa.kernel.prepared import Prepared, PreparedModels
from zhifa.kernel.refusals import Refused
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.reads.laws import Resolved, resolve
from zhifa.registry.reads.titles import in_whole, whole_titles
from zhifa.registry.rules import columns, discretion

DATA = Path(__file__).parents[1] / "data" / "matters"
FIELDS = DATA.parent / "matter_fields.toml"
STANDARDS = DATA.parent / "matter_standards.toml"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause a matter rests on. fault: why it does not stand on the day, else empty."""

    cited: str
    found: Sequence[Resolved]
    fault: str = ""


@cache
def matter_fields() -> Mapping[str, Mapping[str, Any]]:  # no viewer: the house's own defaults
    """Field of enforcement → its title and the lines that hold where a matter names none."""
    return tomllib.loads(FIELDS.read_text(encoding="utf-8"))


@cache
def matter_standards() -> Mapping[str, Mapping[str, Any]]:  # no viewer: the house's own defaults
    """What matters of a kind have in common, by the name a matter asks for it with."""
    told = tomllib.loads(STANDARDS.read_text(encoding="utf-8"))
    return {name: {**told.get(row.get("base", ""), {}), **row} for name, row in told.items()}


def holding_on(day: date) -> Q:  # no viewer: a condition, not an answer
    """The rows that hold on a day."""
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gte=day))


def matters(
    *,
    viewer: Actor,  # noqa: ARG001 - public
    on: date,
    search: str = "",
    field: str = "",
    after: str = "",
    kind: str = "",
    agency_id: int | None = None,
) -> QuerySet[Matter]:
    """Matters in force on a day, by code. after: the code where the page before ended.

    agency_id: only those on this body's list that day.
    """
    found = Matter.objects.filter(holding_on(on)).order_by("code")
    if kind:
        found = found.filter(kind=kind)
    if agency_id is not None:
        held = PowerItem.objects.filter(holding_on(on), agency_id=agency_id)
        found = found.filter(code__in=held.values("matter_code"))
    if search:
        named = Q(name__contains=search) | Q(breach__contains=search) | Q(code=search)
        found = found.filter(named)
    if field:
        found = found.filter(field=field)
    return found.filter(code__gt=after) if after else found


def unsettled(*, among: QuerySet[Matter], viewer: Actor) -> QuerySet[Matter]:  # noqa: ARG001 - public
    """Of some matters, the penalties whose hearing lines rest on no rule that was read."""
    return among.filter(kind=Matter.Kind.PENALTY, settled=False)


def matter_counts(*, on: date, viewer: Actor) -> dict[str, int]:  # noqa: ARG001 - public
    """How many matters of each kind are in force on a day."""
    found = Matter.objects.filter(holding_on(on)).order_by()
    return dict(found.values_list("kind").annotate(n=Count("pk")))


def matter_names(codes: Collection[str]) -> dict[str, str]:  # no viewer: public
    """What matters are called in their newest version, by code; unknown ones are left out."""
    found = Matter.objects.filter(code__in=set(codes)).order_by("from_on")
    return dict(found.values_list("code", "name"))


def matter(*, pk: int, viewer: Actor) -> Matter:  # noqa: ARG001 - public
    """One version of a matter."""
    return Matter.objects.get(pk=pk)


HELD = PreparedModels(
    Matter, lambda rows, code, on: rows.filter(holding_on(on), code=code).order_by("-from_on")[:1]
)


def matter_on(*, code: str, on: date, viewer: Actor) -> Matter | None:  # noqa: ARG001 - public
    """The version of a matter in force on a day."""
    return next(iter(HELD.all(code=code, on=on)), None)


def matter_versions(*, code: str, viewer: Actor) -> QuerySet[Matter]:  # noqa: ARG001 - public
    """Every version of a matter, newest first."""
    return Matter.objects.filter(code=code).order_by("-from_on")


def clauses(*, cited: Sequence[str], on: date, viewer: Actor | None) -> list[Clause]:
    """The clauses with their text or 要点 as in force on a day."""
    found = []
    for text in cited:
        try:
            found.append(Clause(text, resolve(text=text, on=on, viewer=viewer)))
        except Refused as refused:
            found.append(Clause(text, (), "；".join(o.message for o in refused.obstacles)))
    return found


def _listed(agency: Any, code: Any, on: Any) -> "QuerySet[PowerItem, Any]":
    heirs = Succession.objects.filter(
        predecessor__pk=agency,
        kind=Succession.Kind.MERGER,
        casework=Succession.Casework.SUCCESSOR,
        from_on__lte=on,
    )
    holder = Q(agency__pk=agency) | Q(agency_id__in=heirs.values("successor_id"))
    found = PowerItem.objects.filter(holding_on(on), holder, matter_code=code)
    return found.values_list("pk")[:1]


LISTED = Prepared(_listed)


def on_power_list(*, agency_id: int, matter_code: str, on: date, viewer: Actor) -> bool:  # noqa: ARG001 - public
    """Whether the agency may enforce the matter on a day (G01).

    For a body that went up in another, the list of that other one counts as well: it carries the
    open cases on.
    """
    return bool(LISTED.rows(agency=agency_id, code=matter_code, on=on))


def power_list(*, agency_id: int, on: date, viewer: Actor | None) -> QuerySet[Matter]:  # noqa: ARG001 - public
    """The matters an agency may enforce on a day."""
    codes = PowerItem.objects.filter(holding_on(on), agency_id=agency_id).values("matter_code")
    return Matter.objects.filter(holding_on(on), code__in=codes).order_by("code")


def power_holders(*, matter_code: str, viewer: Actor) -> QuerySet[PowerItem]:  # noqa: ARG001 - public
    """The agencies on whose lists a matter stands or stood, the standing ones first."""
    found = PowerItem.objects.filter(matter_code=matter_code).select_related("agency")
    return found.order_by("until_on", "agency__name", "pk")


def matter_lines(*, matter: Matter, viewer: Actor) -> dict[str, str]:  # noqa: ARG001 - public
    """A matter as papers quote it, with the laws called by their whole titles."""
    cited = "、".join(matter.breach_clauses), "、".join(matter.penalty_clauses)
    whole = whole_titles(texts=cited)
    return {
        "name": matter.name,
        "breach": matter.breach,
        "breach_clauses": in_whole(text=cited[0], whole=whole),
        "penalty_clauses": in_whole(text=cited[1], whole=whole),
        "multiple_base": matter.multiple_base,
    }


@dataclass(frozen=True, slots=True)
class MatterWords:
    """What a matter's codes mean. terms: name, how long, source."""

    objects: Sequence[str]
    levels: Sequence[str]
    particulars: Sequence[tuple[str, str]]
    terms: Sequence[tuple[str, str, str]]


def matter_words(*, matter: Matter) -> MatterWords:  # no viewer: a public row in hand
    """Objects, levels, parts of its kind and terms of a matter, in words."""
    return MatterWords(
        [columns.OBJECTS.get(code, code) for code in matter.object_kinds],
        [columns.LEVELS.get(code, code) for code in matter.levels],
        [(columns.WORDS.get(k, k), str(v)) for k, v in matter.particulars.items()],
        [
            (c["name"], f"{c['n']} {columns.UNITS.get(c['unit'], c['unit'])}", c.get("source", ""))
            for c in matter.clocks
        ],
    )


def kinds_of_penalty() -> Mapping[str, str]:  # no viewer: the law's own words
    """Kinds of penalty by code (行政处罚法 第九条)."""
    return discretion.KINDS


def kinds_of_evidence() -> Mapping[str, str]:  # no viewer: the law's own words
    """Kinds of evidence by code (行政处罚法 第四十六条)."""
    return discretion.EVIDENCE_KINDS


def waiver_names() -> Mapping[str, str]:  # no viewer: the law's own words
    """Grounds for not punishing by code (行政处罚法 第三十三条)."""
    return discretion.WAIVERS
