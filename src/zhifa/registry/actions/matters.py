"""Matters adopted and put on power lists."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.seals import plain
from zhifa.kernel.texts import thin
from zhifa.registry import events
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.reads import citation_faults, matter_fields
from zhifa.registry.reads.keeping import others_lists
from zhifa.registry.reads.lists import FIELDS, LISTS, SUMS
from zhifa.registry.reads.matters import matter_standards
from zhifa.registry.rules.discretion import HEARING_KINDS
from zhifa.registry.rules.matters import PENALTY, matter_faults

IN_FORCE = "行政处罚法 第三十七条"
BAD_CITATION = Obstacle(
    "matter:citation", "事项引用的条款不成立。", IN_FORCE, then="请改正后再施行。"
)
UNKNOWN_FIELD = Obstacle("matter:field", "没有这个执法领域。", then="请重新选择。")
LATER_VERSION = Obstacle(
    "matter:later_version",
    "这个事项已有同日施行的版本，或者日期在施行过的两版之间，施行过的版本不改。",
    IN_FORCE,
    then="从新的日期起立新版本；补录最早一版以前的，施行日期要早于它。",
)
BACKDATED = Obstacle(
    "matter:backdated",
    "施行日期早于登记之日，按旧版本答复过的日子会随之改变。",
    then="确属补录的，写明补录的原因；不是补录的，从今天或者以后施行。",
)
OTHERS_LISTS = Obstacle(
    "matter:others_lists",
    "这个事项也在其他机关的权责清单上，不能由一个机关改",
    then="请法律库管理员或者能维护这些清单的岗位办理。",
)
NOT_OPEN = Obstacle("matter:ended", "这个事项已经停止施行。", over="已经停止施行，不需要再办。")
TOO_EARLY = Obstacle("matter:ends_too_early", "最后一日早于开始之日。", then="请核对。")
UNKNOWN_MATTER = Obstacle("power:unknown_matter", "事项库里没有这个事项。", then="请先施行事项。")
LISTED = Obstacle(
    "power:listed", "这个事项已经在该机关的权责清单上。", over="已经在清单上，不需要再列。"
)
NOT_LISTED = Obstacle(
    "power:not_listed", "这个事项当日不在该机关的权责清单上。", over="不在清单上，不需要移出。"
)


BARE = ("breach_clauses", "penalty_clauses", "kinds", "tiers", "elements")


def edits(by: Actor) -> list[Obstacle]:
    """NOT_YOURS unless some post of the actor edits matters."""
    reach = by.reach("matter:edit")
    return [] if reach is None or reach else [NOT_YOURS]


def of_others(codes: Collection[str], on: date, by: Actor) -> list[Obstacle]:
    """OTHERS_LISTS for each matter that stands on a list which the actor does not keep."""
    found = others_lists(codes=codes, on=on, viewer=by)
    return [
        OTHERS_LISTS.about(f"{code}，{'、'.join(bodies[:3])}") for code, bodies in found.items()
    ]


def _complete(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the defaults of its field and of the standard it names.

    Lines of confiscation that it does not name are those of fines; terms of its field, which are
    those of penalty cases, come before those of its standard.
    """
    common = matter_standards()[row["standard"]] if "standard" in row else {}
    field = matter_fields()[row["field"]]
    told = {**dict.fromkeys(BARE, ()), **field, **common, **row}
    if "standard" in row and "clocks" not in row:
        named = {term["code"] for term in common.get("clocks", ())}
        penalty = row.get("kind", PENALTY) == PENALTY
        terms = field.get("terms", ()) if penalty else ()
        own = [term for term in terms if term["code"] not in named]
        told["clocks"] = [*own, *common.get("clocks", ())]
    told.setdefault("hearing_kinds", list(HEARING_KINDS))
    told.setdefault("hearing_taken_natural", told["hearing_natural"])
    told.setdefault("hearing_taken_organisation", told["hearing_organisation"])
    return told


