"""What the demo's registers have lived through, as test_demo asks."""

from datetime import date
from pathlib import Path

from zhifa.agencies.models import (
    Agency,
    Certificate,
    CertificateSuspension,
    MandateLetter,
    Portrait,
)
from zhifa.kernel.access import SYSTEM
from zhifa.records import shredder
from zhifa.records.models import Appraisal, Destruction, TransferReceipt
from zhifa.records.verifier import verify
from zhifa.registry import reads
from zhifa.registry.models import Matter, PartyMerge, PartyRecord, PowerItem


def the_registers_have_a_life(today: date) -> None:
    """Photos, a letter, a certificate held back, files, like entries, versions to come."""
    assert not Agency.objects.filter(legal_representative="").exists()
    photos = set(Portrait.objects.values_list("user", flat=True))
    assert set(Certificate.objects.values_list("holder", flat=True)) == photos
    assert bytes(MandateLetter.objects.get().content).startswith(b"%PDF-")
    assert CertificateSuspension.objects.filter(until_on=None).count() == 1
    kinds = set(PartyRecord.objects.values_list("kind", flat=True))
    assert kinds == set(PartyRecord.Kind.values)
    assert PartyMerge.objects.filter(undone_at=None).count() == 1
    assert reads.likely_pairs(viewer=SYSTEM).rows
    assert Matter.objects.filter(from_on__gt=today).count() == 2
    assert not PowerItem.objects.filter(published_on=None).exists()


def the_archive_office_has_answered(packages: Path) -> None:
    """The first package came back; the one made anew was taken in and proves itself."""
    answers = TransferReceipt.objects.order_by("transfer__made_at")
    assert [row.verdict for row in answers] == ["returned", "accepted"]
    assert list(verify(packages / "2")) == []


def old_files_were_appraised() -> None:
    """One list is carried out: a file kept on, a file destroyed."""
    shredder.shred()  # nothing is committed in a test
    row = Appraisal.objects.get()
    assert sorted(row.items.values_list("verdict", flat=True)) == ["destroy", "keep"]
    assert Destruction.objects.get().appraisal == row
