"""What the library of parties must ask of the rooms that have to do with a party.

A concern takes party_id and viewer and says whether a matter in hand is the viewer's own that is
about the party: only then is the party's personal data needed for it.
"""

from collections.abc import Sequence
from typing import Protocol

from zhifa.kernel.access import Actor


class Concern(Protocol):
    """A read of a higher room."""

    def __call__(self, *, party_id: str, viewer: Actor) -> bool: ...


_concerns: list[Concern] = []


def install(concerns: Sequence[Concern]) -> None:
    """Replace the wiring."""
    _concerns[:] = concerns


def installed() -> list[Concern]:
    """The wiring as it is."""
    return list(_concerns)


def concerned(party_id: str, *, by: Actor) -> bool:
    """Whether some room has something in hand that is the actor's and about the party."""
    return any(one(party_id=party_id, viewer=by) for one in _concerns)
