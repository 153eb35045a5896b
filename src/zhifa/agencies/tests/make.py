"""Bodies and people for this room's tests, made through the real actions."""

import time
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

import pyotp

from zhifa.agencies import actions, reads
from zhifa.agencies.models import Agency, Certificate, Post, User
from zhifa.kernel.access import SYSTEM

BEIJING = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 3, 2, 10, 0, tzinfo=BEIJING)
DAY = AT.date()
FROM = date(2020, 1, 1)
PASSWORD = "梧桐树下-清晨-2026"
_numbers = count(1)
WHY = "市级平台汇集处罚信息"


def now() -> datetime:
    """The time by which pages and tokens live; rules are tested at AT."""
    return datetime.fromtimestamp(time.time(), BEIJING)


def agency(nature: str = "organ", **facts: object) -> Agency:
    n = next(_numbers)
    return actions.register_agency(
        facts={
            "code": f"51040300{n:04}",
            "name": f"第{n}局",
            "short_name": f"攀西{n}",
            "nature": nature,
            "credit_code": f"11510403MB{n:08}",
            "area_code": "510403",
            "reconsideration_body": "区人民政府",
            "court": "区人民法院",
            "established_on": date(2019, 1, 1),
            **facts,
        },
        by=SYSTEM,
        at=AT,
    )


def person(*, password: str = "") -> User:
    n = next(_numbers)
    user = actions.register_person(
        facts={"username": f"u{n}", "name": f"人员{n}"}, by=SYSTEM, at=AT
    )
    if password:
        actions.set_password(user=user, password=password, by=SYSTEM, at=AT)
    return user


def post(
    user: User, role: str, at: Agency, from_on: date = FROM, until: date | None = None
) -> Post:
    to = actions.Appointment(agency=at, role=role, from_on=from_on, until_on=until)
    return actions.appoint(user=user, to=to, by=SYSTEM, at=AT)


def holder(role: str, at: Agency | None = None, *, password: str = "") -> User:
    """A person with one post."""
    user = person(password=password)
    post(user, role, at or agency())
    return user


def actor(role: str, at: Agency | None = None) -> reads.Signed:
    """A person with one post, as an actor on DAY."""
    return reads.signed(user=holder(role, at), on=DAY)


def certificate(
    user: User,
    at: Agency,
    areas: tuple[str, ...] = ("510403",),
    valid: tuple[date, date] = (date(2025, 1, 1), date(2027, 12, 31)),
) -> Certificate:
    card = actions.Card(f"川510403{next(_numbers):06}", "enforcement", areas, *valid)
    return actions.issue_certificate(holder=user, agency=at, card=card, by=SYSTEM, at=AT)


def asked_client(
    at: Agency | None = None, roles: tuple[str, ...] = ("officer",), name: str = "某平台"
) -> actions.ClientKeys:
    """A machine client that waits for a head of the agency."""
    by = actor("security_admin")
    return actions.register_client(
        name=name, agency=at or agency(), roles=roles, purpose=WHY, by=by, at=now()
    )


def client(
    at: Agency | None = None, roles: tuple[str, ...] = ("officer",), name: str = "某平台"
) -> actions.ClientKeys:
    """A machine client that a head of the agency confirmed."""
    home = at or agency()
    keys = asked_client(home, roles, name)
    asked = keys.user.registration
    actions.confirm_client(registration=asked, by=actor("agency_head", home), at=now())
    return keys


def with_phone(user: User, at: datetime = AT) -> str:
    """Enrol a second factor; returns its secret."""
    secret = actions.enrol_totp(user=user, by=SYSTEM, at=at)
    actions.confirm_totp(user=user, code=pyotp.TOTP(secret).at(at), by=SYSTEM, at=at)
    return secret
