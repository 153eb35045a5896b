"""A party's hand in a PDF: a field of its own with its picture, under a time-stamp over it all.

A party holds no certificate; what binds the hand is the clock of a stranger, and what came before
stays as it was signed.
"""

import asyncio
import hashlib
import io
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper

from zhifa.records.signing.apart import apart
from zhifa.records.signing.pdf import CONTENTS, MM, NARROW, links, written

WIDE, HIGH = 46 * MM, 15 * MM  # as hand.typ draws it
APART = 2 * MM
LEFT, RIGHT, LOW = 28 * MM, (210 - 26) * MM, 34 * MM  # the page as layout.typ sets it


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a hand goes: page from 0, and its lower left corner in points."""

    page: int
    x: float
    y: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The field."""
        return round(self.x), round(self.y), round(self.x + WIDE), round(self.y + HIGH)


def spot_of(data: bytes, nth: int) -> Spot:
    """Where the nth hand of a paper goes, from 0: behind the party's line, then in rows below.

    A paper drawn before that line had its mark takes it left of the date, or at its end.
    """
    page, x, y = _line(data)
    each = WIDE + APART
    first = max(0, int((RIGHT - x + APART) // each))
    if nth < first:
        return Spot(page, x + nth * each, y)
    beyond = nth - first
    across = int((RIGHT - LEFT + APART) // each)
    row, column = divmod(beyond, across)
    down = (row + (1 if first else 0)) * (HIGH + APART)
    return Spot(page, LEFT + column * each, max(y - down, APART))


def _line(data: bytes) -> tuple[int, float, float]:
    """The page, and where the first hand may begin."""
    marks = links(data)
    for number, (left, low, right, high) in marks:
        if right - left < NARROW:
            return number, right + APART, (low + high - HIGH) / 2
    for number, (_, low, _, _) in marks:
        return number, LEFT, low
    return int(PdfFileReader(io.BytesIO(data)).root["/Pages"]["/Count"]) - 1, LEFT, LOW


def laid_in(data: bytes, picture: bytes, spot: Spot, clock: TimeStamper, field: str) -> bytes:
    """The PDF with a hand in a field of its own, time-stamped with all that stands before it.

    picture: the drawn hand as PDF. ProviderDown or TimestampRequestError without the clock.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    fields.append_signature_field(writer, SigFieldSpec(field, on_page=spot.page, box=spot.box))
    drawn = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(picture)))
    widget = next(ref for name, _, ref in fields.enumerate_sig_fields(writer) if name == field)
    shown = widget.get_object()
    shown["/AP"] = generic.DictionaryObject({generic.NameObject("/N"): drawn})
    writer.update_container(shown)
    stamper = PdfTimeStamper(clock, field_name=field)
    return written(
        lambda out: stamper.timestamp_pdf(writer, "sha256", bytes_reserved=2 * CONTENTS, output=out)
    )


def token(data: bytes, clock: TimeStamper) -> bytes:
    """A time-stamp token over bytes (RFC 3161, DER). ProviderDown, TimestampRequestError."""

    def made() -> bytes:
        digest = hashlib.sha256(data).digest()
        whole: bytes = asyncio.run(clock.async_timestamp(digest, "sha256")).dump()
        return whole

    return apart(made)
