"""Who is asking. Rooms see an Actor, never a request."""

from dataclasses import dataclass
from typing import Protocol

from zhifa.kernel.refusals import Obstacle

NOT_YOURS = Obstacle("not_permitted", "您的岗位不能办理这一步。", then="请交有权人员办理。")


class Actor(Protocol):
    """Someone (or the machine) on whose behalf code runs."""

    @property
    def key(self) -> str:
        """Stable identity, e.g. "user:42"; what rows and the journal remember."""
        ...

    def reach(self, permission: str) -> frozenset[int] | None:
        """Agency ids where `permission` is held; None means everywhere."""
        ...


@dataclass(frozen=True, slots=True)
class System:
    """The machine itself: watches and listeners act as this."""

    key: str = "system"

    def reach(self, permission: str) -> None:
        """Everywhere: what the machine may do is decided by what it is wired to."""


SYSTEM = System()


def may(actor: Actor, permission: str, agency_id: int) -> bool:
    """Whether `actor` holds `permission` at the agency."""
    reach = actor.reach(permission)
    return reach is None or agency_id in reach


def unless(actor: Actor, permission: str, agency_id: int) -> list[Obstacle]:
    """NOT_YOURS unless `actor` holds `permission` at the agency."""
    return [] if may(actor, permission, agency_id) else [NOT_YOURS]
