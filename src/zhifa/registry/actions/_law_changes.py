"""When a law changes: what is different, and everything in this room that depends on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.registry import events
from zhifa.registry.actions._citing import note_matters
from zhifa.registry.actions._law_tasks import of_registry
from zhifa.registry.models import Amendment, Article, LawVersion
from zhifa.registry.rules.law_compare import NOWHERE, Change, all_changed, changes
from zhifa.registry.rules.law_records import PAST, standing_of

SUBJECT = "library:laws"

Standing = Mapping[int, Sequence[LawVersion]]  # law → versions held before an import


@dataclass(frozen=True, slots=True)
class Turn:
    """A law's way from one version to the next; after: None when it ends."""

    before: LawVersion
    after: LawVersion | None
    from_on: date


def standing() -> Standing:
    """The dated versions that the library holds."""
    found: dict[int, list[LawVersion]] = defaultdict(list)
    for version in LawVersion.objects.exclude(in_force_from=None):
        found[version.law_id].append(version)
    return found


def _place(version: LawVersion) -> tuple[object, ...]:
    """Of those held before, the highest is the one that a new version goes on from."""
    told = standing_of(version.in_force_from, version.adopted_on, version.status)
    return *told, version.has_text


def _turn(version: LawVersion, held: Sequence[LawVersion], today: date) -> Turn | None:
    """What a version now held makes of those held before.

    One that nothing held before has followed by today changes the law of today, though a version
    of a day to come may be held already.
    """
    known = {v.pk: v for v in held}
    was = known.get(version.pk)
    if was is not None:
        ended = version.repealed_on is not None and was.repealed_on is None
        if not ended or version.repealed_on is None:
            return None
        return Turn(version, None, version.repealed_on + timedelta(days=1))
    begun = version.in_force_from
    earlier = [v for v in held if v.in_force_from and begun and v.in_force_from < begun]
    newest = not any(
        v.in_force_from and begun and begun <= v.in_force_from <= max(today, begun) for v in held
    )
    if begun is None or not earlier or not newest or version.status == PAST:
        return None
    last = max(earlier, key=_place)
    return Turn(last, version, begun)


def changed_by(before: Standing, now: Iterable[LawVersion], *, today: date) -> list[Turn]:
    """The law changes that versions now held make."""
    turns: dict[int, Turn] = {}
    for version in now:
        turn = _turn(version, before.get(version.law_id, ()), today)
        if turn is not None:
            known = turns.get(version.law_id)
            if known is None or known.from_on < turn.from_on:
                turns[version.law_id] = turn
    return list(turns.values())


def _texts(version: LawVersion) -> dict[tuple[int, int], str]:
    rows = Article.objects.filter(version=version).values_list("number", "sub", "text")
    return {(number, sub): text for number, sub, text in rows}


def _changes(turn: Turn) -> tuple[list[Change], bool]:
    """What is different, and whether words were compared."""
    if turn.after is None:
        return [Change("removed", p, NOWHERE) for p in sorted(turn.before.shape.numbers)], True
    old, new = _texts(turn.before), _texts(turn.after)
    if old and new:
        return changes(old, new), True
    return all_changed(turn.before.shape.numbers, turn.after.shape.numbers), False


def note(turn: Turn, *, by: Actor, at: datetime, late: str = "", reason: str = "") -> Amendment:
    """Write a law change down, with what depends on it in this room; higher rooms hear of it.

    late: why it is entered only now, if its day is past. reason: by which decision a law ends.
    """
    found, compared = _changes(turn)
    amendment = Amendment.objects.create(
        law_id=turn.before.law_id,
        before=turn.before,
        after=turn.after,
        from_on=turn.from_on,
        noted_at=at,
        changes=[change.plain() for change in found],
        compared=compared,
        late_reason=late[:200] if turn.from_on < localdate(at) else "",
        reason=reason[:200],
    )
    note_matters()
    tasks = of_registry(amendment, today=localdate(at))
    event = events.LawAmended(
        amendment.pk, amendment.law_id, turn.from_on.isoformat(), len(found), tasks
    )
    journal.record(event, subject=SUBJECT, by=by, at=at, rows=[amendment])
    return amendment
