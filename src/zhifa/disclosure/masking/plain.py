"""One character for one: full-width forms and look-alikes brought to their plain form."""

import re
from dataclasses import dataclass

FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
KEPT = "，。：；！？（）、～"  # the marks of Chinese text stay as they are
BLANKS = (0x3000, 0xA0, 0x2009, 0x202F, 0x09, 0x200B, 0xFEFF, 0x2060)
STROKES = (0xFF0D, 0x2013, 0x2014, 0x2015, 0x2010, 0x2011, 0x2212)
DOTS = (0x25CF, 0x2022, 0x30FB, 0x2027)
ZEROS = (0x3007, 0x25CB)
TABLE: dict[int, int | str] = {
    **{code: plain for code, plain in FULL.items() if chr(code) not in KEPT},
    **dict.fromkeys(BLANKS, " "),
    **dict.fromkeys(STROKES, "-"),
    **dict.fromkeys(DOTS, "·"),
    **dict.fromkeys(ZEROS, "0"),
    0xFF0E: ".",
}


def plain(text: str) -> str:
    """The same number of characters, so that offsets hold."""
    return text.translate(TABLE)


HAN = "\u4e00-\u9fa5"
GAP = re.compile(rf"(?<=[{HAN}A-Za-z0-9·]) {{1,3}}(?=[{HAN}A-Za-z0-9·])")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without the blanks inside its lines, as if nobody had spread it out.

    places: where each of its characters stands in the text.
    """

    text: str
    places: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the text as it came."""
        return self.places[start], self.places[end - 1] + 1


def squeezed(text: str) -> Squeezed | None:
    """The text without blanks between letters; None when there are none."""
    gone = {n for gap in GAP.finditer(text) for n in range(*gap.span())}
    if not gone:
        return None
    places = tuple(n for n in range(len(text)) if n not in gone)
    return Squeezed("".join(text[n] for n in places), places)
