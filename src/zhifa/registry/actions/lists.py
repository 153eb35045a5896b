"""Power lists taken in from files: all of a file or nothing."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.kernel import journal, seals
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.registry import events
from zhifa.registry.actions.matters import BACKDATED, built, edits, of_others
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.reads import Plan, plan_rows
from zhifa.registry.rules import item_lists

OF_PACK = "随数据包装入"
PART = 1000  # rows in one entry of the journal
NAMED = 20  # matters that an entry names, of those put on a list and of those taken off
CHUNK = 500
LIBRARY = "library:matters"
REJECTED = Obstacle(
    "list:rejected", "表里还有不能导入的地方，一行也没有导入。", then="按清单改正后再导。"
)
NO_LISTS = Obstacle("list:no_pack", "这个文件夹里没有事项清单。", then="请核对数据包的位置。")
STALE = Obstacle("list:stale", "检查之后事项库又有改动。", then="请重新检查再导入。")


@dataclass(frozen=True, slots=True)
class ListImported:
    """What importing a list did."""

    adopted: int
    ended: int
    unchanged: int
    listed: int
    delisted: int


def _rows(plan: Plan, known: Collection[str], today: date) -> list[Matter]:
    made = [built(row) for row in plan.fresh]
    for one, row in zip(made, plan.fresh, strict=True):
        one.until_on, one.entered_on = row.get("until_on"), today
        one.late_reason = plan.late if one.code in known and one.from_on < today else ""
    return made


def _known(codes: Sequence[str]) -> set[str]:
    """Of these codes, those that have a version already."""
    found: set[str] = set()
    for start in range(0, len(codes), CHUNK):
        some = Matter.objects.filter(code__in=codes[start : start + CHUNK])
        found.update(some.values_list("code", flat=True))
    return found


def _unfit(plan: Plan, known: Collection[str], today: date, by: Actor) -> list[Obstacle]:
    """What is asked of new versions of matters that there are."""
    rows = [row for row in plan.fresh if row["code"] in known and row["from_on"] < today]
    late = [BACKDATED.about(rows[0]["code"])] if rows and not plan.late else []
    return [*late, *of_others(known, today, by)]


def end_before(begins: Mapping[str, date]) -> list[Matter]:
    """Give the running versions of matters their last day: the one before a new version begins.

    Those that begin later than the new version, which stands before them, run on.
    """
    codes = list(begins)
    ended: list[Matter] = []
    days: dict[date, list[int]] = defaultdict(list)
    for start in range(0, len(codes), CHUNK):
        some = Matter.objects.select_for_update().filter(code__in=codes[start : start + CHUNK])
        for old in some.filter(until_on=None):
            if old.from_on > begins[old.code]:
                continue
            old.until_on = begins[old.code] - timedelta(days=1)
            days[old.until_on].append(old.pk)
            ended.append(old)
    for day, keys in days.items():
        for start in range(0, len(keys), CHUNK):
            some = Matter.objects.filter(pk__in=keys[start : start + CHUNK])
            some.update(until_on=day)
    return ended


def _listed(
    agency: Agency, listings: Sequence[tuple[str, date, date | None, date | None]]
) -> tuple[list[PowerItem], list[PowerItem]]:
    """Entries to make, and open entries that get their last day."""
    held: dict[str, list[PowerItem]] = defaultdict(list)
    for item in PowerItem.objects.select_for_update().filter(agency=agency):
        held[item.matter_code].append(item)
    made, closed = [], []
    for code, from_on, published_on, until_on in listings:
        items = held[code]
        standing = next((i for i in items if i.until_on is None), None)
        if standing is not None and until_on is not None and until_on >= standing.from_on:
            standing.until_on = until_on
            closed.append(standing)
        elif standing is None and all(i.from_on != from_on for i in items):
            made.append(
                PowerItem(
                    agency=agency,
                    matter_code=code,
                    from_on=from_on,
                    until_on=until_on,
                    published_on=published_on,
                )
            )
    return made, closed


def _put(agency: Agency, plan: Plan) -> tuple[list[PowerItem], list[PowerItem]]:
    """Write the entries of the body's list: those made, and those that got their last day."""
    made, closed = _listed(agency, plan.listings)
    PowerItem.objects.bulk_create(made, batch_size=CHUNK)
    for item in closed:
        item.save(update_fields=["until_on"])
    return made, closed


