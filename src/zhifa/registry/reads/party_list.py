"""What taking in a list of parties would do: who is new, who is known, what is wrong where."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from zhifa.kernel.access import Actor
from zhifa.kernel.tables import Table
from zhifa.kernel.workbook import Remark
from zhifa.registry.models import Party
from zhifa.registry.rules import party_sheet, sheet, sheet_out
from zhifa.registry.rules.party_entry import CHANGEABLE, default_paper, entry_faults
from zhifa.registry.rules.party_sheet import COLUMNS, PARTIES, too_long

CHUNK = 500
TITLE = "当事人名单"
HEADINGS = {column.field: column.heading for column in COLUMNS}
TWO = "代码和证件号码分属两条已登记的当事人，请核对证照原件"
DIFFERS = "已登记，{}与登记的不同，不改动；情况变了的办变更，登记错的办更正"
DIGITS = re.compile(r"\d+")


def _row(remark: Remark) -> int:
    """The row that a remark is about; 0 for the whole file."""
    found = DIGITS.search(remark.cell)
    return int(found[0]) if found else 0


@dataclass(slots=True)
class PartyPlan:
    """What taking in a list would do. fresh: entries to make; known: rows that are there already.

    persons: how many of the known ones are natural persons, found by the number of a document.
    """

    rows: int = 0
    fresh: list[Party] = field(default_factory=list)
    known: int = 0
    persons: int = 0
    remarks: list[Remark] = field(default_factory=list)

    @property
    def rejected(self) -> list[Remark]:
        """What keeps the list from being taken in."""
        return sorted((r for r in self.remarks if not r.repaired), key=_row)

    @property
    def repaired(self) -> list[Remark]:
        """What was read all the same, and what differs from the library."""
        return sorted((r for r in self.remarks if r.repaired), key=_row)


def _made(told: Mapping[str, Any]) -> Party:
    """The entry that a row tells of, not stored."""
    kind = told["kind"]
    facts = {name: told[name] for name in CHANGEABLE if told.get(name)}
    made = Party(**{"identity_kind": default_paper(kind), **facts, "kind": kind})
    made.tidy()
    return made


def known_among(*, parties: Iterable[Party], viewer: Actor) -> list[Party]:
    """Entries of the library with a code or document of these; none without party:import."""
    rows = list(parties)
    reach = viewer.reach("party:import")
    if reach is not None and not reach:
        return []
    found: dict[str, Party] = {}
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        same = Q(credit_code__in={p.credit_code for p in some} - {""})
        hashes = {p.identity_hash for p in some if p.kind == Party.Kind.NATURAL} - {""}
        same |= Q(kind=Party.Kind.NATURAL, identity_hash__in=hashes)
        found |= {p.pk: p for p in Party.objects.filter(same)}
    return list(found.values())


def _differences(line: sheet.Line, row: Party, own: Party) -> list[Remark]:
    """Where the list says otherwise than the library; the library's words are not told."""
    told = (name for name in ("kind", *CHANGEABLE) if line.told.get(name))
    other = [HEADINGS[name] for name in told if getattr(row, name) != getattr(own, name)]
    words = DIFFERS.format("、".join(other))
    return [Remark(line.refs["name"], words, repaired=True)] if other else []


def _wrong(line: sheet.Line, row: Party, on: date) -> list[Remark]:
    """What keeps the row out, each at its cell; whatever has no cell at the name's."""
    here = line.refs
    found = [Remark(here[name], why) for name, why in too_long(line.told)]
    for name, obstacle in entry_faults(row, on):
        words = obstacle.words if name in here else f"{HEADINGS[name]}：{obstacle.words}"
        found.append(Remark(here.get(name, here["name"]), words))
    return found


class _Known:
    """Entries of the library that some rows speak of, by code and by document."""

    def __init__(self, rows: Sequence[Party], viewer: Actor) -> None:
        found = known_among(parties=rows, viewer=viewer)
        self.codes = {p.credit_code: p for p in found if p.credit_code}
        natural = (p for p in found if p.kind == Party.Kind.NATURAL and p.identity_hash)
        self.papers = {p.identity_hash: p for p in natural}

    def of(self, row: Party) -> list[Party]:
        """The entries with its code or document."""
        paper = self.papers.get(row.identity_hash) if row.kind == Party.Kind.NATURAL else None
        found = [self.codes.get(row.credit_code), paper]
        return list({p.pk: p for p in found if p is not None}.values())


def _take(waiting: Sequence[sheet.Line], plan: PartyPlan, on: date, viewer: Actor) -> None:
    rows = [_made(line.told) for line in waiting]
    known = _Known(rows, viewer)
    for line, row in zip(waiting, rows, strict=True):
        wrong = _wrong(line, row, on)
        there = known.of(row)
        if len(there) > 1:
            plan.remarks.append(Remark(line.refs["name"], TWO))
        elif wrong:
            plan.remarks += wrong
        elif there:
            plan.known += 1
            plan.persons += row.kind == Party.Kind.NATURAL
            plan.remarks += _differences(line, there[0], row)
        else:
            plan.fresh.append(row)


def plan_parties(*, book: Table, on: date, viewer: Actor) -> Iterator[PartyPlan]:
    """Read a list and say what taking it in on a day would do; the growing plan every CHUNK rows.

    Raises BadFile. Without party:import nothing is read.
    """
    plan = PartyPlan()
    reach = viewer.reach("party:import")
    if reach is not None and not reach:
        yield plan
        return
    waiting: list[sheet.Line] = []
    for one in sheet.lines(book, COLUMNS, {}, PARTIES):
        if isinstance(one, Remark):
            plan.remarks.append(one)
            continue
        waiting.append(one)
        plan.rows += 1
        if len(waiting) == CHUNK:
            _take(waiting, plan, on, viewer)
            waiting = []
            yield plan
    _take(waiting, plan, on, viewer)
    yield plan


def party_sample(*, on: date) -> bytes:  # no viewer: an empty sheet
    """An empty list of parties to fill in, as an XLSX file."""
    return sheet_out.sample(TITLE, COLUMNS, party_sheet.RULES, on)
