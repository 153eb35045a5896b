"""Browsers of the people of a case, on pages that live by today's clock."""

from datetime import timedelta
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now
from tests import make
from tests.walks import Road

from zhifa.agencies.tests.make import with_phone


def lately(stage: str, number: int = 300, days: int = 60) -> Road:
    """A case brought to a stage some weeks ago."""
    party = make.party(f"示范第{number}商贸有限公司", number=number)
    road = make.road(party_=party, start=now() - timedelta(days=days))
    road.walk_to(stage)
    return road


def browser(road: Road, role: str) -> Client:
    user = road.crew.user(role)
    if not user.totp_secret:
        with_phone(user)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def text(answer: Any) -> str:
    assert isinstance(answer, HttpResponse)
    return unescape(answer.content.decode())
