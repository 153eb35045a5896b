"""A list of another district against one of ours, from its file; nothing of it is kept.

Of every row of theirs and of ours the head is held; what their rows say waits in a temporary file
and is read again part by part. So a list of 50,000 rows is compared in the memory of a short one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhifa.kernel.access import Actor
from zhifa.kernel.spool import Spool
from zhifa.kernel.tables import Table
from zhifa.kernel.workbook import Remark
from zhifa.registry.reads.list_compare import Compared, ListSide, Part, page_of
from zhifa.registry.reads.list_sides import Own, found_between, whole
from zhifa.registry.reads.lists import list_columns
from zhifa.registry.rules import sheet
from zhifa.registry.rules.columns import Column
from zhifa.registry.rules.differences import CLAUSES, written
from zhifa.registry.rules.list_heads import Head

STEP = 500  # rows between two words on how far it is
ANY_DAY = date(2000, 1, 1)  # days of force are not compared: a file without them is no worse


@dataclass(slots=True)
class Foreign:
    """A file read so far. columns: those that it has, which alone are compared.

    rejected: cells that cannot be read, whose rows are left out; repaired: read all the same.
    """

    rows: int = 0
    columns: Sequence[Column] = ()
    heads: dict[str, Head] = field(default_factory=dict)
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
        self.rows += 1

    def clauses(self, heads: Sequence[Head]) -> list[dict[str, Any]]:
        """Heads of theirs with the clauses that they rest on."""
        told = ({"code": h.code, "kind": h.kind, "name": h.name} for h in heads)
        return [
            one | self.spool.said(head.at)["based"] for one, head in zip(told, heads, strict=True)
        ]

    def words(self, heads: Sequence[Head]) -> list[Mapping[str, str]]:
        """What their rows say, heading by heading."""
        return [self.spool.said(head.at)["words"] for head in heads]


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


def compare_foreign(
    *, ours: ListSide, theirs: Foreign, viewer: Actor, part: Part | None = None
) -> Compared:
    """A page of what their list has otherwise than ours, in the columns that their file has."""
    old = Own(ours, viewer)
    every = found_between(old, theirs)
    return page_of(every, lambda page: whole(page, old, theirs), part or Part())
