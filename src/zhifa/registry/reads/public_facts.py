"""Channels of complaint and the yearly plan of inspections, as of a day. Both are public."""

from datetime import date

from django.db.models import Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.registry.models import Channel, PlannedCheck
from zhifa.registry.reads.matters import holding_on


def channels(*, agency_id: int, on: date, viewer: Actor | None) -> QuerySet[Channel]:  # noqa: ARG001 - public
    """Where a body's enforcement can be complained of on a day."""
    return Channel.objects.filter(holding_on(on), agency_id=agency_id).order_by("kind", "pk")


def planned_checks(*, agency_id: int, on: date, viewer: Actor | None) -> QuerySet[PlannedCheck]:  # noqa: ARG001 - public
    """The plan of the day's year as it was published by then."""
    found = PlannedCheck.objects.filter(holding_on(on), agency_id=agency_id, year=on.year)
    return found.order_by("matter_code", "first_month", "pk")


def public_fact(*, what: str, pk: int, viewer: Actor) -> Channel | PlannedCheck | None:  # noqa: ARG001 - public
    """A channel or a line of a plan by its key. what: channel or plan."""
    if what == "channel":
        return Channel.objects.select_related("agency").filter(pk=pk).first()
    return PlannedCheck.objects.select_related("agency").filter(pk=pk).first()


def bodies_with(*, on: date) -> tuple[set[int], set[int]]:  # no viewer: keys of public rows
    """The bodies that have a channel on a day, and those that have a plan for its year."""
    plans = PlannedCheck.objects.filter(holding_on(on), Q(year=on.year))
    return (
        set(Channel.objects.filter(holding_on(on)).values_list("agency_id", flat=True)),
        set(plans.values_list("agency_id", flat=True)),
    )
