"""A list of another district against one of ours, from its file; nothing of it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhifa.kernel.access import Actor
from zhifa.kernel.tables import Table
from zhifa.kernel.workbook import Remark
from zhifa.registry.reads.list_compare import ListSide
from zhifa.registry.reads.lists import list_columns, list_rows
from zhifa.registry.rules import differences, sheet
from zhifa.registry.rules.columns import Column

STEP = 500  # rows between two words on how far it is
ANY_DAY = date(2000, 1, 1)  # days of force are not compared: a file without them is no worse


@dataclass(slots=True)
class Foreign:
    """A file read so far. told: its rows; fields: its columns, which alone are compared.

    rejected: cells that cannot be read, whose rows are left out; repaired: read all the same.
    """

    rows: int = 0
    told: list[dict[str, Any]] = field(default_factory=list)
    fields: frozenset[str] = frozenset()
    unread: list[Remark] = field(default_factory=list)
    repaired: list[Remark] = field(default_factory=list)
    fresh: list[Any] = field(default_factory=list)

    @property
    def rejected(self) -> list[Remark]:
        """Nothing keeps a file from being compared as far as it can be read."""
        return []


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
        found.told.append(dict(one.told))
        found.fields = frozenset(one.refs)
        found.rows += 1
        if found.rows % STEP == 0:
            yield found
    yield found


def _columns(fields: frozenset[str]) -> list[Column]:
    return [one for one in list_columns(listed=False) if one.field in fields]


def compare_foreign(
    *, ours: ListSide, theirs: Foreign, viewer: Actor
) -> list[differences.Difference]:
    """What their list has otherwise than ours, by code, in the columns that their file has."""
    rows = list_rows(agency_id=ours.agency_id, on=ours.on, viewer=viewer)
    return differences.differences(rows, theirs.told, _columns(theirs.fields))
