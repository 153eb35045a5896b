"""What this room does when something has happened in it. Known to the wiring alone."""

from datetime import datetime

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.events import slow
from zhifa.records import office
from zhifa.records.events import DocumentFiled


@slow
def keep_pdf(event: DocumentFiled, *, happened_at: datetime, now: datetime) -> None:
    """Draw every paper once and keep the bytes, so that it always looks the same."""
    office.keep_pdf(document_id=event.document_id, by=SYSTEM, at=now)
