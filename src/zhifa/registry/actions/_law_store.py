"""How versions of laws get into the tables; shared by the house's index and imports of texts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Manager, Min

from zhifa.registry.actions._law_late import follows
from zhifa.registry.models import Digest, Law, LawVersion
from zhifa.registry.rules.citations import short
from zhifa.registry.rules.law_records import PAST, Record, last_days
from zhifa.registry.rules.provisions import count_in

BATCH = 500
FACTS = (
    "number", "adopted_on", "in_force_from", "repealed_on", "status", "numbering", "outline",
    "article_count", "level", "issuing_body", "day_taken",
)  # fmt: skip

DAYS = frozenset({"in_force_from", "repealed_on"})
LAW_FACTS = ["level", "issuing_body", "since", "domains"]


R = TypeVar("R", Law, LawVersion, Digest)


def write_over(table: Manager[R], rows: Sequence[R], fields: Sequence[str]) -> None:
    """Write these columns of rows that are stored; far quicker than `bulk_update`.

    Every row is sent whole and found by its key, so it must be one that was read whole.
    """
    table.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=list(fields),
    )


def _domains(record: Record, law: Law | None) -> str:
    """What is told of a law's fields; a source that tells nothing leaves them as they are."""
    told = "|" + "".join(f"{name}|" for name in record.domains) if record.domains else ""
    return told or (law.domains if law else "")


def _newest(records: Sequence[Record]) -> Record:
    """The record whose level and issuing body speak for the law."""
    return max(records, key=lambda r: (r.status != PAST, r.adopted_on or date.min))


def _since(records: Sequence[Record], law: Law | None, begun: date | None) -> date | None:
    """When a law began: its first version tells; without that, the earliest day any copy names.

    begun: first day of the oldest version that the library holds already.
    """
    told = [r.since for r in records if r.since] + ([law.since] if law and law.since else [])
    first = [r.since for r in records if r.since and r.since == r.in_force_from]
    newer = begun is not None and bool(first) and begun < min(first)
    return min(told if newer else first or told, default=None)


def _begun(laws: Iterable[Law]) -> dict[int, date]:
    """Law → first day of its oldest version."""
    found = LawVersion.objects.filter(law__in=[law.pk for law in laws])
    rows = found.exclude(in_force_from=None).values_list("law_id").annotate(Min("in_force_from"))
    return dict(rows.order_by())


def _laws(records: Sequence[Record]) -> dict[str, Law]:
    """Title → law; new ones are made, level and body follow the newest version."""
    by_title: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_title[record.title].append(record)
    known = {law.title: law for law in Law.objects.all()}
    begun = _begun(known[title] for title in by_title if title in known) if known else {}
    fresh, changed = [], []
    for title, versions in by_title.items():
        newest = _newest(versions)
        law = known.get(title)
        first = begun.get(law.pk) if law else None
        body = newest.body or (law.issuing_body if law else "")
        facts = (newest.level, body, _since(versions, law, first), _domains(newest, law))
        if law is None:
            law = known[title] = Law(title=title, short_title=short(title))
            fresh.append(law)
        elif (law.level, law.issuing_body, law.since, law.domains) != facts:
            changed.append(law)
        law.level, law.issuing_body, law.since, law.domains = facts
    Law.objects.bulk_create(fresh, batch_size=BATCH)
    write_over(Law.objects, changed, LAW_FACTS)
    return {title: known[title] for title in by_title}


def _facts(record: Record) -> dict[str, object]:
    return {
        "level": record.level,
        "issuing_body": record.body,
        "day_taken": record.day_taken,
        "number": record.number,
        "adopted_on": record.adopted_on,
        "in_force_from": record.in_force_from,
        "repealed_on": record.in_force_until,
        "status": record.status,
        "numbering": record.numbering,
        "outline": record.outline,
        "article_count": count_in(record.numbering),
    }


def _differs(version: LawVersion, facts: dict[str, object]) -> bool:
    return any(getattr(version, name) != value for name, value in facts.items())


def intervals(law_ids: Iterable[int]) -> None:
    """Write the last day in force of every version of these laws."""
    wanted = set(law_ids)
    by_law: dict[int, list[LawVersion]] = defaultdict(list)
    for version in LawVersion.objects.exclude(in_force_from=None).order_by("pk"):
        if version.law_id in wanted:
            by_law[version.law_id].append(version)
    changed = []
    for versions in by_law.values():
        ends = last_days((v.in_force_from, v.repealed_on) for v in versions if v.in_force_from)
        for version in versions:
            end = ends[version.in_force_from] if version.in_force_from else None
            if version.in_force_until != end:
                version.in_force_until = end
                changed.append(version)
    write_over(LawVersion.objects, changed, ["in_force_until"])


def _fresh(
    records: Iterable[Record],
    laws: Mapping[str, Law],
    known: Mapping[str, LawVersion],
    today: date,
    late: str,
) -> list[LawVersion]:
    """Versions that are not held yet, with when and, of a law held, why so late."""
    held: dict[int, list[LawVersion]] = defaultdict(list)
    for version in known.values():
        held[version.law_id].append(version)
    found = []
    for record in (r for r in records if r.key not in known):
        law, facts = laws[record.title], _facts(record)
        behind = follows(record.in_force_from, held.get(law.pk, ()), today)
        told = {"entered_on": today, "late_reason": late[:200] if behind else ""}
        found.append(LawVersion(law=law, source_key=record.key, **facts, **told))
    return found


def store(
    records: Sequence[Record], *, today: date, late: str = ""
) -> tuple[int, dict[str, LawVersion]]:
    """Make the tables say what the records say; how many versions changed, and all by their key.

    late: why versions of laws held already begin before today.

    A version whose text has been imported keeps the numbering and outline of that text. Its days,
    once told, do not move: what was in force on a day gone by stays as it was answered.
    """
    laws = _laws(records)
    known = {v.source_key: v for v in LawVersion.objects.all()}
    fresh = _fresh(records, laws, known, today, late)
    changed = []
    for record in (r for r in records if r.key in known):
        version, facts = known[record.key], _facts(record)
        facts = {
            k: v for k, v in facts.items() if v not in {"", None}
        }  # silence takes nothing back
        if version.has_text or not record.outline:
            facts = {k: v for k, v in facts.items() if k != "outline"}
        facts = {k: v for k, v in facts.items() if k not in DAYS or getattr(version, k) is None}
        if version.in_force_from and version.day_taken is False:
            facts["day_taken"] = False  # a day once told is no longer taken from another
        if _differs(version, facts):
            changed.append(version)
            for name, value in facts.items():
                setattr(version, name, value)
    LawVersion.objects.bulk_create(fresh, batch_size=BATCH)
    write_over(LawVersion.objects, changed, FACTS)
    known |= {v.source_key: v for v in fresh}
    if fresh or changed:
        intervals(v.law_id for v in (*fresh, *changed))
    return len(fresh) + len(changed), {r.key: known[r.key] for r in records}
