"""What stands leaves the public site only to be corrected, and comes back (行政处罚法 四十八)."""

from dataclasses import replace

import pytest
from tests.walks import Road

from zhifa.disclosure import actions, reads
from zhifa.disclosure.models import Publication
from zhifa.disclosure.tests.test_publications import annul, prepared, publish, withdraw
from zhifa.kernel.refusals import Refused

State = Publication.State


def renew(road: Road, row: Publication) -> Publication:
    return actions.renew(publication=row, by=road.actor("publisher"), at=road.now)


@pytest.fixture
def road(decided: Road) -> Road:
    return replace(decided)


def test_a_decision_that_stands_leaves_only_to_be_corrected(road: Road) -> None:
    row = publish(road, prepared(road))
    with pytest.raises(Refused) as stands:
        withdraw(road, row, "公示有误", ground="lost")
    assert stands.value.codes == {"publication:not_lost"}
    with pytest.raises(Refused) as public:
        renew(road, row)
    assert public.value.codes == {"publication:not_to_renew"}
    row = withdraw(road, row, "决定日期写错")
    assert row.withdraw_reason == "公示内容有误，需要更正。决定日期写错"
    row.fields = {"决定日期": "错"}
    row.save()
    row = renew(road, row)
    assert (row.state, row.fields["决定书文号"]) == (State.WAITING, row.decision.number)
    assert list(reads.public(search="示范食品")) == [], "taken down until it is out again"
    with pytest.raises(Refused) as unchecked:
        publish(road, row, checked=False)
    assert unchecked.value.codes == {"publication:not_checked"}
    row = publish(road, row)
    assert (row.state, row.withdrawn_at) == (State.PUBLISHED, None)


def test_what_has_lost_its_force_does_not_come_back(road: Road) -> None:
    row = publish(road, prepared(road))
    annul(road)
    withdraw(road, row, ground="lost")
    with pytest.raises(Refused) as lost:
        renew(road, row)
    assert lost.value.codes == {"publication:not_to_renew"}
