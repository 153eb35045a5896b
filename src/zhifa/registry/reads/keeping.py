"""Who may change a matter, and what a version that begins in the past would change."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from zhifa.kernel.access import Actor
from zhifa.registry.models import PowerItem

CHUNK = 500
EDIT = "matter:edit"


def others_lists(*, codes: Collection[str], on: date, viewer: Actor) -> dict[str, list[str]]:
    """Bodies on whose lists these matters stand on a day or later and that the viewer keeps not.

    Code → names of bodies; matters that are all the viewer's to change are left out.
    """
    reach = viewer.reach(EDIT)
    found: dict[str, list[str]] = defaultdict(list)
    if reach is None:
        return found
    held = PowerItem.objects.filter(Q(until_on=None) | Q(until_on__gte=on))
    held = held.exclude(agency_id__in=reach).order_by("agency__name", "pk")
    told = list(codes)
    for start in range(0, len(told), CHUNK):
        some = held.filter(matter_code__in=told[start : start + CHUNK])
        for code, name in some.values_list("matter_code", "agency__name"):
            found[code].append(name)
    return found
