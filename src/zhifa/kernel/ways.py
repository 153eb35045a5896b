"""An obstacle as a page shows it: with the address where the next step is taken."""

from dataclasses import dataclass

from zhifa.kernel.refusals import Obstacle


@dataclass(frozen=True, slots=True)
class Way:
    """One reason why something may not be done now, and the way on.

    next: what to do next, or why nothing.
    url: where the next step is taken; "#id_x" is a field of the form at hand. label: what the
    link says. who: whose step it is, when not the reader's.
    """

    code: str
    message: str
    source: str
    url: str = ""
    label: str = ""
    who: str = ""
    next: str = ""


def way(obstacle: Obstacle, url: str = "", label: str = "", who: str = "") -> Way:
    """An obstacle with its way on."""
    return Way(obstacle.code, obstacle.message, obstacle.source, url, label, who, obstacle.next)
