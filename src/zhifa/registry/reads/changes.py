"""What changed in the libraries and when, for anybody: drawn from the journal's own entries."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from zhifa.agencies.models import Agency, Certificate, Delegation
from zhifa.kernel import seals
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Entry
from zhifa.registry.models import Amendment, Matter, PowerItem
from zhifa.registry.rules.changes import (
    BODY,
    IMPORTED,
    LIBRARIES,
    NAMED,
    REASONS,
    TELLERS,
    Names,
    Sealed,
    law_reasons,
    library_of,
    sources,
)

PAGE = 50
SHOWN = 5  # like changes of one moment that a line names


@dataclass(frozen=True, slots=True)
class Change:
    """A line: of whom or what, in which library, what happened when. more: how many alike.

    reasons: why, of laws and matters: the decision, what was wrong, why it was entered so late.
    """

    pk: int
    at: datetime
    library: str
    title: str
    words: Sequence[str]
    more: int = 0
    reasons: Sequence[str] = ()

    @property
    def library_name(self) -> str:
        """The library in words."""
        return LIBRARIES[self.library]

    @property
    def summary(self) -> str:
        """All that a line says, in one sentence."""
        rest = f"，以及同类 {self.more} 项" if self.more else ""
        return "；".join(self.words) + rest + "".join(f"（{why}）" for why in self.reasons)


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


def _sealed(entry: Entry, model: type[Matter | PowerItem]) -> list[Sealed]:
    """A few of the rows of a model that an entry sealed, the last made.

    Entries of old name none of what they changed; its rows stand in their seals.
    """
    if entry.kind != IMPORTED:
        return []
    head = f"{model._meta.label_lower}:"
    keys = sorted(int(k.removeprefix(head)) for k in entry.seals if k.startswith(head))
    return [(key, entry.seals[f"{head}{key}"]) for key in keys[-NAMED:]]


def _told(entry: Entry) -> dict[str, Any]:
    """What an entry says; whose chain it is in, where that is a body's; and what it sealed."""
    body = entry.subject.removeprefix(BODY)
    known = "put_on" in entry.payload
    return {
        **entry.payload,
        "body": int(body) if body.isdecimal() else None,
        "adopted": _sealed(entry, Matter),
        "items": [] if known else _sealed(entry, PowerItem),
    }


def _items(told: Iterable[dict[str, Any]]) -> dict[Sealed, tuple[str, date | None]]:
    """Entries of lists as entries of old sealed them: open, or with a last day."""
    wanted = {sealed for one in told for sealed in one["items"]}
    rows = PowerItem.objects.in_bulk({key for key, _ in wanted})
    found: dict[Sealed, tuple[str, date | None]] = {}
    for key, seal in wanted:
        if (row := copy(rows.get(key))) is None:
            continue
        last, row.until_on = row.until_on, None
        found[key, seal] = (row.matter_code, None if seals.digest_of(row) == seal else last)
    return found


def _keys(told: Iterable[dict[str, Any]], *names: str) -> set[Any]:
    return {one[name] for one in told for name in names if one.get(name)}


def _reasons(changed: Amendment) -> list[str]:
    wrong = changed.before.corrected if changed.way == "correction" else ""
    return law_reasons(ended=changed.reason, corrected=wrong, late=changed.late_reason)


def _names(told: Sequence[dict[str, Any]], on: date) -> Names:
    cards = Certificate.objects.select_related("holder").in_bulk(_keys(told, "certificate_id"))
    known = Delegation.objects.in_bulk(_keys(told, "delegation_id"))
    mandates = {key: d for key, d in known.items() if d.public_on(on)}
    rows = Amendment.objects.select_related("law", "before")
    amended = rows.in_bulk(_keys(told, "amendment_id"))
    bodies = _keys(told, "agency_id", "successor_id", "body")
    bodies |= {card.agency_id for card in cards.values()}
    bodies |= {key for d in mandates.values() for key in (d.principal_id, d.delegate_id)}
    codes = _keys(told, "code", "matter_code")
    codes |= {code for one in told for way in ("on", "off") for code in one.get(way, ())[:NAMED]}
    items = _items(told)
    codes |= {code for code, _ in items.values()}
    named = Matter.objects.filter(code__in=codes).order_by("from_on")
    sealed = Matter.objects.filter(pk__in={key for one in told for key, _ in one["adopted"]})
    versions = Matter.objects.filter(pk__in=_keys(told, "matter_id")).only("from_on", "late_reason")
    since = versions.in_bulk()
    return Names(
        bodies=dict(Agency.objects.filter(pk__in=bodies).values_list("pk", "name")),
        cards={k: (c.holder.name, c.number, c.agency_id) for k, c in cards.items()},
        mandates={k: (d.number, d.principal_id, d.delegate_id) for k, d in mandates.items()},
        matters=dict(named.values_list("code", "name")),
        laws={k: (a.law.title, a.way) for k, a in amended.items()},
        law_reasons={k: _reasons(a) for k, a in amended.items()},
        late={pk: one.late_reason for pk, one in since.items() if one.late_reason},
        versions=dict(sealed.values_list("pk", "name")),
        items=items,
        begins={pk: one.from_on for pk, one in since.items()},
        columns={f.name: str(f.verbose_name) for f in Agency._meta.concrete_fields},
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One entry in words."""

    entry: Entry
    title: str
    words: str
    reasons: Sequence[str]

    @property
    def act(self) -> tuple[str, str, datetime, str]:
        """What lines have in common that become one."""
        return self.entry.kind, self.entry.subject, self.entry.at, self.title


def _said(entries: Sequence[Entry], on: date) -> Iterator[_Line]:
    told = [_told(entry) for entry in entries]
    names = _names(told, on)
    for entry, payload in zip(entries, told, strict=True):
        line = TELLERS[entry.kind][1](payload, names)
        why = REASONS.get(entry.kind)
        if line is not None:
            yield _Line(entry, *line, why(payload, names) if why else ())


def _lines(entries: Sequence[Entry], on: date) -> Iterator[Change]:
    """The entries in words; those alike of one thing that one act wrote become one line."""
    for (kind, subject, at, title), some in groupby(_said(entries, on), lambda line: line.act):
        heap = list(some)
        words = [line.words for line in heap]
        whys = list(dict.fromkeys(why for line in heap for why in line.reasons))
        yield Change(
            heap[0].entry.pk,
            at,
            library_of(kind, subject),
            title,
            words[:SHOWN],
            len(words[SHOWN:]),
            whys[:SHOWN],
        )


def changes(
    *,
    library: str = "",
    before: int | None = None,
    limit: int = PAGE,
    on: date,
    viewer: Actor | None,  # noqa: ARG001 - what it tells is public
) -> Changes:
    """What changed in a library, or in all, before an entry, the newest first.

    library: a code of `libraries`, else all. on: the day of the asking: a mandate is told from the
    day on which it is public.
    """
    wanted = library if library in LIBRARIES else ""
    entries = _entries(wanted, before, limit + 1)
    more = len(entries) > limit
    rows = list(_lines(entries[:limit], on))
    return Changes(rows, entries[limit - 1].pk if more else None)
