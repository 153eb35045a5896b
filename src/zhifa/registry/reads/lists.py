"""Power lists as of a day."""

from datetime import date
from typing import Any

from django.db import models

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel.access import Actor
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.reads.matters import holding_on, matter_fields
from zhifa.registry.rules import columns, differences, sheet_out
from zhifa.registry.rules.matters import Completeness, completeness

UNSAID = frozenset({"id", "until_on", "late_reason", "entered_on", "shape"})
COLUMNS = [f for f in Matter._meta.concrete_fields if f.name not in UNSAID]
FIELDS = tuple(f.name for f in COLUMNS)
SUMS = frozenset(f.name for f in COLUMNS if isinstance(f, models.DecimalField))
LISTS = frozenset(f.name for f in COLUMNS if isinstance(f, models.JSONField))


def row_of(*, matter: Matter, viewer: Actor) -> dict[str, Any]:  # noqa: ARG001 - public
    """A version as data files write it, every column told."""
    return {name: getattr(matter, name) for name in FIELDS} | {"until_on": matter.until_on}


def list_columns(
    *, listed: bool
) -> tuple[columns.Column, ...]:  # no viewer: the house's own layout
    """The columns of a list; listed: of a body's, with the days of listing."""
    names = {code: row["title"] for code, row in matter_fields().items()}
    return columns.columns(names, listed=listed)


def list_rows(
    *, agency_id: int | None, on: date, viewer: Actor, kind: str = ""
) -> list[dict[str, Any]]:
    """The rows of a body's list on a day, by code; without a body, of the whole library."""
    found = Matter.objects.filter(holding_on(on)).order_by("code")
    if kind:
        found = found.filter(kind=kind)
    if agency_id is None:
        return [row_of(matter=m, viewer=viewer) for m in found.iterator(chunk_size=2000)]
    held = PowerItem.objects.filter(holding_on(on), agency_id=agency_id).select_related("agency")
    items = {item.matter_code: item for item in held}
    codes = PowerItem.objects.filter(holding_on(on), agency_id=agency_id).values("matter_code")
    rows = []
    for one in found.filter(code__in=codes).iterator(chunk_size=2000):
        item = items[one.code]
        row = row_of(matter=one, viewer=viewer) | {"agency": item.agency.name}
        row |= {"listed_on": item.from_on, "published_on": item.published_on}
        rows.append(row | {"delisted_on": item.until_on})
    return rows


def listed_fields(*, agency_id: int, on: date, viewer: Actor) -> frozenset[str]:  # noqa: ARG001 - public
    """The fields (market, health …) of the matters on a body's list that day."""
    codes = PowerItem.objects.filter(holding_on(on), agency_id=agency_id).values("matter_code")
    found = Matter.objects.filter(holding_on(on), code__in=codes).order_by()
    return frozenset(found.values_list("field", flat=True).distinct())


def keepers_bodies(*, viewer: Actor) -> list[Agency]:
    """The bodies whose lists the viewer keeps."""
    reach = viewer.reach("matter:edit")
    found = agencies.agencies(viewer=viewer)
    return list(found if reach is None else found.filter(pk__in=reach))


def list_file(*, agency_id: int | None, on: date, viewer: Actor, kind: str = "") -> bytes:
    """A list as an XLSX file."""
    rows = list_rows(agency_id=agency_id, on=on, viewer=viewer, kind=kind)
    return sheet_out.written(rows, list_columns(listed=agency_id is not None), on)


def matter_changes(*, matter: Matter, viewer: Actor) -> list[differences.Change]:
    """What a version says otherwise than the one before it; nothing for the first."""
    earlier = Matter.objects.filter(code=matter.code, from_on__lt=matter.from_on)
    before = earlier.order_by("-from_on").first()
    if before is None:
        return []
    old, new = (row_of(matter=m, viewer=viewer) for m in (before, matter))
    return differences.changes(old, new, list_columns(listed=False))


def matter_parts(*, matter: Matter, viewer: Actor) -> Completeness:
    """How whole a version is."""
    return completeness(row_of(matter=matter, viewer=viewer))
