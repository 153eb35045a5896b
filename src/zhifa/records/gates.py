"""Whether the house stands behind a paper: asked of the rooms whose steps make papers.

A gate takes document_id and viewer and returns what stands in the way, or None for a paper that is
not of its making. A paper that no gate knows is not sealed.
"""

from collections.abc import Sequence
from typing import Protocol

from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.refusals import Obstacle
from zhifa.records.rules.sealing import NO_STEP


class Gate(Protocol):
    """A read of a higher room."""

    def __call__(self, *, document_id: str, viewer: Actor) -> list[Obstacle] | None: ...


_gates: list[Gate] = []


def install(gates: Sequence[Gate]) -> None:
    """Replace the wiring."""
    _gates[:] = gates


def obstacles_of(document_id: str) -> list[Obstacle]:
    """Everything that keeps a paper from being sealed, as the rooms above see it."""
    answers = [gate(document_id=document_id, viewer=SYSTEM) for gate in _gates]
    known = [answer for answer in answers if answer is not None]
    return [o for answer in known for o in answer] if known else [NO_STEP]
