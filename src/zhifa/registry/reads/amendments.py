"""Law changes: what they changed, what depends on them, and how far that has been seen to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.registry.models import Amendment, AmendmentTask, Citing
from zhifa.registry.rules.law_compare import NOWHERE, Change, change_of
from zhifa.registry.rules.law_duties import Task, advice, by_place

PAGE = 50
HEAPS = 20
SETTLE = "amendment:settle"


def amendments(*, viewer: Actor) -> QuerySet[Amendment]:  # noqa: ARG001 - statutes are public
    """Every law change, the newest first, with how many tasks there were and are left."""
    counted = Amendment.objects.select_related("law", "before", "after").annotate(
        asked=Count("tasks"), left=Count("tasks", filter=Q(tasks__done_at=None))
    )
    return counted.order_by("-pk")


def amendment(*, pk: int, viewer: Actor) -> Amendment | None:  # noqa: ARG001 - public
    """One law change."""
    return Amendment.objects.select_related("law", "before", "after").filter(pk=pk).first()


def changes_of(*, amendment: Amendment, viewer: Actor) -> list[Change]:  # noqa: ARG001 - public
    """Which articles a law change changed."""
    return [change_of(stored) for stored in amendment.changes]


def _citing(law: str, found: Iterable[Change], *, ended: bool) -> list[Citing]:
    """What cites an article that changed; when the law ends also what names it alone."""
    places = set(by_place(found))
    rows = Citing.objects.filter(law=law).order_by("kind", "ref", "number", "sub", "pk")
    return [r for r in rows if (r.number, r.sub) in places or (ended and not r.number)]


def _advice(amendment: Amendment, found: Sequence[Change], rows: Iterable[Citing]) -> str:
    changes, law = by_place(found), amendment.law.short_title
    ended, compared = amendment.after_id is None, amendment.compared
    none = Change("removed", NOWHERE, NOWHERE)
    said = (
        advice(law, changes.get((r.number, r.sub), none), ended=ended, compared=compared)
        for r in rows
    )
    return "".join(dict.fromkeys(said))[:300]


def dependents(*, amendment: Amendment, viewer: Actor) -> Iterator[Task]:
    """What cites an article that changed, each once, as a task of nobody yet.

    The key of a matter is that of its row; of anything else as its room noted it.
    """
    found = changes_of(amendment=amendment, viewer=viewer)
    by_holder: dict[tuple[str, str], list[Citing]] = defaultdict(list)
    ended = amendment.after_id is None
    for row in _citing(amendment.law.short_title, found, ended=ended):
        by_holder[row.kind, row.ref].append(row)
    for (kind, ref), rows in by_holder.items():
        cited = "、".join(dict.fromkeys(r.cited for r in rows))[:300]
        said = _advice(amendment, found, rows)
        yield Task(kind, ref, rows[0].title, cited, said, None, rows[0].address)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tasks of a law change to show. state: "", open or done."""

    kind: str = ""
    state: str = ""
    after: int = 0


def _theirs(viewer: Actor) -> QuerySet[AmendmentTask]:
    """Tasks a viewer may see: those of their agencies; who may settle all sees all."""
    reach = viewer.reach(SETTLE)
    found = AmendmentTask.objects.select_related("agency")
    return found if reach is None else found.filter(agency_id__in=reach)


def tasks(
    *, amendment: Amendment, viewer: Actor, asked: Asked
) -> tuple[list[AmendmentTask], int | None]:
    """A page of the tasks of a law change that the viewer may see, and where the next begins."""
    found = _theirs(viewer).filter(amendment=amendment, pk__gt=asked.after)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.state:
        found = found.filter(done_at__isnull=asked.state == "open")
    rows = list(found.order_by("pk")[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def task_keys(*, amendment: Amendment, keys: Collection[int], viewer: Actor) -> set[int]:
    """Which of these are keys of tasks of a law change that the viewer may see."""
    found = _theirs(viewer).filter(amendment=amendment, pk__in=keys)
    return set(found.values_list("pk", flat=True))


def task_counts(*, amendment: Amendment, viewer: Actor) -> list[dict[str, object]]:
    """Kind by kind: how many tasks there were, and how many are left."""
    found = _theirs(viewer).filter(amendment=amendment).values("kind").order_by("kind")
    rows = found.annotate(asked=Count("pk"), left=Count("pk", filter=Q(done_at=None)))
    names = dict(AmendmentTask.Kind.choices)
    return [{**row, "name": names[row["kind"]]} for row in rows]


def waiting(*, viewer: Actor, limit: int = PAGE, elsewhere: bool = False) -> list[AmendmentTask]:
    """Tasks not settled of the viewer's own posts, the nearest deadline first.

    elsewhere: instead those of agencies, for whoever keeps the law library; they settle them.
    """
    found = _theirs(viewer).filter(done_at=None).select_related("amendment__law")
    if viewer.reach(SETTLE) is None:
        found = found.filter(agency__isnull=not elsewhere)
    elif elsewhere:
        return []
    return list(found.order_by("due_on", "pk")[:limit])


@dataclass(frozen=True, slots=True)
class Heap:
    """The open tasks of one kind that a law change left to somebody: how many, the first due."""

    amendment: Amendment
    kind: str
    count: int
    due_on: date

    @property
    def name(self) -> str:
        """What kind of thing is to be looked at."""
        return str(AmendmentTask.Kind(self.kind).label)


def heaps(*, viewer: Actor, limit: int = HEAPS) -> list[Heap]:
    """What law changes left to the viewer's own posts, the nearest deadline first.

    Whoever keeps the law library owns what no agency owns, and leaves to agencies what is theirs.
    """
    reach = viewer.reach(SETTLE)
    if reach is not None and not reach:
        return []
    found = AmendmentTask.objects.filter(done_at=None)
    found = found.filter(agency=None) if reach is None else found.filter(agency_id__in=reach)
    told = found.values_list("amendment_id", "kind").annotate(n=Count("pk"), due=Min("due_on"))
    rows = list(told.order_by("due", "amendment_id", "kind")[:limit])
    known = Amendment.objects.select_related("law").in_bulk({row[0] for row in rows})
    return [Heap(known[key], kind, count, due) for key, kind, count, due in rows]


def unsettled_changes(*, matter_code: str) -> list[AmendmentTask]:  # no viewer: public
    """Law changes that a matter or its tiers have not been held against yet, each once."""
    found = AmendmentTask.objects.filter(
        kind__in=(AmendmentTask.Kind.MATTER, AmendmentTask.Kind.DISCRETION),
        key=matter_code,
        done_at=None,
    )
    rows = found.select_related("amendment__law").order_by("amendment__from_on", "pk")[:PAGE]
    once = {row.amendment_id: row for row in reversed(rows)}
    return list(reversed(once.values()))