def listings_told(
    event: events.MattersImported, on: Sequence[PowerItem], off: Sequence[PowerItem]
) -> events.MattersImported:
    """The event with which matters came onto the body's list and which left it."""
    return replace(
        event,
        put_on=len(on),
        on=tuple(item.matter_code for item in on[:NAMED]),
        taken_off=len(off),
        off=tuple(item.matter_code for item in off[:NAMED]),
    )


def record_parts(
    *,
    matters: Sequence[Matter],
    made: Sequence[PowerItem] = (),
    closed: Sequence[PowerItem] = (),
    subject: str,
    digest: str,
    by: Actor,
    at: datetime,
) -> None:
    """Entries of at most PART rows each. made, closed: put on a body's list, taken off it."""
    rows, gone = [*matters, *made, *closed], {item.pk for item in closed}
    for part, start in enumerate(range(0, len(rows), PART), 1):
        some = rows[start : start + PART]
        items = [r for r in some if isinstance(r, PowerItem)]
        kinds = len(some) - len(items)
        late = next((r.late_reason for r in some if isinstance(r, Matter) and r.late_reason), "")
        event = listings_told(
            events.MattersImported(digest, part, kinds, len(items), late),
            [item for item in items if item.pk not in gone],
            [item for item in items if item.pk in gone],
        )
        journal.record(event, subject=subject, by=by, at=at, rows=some)


def _store(fresh: Sequence[Matter], tell: Callable[[int, int], None]) -> None:
    for start in range(0, len(fresh), CHUNK):
        Matter.objects.bulk_create(fresh[start : start + CHUNK])
        tell(min(start + CHUNK, len(fresh)), len(fresh))


@transaction.atomic
def import_list(
    *,
    plan: Plan,
    agency: Agency | None,
    digest: str,
    by: Actor,
    at: datetime,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> ListImported:
    """Adopt a checked file as a whole, and put its matters on the body's list if one is named.

    digest: SHA-256 of the file. tell: is told how many rows are written. Done twice it changes
    nothing the second time. Refused: no post may edit matters (there); anything in the file is
    rejected; matters were adopted since the plan was made; a version of a known matter that begins
    before the day of `at` without plan.late; a matter on lists that the actor does not keep.
    """
    refuse_if(unless(by, "matter:edit", agency.pk) if agency else edits(by))
    refuse_if([REJECTED.about(f"{len(plan.rejected)} 处")] if plan.rejected else [])
    if agency is not None:
        agency = Agency.objects.select_for_update().get(pk=agency.pk)
    top = Matter.objects.aggregate(top=Max("pk"))["top"] or 0
    refuse_if([STALE] if top != plan.top else [])
    today, known = localdate(at), _known([row["code"] for row in plan.fresh])
    refuse_if(_unfit(plan, known, today, by))
    fresh = _rows(plan, known, today)
    ended = end_before({m.code: m.from_on for m in fresh})
    _store(fresh, tell)
    made, closed = _put(agency, plan) if agency else ([], [])
    subject = f"agency:{agency.pk}" if agency else LIBRARY
    record_parts(
        matters=[*fresh, *ended],
        made=made,
        closed=closed,
        subject=subject,
        digest=digest,
        by=by,
        at=at,
    )
    return ListImported(len(fresh), len(ended), len(plan.unchanged), len(made), len(closed))


@transaction.atomic
def load_item_lists(*, path: Path, by: Actor, at: datetime) -> ListImported:
    """Adopt the real item lists of a data pack; done twice it changes nothing.

    A citation that our library does not hold on the day is left out, and the matter graded the
    lower for it. Refused: no post may edit matters; the pack has no item lists.
    """
    refuse_if(edits(by))
    rows = list(item_lists.rows_of(path))
    refuse_if([] if rows else [NO_LISTS.about(str(path))])
    plan = plan_rows(rows=rows, viewer=by, late=OF_PACK)
    digest = seals.sha256(seals.canonical(rows))
    return import_list(plan=plan, agency=None, digest=digest, by=by, at=at)
