"""Enforcement bodies and their divisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from zhifa.agencies import events, obstacles
from zhifa.agencies.models import Agency, FormerFacts, Post, Unit
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.seals import digest_of

DATED = (
    "name",
    "short_name",
    "nature",
    "credit_code",
    "area_code",
    "superior_id",
    "legal_representative",
    "address",
    "phone",
    "basis",
    "reconsideration_body",
    "court",
    "bank",
)
ANYWHERE = 0  # no agency has this id: only a post that acts everywhere passes


def subject(agency_id: int) -> str:
    """The journal chain of a body."""
    return f"agency:{agency_id}"


UNIQUE = {
    "code": "主体代码",
    "name": "名称",
    "credit_code": "统一社会信用代码",
    "short_name": "文号简称",
}


def _taken(facts: Mapping[str, Any], on: date, but: int = 0) -> list[Obstacle]:
    """Which unique facts another body already has, named.

    A short name stands in numbers of papers, which begin anew each year: that of a body ended in
    an earlier year is free again.
    """
    others = Agency.objects.exclude(pk=but)
    gone = Q(abolished_on__lt=date(on.year, 1, 1))
    return [
        obstacles.TAKEN.about(f"{label} {facts[name]}")
        for name, label in UNIQUE.items()
        if name in facts
        and (others.exclude(gone) if name == "short_name" else others)
        .filter(**{name: facts[name]})
        .exists()
    ]


@transaction.atomic
def register_agency(*, facts: Mapping[str, Any], by: Actor, at: datetime) -> Agency:
    """Enter a body in the register; `facts` are the columns of Agency.

    Refused: without agency:edit everywhere; code, name, credit code or short name taken.
    """
    refuse_if([*unless(by, "agency:edit", ANYWHERE), *_taken(facts, localdate(at))])
    agency = Agency.objects.create(**facts)
    journal.record(
        events.AgencyRegistered(agency.pk), subject=subject(agency.pk), by=by, at=at, rows=[agency]
    )
    return agency


@dataclass(frozen=True, slots=True)
class Since:
    """From when a change of a body holds and on what document; None is the day it is entered.

    corrects: the register was wrong, so what it said before is not kept as the past.
    """

    from_on: date | None = None
    document: str = ""
    corrects: bool = False


ENTERED_TODAY = Since()


def _last_change(agency: Agency) -> date:
    """The first day of what the register says now."""
    newest = agency.former.order_by("-until_on").first()
    return newest.until_on + timedelta(days=1) if newest else agency.established_on


def _day_faults(since: Since, last: date, today: date) -> list[Obstacle]:
    asked = since.from_on
    found = {
        obstacles.FUTURE: asked is not None and asked > today,
        obstacles.BEFORE_LAST_CHANGE: asked is not None and asked < last,
    }
    return [] if since.corrects else [o for o, is_so in found.items() if is_so]


def _kept(agency: Agency, since: Since, last: date, today: date) -> list[FormerFacts]:
    """Keep what the body was, when it was so for at least a whole day."""
    from_on = since.from_on or today
    if since.corrects or from_on <= last:
        return []
    until = from_on - timedelta(days=1)
    facts = {name: getattr(agency, name) for name in DATED}
    return [
        FormerFacts.objects.create(
            agency=agency, until_on=until, facts=facts, document=since.document.strip()
        )
    ]


@transaction.atomic
def change_agency(
    *,
    agency: Agency,
    facts: Mapping[str, Any],
    by: Actor,
    at: datetime,
    seen: str = "",
    since: Since = ENTERED_TODAY,
) -> Agency:
    """Renew facts of a body from a day on; what it was before is kept and answers for its days.

    seen: the digest of the row the person had before them.
    Refused: without agency:edit; nothing changed; a unique fact taken by another body; the row
    is no longer as seen; from a day to come, or before the last change.
    """
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    changed = {name: value for name, value in facts.items() if getattr(agency, name) != value}
    last, today = _last_change(agency), localdate(at)
    found = {
        obstacles.NOTHING_CHANGED: not changed,
        obstacles.STALE: bool(seen) and seen != digest_of(agency),
    }
    own = [*(o for o, is_so in found.items() if is_so), *_day_faults(since, last, today)]
    refuse_if([*unless(by, "agency:edit", agency.pk), *own, *_taken(changed, today, but=agency.pk)])
    dated = {"superior" if name == "superior_id" else name for name in DATED} & set(changed)
    kept = _kept(agency, since, last, today) if dated else []
    for name, value in changed.items():
        setattr(agency, name, value)
    agency.save(update_fields=sorted(changed))
    journal.record(
        events.AgencyChanged(agency.pk, tuple(sorted(changed))),
        subject=subject(agency.pk),
        by=by,
        at=at,
        rows=[agency, *kept],
    )
    return agency


@transaction.atomic
def abolish_agency(*, agency: Agency, on: date, by: Actor, at: datetime) -> Agency:
    """End a body; `on` is its last day.

    Refused: without agency:edit; already abolished; before it was set up; posts that run on.
    """
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    after = Post.objects.filter(Q(until_on=None) | Q(until_on__gt=on), agency=agency)
    found = {
        obstacles.ABOLISHED: agency.abolished_on is not None,
        obstacles.BEFORE_ESTABLISHED: on < agency.established_on,
        obstacles.POSTS_REMAIN: after.exists(),
    }
    refuse_if([*unless(by, "agency:edit", agency.pk), *(o for o, is_so in found.items() if is_so)])
    agency.abolished_on = on
    agency.save(update_fields=["abolished_on"])
    journal.record(
        events.AgencyAbolished(agency.pk),
        subject=subject(agency.pk),
        by=by,
        at=at,
        rows=[agency],
    )
    return agency


@transaction.atomic
def add_unit(*, agency: Agency, name: str, kind: str, by: Actor, at: datetime) -> Unit:
    """Set up a division. Refused: without agency:edit; the name exists there."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    exists = Unit.objects.filter(agency=agency, name=name).exists()
    refuse_if([*unless(by, "agency:edit", agency.pk), *([obstacles.UNIT_EXISTS] if exists else [])])
    unit = Unit.objects.create(agency=agency, name=name, kind=kind)
    journal.record(
        events.UnitAdded(agency.pk, unit.pk), subject=subject(agency.pk), by=by, at=at, rows=[unit]
    )
    return unit
