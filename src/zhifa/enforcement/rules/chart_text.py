"""Words in a drawing: how wide they are, and where a line breaks. Pure."""

NARROW = 0.56  # of a full character: letters, digits, half-width signs


def width(text: str, size: float) -> float:
    """How wide a text is, in the units of its size."""
    return size * sum(NARROW if ord(c) < 0x2000 else 1 for c in text)  # noqa: PLR2004 - where wide signs begin


def _pieces(text: str) -> list[str]:
    """Parts that stay on one line if they can: a list breaks behind its commas."""
    parts = text.split("、")
    return [f"{part}、" for part in parts[:-1]] + parts[-1:]


def _cut(piece: str, size: float, room: float) -> list[str]:
    """A part that is too long for any line, cut at its space or where the line is full."""
    title, space, article = piece.partition(" ")
    if space and max(width(title, size), width(article, size)) <= room:
        return [title, article]
    lines, line = [], ""
    for sign in piece:
        if line and width(line + sign, size) > room:
            lines.append(line)
            line = ""
        line += sign
    return [*lines, line]


def wrap(text: str, size: float, room: float) -> tuple[str, ...]:
    """The lines of a text that may be `room` wide; none for no text."""
    lines: list[str] = []
    for piece in _pieces(text):
        if lines and width(lines[-1] + piece, size) <= room:
            lines[-1] += piece
        elif width(piece, size) <= room:
            lines.append(piece)
        else:
            lines += _cut(piece, size, room)
    return tuple(line for line in lines if line)
