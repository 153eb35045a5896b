"""Enforcement bodies and their divisions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from zhifa.agencies import events, obstacles
from zhifa.agencies.models import Agency, Post, Unit
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.seals import digest_of

ANYWHERE = 0  # no agency has this id: only a post that acts everywhere passes


def subject(agency_id: int) -> str:
    """The journal chain of a body."""
    return f"agency:{agency_id}"


def _taken(facts: Mapping[str, Any], but: int = 0) -> list[Obstacle]:
    """Which unique facts another body already has."""
    others = Agency.objects.exclude(pk=but)
    return [
        obstacles.TAKEN.about(str(facts[name]))
        for name in ("code", "name", "credit_code")
        if name in facts and others.filter(**{name: facts[name]}).exists()
    ]


@transaction.atomic
def register_agency(*, facts: Mapping[str, Any], by: Actor, at: datetime) -> Agency:
    """Enter a body in the register; `facts` are the columns of Agency.

    Refused: without agency:edit everywhere; code, name or credit code already taken.
    """
    refuse_if([*unless(by, "agency:edit", ANYWHERE), *_taken(facts)])
    agency = Agency.objects.create(**facts)
    journal.record(
        events.AgencyRegistered(agency.pk), subject=subject(agency.pk), by=by, at=at, rows=[agency]
    )
    return agency


@transaction.atomic
def change_agency(
    *, agency: Agency, facts: Mapping[str, Any], by: Actor, at: datetime, seen: str = ""
) -> Agency:
    """Correct or renew facts of a body; seen: the digest of the row the person had before them.

    Refused: without agency:edit; nothing changed; a unique fact taken by another body; the row
    is no longer as seen.
    """
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    changed = {name: value for name, value in facts.items() if getattr(agency, name) != value}
    found = {
        obstacles.NOTHING_CHANGED: not changed,
        obstacles.STALE: bool(seen) and seen != digest_of(agency),
    }
    own = [o for o, is_so in found.items() if is_so]
    refuse_if([*unless(by, "agency:edit", agency.pk), *own, *_taken(changed, but=agency.pk)])
    for name, value in changed.items():
        setattr(agency, name, value)
    agency.save(update_fields=sorted(changed))
    journal.record(
        events.AgencyChanged(agency.pk, tuple(sorted(changed))),
        subject=subject(agency.pk),
        by=by,
        at=at,
        rows=[agency],
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
