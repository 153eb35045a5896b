"""What records must ask of the rooms whose steps make papers.

A gate takes document_id and viewer and returns what stands in the way of sealing, or None for a
paper that is not of its making. A paper that no gate knows is not sealed. An arrangement says in
which order a dossier keeps its papers, or None for a dossier it does not know. A bar says why a
person may do nothing more in a dossier, or why people named may not be. A listing says why the
list of evidence of a dossier takes nothing more, or nothing gathered on a day. A handling says
why what only the officers of a case do is not for the person who asks, or for people named. A hold
says why dossiers whose term has ended may not be destroyed yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.refusals import Obstacle
from zhifa.records import reads
from zhifa.records.rules.sealing import NO_STEP

LEFT = "recused"  # the code of a bar against who has left: it bars from reading, too


class Gate(Protocol):
    """A read of a higher room."""

    def __call__(self, *, document_id: str, viewer: Actor) -> list[Obstacle] | None: ...


class Arrangement(Protocol):
    """A read of a higher room."""

    def __call__(self, *, dossier_id: str, viewer: Actor) -> Sequence[str] | None: ...


class Bar(Protocol):
    """A read of a higher room."""

    def __call__(
        self, *, dossier_id: str, people: Sequence[int], viewer: Actor
    ) -> list[Obstacle]: ...


class Listing(Protocol):
    """A read of a higher room. taken_on, people: when and by whom an item was gathered.

    An item is to be listed when taken_on is given; else one is to be excluded, or nothing yet.
    """

    def __call__(
        self,
        *,
        dossier_id: str,
        viewer: Actor,
        taken_on: date | None = None,
        people: Sequence[int] = (),
    ) -> list[Obstacle]: ...


class Handling(Protocol):
    """A read of a higher room."""

    def __call__(
        self, *, dossier_id: str, viewer: Actor, people: Sequence[int] = ()
    ) -> list[Obstacle]: ...


class Hold(Protocol):
    """A read of a higher room: which of these dossiers must stay whole for now, and why."""

    def __call__(
        self, *, dossier_ids: Sequence[str], viewer: Actor
    ) -> Mapping[str, Sequence[Obstacle]]: ...


_gates: list[Gate] = []
_arrangements: list[Arrangement] = []
_bars: list[Bar] = []
_listings: list[Listing] = []
_handlings: list[Handling] = []
_holds: list[Hold] = []


def install(
    gates: Sequence[Gate],
    arrangements: Sequence[Arrangement] = (),
    bars: Sequence[Bar] = (),
    listings: Sequence[Listing] = (),
    handlings: Sequence[Handling] = (),
) -> None:
    """Replace the wiring, every part of it."""
    _gates[:], _arrangements[:], _bars[:] = gates, arrangements, bars
    _listings[:], _handlings[:] = listings, handlings


Wiring = tuple[list[Gate], list[Arrangement], list[Bar], list[Listing], list[Handling]]


def installed() -> Wiring:
    """The wiring as it is, in the order in which `install` takes it."""
    return list(_gates), list(_arrangements), list(_bars), list(_listings), list(_handlings)


def install_holds(holds: Sequence[Hold]) -> None:
    """Replace the wiring of what keeps dossiers whole."""
    _holds[:] = holds


def obstacles_of(document_id: str) -> list[Obstacle]:
    """Everything that keeps a paper from being sealed, as the rooms above see it."""
    answers = [gate(document_id=document_id, viewer=SYSTEM) for gate in _gates]
    known = [answer for answer in answers if answer is not None]
    return [o for answer in known for o in answer] if known else [NO_STEP]


def order_of(dossier_id: str) -> Sequence[str]:
    """Codes of papers in the order in which a dossier keeps them; empty: as they were made."""
    answers = (asked(dossier_id=dossier_id, viewer=SYSTEM) for asked in _arrangements)
    return next((answer for answer in answers if answer is not None), ())


def barred(dossier_id: str, *, by: Actor, people: Iterable[int] = ()) -> list[Obstacle]:
    """Why `by` may write nothing in a dossier, or let these people act, by the rooms above."""
    named = tuple(people)
    return [o for bar in _bars for o in bar(dossier_id=dossier_id, people=named, viewer=by)]


def unlisted(
    dossier_id: str, *, by: Actor, taken_on: date | None = None, people: Sequence[int] = ()
) -> list[Obstacle]:
    """Why the list of evidence may not be changed, or take an item of that day and these people."""
    found = (
        one(dossier_id=dossier_id, viewer=by, taken_on=taken_on, people=people) for one in _listings
    )
    return [obstacle for answer in found for obstacle in answer]


def not_theirs(dossier_id: str, *, by: Actor, people: Sequence[int] = ()) -> list[Obstacle]:
    """Why `by`, or these people, do not do here what only the officers of a case do."""
    found = (one(dossier_id=dossier_id, viewer=by, people=people) for one in _handlings)
    return [obstacle for answer in found for obstacle in answer]


def held(dossier_ids: Sequence[str]) -> dict[str, list[Obstacle]]:
    """Why dossiers may not be destroyed for now, as the rooms above see it; those held only."""
    found: dict[str, list[Obstacle]] = {}
    for hold in _holds:
        for dossier_id, why in hold(dossier_ids=dossier_ids, viewer=SYSTEM).items():
            found.setdefault(dossier_id, []).extend(why)
    return found


def insist_open(dossier_id: str, *, viewer: Actor, on: date) -> None:
    """Raise Closed when a dossier that is theirs to read is not open to `viewer` that day."""
    left = [o for o in barred(dossier_id, by=viewer) if o.code == LEFT]
    reads.insist_open(dossier_id=dossier_id, left=left, viewer=viewer, on=on)
