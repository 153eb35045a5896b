"""What the drawing of a procedure is made of. Pure."""

from dataclasses import dataclass

from zhifa.enforcement.rules.procedure import Procedure

LEADING, HEAD = 17, 40


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text at a place."""

    x: float
    y: float
    lines: tuple[str, ...]

    @property
    def placed(self) -> list[tuple[float, str]]:
        """Each line with its base line."""
        return [(self.y + n * LEADING, line) for n, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Pill:
    """Where a step leads. kind: on, aside or back."""

    x: float
    y: float
    w: float
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """One step in a card. to: the stage it leads to, empty when the case stays."""

    move: str
    to: str
    y: float
    h: float
    name: Words
    who: Words
    source: Words
    pill: Pill | None

    @property
    def middle(self) -> float:
        """Where an arrow leaves."""
        return self.y + self.h / 2


@dataclass(frozen=True, slots=True)
class Card:
    """A stage with its steps. kind: main, side, end, or all for the steps of many stages."""

    stage: str
    name: str
    kind: str
    x: float
    y: float
    w: float
    h: float
    lines: tuple[Line, ...]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w

    @property
    def door(self) -> float:
        """The height at which arrows come in."""
        return self.y + HEAD / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A phase behind its cards."""

    name: str
    y: float
    h: float
    shaded: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way between two cards, as an SVG path. kind: on, aside or back."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole drawing."""

    procedure: Procedure
    width: int
    height: int
    bands: tuple[Band, ...]
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    kinds: tuple[str, ...] = ("on", "aside", "back")
