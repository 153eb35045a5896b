"""What the libraries look at by the clock."""

from datetime import datetime

from django.utils.timezone import localdate

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads

BATCH = 100  # a tenth of a second of work, in one transaction
TURNS = 20


def check_base(*, now: datetime) -> None:
    """Check the libraries against themselves, once a night: the first time after midnight."""
    last = reads.last_checked(viewer=SYSTEM)
    if last is None or localdate(last) < localdate(now):
        seen = reads.faults_on(on=localdate(now), viewer=SYSTEM)
        actions.check_base(by=SYSTEM, at=now, seen=seen)


def index_parties(*, now: datetime) -> None:
    """Give entries that came in without keys the keys by which like ones are found."""
    for _ in range(TURNS):
        if not reads.parties_without_keys(viewer=SYSTEM):
            return
        actions.index_parties(by=SYSTEM, at=now, many=BATCH)
