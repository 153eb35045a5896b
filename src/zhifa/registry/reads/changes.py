"""What changed in the libraries and when, for anybody: drawn from the journal's own entries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from zhifa.agencies.models import Agency, Certificate, Delegation
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Entry
from zhifa.registry.models import Amendment, Matter
from zhifa.registry.rules.changes import (
    BODY,
    LIBRARIES,
    TELLERS,
    Names,
    library_of,
    sources,
)

PAGE = 50
SHOWN = 5  # like changes of one moment that a line names


@dataclass(frozen=True, slots=True)
class Change:
    """A line: of whom or what, in which library, what happened when. more: how many alike."""

    pk: int
    at: datetime
    library: str
    title: str
    words: Sequence[str]
    more: int = 0

    @property
    def library_name(self) -> str:
        """The library in words."""
        return LIBRARIES[self.library]

    @property
    def summary(self) -> str:
        """All that a line says, in one sentence."""
        rest = f"，以及同类 {self.more} 项" if self.more else ""
        return "；".join(self.words) + rest


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of changes, the newest first, and before which entry the next begins."""

    rows: Sequence[Change]
    before: int | None


def libraries() -> dict[str, str]:  # names of libraries are public: no viewer
    """Code and name of every library whose changes are told."""
    return dict(LIBRARIES)


def _of(kind: str, *, listed: bool | None) -> QuerySet[Entry]:
    found = Entry.objects.filter(kind=kind).order_by("-pk")
    if listed is None:
        return found
    own = {"subject__startswith": BODY}
    return found.filter(**own) if listed else found.exclude(**own)


def _entries(library: str, before: int | None, limit: int) -> list[Entry]:
    """The newest entries; each kind by its own index: the rest of the journal is not read."""
    keys: list[int] = []
    for kind, listed in sources(library):
        found = _of(kind, listed=listed)
        found = found.filter(pk__lt=before) if before is not None else found
        keys += found.values_list("pk", flat=True)[:limit]
    newest = sorted(keys, reverse=True)[:limit]
    return list(Entry.objects.filter(pk__in=newest).order_by("-pk"))


def _told(entry: Entry) -> dict[str, Any]:
    """What an entry says; and whose chain it is in, where that is a body's."""
    body = entry.subject.removeprefix(BODY)
    return {**entry.payload, "body": int(body) if body.isdecimal() else None}


def _keys(told: Iterable[dict[str, Any]], *names: str) -> set[Any]:
    return {one[name] for one in told for name in names if one.get(name)}


def _names(told: Sequence[dict[str, Any]]) -> Names:
    cards = Certificate.objects.select_related("holder").in_bulk(_keys(told, "certificate_id"))
    known = Delegation.objects.in_bulk(_keys(told, "delegation_id"))
    mandates = {key: d for key, d in known.items() if d.published_on}
    rows = Amendment.objects.select_related("law", "before")
    amended = rows.in_bulk(_keys(told, "amendment_id"))
    bodies = _keys(told, "agency_id", "successor_id", "body")
    bodies |= {card.agency_id for card in cards.values()}
    bodies |= {key for d in mandates.values() for key in (d.principal_id, d.delegate_id)}
    named = Matter.objects.filter(code__in=_keys(told, "code", "matter_code")).order_by("from_on")
    return Names(
        bodies=dict(Agency.objects.filter(pk__in=bodies).values_list("pk", "name")),
        cards={k: (c.holder.name, c.number, c.agency_id) for k, c in cards.items()},
        mandates={k: (d.number, d.principal_id, d.delegate_id) for k, d in mandates.items()},
        matters=dict(named.values_list("code", "name")),
        laws={k: (a.law.title, a.way) for k, a in amended.items()},
        columns={f.name: str(f.verbose_name) for f in Agency._meta.concrete_fields},  # noqa: SLF001
    )


def _lines(entries: Sequence[Entry]) -> Iterator[Change]:
    """The entries in words; those alike that one act wrote become one line."""
    told = [_told(entry) for entry in entries]
    names = _names(told)
    couples = zip(entries, told, strict=True)
    for (kind, subject, at), some in groupby(couples, lambda c: (c[0].kind, c[0].subject, c[0].at)):
        heap = list(some)
        said = [TELLERS[kind][1](payload, names) for _, payload in heap]
        lines = [one for one in said if one is not None]
        if lines:
            words = [line[1] for line in lines]
            library = library_of(kind, subject)
            more = len(words[SHOWN:])
            yield Change(heap[0][0].pk, at, library, lines[0][0], words[:SHOWN], more)


def changes(
    *,
    library: str = "",
    before: int | None = None,
    limit: int = PAGE,
    viewer: Actor | None,  # noqa: ARG001 - what it tells is public
) -> Changes:
    """What changed in a library, or in all, before an entry, the newest first.

    library: a code of `libraries`, else all.
    """
    wanted = library if library in LIBRARIES else ""
    entries = _entries(wanted, before, limit + 1)
    more = len(entries) > limit
    rows = list(_lines(entries[:limit]))
    return Changes(rows, entries[limit - 1].pk if more else None)
