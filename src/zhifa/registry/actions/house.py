"""The house's own matters, and whole power lists, taken in at once."""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.kernel import journal, seals
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.registry import events
from zhifa.registry.actions.lists import CHUNK, LIBRARY, end_before, listings_told, record_parts
from zhifa.registry.actions.matters import (
    BAD_CITATION,
    LATER_VERSION,
    UNKNOWN_FIELD,
    UNKNOWN_MATTER,
    built,
    edits,
)
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.reads import matter_fields, wrong_citations
from zhifa.registry.reads.lists import FIELDS
from zhifa.registry.reads.matters import DATA
from zhifa.registry.rules.matters import matter_faults

OF_HOUSE = "随软件附带的事项更新"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading the house's own matters did. changed: versions whose file says otherwise now."""

    adopted: int = 0
    unchanged: int = 0
    changed: tuple[str, ...] = ()


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for path in sorted(DATA.glob("*.toml")):
        rows += tomllib.loads(path.read_text(encoding="utf-8"))["matters"]
    return sorted(rows, key=lambda row: (row["code"], row["from_on"]))


def _same(stored: Matter, row: Mapping[str, Any]) -> bool:
    """Whether a stored version says what the row says; when it ends is not the row's to say."""
    fresh = built(row)
    return all(getattr(stored, name) == getattr(fresh, name) for name in FIELDS)


def _faults(
    rows: Sequence[Mapping[str, Any]], held: Mapping[str, Sequence[date]], by: Actor
) -> list[Obstacle]:
    """What is wrong with any of the rows; the library is asked once for each day."""
    by_day: dict[date, set[str]] = defaultdict(set)
    found: list[Obstacle] = []
    for row in rows:
        if row["field"] not in matter_fields():
            found.append(UNKNOWN_FIELD.about(row["field"]))
            continue
        by_day[row["from_on"]] |= set(built(row).cited)
        found += matter_faults(row)
        days = held.get(row["code"], ())
        between = bool(days) and days[0] < row["from_on"] < days[-1]
        found += [LATER_VERSION.about(row["code"])] if between else []
    for day, texts in sorted(by_day.items()):
        wrong = wrong_citations(texts=sorted(texts), on=day, viewer=by)
        found += [BAD_CITATION.about(o.message) for why in wrong.values() for o in why]
    return found


def _chained(rows: Sequence[Mapping[str, Any]], held: Mapping[str, Sequence[date]]) -> list[Matter]:
    """The versions, each ending the day before the next of its matter begins, held or made."""
    made = [built(row) for row in rows]
    begins = {code: list(days) for code, days in held.items()}
    for one in made:
        begins.setdefault(one.code, []).append(one.from_on)
    for one in made:
        following = min((d for d in begins[one.code] if d > one.from_on), default=None)
        one.until_on = following - timedelta(days=1) if following else None
    return made


@transaction.atomic
def load_matters(*, by: Actor, at: datetime) -> Loaded:
    """Adopt every version in data/matters/*.toml that the library does not hold yet.

    May be repeated: versions held already are left as they are and, where the file has changed
    since, named. A version older than those held ends the day before the first of them. Refused:
    as adopt_matter.
    """
    refuse_if(edits(by))
    held = {(m.code, m.from_on): m for m in Matter.objects.select_for_update()}
    rows = _rows()
    fresh = [row for row in rows if (row["code"], row["from_on"]) not in held]
    days: dict[str, list[date]] = defaultdict(list)
    for code, day in sorted(held):
        days[code].append(day)
    refuse_if(_faults(fresh, days, by))
    made = _chained(fresh, days)
    for one in made:
        one.entered_on = localdate(at)
        one.late_reason = OF_HOUSE if one.code in days and one.from_on < one.entered_on else ""
    newer = [m for m in reversed(made) if m.code not in days or m.from_on > days[m.code][-1]]
    ended = end_before({m.code: m.from_on for m in newer})
    Matter.objects.bulk_create(made, batch_size=CHUNK)
    digest = seals.sha256(seals.canonical(fresh))
    stored = [*made, *ended]
    record_parts(matters=stored, subject=LIBRARY, digest=digest, by=by, at=at)
    old = [row for row in rows if (row["code"], row["from_on"]) in held]
    changed = [row["code"] for row in old if not _same(held[row["code"], row["from_on"]], row)]
    return Loaded(len(fresh), len(old) - len(changed), tuple(changed))


@transaction.atomic
def list_powers(
    *,
    agency: Agency,
    codes: Collection[str],
    from_on: date,
    by: Actor,
    at: datetime,
    published_on: date | None = None,
) -> int:
    """Put many matters on an agency's power list from one day; those on it stay as they are.

    published_on: when the list was published with them. Gives how many were put on it.
    Refused: no post at the agency may edit matters; no such matter.
    """
    refuse_if(unless(by, "matter:edit", agency.pk))
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    known = set(Matter.objects.filter(code__in=codes).values_list("code", flat=True))
    refuse_if([UNKNOWN_MATTER.about(code) for code in sorted(set(codes) - known)])
    held = PowerItem.objects.filter(agency=agency, matter_code__in=codes)
    standing = set(held.filter(until_on=None).values_list("matter_code", flat=True))
    standing |= set(held.filter(from_on=from_on).values_list("matter_code", flat=True))
    made = [
        PowerItem(agency=agency, matter_code=code, from_on=from_on, published_on=published_on)
        for code in sorted(set(codes) - standing)
    ]
    PowerItem.objects.bulk_create(made, batch_size=CHUNK)
    if made:
        event = listings_told(events.MattersImported("", 1, 0, len(made)), made, ())
        journal.record(event, subject=f"agency:{agency.pk}", by=by, at=at, rows=made)
    return len(made)
