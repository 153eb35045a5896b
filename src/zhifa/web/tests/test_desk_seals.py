"""The desk of a head tells how many papers wait for leave to seal, and leads to them."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests import make
from tests.walks import Road

from zhifa.agencies.tests.make import with_phone
from zhifa.records import reads as records
from zhifa.web import views
from zhifa.web.waiting import Task


def waiting(road: Road, role: str) -> list[Task]:
    actor = make.signed(road.crew.user(role))
    return [t for t in views.tasks(actor, localdate()) if t.url == "/seals/waiting/"]


def order(road: Road) -> None:
    told = {"breach": "标签不符", "content": "限期补正", "by_on": road.today.isoformat()}
    road.do("officer", "order_correction", told)


def test_papers_that_wait_for_leave_are_one_line_with_their_number() -> None:
    road = make.road()
    road.walk_to("filed")
    assert waiting(road, "agency_head") == []
    order(road)
    (task,) = waiting(road, "agency_head")
    assert (task.count, task.number, task.due) == (1, "1 份", None)
    assert waiting(road, "officer") == []
    head = road.crew.user("agency_head")
    with_phone(head)
    client = Client()
    client.force_login(head, "django.contrib.auth.backends.ModelBackend")
    client.get("/desk/")
    with CaptureQueriesContext(connection) as before:
        page = client.get("/desk/").content.decode()
    assert "等您批准用印的文书" in page
    assert 'href="/seals/waiting/"' in page
    order(road)
    with CaptureQueriesContext(connection) as after:
        assert "2 份" in client.get("/desk/").content.decode()
    assert len(after) == len(before)
    other = make.signed(make.crew(make.agency("CG")).user("agency_head"))
    assert records.unsealed_count(viewer=other, limit=100) == 0


def test_counting_stops_where_their_page_does() -> None:
    road = make.road()
    road.walk_to("filed")
    order(road)
    order(road)
    head = make.signed(road.crew.user("agency_head"))
    assert records.unsealed_count(viewer=head, limit=1) == 1
    road.seal("W26")
    assert records.unsealed_count(viewer=head, limit=100) == 1
