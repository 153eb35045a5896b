"""Who was where and when, as records of the scene and of questioning tell it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

RECORDS = ("record_scene", "question")


@dataclass(frozen=True, slots=True)
class Stay:
    """Officers in one place for a time."""

    officers: frozenset[int]
    begun: datetime
    ended: datetime
    place: str

    @property
    def words(self) -> str:
        """The time, as people read it."""
        return f"{self.begun:%Y-%m-%d %H:%M} 至 {self.ended:%H:%M} "


def stay_of(told: Mapping[str, Any] | None) -> Stay | None:
    """What a record says of it; None for what is no record, or not a whole one."""
    if not told or not all(told.get(k) for k in ("officers", "begun_at", "ended_at", "place")):
        return None
    begun, ended = (datetime.fromisoformat(str(told[k])) for k in ("begun_at", "ended_at"))
    return Stay(frozenset(told["officers"]), begun, ended, str(told["place"]))


def _plain(place: str) -> str:
    return "".join(place.split())


def clash(one: Stay, other: Stay) -> bool:
    """Whether somebody would be in two places at once; one may end as the other begins."""
    together = one.begun < other.ended and other.begun < one.ended
    return bool(
        together and one.officers & other.officers and _plain(one.place) != _plain(other.place)
    )
