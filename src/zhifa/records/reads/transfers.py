"""What may be handed over to the archive office, and what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle
from zhifa.records.models import (
    Destruction,
    Dossier,
    PackageOrder,
    Transfer,
    TransferItem,
    TransferReceipt,
)
from zhifa.records.reads.dossiers import dossiers as readable
from zhifa.records.rules import obstacles as rules
from zhifa.records.rules.destruction import GONE


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive office wrote back. sha256: of the list it received."""

    verdict: str
    received_by: str
    received_on: date
    sha256: str
    reason: str = ""

    @property
    def tidy(self) -> "Answer":
        """As it is kept: no spaces around, digits of a digest small, a reason only if returned."""
        reason = self.reason.strip() if self.verdict == RETURNED else ""
        digest = "".join(self.sha256.split()).lower()
        return Answer(self.verdict, self.received_by.strip(), self.received_on, digest, reason)


RETURNED = TransferReceipt.Verdict.RETURNED
LIVE = TransferItem.objects.exclude(transfer__receipt__verdict=RETURNED)  # not returned
KEPT_HERE = ~Exists(LIVE.filter(dossier=OuterRef("pk"))) & Q(destruction=None)


def to_transfer(*, agency_id: int, year: int, viewer: Actor) -> Sequence[Dossier]:
    """Dossiers that a body archived in a year and has not handed over, by archive number.

    What the archive office returned is there again.
    """
    found = readable(viewer=viewer).filter(
        agency=agency_id, archive_number__startswith=str(year), sealed_at__isnull=False
    )
    mine = found.filter(KEPT_HERE).select_related("agency")
    return list(mine.order_by("archive_number", "pk"))


def transfers(*, viewer: Actor) -> QuerySet[Transfer]:
    """Packages of the bodies whose dossiers the viewer takes out, newest first."""
    reach = viewer.reach("dossier:export")
    found = Transfer.objects.select_related("agency", "receipt").order_by("-made_at", "-pk")
    return found if reach is None else found.filter(agency_id__in=reach)


def transfer_of(*, transfer_id: str, viewer: Actor) -> Transfer | None:
    """One package, for whoever takes dossiers out there."""
    return transfers(viewer=viewer).filter(pk=transfer_id).first()


def package_orders(*, viewer: Actor) -> QuerySet[PackageOrder]:
    """Packages that the machine is to make or has made, of the bodies as above, newest first."""
    reach = viewer.reach("dossier:export")
    found = PackageOrder.objects.select_related("agency").order_by("-ordered_at", "-pk")
    return found if reach is None else found.filter(agency_id__in=reach)


def package_order(*, order_id: str, viewer: Actor) -> PackageOrder | None:
    """One of them, for whoever takes dossiers out there."""
    return package_orders(viewer=viewer).filter(pk=order_id).first()


def due_packages(*, now: datetime, viewer: Actor) -> list[str]:
    """Packages in hand whose turn has come, the oldest first."""
    mine = package_orders(viewer=viewer).filter(done_at=None, stopped_at=None, next_at__lte=now)
    return list(mine.order_by("next_at", "pk").values_list("pk", flat=True))


def handed_over(*, transfer_id: str, viewer: Actor) -> QuerySet[TransferItem]:
    """The dossiers in a package, by archive number."""
    mine = TransferItem.objects.filter(transfer__in=transfers(viewer=viewer).order_by())
    found = mine.filter(transfer=transfer_id).select_related("dossier")
    return found.order_by("dossier__archive_number", "pk")


def transfers_of(*, dossier_id: str, viewer: Actor) -> QuerySet[TransferItem]:
    """In which packages a dossier was handed over, and how each was answered, oldest first."""
    mine = TransferItem.objects.filter(dossier__in=readable(viewer=viewer), dossier=dossier_id)
    return mine.select_related("transfer__receipt").order_by("transfer__made_at", "pk")


def waiting(*, viewer: Actor) -> list[tuple[Agency, int, int]]:
    """Archived dossiers not handed over yet: body, year and how many, the oldest year first."""
    reach = viewer.reach("dossier:export")
    found = Dossier.objects.filter(KEPT_HERE, sealed_at__isnull=False)
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
    ids = [d.pk for d in dossiers]
    again = LIVE.filter(dossier__in=ids).values_list("dossier__archive_number", flat=True)
    twice = "、".join(again[:5])
    checks = {
        rules.HANDED_OVER.about(twice): bool(twice),
        GONE: Destruction.objects.filter(dossier__in=ids).exists(),
        rules.NOTHING_TO_HAND_OVER: not dossiers,
        rules.NO_RECEIVER: not receiver.strip(),
        rules.NOT_ARCHIVED.about("、".join(open_[:5])): bool(open_),
        rules.OTHER_AGENCY: any(d.agency_id != agency.pk for d in dossiers),
    }
    found = [obstacle for obstacle, wrong in checks.items() if wrong]
    return unless(viewer, "dossier:export", agency.pk) + found


def receipt_obstacles(
    *, transfer: Transfer, answer: Answer, today: date, viewer: Actor
) -> list[Obstacle]:
    """What keeps the archive office's answer to a package from being noted by the viewer."""
    made_on = localdate(transfer.made_at)
    returned = answer.verdict == RETURNED
    checks = {
        rules.ANSWERED: TransferReceipt.objects.filter(transfer=transfer).exists(),
        rules.OTHER_PACKAGE: answer.sha256 != transfer.sha256,
        rules.RECEIPT_AHEAD: not made_on <= answer.received_on <= today,
        rules.NO_RETURN_REASON: returned and not answer.reason,
        rules.NO_RECIPIENT: not answer.received_by,
    }
    found = [obstacle for obstacle, wrong in checks.items() if wrong]
    return unless(viewer, "case:archive", transfer.agency_id) + found
