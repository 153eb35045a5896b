"""The publisher's pages and the public's."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate, now
from pytest_django import DjangoDbBlocker
from tests.walks import Road

from zhifa.disclosure import actions
from zhifa.disclosure.models import Publication
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM


@pytest.fixture(scope="module")
def road(
    django_db_setup: None,  # noqa: ARG001 - it comes first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Road]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = lately("served")
        worker.deliver(now=now(), limit=10_000)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def row(road: Road) -> Publication:
    return Publication.objects.get(decision__case=road.case)


@pytest.fixture
def publisher(road: Road) -> Client:
    return browser(road, "publisher")


def test_a_term_that_is_over_is_said(row: Publication, publisher: Client) -> None:
    here = f"/publish/{row.pk}/"
    over = (localdate() - row.due_on).days
    assert over > 0, "the decision is some weeks old"
    shown = text(publisher.get(here))
    assert f"已超过公示期限：超 {over} 天" in shown
    assert "国办发〔2018〕118号" in shown
    Publication.objects.filter(pk=row.pk).update(due_on=localdate())
    shown = text(publisher.get(here))
    assert "今天到期" in shown
    assert "data-late" not in shown


def test_from_the_queue_to_the_public_and_away(row: Publication, publisher: Client) -> None:
    visitor, here = Client(), f"/publish/{row.pk}/"
    assert row.title in text(publisher.get("/publish/queue/"))
    assert publisher.get("/publish/queue/?state=nonsense").status_code == 200
    assert publisher.get(here).status_code == 200
    assert visitor.get(f"/public/decisions/{row.slug}/").status_code == 404
    unchecked = publisher.post(here, {"x": "y"})
    assert unchecked.status_code == 409
    assert "先确认已做保密审查" in text(unchecked)
    assert publisher.post(here, {"checked": "on"}).status_code == 302
    assert row.title in text(visitor.get(f"/public/decisions/{row.slug}/"))
    assert row.title in text(visitor.get("/public/"))
    assert row.title in text(visitor.get(f"/public/?search={row.title[:4]}"))
    again = publisher.post(here, {"checked": "on"})
    assert again.status_code == 409
    assert "不在待公示状态" in text(again)

    away = f"/publish/{row.pk}/withdraw/"
    assert publisher.get(away).status_code == 200
    silent = publisher.post(away, {"reason": "  "})
    assert silent.status_code == 422
    assert "向社会说明的原因：尚未填写" in text(silent)
    assert "选填" not in text(publisher.get(away))
    stands = publisher.post(away, {"ground": "lost", "reason": "决定已被复议撤销"})
    assert stands.status_code == 422, "a decision that stands is not said to have lost its force"
    long = publisher.post(away, {"ground": "mistaken", "reason": "写错日期" * 76})
    assert long.status_code == 422
    assert "写错日期" * 76 in text(long)
    assert publisher.post(away, {"ground": "mistaken", "reason": "决定日期写错"}).status_code == 302
    gone = text(visitor.get(f"/public/decisions/{row.slug}/"))
    assert "决定日期写错" in gone
    said = ("决定书文号", "当事人", "统一社会信用代码", "违法行为", "执法结论")
    assert not [h for h in (row.title, *(row.fields[s] for s in said)) if h in gone]
    listed = text(visitor.get("/public/"))
    assert "一项处罚决定已撤下" in listed
    assert row.title not in listed
    assert row.slug not in text(visitor.get(f"/public/?search={row.title[:4]}"))
    for state in ("withdrawn", "published", "leaving", "withheld"):
        assert publisher.get(f"/publish/queue/?state={state}").status_code == 200


def test_what_was_mistaken_is_made_anew_and_published_again(
    row: Publication, publisher: Client
) -> None:
    here, out, visitor = f"/publish/{row.pk}/", f"/public/decisions/{row.slug}/", Client()
    publisher.post(here, {"checked": "on"})
    publisher.post(f"{here}withdraw/", {"ground": "mistaken", "reason": "决定日期写错"})
    assert "重新拟制" in text(publisher.get(here))
    assert publisher.post(here, {"renew": "1"}).status_code == 302
    assert "决定日期写错" in text(visitor.get(out))
    assert publisher.post(here, {"checked": "on"}).status_code == 302
    assert row.title in text(visitor.get(out))


def test_what_is_to_leave_is_shown_with_both_its_days(row: Publication, publisher: Client) -> None:
    publisher.post(f"/publish/{row.pk}/", {"checked": "on"})
    actions.must_leave(decision_id=row.decision_id, effective_on=localdate(), by=SYSTEM, at=now())
    row.refresh_from_db()
    assert row.withdraw_target_on == localdate() + timedelta(days=1)
    assert row.title in text(publisher.get("/publish/queue/?state=leaving"))
    assert publisher.get(f"/publish/{row.pk}/withdraw/").status_code == 200


def test_only_publishers_come_in(road: Road, row: Publication) -> None:
    for role in ("officer", "reviewer", "agency_head", "archivist"):
        client = browser(road, role)
        for url in ("/publish/queue/", f"/publish/{row.pk}/", f"/publish/{row.pk}/withdraw/"):
            assert client.get(url).status_code == 404, (role, url)
    assert browser(road, "publisher").get("/publish/999999/").status_code == 404
