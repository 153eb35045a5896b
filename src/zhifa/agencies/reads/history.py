"""Bodies and people as they were on a day. What is published of bodies anyone may read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from zhifa.agencies.models import Agency, FormerFacts, Succession, User
from zhifa.kernel.access import Actor
from zhifa.kernel.prepared import Prepared


def _as_before(body: Agency, facts: Mapping[str, object]) -> Agency:
    for name, value in facts.items():
        setattr(body, name, value)
    return body


def agency_on(*, agency_id: int, on: date, viewer: Actor | None) -> Agency | None:  # noqa: ARG001 - published facts
    """A body with the name, basis and other facts it had on a day; a copy, not to be saved."""
    past = FormerFacts.objects.filter(agency=OuterRef("pk"), until_on__gte=on)
    then = Subquery(past.order_by("until_on").values("facts")[:1])
    body = Agency.objects.filter(pk=agency_id).annotate(then=then).first()
    return _as_before(body, body.then or {}) if body else None


def agencies_on(*, on: date, viewer: Actor | None) -> list[Agency]:  # noqa: ARG001 - published facts
    """Every body of a day as it was then, by code; two queries."""
    alive = Q(abolished_on=None) | Q(abolished_on__gte=on)
    bodies = Agency.objects.filter(alive, established_on__lte=on).order_by("code")
    past: dict[int, Mapping[str, object]] = {}
    for row in FormerFacts.objects.filter(until_on__gte=on).order_by("-until_on"):
        past[row.agency_id] = row.facts
    return [_as_before(body, past.get(body.pk, {})) for body in bodies]


CALLED = Prepared(
    lambda users: (
        User.objects.filter(pk__in=users)
        .order_by("former_names__until_on")
        .values_list("pk", "name", "former_names__until_on", "former_names__name")
    )
)


def names_on(
    *, user_ids: Iterable[int], on: date
) -> dict[int, str]:  # no viewer: for papers and acts, which say who signed
    """What each person was called on a day."""
    now: dict[int, str] = {}
    then: dict[int, str] = {}
    for pk, name, until, former in CALLED.rows(users=set(user_ids)):  # the earliest first
        now[pk] = name
        if until is not None and until >= on:
            then.setdefault(pk, former)
    return now | then


@dataclass(frozen=True, slots=True)
class Stretch:
    """A body from a day until a day (None: still), with what then changed and on what document."""

    from_on: date
    until_on: date | None
    name: str
    changed: Sequence[tuple[str, str, str]]
    document: str


def _label(name: str) -> str:
    column = Agency._meta.get_field(name.removesuffix("_id"))
    return str(getattr(column, "verbose_name", name))


def stretches(*, agency: Agency, viewer: Actor) -> list[Stretch]:  # noqa: ARG001 - published facts
    """The history of a body, newest first; changed: column, before, after."""
    past = list(FormerFacts.objects.filter(agency=agency).order_by("until_on"))
    now = {name: getattr(agency, name) for name in (past[-1].facts if past else {})}
    states = [*(row.facts for row in past), now]
    begins = [agency.established_on, *(date.fromordinal(r.until_on.toordinal() + 1) for r in past)]
    ends = [*(row.until_on for row in past), agency.abolished_on]
    found = []
    for i, state in enumerate(states):
        before = states[i - 1] if i else state
        changed = [
            (_label(k), str(before.get(k) or "未登记"), str(v or "未登记"))
            for k, v in state.items()
            if i and before.get(k) != v
        ]
        document = past[i - 1].document if i else ""
        name = str(state.get("name", agency.name))
        found.append(Stretch(begins[i], ends[i], name, changed, document))
    return found[::-1]


def successions(*, agency_id: int, viewer: Actor) -> QuerySet[Succession]:  # noqa: ARG001 - published facts
    """Who took over from a body, and from whom it took over, newest first."""
    mine = Q(predecessor_id=agency_id) | Q(successor_id=agency_id)
    found = Succession.objects.filter(mine).select_related("predecessor", "successor", "via")
    return found.order_by("-from_on", "-pk")


def handler_on(*, agency_id: int, on: date, viewer: Actor) -> Succession | None:  # noqa: ARG001 - published facts
    """How a body went up in the one that acts in its place on a day; None while it acts itself."""
    merged = Succession.objects.filter(
        predecessor_id=agency_id, kind=Succession.Kind.MERGER, from_on__lte=on
    )
    return merged.select_related("predecessor", "successor").order_by("-from_on", "-pk").first()


def acting_for(agency_id: int, on: date) -> Q:  # no viewer: a condition on posts
    """Posts at a body, or at one that acts in its place on the day."""
    heirs = Succession.objects.filter(
        predecessor_id=agency_id, kind=Succession.Kind.MERGER, from_on__lte=on
    )
    return Q(agency_id=agency_id) | Q(agency_id__in=heirs.values("successor_id"))
