"""PAdES: signatures, seals and time-stamps, each an increment behind the bytes already there."""

import asyncio
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl, x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from zhifa.records.signing.apart import apart
from zhifa.records.signing.judge import token_of
from zhifa.records.signing.providers import Provider

MM = 72 / 25.4
SIDE = 42 * MM  # diameter of an agency's seal
ABOVE = 4 * MM  # name and date sit a little below its middle (GB/T 9704)
LONGEST_SIGNATURE = 72  # ECDSA P-256 as DER
NARROW = 5  # points; a link that is a mark, not a date
CONTENTS = 8_192  # bytes kept for a CMS with its time-stamp


@dataclass(frozen=True, slots=True)
class Place:
    """Where the seal goes: page from 0 and the middle, in points."""

    page: int
    x: float
    y: float

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The square of the seal."""
        left, low = self.x - SIDE / 2, self.y - SIDE / 2
        return (round(left), round(low), round(left + SIDE), round(low + SIDE))


@dataclass(frozen=True, slots=True)
class Mark:
    """What one signature says. picture: the drawn seal as PDF, with its place; or invisible."""

    field: str
    reason: str
    at: datetime
    picture: bytes = b""
    place: Place | None = None


class Hand(signers.Signer):
    """Signs with a key of a provider, through whichever machine holds it."""

    def __init__(self, machine: Provider, ref: str) -> None:
        own, *above = (x509.Certificate.load(der) for der in machine.certificates(ref))
        super().__init__(signing_cert=own, cert_registry=SimpleCertificateStore.from_certs(above))
        self._machine, self._ref = machine, ref

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,  # noqa: ARG002 - pyHanko's; always SHA-256 here
        dry_run: bool = False,  # noqa: FBT001, FBT002 - pyHanko's
    ) -> bytes:
        return bytes(LONGEST_SIGNATURE) if dry_run else self._machine.sign(self._ref, data)


class _Signer(signers.PdfSigner):
    """Writes our hour into the file instead of the machine's."""

    hour: datetime | None = None

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.hour or session.system_time
        return session


class _Picture(PdfContent):
    """The first page of a PDF that lies in memory."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._data)))
        self.resources.xobject["/Seal"] = page
        left, low, right, high = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(high - low))
        return b"/Seal Do"


def _pages(reader: PdfFileReader) -> int:
    return int(reader.root["/Pages"]["/Count"])


def links(data: bytes) -> list[tuple[int, tuple[float, ...]]]:
    """Places that link to themselves, the last page first: page from 0 and rectangle in points."""
    reader, found = PdfFileReader(io.BytesIO(data)), []
    for number in reversed(range(_pages(reader))):
        page = reader.find_page_for_modification(number)[0].get_object()
        for ref in page.get("/Annots", ()):
            link = ref.get_object()
            if link.get("/Subtype") == "/Link" and "/Dest" in link:
                found.append((number, tuple(float(n) for n in link["/Rect"])))
    return found


def place_of(data: bytes) -> Place | None:
    """Over the date of a paper: where the link stands that the date makes to itself."""
    for number, (left, _, right, high) in links(data):
        if right - left > NARROW:
            return Place(number, (left + right) / 2, high + ABOVE)
    return None


def written(made: Callable[[io.BytesIO], Any]) -> bytes:
    """What is written to a file, made apart from a running loop."""
    out = io.BytesIO()
    apart(lambda: made(out))
    return out.getvalue()


def signed(data: bytes, hand: Hand, mark: Mark, clock: TimeStamper | None) -> bytes:
    """The PDF with one more signature (PAdES B-T, or B-B without a clock).

    ProviderDown, KeyRefused; ClockDown when only the clock fails.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    place = mark.place
    spec = SigFieldSpec(
        mark.field, on_page=place.page if place else 0, box=place.box if place else None
    )
    fields.append_signature_field(writer, spec)
    about = signers.PdfSignatureMetadata(
        field_name=mark.field,
        md_algorithm="sha256",
        reason=mark.reason,
        subfilter=SigSeedSubFilter.PADES,
    )
    style = None
    if mark.picture and place:
        style = StaticStampStyle(
            background=_Picture(mark.picture), border_width=0, background_opacity=0.85
        )
    writes = _Signer(about, signer=hand, timestamper=clock, stamp_style=style)
    writes.hour = mark.at
    return written(lambda out: writes.sign_pdf(writer, bytes_reserved=2 * CONTENTS, output=out))


def stamped(data: bytes, clock: TimeStamper, field: str) -> bytes:
    """The PDF with a time-stamp over all of it (DocTimeStamp)."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    stamper = PdfTimeStamper(clock, field_name=field)
    return written(
        lambda out: stamper.timestamp_pdf(writer, "sha256", bytes_reserved=2 * CONTENTS, output=out)
    )


def preserved(data: bytes, machine: Provider, clock: TimeStamper, mark: Mark) -> bytes:
    """The PDF with all certificates and revocation lists in it, under a time-stamp (B-LTA)."""
    out = io.BytesIO(data)
    reader = PdfFileReader(out)
    certs = [c for s in reader.embedded_signatures for c in _certificates(s)]
    lists = [crl.CertificateList.load(der) for der in machine.revocations(at=mark.at)]
    DocumentSecurityStore.add_dss(out, None, certs=certs, crls=lists)
    return stamped(out.getvalue(), clock, mark.field)


def _certificates(embedded: Any) -> list[x509.Certificate]:
    found = [c.chosen for c in embedded.signed_data["certificates"]]
    token = token_of(embedded)
    return found + ([c.chosen for c in token["certificates"]] if token is not None else [])


def detached(data: bytes, hand: Hand, clock: TimeStamper | None) -> bytes:
    """A signature beside a file (CMS, DER)."""

    def made() -> bytes:
        told = hand.async_sign_general_data(data, "sha256", detached=True, timestamper=clock)
        whole: bytes = asyncio.run(told).dump()
        return whole

    return apart(made)
