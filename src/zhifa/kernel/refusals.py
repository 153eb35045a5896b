"""How the house says no: always with a code, a sentence and a source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why something may not be done now, and what to do next.

    code: stable, for tests and translations. message: Chinese, what stands in the way.
    source: the provision that demands it, empty when the reason is not legal.
    fix: the move that removes the obstacle, empty when there is none to click.
    then: the next step, in words. over: why there is none to take; one of the two is there.
    """

    code: str
    message: str
    source: str = ""
    fix: str = ""
    then: str = ""
    over: str = ""

    @property
    def next(self) -> str:
        """What to do next, or why nothing."""
        return self.then or self.over

    @property
    def words(self) -> str:
        """What stands in the way and what to do next, in one go."""
        return self.message + self.next

    def about(self, detail: str) -> "Obstacle":
        """The same obstacle, with what exactly is missing added to its sentence."""
        return replace(self, message=f"{self.message}（{detail}）") if detail else self


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """Raised by an action; carries every obstacle, not only the first."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__("；".join(o.words for o in self.obstacles))

    def __reduce__(self) -> tuple[Any, ...]:
        """Whole, too, when it comes out of another process."""
        return type(self), (self.obstacles,)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all obstacles."""
        return frozenset(o.code for o in self.obstacles)


class Closed(Refused):
    """Raised at a door: what may not even be looked at. instead: the page to go through first."""

    def __init__(self, obstacles: Sequence[Obstacle], instead: str = "") -> None:
        self.instead = instead
        super().__init__(obstacles)

    def __reduce__(self) -> tuple[Any, ...]:
        """As it was, the way out with it."""
        return type(self), (self.obstacles, self.instead)


class Malformed(Exception):  # noqa: N818 - it is an answer, not an error
    """Input of the wrong shape: field name → Chinese sentences saying why."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self.fields = {name: tuple(reasons) for name, reasons in fields.items()}
        super().__init__("；".join(r for reasons in self.fields.values() for r in reasons))


def refuse_if(obstacles: Sequence[Obstacle]) -> None:
    """Raise Refused when there is anything in the way."""
    if obstacles:
        raise Refused(obstacles)
