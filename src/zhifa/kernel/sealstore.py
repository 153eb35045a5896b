"""The last seal of every row, kept in a temporary file while `verify` looks at millions."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhifa.kernel.models import Entry

ADD = """
    insert into seal values (?, ?, ?, ?, ?)
    on conflict do update set digest = excluded.digest, entry = excluded.entry,
        subject = excluded.subject
    where excluded.entry > entry
"""


class Seal(NamedTuple):
    """What the journal last said about one row."""

    pk: str
    digest: str
    entry: int
    subject: str


class SealStore:
    """Row key → last seal. Closed and removed with the object."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)  # "": a file without a name
        self._file.execute("pragma journal_mode = off")
        self._file.execute(
            "create table seal (label text, pk text, digest text, entry integer, subject text, "
            "primary key (label, pk)) without rowid"
        )
        self._file.execute("begin")

    def add(self, entry: Entry) -> None:
        """Remember what an entry says of its rows, unless a later one has spoken."""
        if not isinstance(entry.seals, dict):  # changed by hand, which its digest tells
            return
        said = [
            (*key.partition(":")[::2], str(digest), entry.pk, entry.subject)
            for key, digest in entry.seals.items()
        ]
        self._file.executemany(ADD, said)

    def labels(self) -> list[str]:
        """Models of which the journal knows rows."""
        found = self._file.execute("select distinct label from seal order by label")
        return [label for (label,) in found.fetchall()]

    def seals(self, label: str) -> Iterator[Seal]:
        """The last seals of a model's rows."""
        wanted = "select pk, digest, entry, subject from seal where label = ? order by pk"
        yield from map(Seal._make, self._file.execute(wanted, (label,)))

    def unknown(self, label: str, pks: Sequence[str]) -> list[str]:
        """Those of the keys that the journal does not know."""
        marks = ", ".join("?" * len(pks))
        wanted = f"select pk from seal where label = ? and pk in ({marks})"  # noqa: S608 - marks only
        known = {pk for (pk,) in self._file.execute(wanted, (label, *pks))}
        return [pk for pk in pks if pk not in known]
