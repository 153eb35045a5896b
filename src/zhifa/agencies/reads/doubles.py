"""People who hold more certificates at a time than they may."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from zhifa.agencies.models import Certificate, User
from zhifa.kernel.access import Actor


def doubly_certified(*, on: date, viewer: Actor) -> list[tuple[User, list[str]]]:
    """People with two or more certificates to enforce that are valid on a day, with the numbers.

    Only of bodies whose people the viewer may see.
    """
    acting = (Certificate.Kind.ENFORCEMENT, Certificate.Kind.DELEGATED)
    held = Certificate.objects.filter(
        Q(cancelled_on=None) | Q(cancelled_on__gt=on),
        kind__in=acting,
        valid_from__lte=on,
        valid_until__gte=on,
    )
    reach = viewer.reach("agency:read")
    if reach is not None:
        held = held.filter(agency_id__in=reach)
    numbers: dict[User, list[str]] = defaultdict(list)
    for one in held.select_related("holder").order_by("holder_id", "number"):
        numbers[one.holder].append(one.number)
    return [(person, found) for person, found in numbers.items() if len(found) > 1]
