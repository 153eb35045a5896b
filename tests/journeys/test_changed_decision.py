"""A decision changed by a court: what holds now and what it was, on every page that names it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import make
from tests.walks import Road
from zhifa.disclosure import actions as disclosure
from zhifa.disclosure.models import Publication
from zhifa.enforcement import reads
from zhifa.enforcement.models import Decision
from zhifa.enforcement.reads.replay import replay
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused

State = Publication.State
HALF = "6000"


@pytest.fixture(scope="module")
def walked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Road]:
    """A served decision on a fine, walked once for all tests of the module."""
    assert django_db_setup is None
    with django_db_blocker.unblock(), transaction.atomic():
        road = make.road()
        road.walk_to("served")
        yield road
        transaction.set_rollback(True)


@pytest.fixture
def road(walked: Road) -> Road:
    return replace(walked, content=dict(walked.content))


def publication(road: Road) -> Publication:
    worker.deliver(now=road.now, limit=10_000)
    return Publication.objects.get(decision__case=road.case)


def publish(road: Road) -> Publication:
    row, by = publication(road), road.actor("publisher")
    return disclosure.publish(publication=row, checked=True, by=by, at=road.now)


def decision(road: Road) -> Decision:
    return Decision.objects.select_related("act").get(case=road.case)


def change(road: Road, **more: Any) -> None:
    on = road.today.isoformat()
    road.do("officer", "note_remedy", {"on": on, "remedy": "suit", "number": "行初1号"})
    told = {"kinds": ["fine"], "fine": HALF, "number": "行终2号", **more}
    road.do("officer", "end_remedy", {"on": on, "result": "changed", **told})


def made(road: Road) -> str:
    return f"罚款 {int(road.content['fine']):,} 元"


def test_what_was_decided_stays_beside_what_holds_now(road: Road) -> None:
    change(road)
    row = decision(road)
    assert str(row.fine) == f"{road.content['fine']}.00", "the decision itself stays"
    assert reads.sentence(decision=row) == "罚款 6,000 元"
    words = f"原决定为{made(road)}；{road.today} 起按行终2号变更"
    assert reads.change_words(decision=row) == words
    assert replay(case=road.case, viewer=SYSTEM) == []
    Decision.objects.filter(pk=row.pk).update(changed_to={**(row.changed_to or {}), "fine": "1.00"})
    assert replay(case=road.case, viewer=SYSTEM) != []


def test_the_database_keeps_the_sum_that_was_decided(road: Road) -> None:
    change(road)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update enforcement_decision set fine = 1")


@pytest.mark.parametrize("upheld", ["upheld", "withdrawn"])
def test_what_changed_nothing_is_told_as_before(road: Road, upheld: str) -> None:
    on = road.today.isoformat()
    road.do("officer", "note_remedy", {"on": on, "remedy": "suit", "number": "行初1号"})
    road.do("officer", "end_remedy", {"on": on, "result": upheld, "number": "行终2号"})
    assert reads.sentence(decision=decision(road)) == made(road)
    assert not reads.change_words(decision=decision(road))


def test_the_page_and_the_party_say_both(road: Road, client: Client) -> None:
    change(road)
    client.force_login(road.crew.user("officer"))
    page = client.get(f"/cases/{road.case.pk}/").content.decode()
    for words in ("决定已变更", "罚款 6,000 元", f"原决定为{made(road)}", "行终2号"):
        assert words in page
    panel = client.get(f"/cases/party/{road.party.pk}/").content.decode()
    assert "已变更" in panel
    assert "6,000" in panel


def test_what_is_public_leaves_and_comes_back_as_it_holds_now(road: Road, client: Client) -> None:
    shown, by = publish(road), road.actor("publisher")
    change(road)
    row = publication(road)
    assert (row.state, row.changed_on) == (State.LEAVING, road.today)
    assert row.withdraw_target_on == road.today + timedelta(days=1)
    assert "决定已变更，正在撤下" in client.get(f"/public/decisions/{shown.slug}/").content.decode()
    disclosure.withdraw(publication=row, ground="lost", reason="判决变更", by=by, at=road.now)
    again = disclosure.renew(publication=row, by=by, at=road.now)
    assert again.state == State.WAITING
    assert again.fields["执法结论"] == "罚款 6,000 元"
    assert made(road) in again.fields["变更情况"]
    publish(road)
    page = client.get(f"/public/decisions/{shown.slug}/").content.decode()
    assert "罚款 6,000 元" in page
    assert "行终2号" in page


def test_what_waits_is_made_anew_at_once(road: Road) -> None:
    publication(road)
    change(road)
    row = publication(road)
    assert row.state == State.WAITING
    assert row.fields["执法结论"] == "罚款 6,000 元"


def test_a_warning_in_its_place_is_not_published(road: Road) -> None:
    publish(road)
    by = road.actor("publisher")
    change(road, kinds=["warning_penalty"], fine="")
    row = publication(road)
    disclosure.withdraw(publication=row, ground="lost", reason="判决变更", by=by, at=road.now)
    with pytest.raises(Refused) as never:
        disclosure.renew(publication=row, by=by, at=road.now)
    assert never.value.codes == {"publication:never_public"}


def test_a_late_change_of_an_archived_case(road: Road) -> None:
    publish(road)
    for step in (road.pay, road.close, road.archive):
        step()
    change(road)
    assert publication(road).state == State.LEAVING
    back = {"amount": "1", "payee": "示范某", "receipt": "退1"}
    road.do("officer", "return_payment", {**back, "on": road.today.isoformat()})
