"""Pages of warnings: the agency answers, the supervisors end them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import now
from pytest_django import DjangoDbBlocker
from tests import make
from tests.walks import Road

from zhifa.agencies.tests.make import with_phone
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.kernel.access import SYSTEM
from zhifa.supervision import actions
from zhifa.supervision.models import Alert

WORDS = "案情复杂，已于次日补办延期手续并约谈承办人员"


@pytest.fixture(scope="module")
def made(
    django_db_setup: None,  # noqa: ARG001 - it comes first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Road]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield lately("clue")
        transaction.set_rollback(True)


@pytest.fixture
def road(made: Road) -> Road:
    return replace(made)


@pytest.fixture
def alert(road: Road) -> Alert:
    return actions.raise_alert(
        case=road.case,
        rule="term_overdue",
        about="c.file#1",
        severity="red",
        words="立案期限已满，尚未办结。",
        by=SYSTEM,
        at=now(),
    )


def supervisor() -> Client:
    user = make.person("sf-page", "supervisor", make.agency("CG"))
    if not user.totp_secret:
        with_phone(user)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def test_a_warning_is_answered_and_ended(road: Road, alert: Alert) -> None:
    head, over = browser(road, "unit_head"), supervisor()
    here, end = f"/supervise/alerts/{alert.pk}/", f"/supervise/alerts/{alert.pk}/close/"
    for client in (head, over):
        assert alert.words in text(client.get("/supervise/alerts/"))
        assert alert.words in text(client.get(here))
    early = over.post(end)
    assert early.status_code == 409
    assert "还没有答复" in text(early)
    empty = head.post(here, {"text": "  "})
    assert empty.status_code == 409
    assert "先填写原因和处置情况" in text(empty)
    long = head.post(here, {"text": WORDS * 300})
    assert long.status_code == 422
    assert WORDS in text(long)
    assert over.post(here, {"text": WORDS}).status_code == 409, "they do not answer themselves"
    assert head.post(here, {"text": WORDS}).status_code == 302
    assert head.post(end).status_code == 404
    assert over.get(end).status_code == 405
    assert over.post(end).status_code == 302
    again = over.post(end)
    assert again.status_code == 409
    late = head.post(here, {"text": "再次答复"})
    assert late.status_code == 409
    assert "再次答复" in text(late)
    assert "已经销号" in text(late)
    assert alert.words not in text(over.get("/supervise/alerts/"))


def test_who_has_no_business_finds_none(road: Road, alert: Alert) -> None:
    archivist = browser(road, "archivist")
    for url in ("/supervise/alerts/", f"/supervise/alerts/{alert.pk}/"):
        assert archivist.get(url).status_code == 404
    assert browser(road, "unit_head").get("/supervise/alerts/999999/").status_code == 404
