"""What the libraries look at by the clock."""

from datetime import datetime

from django.utils.timezone import localdate

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads


def check_base(*, now: datetime) -> None:
    """Check the libraries against themselves, once a night: the first time after midnight."""
    last = reads.last_checked(viewer=SYSTEM)
    if last is None or localdate(last) < localdate(now):
        actions.check_base(by=SYSTEM, at=now)


def index_parties(*, now: datetime) -> None:
    """Give entries that came in without keys the keys by which like ones are found."""
    actions.index_parties(by=SYSTEM, at=now)
