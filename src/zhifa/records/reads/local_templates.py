"""Which version of a template a body uses, and which local versions their parents have left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.agencies.models import Agency
from zhifa.kernel.access import Actor
from zhifa.kernel.prepared import Prepared
from zhifa.records.models import LocalTemplate
from zhifa.records.rules import local_templates as rules
from zhifa.records.rules.templates import Template, library, template_of

LEVELS = tuple(rules.LEVELS)
DIGITS = {"province": 2, "city": 4, "district": 6}
HOUSE = "house:"
LIMIT = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Whose version: a level, and the area or the body."""

    level: str
    area: str = ""
    agency: Agency | None = None

    @property
    def key(self) -> str:
        """How addresses write it."""
        return f"{self.level}:{self.agency.pk if self.agency else self.area}"

    @property
    def name(self) -> str:
        """How people call it."""
        owner = self.agency.name if self.agency else f"行政区划 {self.area}"
        return f"{rules.LEVELS[self.level]}（{owner}）"


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it is used: its template, and how others refer to it."""

    ref: str
    form: Template
    row: LocalTemplate | None = None


def place_of(row: LocalTemplate) -> Place:
    """Whose a local version is; without a viewer."""
    return Place(row.level, row.area, row.agency)


def form_of(row: LocalTemplate) -> Template:
    """The template of a local version; without a viewer."""
    told = {**row.form, "version": row.begins_on}
    return template_of(told, library().clauses)


def local_versions(*, code: str) -> list[LocalTemplate]:
    """Local versions of a kind of paper, oldest first; public, without a viewer."""
    rows = LocalTemplate.objects.filter(code=code).select_related("agency")
    return sorted(rows, key=lambda r: (LEVELS.index(r.level), r.area, r.begins_on))


def local_version(*, pk: str) -> LocalTemplate | None:
    """One local version, or None; public, without a viewer."""
    return LocalTemplate.objects.select_related("agency").filter(pk=pk).first()


def _covers(row: LocalTemplate, place: Place) -> bool:
    """Whether a version of an area or a body is above a place, or its own."""
    if row.agency_id is not None:
        return place.agency is not None and row.agency_id == place.agency.pk
    area = place.agency.area_code if place.agency else place.area
    return area.startswith(row.area)


def _house(code: str, day: date) -> Version:
    form = library().on(code, day)
    return Version(f"{HOUSE}{form.version.isoformat()}", form)


def chosen(
    rows: Iterable[LocalTemplate], place: Place, day: date, code: str, *, below: str = ""
) -> Version:
    """The version that holds at a place on a day; without a viewer.

    The lowest level wins, and at one level the last that has begun. below: only of levels above.
    """
    levels = LEVELS[: LEVELS.index(below)] if below else LEVELS
    found = [r for r in rows if r.level in levels and r.begins_on <= day and _covers(r, place)]
    row = max(found, key=lambda r: (LEVELS.index(r.level), r.begins_on), default=None)
    return Version(row.pk, form_of(row), row) if row else _house(code, day)


LOCAL = Prepared(lambda code: LocalTemplate.objects.filter(code=code).values_list("pk")[:1])


def version_for(*, code: str, agency: Agency, on: date) -> Version:
    """The version that a body uses for a dossier opened on a day; without a viewer."""
    place = Place("body", agency=agency)
    rows = local_versions(code=code) if LOCAL.rows(code=code) else ()
    return chosen(rows, place, on, code)


def form_for(*, code: str, agency: Agency, on: date) -> Template:
    """Its template; without a viewer."""
    return version_for(code=code, agency=agency, on=on).form


def parent_of(row: LocalTemplate) -> Version | None:
    """What a local version was made from; None when it is gone; without a viewer."""
    if row.parent.startswith(HOUSE):
        day = row.parent.removeprefix(HOUSE)
        forms = library().versions.get(row.code, ())
        return next((Version(row.parent, f) for f in forms if f.version.isoformat() == day), None)
    above = local_version(pk=row.parent)
    return Version(above.pk, form_of(above), above) if above else None


def own_version(*, code: str, place: Place) -> LocalTemplate | None:
    """The last version that a place itself has made; without a viewer."""
    own = [row for row in local_versions(code=code) if place_of(row).key == place.key]
    return own[-1] if own else None


def upper(*, code: str, place: Place, on: date) -> Version:
    """The version above a place on a day: what its own would be made from; without a viewer."""
    return chosen(local_versions(code=code), place, on, code, below=place.level)


@dataclass(frozen=True, slots=True)
class Outdated:
    """A local version whose parent has changed: to be looked through and made anew, or kept."""

    row: LocalTemplate
    title: str
    place: Place
    now: Version


def _newest(rows: Sequence[LocalTemplate]) -> list[LocalTemplate]:
    last: dict[tuple[str, str], LocalTemplate] = {}
    for row in sorted(rows, key=lambda r: r.begins_on):
        last[row.code, place_of(row).key] = row
    return list(last.values())


def outdated(*, on: date) -> list[Outdated]:
    """Local versions to review on a day because what is above them changed; without a viewer.

    At most 500 local versions are looked at.
    """
    rows = list(LocalTemplate.objects.select_related("agency").order_by("code", "pk")[:LIMIT])
    found = []
    for row in _newest(rows):
        same = [r for r in rows if r.code == row.code]
        place = place_of(row)
        above = chosen(same, place, on, row.code, below=row.level)
        if above.ref != row.parent:
            found.append(Outdated(row, library().templates[row.code].title, place, above))
    return sorted(found, key=lambda o: (o.row.code, LEVELS.index(o.row.level)))


def places(*, viewer: Actor, agencies: Sequence[Agency]) -> list[Place]:
    """Where the viewer may make local versions: areas of the bodies they see, and the bodies."""
    reach = viewer.reach("template:edit")
    if reach is not None:
        return [Place("body", agency=a) for a in agencies if a.pk in reach]
    areas = {(level, a.area_code[:n]) for a in agencies for level, n in DIGITS.items()}
    ordered = sorted(areas, key=lambda pair: (LEVELS.index(pair[0]), pair[1]))
    return [Place(level, area) for level, area in ordered]
