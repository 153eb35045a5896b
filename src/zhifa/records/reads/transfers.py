"""What may be handed over to the archive office, and what was."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle
from zhifa.records.models import Dossier, Transfer
from zhifa.records.reads.dossiers import dossiers as readable
from zhifa.records.rules import obstacles as rules


def to_transfer(*, agency_id: int, year: int, viewer: Actor) -> Sequence[Dossier]:
    """Dossiers that a body archived in a year and has not handed over, by archive number."""
    found = readable(viewer=viewer).filter(
        agency=agency_id, archive_number__startswith=str(year), sealed_at__isnull=False
    )
    mine = found.filter(transfers=None).select_related("agency")
    return list(mine.order_by("archive_number", "pk"))


def transfers(*, viewer: Actor) -> QuerySet[Transfer]:
    """Packages of the bodies whose dossiers the viewer takes out, newest first."""
    reach = viewer.reach("dossier:export")
    found = Transfer.objects.select_related("agency").order_by("-made_at", "-pk")
    return found if reach is None else found.filter(agency_id__in=reach)


def waiting(*, viewer: Actor) -> list[tuple[Agency, int, int]]:
    """Archived dossiers not handed over yet: body, year and how many, the oldest year first."""
    reach = viewer.reach("dossier:export")
    found = Dossier.objects.filter(sealed_at__isnull=False, transfers=None)
    mine = found if reach is None else found.filter(agency_id__in=reach)
    year = Substr("archive_number", 1, 4)
    counted = mine.values("agency", year=year).annotate(n=Count("pk")).order_by("year", "agency")
    bodies = {a.pk: a for a in agencies.agencies(viewer=viewer)}
    return [(bodies[row["agency"]], int(row["year"]), row["n"]) for row in counted]


def transfer_obstacles(
    *, agency: Agency, dossiers: Sequence[Dossier], receiver: str, viewer: Actor
) -> list[Obstacle]:
    """What keeps dossiers from being handed over by the viewer."""
    open_ = [d.number or d.pk for d in dossiers if d.sealed_at is None]
    checks = {
        rules.NOTHING_TO_HAND_OVER: not dossiers,
        rules.NO_RECEIVER: not receiver.strip(),
        rules.NOT_ARCHIVED.about("、".join(open_[:5])): bool(open_),
        rules.OTHER_AGENCY: any(d.agency_id != agency.pk for d in dossiers),
    }
    found = [obstacle for obstacle, wrong in checks.items() if wrong]
    return unless(viewer, "dossier:export", agency.pk) + found
