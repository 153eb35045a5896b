"""Facts of law versions: from a data pack's rows, from a Markdown file, from the house's index."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

OUT_OF_FORCE = frozenset({"已废止", "不在现行有效法律目录", "已并入主法", "已更正"})
PAST = "历史版本"
_REPEALED = re.compile(r"自(\d{4}-\d\d-\d\d)起施行，同时废止")
_AT_ONCE = re.compile("自(?:公布|发布|颁布|印发|通过)之日起(?:施行|实行|生效|实施|执行)")


class NotALawError(ValueError):
    """A file that cannot be taken for a statute; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """One version of a law, without its text. Days are Beijing dates.

    adopted_on: when this version was passed or promulgated. since: when the law itself began,
    whatever the version. in_force_until: last day in force, when a repeal is known.
    day_taken: whether in_force_from is only the day of promulgation, for want of a day of its own.
    numbering, outline: see `provisions.Shape`. domains: fields of enforcement.
    """

    key: str
    title: str
    level: str
    body: str = ""
    number: str = ""
    adopted_on: date | None = None
    since: date | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    status: str = ""
    numbering: str = ""
    outline: str = ""
    day_taken: bool = False
    domains: tuple[str, ...] = ()


COLUMNS = tuple(f.name for f in fields(Record) if f.name != "domains")


@dataclass(frozen=True, slots=True)
class Amendment:
    """When an amending decision took force, where texts do not say: data/laws/force.toml."""

    title: str
    level: str
    adopted_on: date
    in_force_from: date

    def covers(self, record: Record) -> bool:
        """Whether the record is a version that this decision made."""
        named = self.title == record.title if self.title else self.level == record.level
        return named and self.adopted_on == record.adopted_on


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _force_day(row: Mapping[str, Any], adopted: date | None) -> date | None:
    """First day of a version: as known; else the text's own day, unless an amendment came later."""
    known, stated = _day(row.get("version_effective")), _day(row.get("effective"))
    if known:
        return known
    if stated and adopted:
        return max(stated, adopted)
    if row.get("status") == PAST and not adopted:
        return None  # an undated old copy: nobody can say which days it covers
    return stated or adopted


def _day_taken(row: Mapping[str, Any], adopted: date | None, text: str) -> bool:
    """Whether no source tells when a version took force, so that its promulgation has to do.

    A text that was never revised and says that it holds at once tells it.
    """
    begun = _force_day(row, adopted)
    if begun is None or begun != adopted or row.get("version_effective"):
        return False
    revised = row.get("promulgated") and _day(row["promulgated"]) != adopted
    at_once = not revised and _AT_ONCE.search(text)
    return _day(row.get("effective")) != adopted and not at_once


def _since(row: Mapping[str, Any], promulgated: date | None, adopted: date | None) -> date | None:
    """When the law began: of a revised one we know only that it was promulgated earlier.

    A version called passed on the day its own text says it takes force had that day copied.
    """
    own = _day(row.get("effective"))
    stated = own or _day(row.get("version_effective"))
    revised = promulgated and adopted and promulgated < adopted and adopted != own
    return promulgated if revised and promulgated else stated or promulgated or adopted


def of_pack(row: Mapping[str, Any], shape: tuple[str, str] = ("", ""), text: str = "") -> Record:
    """A record from a row of a data pack. shape: numbering and outline of its text."""
    promulgated = _day(row.get("promulgated"))
    adopted = _day(row.get("version_date")) or (
        promulgated if not row.get("revised") and row.get("status") != PAST else None
    )
    repealed = _REPEALED.search(str(row.get("status_basis") or ""))
    last = _day(repealed[1]) if repealed else None
    return Record(
        key=str(row["id"]),
        title=str(row["title"]),
        level=str(row.get("level") or ""),
        body=str(row.get("issuing_body") or ""),
        number=str(row.get("doc_number") or ""),
        adopted_on=adopted,
        since=_since(row, promulgated, adopted),
        in_force_from=_force_day(row, adopted),
        in_force_until=last - timedelta(days=1) if last else None,
        status=str(row.get("status") or ""),
        numbering=shape[0],
        outline=shape[1],
        day_taken=_day_taken(row, adopted, text),
        domains=_domains(row.get("domains")),
    )


def _domains(told: object) -> tuple[str, ...]:
    """农业农村/07.农村综合类 → 农业农村, each once."""
    named = [str(d).partition("/")[0] for d in told] if isinstance(told, list) else []
    return tuple(dict.fromkeys(named))


def amended(record: Record, amendments: Iterable[Amendment]) -> Record:
    """The record with the force day of its amending decision, where one is known."""
    found = next((a for a in amendments if a.covers(record)), None)
    if found is None:
        return record
    begun = max(record.in_force_from or date.min, found.in_force_from)
    own = begun == found.in_force_from
    return replace(record, in_force_from=begun, day_taken=record.day_taken and not own)


def standing_of(
    begun: date | None, adopted: date | None, status: str
) -> tuple[date, bool, date, bool]:
    """Of two copies of one version in force from one day, the higher is the one to read.

    A past copy that calls its day of force the day it was passed had that day copied: it comes
    after one that tells when it was passed. One called current has been looked at, and does not.
    """
    copied = adopted is None or (adopted == begun and status == PAST)
    return begun or date.min, not copied, adopted or date.min, status != PAST


def last_days(begun: Iterable[tuple[date, date | None]]) -> dict[date, date | None]:
    """First day of each version → its last: the day before the next one, or its own repeal."""
    ordered = sorted(dict(begun).items())
    found = dict(ordered)
    for (start, until), (following, _) in pairwise(ordered):
        before = following - timedelta(days=1)
        found[start] = min(until, before) if until else before
    return found


def to_row(record: Record) -> dict[str, str]:
    """A record as a line of the index; a beginning that is the version's own is left out."""
    told = {k: v for k, v in asdict(record).items() if k in COLUMNS}
    found = {k: "" if v is None else str(v) for k, v in told.items()}
    found["day_taken"] = "1" if record.day_taken else ""
    if record.since == record.in_force_from:
        found["since"] = ""
    return found


def of_row(row: Mapping[str, str]) -> Record:
    """A line of the index as a record."""
    told = {name: row.get(name) or "" for name in COLUMNS}
    begun = _day(told["in_force_from"])
    return Record(
        key=told["key"],
        title=told["title"],
        level=told["level"],
        body=told["body"],
        number=told["number"],
        adopted_on=_day(told["adopted_on"]),
        since=_day(told["since"]) or begun,
        in_force_from=begun,
        in_force_until=_day(told["in_force_until"]),
        status=told["status"],
        numbering=told["numbering"],
        outline=told["outline"],
        day_taken=bool(told["day_taken"]),
    )


def _value(said: str, number: int) -> Any:
    """A value of a head: JSON, or a bare word or day."""
    try:
        return json.loads(said) if said else None
    except ValueError:
        if said[0] not in '"[{':
            return said
    raise NotALawError(f"文件头第 {number} 行“{said[:40]}”写法有误：引号、括号要成对，用英文的")


def of_markdown(text: str, name: str) -> tuple[dict[str, Any], str]:
    """Head and body of a Markdown file; without a head, its first heading is the title."""
    head: dict[str, Any] = {}
    if text.startswith("---\n"):
        block, _, text = text[4:].partition("\n---\n")
        for number, line in enumerate(block.splitlines(), 2):
            key, _, value = line.partition(": ")
            head[key.strip()] = _value(value.strip(), number)
    title = re.search(r"^#\s+(.+)$", text, re.MULTILINE)
    head.setdefault("title", title[1].strip() if title else name)
    return head, text
