"""Other systems at the interface: one that works for two officers, one that waits for the head."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies import actions as agencies
from zhifa.agencies import reads
from zhifa.web.demo.cast import Body, Cast
from zhifa.web.demo.district import HERE

WORKS, WAITS = f"{HERE}一网统管平台", f"{HERE}信用信息平台"
SINCE = timedelta(days=20)
LONG = timedelta(days=180)


def _register(cast: Cast, body: Body, name: str, purpose: str, at: datetime) -> agencies.ClientKeys:
    keeper = reads.signed(user=cast.bureau["security_admin"][0], on=localdate(at))
    return agencies.register_client(
        name=name, agency=body.agency, roles=["officer"], purpose=purpose, by=keeper, at=at
    )


@transaction.atomic
def connect(cast: Cast, now: datetime) -> int:
    """How many clients there are: each registered by one person and confirmed by another."""
    body, begun = cast.bodies[0], now - SINCE
    works = _register(cast, body, WORKS, "网格员上报的线索自动登记为案源", begun)
    head = body.signed("agency_head", localdate(begun))
    later = begun + timedelta(hours=3)
    agencies.confirm_client(registration=works.user.registration, by=head, at=later)
    day = localdate(later)
    for officer in body.people["officer"][:2]:
        agencies.give_grant(
            person=officer,
            client=works.user,
            terms=agencies.GrantTerms(day, day + LONG, ["case:register", "case:check"]),
            by=reads.signed(user=officer, on=day),
            at=later,
        )
    _register(cast, body, WAITS, "每日取走已公示的处罚决定，记入信用档案", now - timedelta(days=1))
    return 2
