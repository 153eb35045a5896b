"""One character for one: full-width forms and look-alikes brought to their plain form."""

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
