"""How much may be kept, and when somebody has to make room. Pure."""

from dataclasses import dataclass

FULL = 0.95  # of what may be kept: whoever looks after the machine is told


@dataclass(frozen=True, slots=True)
class Storage:
    """Bytes: how much may be kept in all, how much is, how much is promised to open uploads."""

    most: int
    used: int
    promised: int

    @property
    def left(self) -> int:
        """What can still be promised."""
        return max(0, self.most - self.used - self.promised)

    @property
    def share(self) -> float:
        """How full it is, from 0 to 1."""
        return min(1.0, self.used / self.most) if self.most else 1.0

    @property
    def percent(self) -> int:
        """How full it is, of a hundred, rounded down."""
        return int(self.share * 100)

    @property
    def nearly_full(self) -> bool:
        """Whether somebody has to make room."""
        return self.share >= FULL
