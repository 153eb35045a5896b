"""Numbers and colours for the drawing of a procedure."""

from django import template

register = template.Library()

STROKES = {"on": "#1d4f91", "aside": "#875200", "back": "#5c6877"}
TINTS = {"on": "#e8eff8", "aside": "#fff3da", "back": "#eef1f5"}
HEADS = {
    "main": ("#e8eff8", "#153a6b"),
    "side": ("#fff3da", "#875200"),
    "end": ("#e5f3ea", "#17663a"),
    "all": ("#f1edfa", "#5a3d9e"),
}


@register.filter
def px(value: float, more: float = 0) -> str:
    """A number as SVG wants it, a little further on."""
    return f"{value + float(more):.1f}".removesuffix(".0")


@register.filter
def stroke(kind: str) -> str:
    """The colour of an arrow and of the words that go with it."""
    return STROKES[kind]


@register.filter
def tint(kind: str) -> str:
    """The colour behind those words."""
    return TINTS[kind]


@register.filter
def head(kind: str) -> str:
    """The colour of a card's head."""
    return HEADS[kind][0]


@register.filter
def ink(kind: str) -> str:
    """The colour of the words in a card's head."""
    return HEADS[kind][1]
