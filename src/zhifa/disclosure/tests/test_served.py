"""Nothing is public before it is served (docs/adr/0017; law 2.1, 1.12)."""

from datetime import date, timedelta

import pytest
from tests import make
from tests.walks import Road

from zhifa.disclosure import actions, reads
from zhifa.disclosure.models import Publication
from zhifa.disclosure.rules import publish_due
from zhifa.kernel import worker
from zhifa.kernel.calendar import standard
from zhifa.kernel.refusals import Refused

State = Publication.State


def prepared(road: Road) -> Publication:
    worker.deliver(now=road.now, limit=10_000)
    return Publication.objects.get(decision__case=road.case)


def publish(road: Road, row: Publication) -> Publication:
    return actions.publish(publication=row, checked=True, by=road.actor("publisher"), at=road.now)


@pytest.mark.parametrize(
    ("served_on", "due"),
    [
        ("2026-01-05", "2026-01-07"),  # in time: the seven workdays stand
        ("2026-01-07", "2026-01-08"),  # on the last day: the next workday
        ("2026-02-13", "2026-02-14"),  # a make-up Saturday is one
        ("2026-02-14", "2026-02-24"),  # nine days off in between
    ],
)
def test_served_no_sooner_it_is_public_the_next_workday(served_on: str, due: str) -> None:
    decided, served = date(2025, 12, 26), date.fromisoformat(served_on)
    assert publish_due(decided, standard(), served) == date.fromisoformat(due)


@pytest.mark.django_db
def test_nothing_is_public_before_it_is_served() -> None:
    road = make.road(party_=make.party("示范未送达有限公司", number=55))
    road.walk_to("decided")
    row = prepared(road)
    assert row.effective_on is None
    with pytest.raises(Refused) as no:
        publish(road, row)
    assert no.value.codes == {"publication:unserved"}
    by = road.actor("publisher")
    assert not reads.in_effect(publication=row, on=road.today, viewer=by)
    road.deliver()
    served = road.today
    row = prepared(road)
    assert (row.effective_on, row.due_on) == (
        served,
        publish_due(row.decision.decided_on, standard()),
    )
    assert reads.in_effect(publication=row, on=served, viewer=by)
    assert publish(road, row).state == State.PUBLISHED


@pytest.mark.django_db
def test_service_by_notice_counts_thirty_days_later() -> None:
    road = make.road(party_=make.party("示范公告有限公司", number=56))
    road.walk_to("decided")
    notice = {
        "way": "notice",
        "served_on": road.today.isoformat(),
        "place": "本机关门户网站",
        "officers": road.pair,
        "reason": "直接送达和邮寄送达均未能送达，当事人下落不明。",
    }
    road.seal("W44")
    road.do("officer", "serve_decision", notice)
    row = prepared(road)
    counts = road.today + timedelta(days=30)
    assert row.effective_on == counts
    assert row.due_on == standard().next_workday(counts + timedelta(days=1))
    with pytest.raises(Refused) as no:
        publish(road, row)
    assert no.value.codes == {"publication:unserved"}
    road.until(counts)
    assert publish(road, row).state == State.PUBLISHED
