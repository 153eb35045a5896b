"""What a signed PDF is worth: each signature with its verdict, judged at the time it was stamped.

A certificate revoked later does not undo a stamped signature; one revoked before does.
"""

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl, x509
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from zhifa.records.signing.apart import apart

STAMP = "/DocTimeStamp"
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what it finds wrong is in the verdict


@dataclass(frozen=True, slots=True)
class Verdict:
    """One signature. stamped_at: proven time, None while the stamp is pending."""

    field: str
    name: str
    stamped_at: datetime | None
    intact: bool
    trusted: bool
    stamp: bool = False

    @property
    def good(self) -> bool:
        """Whether it holds."""
        return self.intact and self.trusted


def _context(
    roots: Sequence[bytes], lists: Sequence[bytes], moment: datetime | None
) -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(der) for der in roots],
        crls=[crl.CertificateList.load(der) for der in lists],
        revocation_mode="require" if lists else "soft-fail",
        moment=moment,
        retroactive_revinfo=True,
        allow_fetching=False,
    )


def judge(
    data: bytes,
    *,
    roots: Sequence[bytes],
    lists: Sequence[bytes],
    at: datetime,
    field: str = "",
) -> list[Verdict]:
    """Every signature of a PDF, oldest first; none for a PDF that carries none or is none.

    field: the only signature that is asked for, beside the time-stamps.
    """
    try:
        found = PdfFileReader(io.BytesIO(data)).embedded_signatures
        stamps = [_stamp(s, roots) for s in found if s.sig_object_type == STAMP]
        later = [v.stamped_at for v in stamps if v.good and v.stamped_at]
        made = [
            _signature(s, roots, lists, min(later, default=None), at)
            for s in found
            if s.sig_object_type != STAMP and field in {"", s.field_name}
        ]
    except (PdfReadError, ValueError, TypeError, KeyError):
        return []
    return made + stamps


def _stamp(embedded: Any, roots: Sequence[bytes]) -> Verdict:
    status = apart(lambda: validate_pdf_timestamp(embedded, _context(roots, (), None)))
    return Verdict(
        embedded.field_name,
        "",
        status.timestamp,
        status.intact and status.valid,
        status.trusted,
        stamp=True,
    )


def _signature(
    embedded: Any,
    roots: Sequence[bytes],
    lists: Sequence[bytes],
    later: datetime | None,
    at: datetime,
) -> Verdict:
    name = str(embedded.signer_cert.subject.native.get("common_name", ""))
    first = _proven(embedded) or later
    try:
        trust, clock = _context(roots, lists, first or at), _context(roots, (), None)
        status = apart(lambda: validate_pdf_signature(embedded, trust, clock))
    except (SignatureValidationError, ValueError):
        return Verdict(embedded.field_name, name, None, intact=False, trusted=False)
    stamp = status.timestamp_validity
    when = stamp.timestamp if stamp is not None and stamp.valid and stamp.trusted else later
    whole = status.bottom_line or (status.intact and status.valid)
    return Verdict(embedded.field_name, name, when, whole, status.trusted)


def _proven(embedded: Any) -> datetime | None:
    """The time the attached stamp claims; it is validated with the signature."""
    token = token_of(embedded)
    if token is None:
        return None
    when: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return when


def token_of(embedded: Any) -> Any:
    """The time-stamp token beside a signature, or None."""
    for attribute in embedded.signer_info["unsigned_attrs"] or ():
        if attribute["type"].native == "signature_time_stamp_token":
            return attribute["values"][0]["content"]
    return None
