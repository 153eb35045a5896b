"""What only the person may do, whatever posts others hold."""

from zhifa.agencies.models import User
from zhifa.agencies.obstacles import NOT_OWN
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.refusals import Obstacle


def obstacles(by: Actor, user: User) -> list[Obstacle]:
    """NOT_OWN unless `by` is the person (or the machine on their behalf)."""
    return [] if by.key in {user.key, SYSTEM.key} else [NOT_OWN]
