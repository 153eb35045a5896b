"""When a recording may be kept and cited. Pure."""

from dataclasses import dataclass
from datetime import datetime

from zhifa.kernel.refusals import Obstacle
from zhifa.records.rules import media
from zhifa.records.rules.obstacles import EMPTY_FILE, FACTS_MISSING, TAKEN_AHEAD, WRONG_MEDIA


@dataclass(frozen=True, slots=True)
class FiveFacts:
    """What a recording must say of itself, besides its case number (方案 二（二）2).

    taken_at: aware. taken_by: a name or user key. proves: the object of proof 证明对象.
    """

    taken_at: datetime
    taken_place: str
    taken_by: str
    proves: str

    @property
    def whole(self) -> bool:
        """Whether nothing is left blank."""
        return all(t.strip() for t in (self.taken_place, self.taken_by, self.proves))


def recording_obstacles(
    facts: FiveFacts, *, kind: str, media_type: str, size: int, at: datetime
) -> list[Obstacle]:
    """What keeps a recording from being kept: it could never be cited."""
    checks = {
        FACTS_MISSING: not facts.whole,
        TAKEN_AHEAD: facts.taken_at > at,
        EMPTY_FILE: not size,
        WRONG_MEDIA: bool(size) and not media.fits(kind, media_type),
    }
    return [obstacle for obstacle, broken in checks.items() if broken]
