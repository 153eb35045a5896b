"""The list of evidence is closed by the decision, on the dossier's own page as by steps (G10)."""

from datetime import date, timedelta

import pytest
from tests import make
from tests.walks import Road, turns

from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions
from zhifa.records.models import Evidence

HALTS = ("investigated", "served")


def listed(road: Road, taken_on: date) -> Evidence:
    item = actions.Item(
        kind="physical",
        name="样品",
        taken_on=taken_on,
        taken_place="某街",
        proves="成分",
        collected_by=road.pair,
    )
    by = road.actor("officer")
    return actions.file_evidence(dossier=road.case.dossier, item=item, by=by, at=road.now)


def excluded(road: Road) -> Evidence:
    one = Evidence.objects.filter(dossier=road.case.dossier_id).earliest("listed_at")
    by = road.actor("officer")
    return actions.exclude_evidence(evidence_id=one.pk, reason="与本案无关", by=by, at=road.now)


def test_nothing_is_listed_that_was_gathered_before_the_clue(stops: Stops) -> None:
    road = from_(stops, "investigated")
    found = road.case.discovered_on
    with pytest.raises(Refused) as no:
        listed(road, found - timedelta(1))
    assert no.value.codes == {"evidence:early"}
    assert listed(road, found).taken_on == found


def test_a_decision_closes_the_list(stops: Stops) -> None:
    road = from_(stops, "served")
    entries = Entry.objects.filter(subject=road.case.dossier_id)
    before = entries.count()
    with pytest.raises(Refused) as added:
        listed(road, road.today)
    with pytest.raises(Refused) as taken_away:
        excluded(road)
    assert added.value.codes == taken_away.value.codes == {"evidence:decided"}
    assert entries.count() == before


def test_a_case_that_is_not_filed_takes_no_more() -> None:
    road = make.road(party_=make.party("示范不立食品有限公司", number=377))
    road.walk_to("checking")
    turns.refuse(road)
    with pytest.raises(Refused) as no:
        listed(road, road.today)
    assert no.value.codes == {"evidence:closed"}


def test_the_pages_say_so_before_anything_is_typed() -> None:
    road = lately("served", number=378)
    officer, home = browser(road, "officer"), road.case.dossier_id
    one = Evidence.objects.filter(dossier=home).earliest("listed_at")
    for address in (f"/dossiers/{home}/evidence/add/", f"/evidence/{one.pk}/exclude/"):
        assert "案件已经作出决定，证据不能再增减" in text(officer.get(address))
    panel = text(officer.get(f"/dossiers/{home}/panel/"))
    assert "/evidence/add/" not in panel
    assert "/recordings/add/" in panel, "recordings of service go on"


def test_behind_the_report_nothing_is_added(stops: Stops) -> None:
    road = from_(stops, "investigated")
    road.conclude()
    with pytest.raises(Refused) as no:
        listed(road, road.today)
    assert no.value.codes == {"evidence:ended"}
    excluded(road)


def test_only_its_own_officers_touch_the_list(stops: Stops) -> None:
    road = from_(stops, "investigated")
    other = make.person("zj97", "officer", road.crew.agency)
    item = actions.Item(
        kind="physical",
        name="样品",
        taken_on=road.today,
        taken_place="某街",
        proves="成分",
        collected_by=[road.pair[0], other.pk],
    )
    by = road.actor("officer")
    with pytest.raises(Refused) as no:
        actions.file_evidence(dossier=road.case.dossier, item=item, by=by, at=road.now)
    assert no.value.codes == {"evidence:stranger"}
    one = Evidence.objects.filter(dossier=road.case.dossier_id).earliest("listed_at")
    with pytest.raises(Refused) as away:
        actions.exclude_evidence(
            evidence_id=one.pk, reason="案情复杂", by=road.signed(other), at=road.now
        )
    assert away.value.codes == {"evidence:stranger"}
