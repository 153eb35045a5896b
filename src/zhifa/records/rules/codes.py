"""The code by which anybody may ask whether a paper is genuine 查验码. Pure."""

import io
import re

import segno

GROUP = 4
LENGTH = 26
SHAPE = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")  # Crockford's letters: no I, L, O or U
LIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})


def printed(document_id: str) -> str:
    """The code as papers carry it: 01JX-ABCD-…."""
    return "-".join(document_id[n : n + GROUP] for n in range(0, LENGTH, GROUP))


def understood(typed: str) -> str:
    """What was typed, as the code it means; empty when it cannot be one."""
    letters = re.sub(r"[\s\-—\uff0d]", "", typed).upper().translate(LIKE)
    return letters if SHAPE.fullmatch(letters) else ""


def picture(address: str) -> str:
    """The QR code of an address, as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=0, xmldecl=False, omitsize=True)
    return drawn.getvalue().decode()
