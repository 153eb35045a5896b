"""Hands on papers: strokes as a page sends them, pictures whole and broken."""

import json
import zlib
from base64 import b64encode
from datetime import datetime
from io import BytesIO
from struct import pack
from typing import Any

from PIL import Image

from zhifa.agencies.reads import Signed
from zhifa.records import actions
from zhifa.records.models import Document, PartySignature
from zhifa.records.rules.glass import LINE
from zhifa.records.tests import make

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


def _jpeg() -> bytes:
    Image.new("L", (60, 80), 255).save(out := BytesIO(), "JPEG")
    return out.getvalue()


JPEG = _jpeg()


def png(wide: int = 40, high: int = 20, pixels: bytes | None = None) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    drawn = b"".join(b"\0" + b"\xff" * wide for _ in range(high)) if pixels is None else pixels
    head = pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(drawn)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def image(data: bytes | None = None) -> str:
    """A picture as a page sends it."""
    return LINE + b64encode(png() if data is None else data).decode()


def strokes(paper: Document, begin: int = 10, **more: Any) -> str:
    """A name in two strokes on the page of a paper."""
    lines = [
        [[begin + 9 * n, 20 + n, 16 * n] for n in range(8)],
        [[30, 10 + n, 400] for n in (0, 9)],
    ]
    told = {"document": paper.pk, "words": paper.sha256, "width": 600, "height": 220}
    return json.dumps({**told, "strokes": lines, **more})


def hand(paper: Document, **more: Any) -> actions.Hand:
    """A name written on the glass; more: what is otherwise."""
    told = {"way": "glass", "signer": "某甲", "words": paper.sha256, "strokes": strokes(paper)}
    return actions.Hand(**{**told, "image": image(), **more})


def sign(
    paper: Document, by: Signed | None = None, at: datetime = make.AT, **more: Any
) -> PartySignature:
    """A hand on a paper, kept."""
    who = by or make.actor("officer", paper.dossier.agency)
    return actions.sign_paper(document_id=paper.pk, hand=hand(paper, **more), by=who, at=at)