def _stored(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in SUMS:
        return Decimal(str(value))
    if isinstance(value, str):
        return value.strip()
    return plain(value) if name in LISTS else value


def built(row: Mapping[str, Any]) -> Matter:
    """A version from a row, not yet stored."""
    told = _complete(row)
    return Matter(**{name: _stored(name, told[name]) for name in FIELDS if name in told})


def _late(row: Mapping[str, Any], versions: Sequence[Matter], today: date) -> bool:
    """Whether it is to stand beside other versions from a day that is past."""
    return bool(versions) and row["from_on"] < today


def last_day_before(first: date | None, from_on: date) -> date | None:
    """Last day of a version older than the first one known; None when it is no such version."""
    return None if first is None or from_on >= first else first - timedelta(days=1)


def _faults(
    row: Mapping[str, Any], versions: Sequence[Matter], first: date | None, by: Actor
) -> list[Obstacle]:
    if row["field"] not in matter_fields():
        return [UNKNOWN_FIELD.about(row["field"])]
    wrong = citation_faults(citations=built(row).cited, on=row["from_on"], viewer=by)
    later = any(one.from_on >= row["from_on"] for one in versions)
    return [
        *matter_faults(row),
        *(BAD_CITATION.about(words) for words in wrong),
        *([LATER_VERSION] if later and last_day_before(first, row["from_on"]) is None else []),
    ]


@transaction.atomic
def adopt_matter(
    *, row: Mapping[str, Any], by: Actor, at: datetime, late_reason: str = ""
) -> Matter:
    """Adopt a version of a matter; the version before it ends the day before.

    row: as in data/matters/*.toml; what it leaves out comes from data/matter_fields.toml. A version
    that begins before all others ends the day before the first of them.
    late_reason: why a version of a known matter begins before today, if it does.
    Refused: no post may edit matters, or not on all lists where the matter stands; a citation
    that does not exist or is not in force on the day the version begins; a version of that day
    exists, or one between others; one in the past without a reason; figures that contradict each
    other; kinds and fields that there are not.
    """
    refuse_if(edits(by))
    running = Matter.objects.select_for_update().filter(code=row["code"])
    versions, today = list(running), localdate(at)
    open_ones = [one for one in versions if one.until_on is None]
    first = min((one.from_on for one in versions), default=None)
    late = _late(row, versions, today)
    refuse_if(
        [
            *_faults(row, versions, first, by),
            *([BACKDATED] if late and thin(late_reason) else []),
            *of_others([row["code"]] if versions else [], today, by),
        ]
    )
    matter = built(row)
    matter.until_on = last_day_before(first, matter.from_on)
    matter.entered_on, matter.late_reason = today, late_reason.strip() if late else ""
    ended = [old for old in open_ones if old.from_on < matter.from_on]
    for old in ended:
        old.until_on = matter.from_on - timedelta(days=1)
        old.save(update_fields=["until_on"])
    matter.save(force_insert=True)
    matter.refresh_from_db()
    event = events.MatterAdopted(matter.pk, matter.code)
    subject = f"matter:{matter.code}"
    journal.record(event, subject=subject, by=by, at=at, rows=[matter, *ended])
    return matter


@transaction.atomic
def end_matter(*, matter: Matter, until_on: date, by: Actor, at: datetime) -> Matter:
    """Stop enforcing a matter after a day; cases of earlier days keep it.

    Refused: no post may edit matters, or not on all lists where it stands; ended already; before
    it begins.
    """
    refuse_if(edits(by))
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    refuse_if(
        [
            *of_others([matter.code], localdate(at), by),
            *([NOT_OPEN] if matter.until_on else []),
            *([TOO_EARLY] if until_on < matter.from_on else []),
        ]
    )
    matter.until_on = until_on
    matter.save(update_fields=["until_on"])
    event = events.MatterEnded(matter.pk, matter.code, until_on.isoformat())
    journal.record(event, subject=f"matter:{matter.code}", by=by, at=at, rows=[matter])
    return matter


@transaction.atomic
def list_power(
    *,
    agency: Agency,
    matter_code: str,
    from_on: date,
    by: Actor,
    at: datetime,
    published_on: date | None = None,
) -> PowerItem:
    """Put a matter on an agency's power list; done twice for the same day, it stands once.

    published_on: when the list was published with it. Refused: no post at the agency may edit
    matters; no such matter; listed already from another day.
    """
    refuse_if(unless(by, "matter:edit", agency.pk))
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    held = PowerItem.objects.filter(agency=agency, matter_code=matter_code, until_on=None)
    standing = held.first()
    if standing is not None and standing.from_on == from_on:
        return standing
    known = Matter.objects.filter(code=matter_code).exists()
    refuse_if([*([] if known else [UNKNOWN_MATTER]), *([LISTED] if standing else [])])
    item = PowerItem.objects.create(
        agency=agency, matter_code=matter_code, from_on=from_on, published_on=published_on
    )
    event = events.PowerListed(agency.pk, matter_code)
    journal.record(event, subject=f"agency:{agency.pk}", by=by, at=at, rows=[item])
    return item


@transaction.atomic
def delist_power(
    *, agency: Agency, matter_code: str, until_on: date, by: Actor, at: datetime
) -> PowerItem:
    """Take a matter off an agency's power list after a day.

    Refused: no post at the agency may edit matters; not on the list; before it was listed.
    """
    refuse_if(unless(by, "matter:edit", agency.pk))
    held = PowerItem.objects.select_for_update().filter(agency=agency, matter_code=matter_code)
    item = held.filter(until_on=None).first()
    refuse_if([] if item else [NOT_LISTED])
    assert item is not None  # noqa: S101 - refused above
    refuse_if([TOO_EARLY] if until_on < item.from_on else [])
    item.until_on = until_on
    item.save(update_fields=["until_on"])
    event = events.PowerDelisted(agency.pk, matter_code, until_on.isoformat())
    journal.record(event, subject=f"agency:{agency.pk}", by=by, at=at, rows=[item])
    return item
