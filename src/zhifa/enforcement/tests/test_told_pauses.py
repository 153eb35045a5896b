"""The party may be told that the inquiry rests and goes on; nothing waits for it (law.md T17)."""

import pytest
from django.utils.timezone import localdate
from tests.walks import Road, breaks, telling

from zhifa.enforcement.reads import replay
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_, refused, served
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records.models import Document, Service

HALTS = ("investigated",)


@pytest.fixture
def road(stops: Stops) -> Road:
    """A case whose inquiry rests."""
    road = from_(stops, "investigated")
    breaks.suspend(road)
    return road


def paper(road: Road, template: str) -> Document:
    return Document.objects.get(dossier=road.case.dossier_id, template=template)


def test_the_suspension_is_told_with_its_ground_and_served(road: Road) -> None:
    telling.tell_suspension(road)
    told = paper(road, "W73N")
    for words in ("须以另案结果为依据", "另案尚未审结", "不计入办案期限"):
        assert words in str(told.content)
    assert Service.objects.get(document=told).effective_on == road.today
    assert Document.objects.filter(dossier=road.case.dossier_id, template="W57").exists()
    assert road.case.stage == "suspended"
    again = refused(road, "officer", "tell_suspension", served(road))
    assert again == {"suspension_untold", "paper_made"}
    assert refused(road, "officer", "write_suspension") == {"suspension_untold"}
    assert replay(case=road.case, viewer=SYSTEM) == []


def test_going_on_is_told_once(road: Road) -> None:
    breaks.resume(road)
    telling.tell_resumption(road)
    told = paper(road, "W73B")
    assert "另案已经审结" in str(told.content)
    assert Service.objects.filter(document=told).exists()
    again = refused(road, "officer", "tell_resumption", served(road))
    assert again == {"resumption_untold", "paper_made"}
    breaks.suspend(road)
    telling.tell_suspension(road)
    assert replay(case=road.case, viewer=SYSTEM) == []


def test_where_nothing_rested_nothing_is_told(stops: Stops) -> None:
    road = from_(stops, "investigated")
    assert refused(road, "officer", "write_resumption") == {"resumption_untold"}


def test_nothing_waits_for_it_and_the_days_do_not_count_all_the_same(road: Road) -> None:
    before = road.case.clocks.get(code="c.decide").due_on
    breaks.resume(road)
    assert road.case.clocks.get(code="c.decide").due_on > before
    road.conclude()
    assert road.case.stage == "investigation_closed"


def test_two_officers_of_the_case_serve_it_as_any_paper(road: Road) -> None:
    road.do("officer", "write_suspension")
    road.seal("W73N")
    alone = served(road, officers=road.pair[:1])
    assert "two_present" in refused(road, "officer", "tell_suspension", alone)
    with pytest.raises(Refused) as no:
        road.do("officer", "tell_suspension", served(road, receiver=""))
    assert no.value.codes == {"service:receiver"}
    who = refused(road, "agency_head", "tell_suspension", served(road))
    assert who >= {"not_permitted", "assigned_officer"}


def test_the_page_of_the_case_offers_it_and_tells_it() -> None:
    road = lately("investigated", number=347, days=90)
    breaks.suspend(road)
    page = browser(road, "officer")
    address = f"/cases/{road.case_id}/"
    assert f"{address}do/write_suspension/" in text(page.get(address))
    assert page.post(f"{address}do/write_suspension/", {"token": "t1"}).status_code == 302
    road.seal("W73N")
    assert f"{address}do/tell_suspension/" in text(page.get(address))
    sent = {**served(road, served_on=localdate().isoformat()), "token": "t2"}
    assert page.post(f"{address}do/tell_suspension/", sent).status_code == 302
    shown = text(page.get(address))
    assert "送达中止调查告知书" in shown
    assert f"{address}do/tell_suspension/" not in shown
