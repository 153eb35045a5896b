"""Browsers of people who work with records."""

from datetime import date, timedelta

from django.test import Client
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency, User
from zhifa.agencies.tests.make import with_phone
from zhifa.records.tests import make


def browser(user: User) -> Client:
    with_phone(user)
    client = Client()
    client.force_login(user)
    return client


def officer(home: Agency) -> tuple[Client, list[int]]:
    """A browser of an officer, and two officers whose certificates are good today."""
    users = [make.holder("officer", home) for _ in range(2)]
    for user in users:
        until = localdate() + timedelta(days=365)
        make.certificate(user, home, valid=(date(2020, 1, 1), until))
    return browser(users[0]), [u.pk for u in users]


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()
