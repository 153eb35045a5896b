"""Who only reads waits for nobody: SQLite lets one writer in at a time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhifa.agencies import pages
from zhifa.agencies.models import UserSession
from zhifa.agencies.tests import make
from zhifa.agencies.tests.test_sign_in import try_password

pytestmark = pytest.mark.django_db


def test_reading_writes_nothing(client: Client) -> None:
    """Not even what an earlier step had to say: a page that is only read waits for no lock."""
    user = make.holder("officer", password=make.PASSWORD)
    phone = Client()
    try_password(client, user)
    try_password(phone, user)
    other = UserSession.objects.filter(user=user).order_by("pk").last()
    assert other is not None
    client.post(f"/me/sessions/{other.pk}/end/")
    earlier = other.begun_at - timedelta(hours=1)
    UserSession.objects.update(seen_at=earlier)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/me/").content.decode()
    assert pages.page("end_session").done in page
    verbs = {query["sql"].split()[0].upper() for query in asked}
    assert not verbs & {"INSERT", "UPDATE", "DELETE", "BEGIN", "SAVEPOINT"}
