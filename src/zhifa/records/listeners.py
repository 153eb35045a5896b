"""What this room does when something has happened in it. Known to the wiring alone."""

from datetime import datetime

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.events import slow
from zhifa.records import office, packing
from zhifa.records.events import DocumentFiled, PackageOrdered


@slow
def keep_pdf(event: DocumentFiled, *, happened_at: datetime, now: datetime) -> None:
    """Draw every paper once and keep the bytes, so that it always looks the same."""
    office.keep_pdf(document_id=event.document_id, by=SYSTEM, at=now)


@slow
def make_package(event: PackageOrdered, *, happened_at: datetime, now: datetime) -> None:
    """Make a package for the archive office at once; what fails is tried again by the watch."""
    packing.carry_out(order_id=event.order_id, at=now)
