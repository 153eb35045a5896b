"""A served correction is told where its decision is public; its words once checked (五十九)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from tests.walks import Road

from zhifa.disclosure import actions, reads
from zhifa.disclosure.models import Correction, Publication
from zhifa.disclosure.tests.test_publications import prepared, publish, withdraw
from zhifa.enforcement.tests.browsers import browser
from zhifa.kernel import verify, worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused

RIGHT = "住所：西城街道一号楼，电话 13812345678"


@pytest.fixture
def road(decided: Road) -> Road:
    return replace(decided)


def correct(road: Road, *, serve: bool = True) -> None:
    told = {"error": road.party.name, "correction": f"{road.party.name}。{RIGHT}"}
    road.do("agency_head", "correct_decision", {**told, "reason": "录入时写错了一个字。"})
    if serve:
        road.serve("serve_correction")
    worker.deliver(now=road.now, limit=10_000)


def tell(road: Road, row: Publication, *, checked: bool = True) -> Publication:
    return actions.publish_corrections(
        publication=row, checked=checked, by=road.actor("publisher"), at=road.now
    )


def shown(row: Publication) -> str:
    answer = Client().get(f"/public/decisions/{row.slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_public_page_says_that_when_and_what_was_corrected(road: Road) -> None:
    row = publish(road, prepared(road))
    correct(road, serve=False)
    assert "更正书" not in shown(row), "nobody has received it yet"
    road.serve("serve_correction")
    worker.deliver(now=road.now, limit=10_000)
    told = Correction.objects.get()
    page = shown(row)
    assert "文字已更正" in page
    assert told.number in page
    assert "核对后公开" in page
    assert "西城街道" not in page
    with pytest.raises(Refused) as unchecked:
        tell(road, row, checked=False)
    assert unchecked.value.codes == {"publication:not_checked"}
    tell(road, row)
    page = shown(row)
    assert road.party.name in page
    assert "西城街道" in page
    assert "138****5678" in page or "13812345678" not in page
    with pytest.raises(Refused) as nothing:
        tell(road, row)
    assert nothing.value.codes == {"publication:no_correction"}
    assert list(verify.verify()) == []


def test_what_is_not_served_on_the_day_is_not_shown(road: Road) -> None:
    row = publish(road, prepared(road))
    correct(road)
    told = Correction.objects.get()
    before = told.effective_on - timedelta(days=1)
    assert not reads.public_corrections(publication=row, on=before).exists()
    assert reads.public_corrections(publication=row, on=told.effective_on).get() == told


def test_corrected_before_it_is_public_both_are_checked_at_once(road: Road) -> None:
    row = prepared(road)
    correct(road)
    with pytest.raises(Refused) as early:
        tell(road, row)
    assert early.value.codes == {"publication:no_correction"}
    row = publish(road, prepared(road))
    assert Correction.objects.get().published_at is not None
    assert "西城街道" in shown(row)
    withdraw(road, row, "决定日期写错")
    assert "西城街道" not in shown(row), "its words are gone with those of the decision"


def test_the_machine_tells_each_once_and_each_after_the_other(road: Road) -> None:
    row = publish(road, prepared(road))
    correct(road)
    actions.note_corrections(decision_id=row.decision_id, by=SYSTEM, at=road.now)
    assert Correction.objects.count() == 1
    tell(road, row)
    correct(road)
    assert [c.published_at is None for c in row.corrections.order_by("pk")] == [False, True]


def test_personal_data_that_masking_missed_is_refused(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = publish(road, prepared(road))
    correct(road)
    monkeypatch.setattr("zhifa.disclosure.actions.corrections.leaks", lambda *_: ["电话号码"])
    with pytest.raises(Refused) as leak:
        tell(road, row)
    assert leak.value.codes == {"publication:leak"}


def test_the_publisher_sees_it_and_makes_it_public_on_the_page(road: Road) -> None:
    row = publish(road, prepared(road))
    correct(road)
    client, address = browser(road, "publisher"), f"/publish/{row.pk}/"
    page = client.get(address).content.decode()
    assert "内容还没有公开" in page
    assert "西城街道" in page
    assert client.post(address, {"correct": "1"}).status_code == 409
    assert client.post(address, {"correct": "1", "checked": "on"}).status_code == 302
    assert "西城街道" in shown(row)
    assert "内容还没有公开" not in client.get(address).content.decode()


def test_others_do_not_and_the_database_keeps_its_words(road: Road) -> None:
    row = publish(road, prepared(road))
    correct(road)
    for actor in (road.actor("officer"), road.actor("archivist")):
        with pytest.raises(Refused) as no:
            actions.publish_corrections(publication=row, checked=True, by=actor, at=road.now)
        assert "not_permitted" in no.value.codes
        assert not reads.corrections(publication=row, viewer=actor).exists()
    told = Correction.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(pk=told.pk).update(correction="别的话")
    with pytest.raises(DatabaseError), transaction.atomic():
        told.delete()


def test_the_desk_and_the_queue_of_the_publisher_say_that_words_wait(road: Road) -> None:
    row, client = publish(road, prepared(road)), browser(road, "publisher")

    def marks(place: str) -> tuple[int, bool]:
        page = client.get(place).content.decode()
        return page.count("更正待核对公开"), f'href="/publish/{row.pk}/"' in page

    desk, public, waits = "/desk/", "/publish/queue/?state=published", "/publish/queue/?state="
    waits += "to_correct"
    assert [marks(desk), marks(public), marks(waits)] == [(0, False), (1, True), (1, False)]
    correct(road)
    assert [marks(desk), marks(public), marks(waits)] == [(1, True), (2, True), (2, True)]
    assert reads.to_correct(viewer=road.actor("publisher")).get() == row
    assert not reads.to_correct(viewer=road.actor("officer")).exists()
    tell(road, row)
    assert [marks(desk), marks(public), marks(waits)] == [(0, False), (1, True), (1, False)]
