"""How the words of a public text stand on its page: lines, headings, tables. Pure."""

import re
from dataclasses import dataclass
from itertools import groupby

CELL = " | "
HEADING = re.compile("[一二三四五六七八九十]{1,3}、")


@dataclass(frozen=True, slots=True)
class Part:
    """A line, a heading, or a table: its head and its rows."""

    line: str = ""
    heading: bool = False
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def _columns(line: str) -> int:
    return line.count(CELL) + 1


def laid_out(text: str) -> list[Part]:
    """The parts of a text; lines with as many cells as the one above them are rows of one table."""
    found: list[Part] = []
    lines = [line for line in text.splitlines() if line.strip()]
    for columns, group in groupby(lines, _columns):
        held = list(group)
        if columns > 1 and len(held) > 1:
            head, *rows = [tuple(line.split(CELL)) for line in held]
            found.append(Part(head=head, rows=tuple(rows)))
        else:
            found += [Part(line, heading=bool(HEADING.match(line))) for line in held]
    return found
