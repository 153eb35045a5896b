"""A party's hand in a PDF: a field of its own with its picture, under a time-stamp over it all.

A party holds no certificate; what binds the hand is the clock of a stranger, and what came before
stays as it was signed.
"""

import asyncio
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
LEFT, RIGHT = 28 * MM, (210 - 26) * MM  # the text as layout.typ sets it
EDGE = 10 * MM  # left of the hands in a margin
HEAD, FOOT = (12 + 15) * MM, 1.5 * MM  # how far below the upper, above the lower edge they stand
ABREAST = 4, 3  # hands at the head, and at the foot: its right end is for the volume's page number
UPRIGHT = 220 * MM  # a sheet wider than this lies across: a strip has no margins to write in


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a hand goes: page from 0, and its lower left corner in points. drawn: it is shown."""

    page: int
    x: float
    y: float
    drawn: bool = True

    @property
    def box(self) -> tuple[int, int, int, int] | None:
        """The field; nowhere on the page when every place is taken."""
        if not self.drawn:
            return None
        return round(self.x), round(self.y), round(self.x + WIDE), round(self.y + HIGH)


def spot_of(data: bytes, nth: int) -> Spot:
    """Where the nth hand of a paper goes, from 0: behind the party's line as far as there is room.

    Then in the margins, where no text stands: at the head of that page and of those before and
    after it, then at their feet. When all are full it is kept and time-stamped without being drawn.
    A paper drawn before that line had its mark takes it left of the date, or at its head.
    """
    page, x, y, end = _line(data)
    behind = max(0, int((end - x + APART) // (WIDE + APART)))
    if nth < behind:
        return Spot(page, x + nth * (WIDE + APART), y)
    places = list(_margins(data, page))
    beyond = nth - behind
    return places[beyond] if beyond < len(places) else Spot(page, 0, 0, drawn=False)


def _margins(data: bytes, page: int) -> Iterator[Spot]:
    """Places in the margins: the heads of all pages, the given one first, then their feet.

    The foot of an outgoing page is taken: its code for looking it up stands there.
    """
    reader = PdfFileReader(io.BytesIO(data))
    others = [n for n in range(int(reader.root["/Pages"]["/Count"])) if n != page]
    sheets = {n: reader.find_page_for_modification(n)[0].get_object() for n in (page, *others)}
    sizes = {number: _size(sheet) for number, sheet in sheets.items()}
    tall = [number for number, (wide, _) in sizes.items() if wide < UPRIGHT]
    for number in tall:
        for column in range(ABREAST[0]):
            yield Spot(number, EDGE + column * (WIDE + APART), sizes[number][1] - HEAD)
    for number in tall:
        for column in range(0 if _outgoing(sheets[number]) else ABREAST[1]):
            yield Spot(number, EDGE + column * (WIDE + APART), FOOT)


def _size(sheet: Any) -> tuple[float, float]:
    while "/MediaBox" not in sheet:
        sheet = sheet["/Parent"]
    left, low, right, high = (float(side) for side in sheet["/MediaBox"])
    return right - left, high - low


def _outgoing(sheet: Any) -> bool:
    return any("/URI" in ref.get_object().get("/A", {}) for ref in sheet.get("/Annots", ()))


def _line(data: bytes) -> tuple[int, float, float, float]:
    """The page, where the first hand may begin, and where the last must end."""
    marks = links(data)
    for number, (left, low, right, high) in marks:
        if right - left < NARROW:
            return number, right + APART, (low + high - HIGH) / 2, RIGHT
    for number, (left, low, _, _) in marks:
        return number, LEFT, low, left - APART
    return int(PdfFileReader(io.BytesIO(data)).root["/Pages"]["/Count"]) - 1, RIGHT, 0, RIGHT


def laid_in(data: bytes, picture: bytes, spot: Spot, clock: TimeStamper, field: str) -> bytes:
    """The PDF with a hand in a field of its own, time-stamped with all that stands before it.

    picture: the drawn hand as PDF. ProviderDown or TimestampRequestError without the clock.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    fields.append_signature_field(writer, SigFieldSpec(field, on_page=spot.page, box=spot.box))
    if spot.drawn:
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
