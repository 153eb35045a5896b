"""Which of many citations do not stand on a day."""

from collections.abc import Sequence
from datetime import date

from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle
from zhifa.registry.reads.laws import citation_faults, citation_obstacles


def wrong_citations(*, texts: Sequence[str], on: date, viewer: Actor) -> dict[str, list[Obstacle]]:
    """Citation → why it does not stand. Halves are asked until the wrong ones are alone."""
    if not texts or not citation_faults(citations=texts, on=on, viewer=viewer):
        return {}
    if len(texts) == 1:
        return {texts[0]: citation_obstacles(text=texts[0], on=on, viewer=viewer)}
    middle = len(texts) // 2
    first = wrong_citations(texts=texts[:middle], on=on, viewer=viewer)
    return first | wrong_citations(texts=texts[middle:], on=on, viewer=viewer)
