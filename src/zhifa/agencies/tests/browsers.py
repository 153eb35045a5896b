"""Browsers of people with one post."""

from django.test import Client

from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make


def browser(role: str, at: Agency | None = None) -> Client:
    """A browser of a person with one post, second factor in order."""
    user = make.holder(role, at)
    make.with_phone(user)
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()
