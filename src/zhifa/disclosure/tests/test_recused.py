"""Who has left a case publishes nothing of it (行政处罚法 四十三)."""

import pytest
from tests import make
from tests.walks import Road

from zhifa.agencies import actions as people
from zhifa.agencies.reads import Signed
from zhifa.disclosure import actions
from zhifa.disclosure.models import Publication
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused


@pytest.fixture
def road() -> Road:
    """A served decision in a case that one of the body's publishers had to leave."""
    road = make.road()
    road.walk_to("filed")
    chair = road.crew.user("hearing_chair")
    post = people.Appointment(agency=road.crew.agency, role="publisher", from_on=make.SINCE)
    people.appoint(user=chair, to=post, by=SYSTEM, at=road.now)
    why = {"person": chair.pk, "reason": "是近亲属"}
    road.do("officer", "ask_recusal", {**why, "asked_by": "party", "ground": "interest"})
    road.do("agency_head", "decide_recusal", {**why, "result": "granted", "acts_stand": "stand"})
    names = [name for name, _ in road.STEPS]
    for _, step in road.STEPS[names.index("filed") + 1 : names.index("served") + 1]:
        getattr(road, step)()
    worker.deliver(now=road.now, limit=10_000)
    return road


def publish(road: Road, row: Publication, by: Signed) -> Publication:
    return actions.publish(publication=row, checked=True, by=by, at=road.now)


def test_who_left_the_case_neither_publishes_nor_withdraws(road: Road) -> None:
    row, away = Publication.objects.get(), road.actor("hearing_chair")
    with pytest.raises(Refused) as no:
        publish(road, row, away)
    assert no.value.codes == {"recused"}
    row = publish(road, row, road.actor("publisher"))
    with pytest.raises(Refused) as no:
        actions.withdraw(
            publication=row, ground="mistaken", reason="内容有误", by=away, at=road.now
        )
    assert no.value.codes == {"recused"}
