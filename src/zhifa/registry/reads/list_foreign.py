"""A list of another district against one of ours, from its file; nothing of it is kept.

Of every row of theirs its head and a digest are held, and of ours the heads; what the rows say
waits in a temporary file and is read again for the page that is shown. So a list of 50,000 rows is
compared in the memory of a short one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhifa.kernel import seals
from zhifa.kernel.access import Actor
from zhifa.kernel.spool import Spool
from zhifa.kernel.tables import Table
from zhifa.kernel.workbook import Remark
from zhifa.registry.models import Matter
from zhifa.registry.reads.list_compare import (
    Compared,
    ListSide,
    Part,
    clauses_of,
    heads_of,
    page_of,
)
from zhifa.registry.reads.lists import list_columns, row_of
from zhifa.registry.rules import sheet
from zhifa.registry.rules.columns import Column
from zhifa.registry.rules.differences import CLAUSES, Difference, unlike, written
from zhifa.registry.rules.list_heads import Found, Head, found_in

STEP = 500  # rows between two words on how far it is
ANY_DAY = date(2000, 1, 1)  # days of force are not compared: a file without them is no worse
CHUNK = 500  # versions of ours that are read at once


@dataclass(slots=True)
class Foreign:
    """A file read so far. columns: those that it has, which alone are compared.

    rejected: cells that cannot be read, whose rows are left out; repaired: read all the same.
    """

    rows: int = 0
    columns: Sequence[Column] = ()
    heads: dict[str, Head] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    spool: Spool = field(default_factory=Spool)
    unread: list[Remark] = field(default_factory=list)
    repaired: list[Remark] = field(default_factory=list)
    fresh: list[Any] = field(default_factory=list)

    @property
    def rejected(self) -> list[Remark]:
        """Nothing keeps a file from being compared as far as it can be read."""
        return []

    def take(self, line: sheet.Line) -> None:
        """Hold the head of a row, and put the rest aside."""
        if not self.rows:
            self.columns = [c for c in list_columns(listed=False) if c.field in line.refs]
        row, words = line.told, written(line.told, self.columns)
        based = {name: [str(c) for c in row.get(name) or ()] for name in CLAUSES}
        at = self.spool.add({"words": words, "based": based})
        code = str(row["code"])
        self.heads[code] = Head(at, code, str(row.get("kind")), str(row["name"]))
        self.digests[code] = _digest(words)
        self.rows += 1

    def clauses(self, heads: Sequence[Head]) -> list[dict[str, Any]]:
        """Heads of theirs with the clauses that they rest on."""
        told = ({"code": h.code, "kind": h.kind, "name": h.name} for h in heads)
        return [
            one | self.spool.said(head.at)["based"] for one, head in zip(told, heads, strict=True)
        ]


def _digest(words: Mapping[str, str]) -> str:
    return seals.sha256(seals.canonical(words))


def read_foreign(
    *,
    book: Table,
    kind: str,
    viewer: Actor,  # noqa: ARG001 - a file of the viewer's own
) -> Iterator[Foreign]:
    """Read another's list with the checks of the import; gives what is read every STEP rows.

    kind: of matters, where the file does not say. Raises BadFile.
    """
    found = Foreign()
    defaults = {"from_on": ANY_DAY, "field": "general", **({"kind": kind} if kind else {})}
    for one in sheet.lines(book, list_columns(listed=True), defaults):
        if isinstance(one, Remark):
            (found.repaired if one.repaired else found.unread).append(one)
            continue
        found.take(one)
        if found.rows % STEP == 0:
            yield found
    yield found


def _changed(ours: Mapping[str, Head], theirs: Foreign, viewer: Actor) -> Iterator[str]:
    """Codes of both lists of which theirs says something otherwise; ours is read by parts."""
    both = [head for code, head in ours.items() if code in theirs.heads]
    for start in range(0, len(both), CHUNK):
        keys = [head.at for head in both[start : start + CHUNK]]
        for one in Matter.objects.filter(pk__in=keys):
            words = written(row_of(matter=one, viewer=viewer), theirs.columns)
            if _digest(words) != theirs.digests[one.code]:
                yield one.code


def _whole(page: Sequence[Found], theirs: Foreign, viewer: Actor) -> list[Difference]:
    """The page with what each of its matters says otherwise."""
    held = Matter.objects.in_bulk([one.old for one in page if one.old >= 0])
    return [
        Difference(
            one.code,
            one.name,
            one.how,
            unlike(
                written(row_of(matter=held[one.old], viewer=viewer), theirs.columns),
                theirs.spool.said(one.new)["words"],
            )
            if one.new >= 0
            else (),
            one.old_code,
            one.pair,
        )
        for one in page
    ]


def compare_foreign(
    *, ours: ListSide, theirs: Foreign, viewer: Actor, part: Part | None = None
) -> Compared:
    """A page of what their list has otherwise than ours, in the columns that their file has."""
    old = heads_of(ours)
    changed = list(_changed(old, theirs, viewer))
    every = found_in(old, theirs.heads, changed, (clauses_of, theirs.clauses))
    return page_of(every, lambda page: _whole(page, theirs, viewer), part or Part())
