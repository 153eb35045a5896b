"""Clues that are not filed here, cases that belong to others, ends that must be true."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests import make
from tests.walks import Road, breaks

from zhifa.enforcement import actions
from zhifa.enforcement.tests.roads import Stops, evidence, filing, from_, record, refused
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Malformed, Refused
from zhifa.registry import actions as registry
from zhifa.registry.tests import make as parties

HALTS = ("clue", "checking", "filed")
BARE = {"proposal": "not_file", "reason": "经核查，没有证据证明存在违法行为。"}
AWAY = {
    "ground": "area",
    "receiver": "东区示范市场监督管理局",
    "materials": "线索材料一份",
    "reason": "违法行为发生在东区。",
}


def clue(**more: Any) -> Road:
    """A clue registered by hand, with what the test puts in it."""
    road = make.road()
    data = {
        "source_kind": "report",
        "discovered_on": road.today.isoformat(),
        "place": "西区示范街 8 号",
        "area_code": "510403001",
        "summary": "线索情况",
        **more,
    }
    road._case = actions.open_case(
        procedure="penalty_ordinary",
        agency=road.crew.agency,
        unit=None,
        data=data,
        by=road.actor("officer"),
        at=road.now,
    ).case
    return road


def why(**more: Any) -> frozenset[str]:
    with pytest.raises(Refused) as no:
        clue(**more)
    return no.value.codes


def test_an_unfounded_anonymous_clue_is_turned_down_by_its_reason_alone(stops: Stops) -> None:
    road = from_(stops, "checking")
    road.do("officer", "propose_filing", BARE)
    road.do("unit_head", "endorse_filing", {"opinion": "同意"})
    road.do("agency_head", "refuse_filing", {"opinion": "同意不予立案"})
    assert (road.case.stage, road.case.party_id, road.case.matter_id) == ("not_filed", None, None)
    road.do("archivist", "archive", {"checked": "齐全"})


def test_filing_still_wants_matter_party_dates_and_facts(stops: Stops) -> None:
    road = from_(stops, "checking")
    bare = {"proposal": "file", "reason": "理由充分"}
    wanted = {"matter_known", "party_known", "filing_facts_told"}
    assert refused(road, "officer", "propose_filing", bare) == wanted


@pytest.mark.parametrize("stage", ["clue", "checking", "filed"])
def test_what_is_not_ours_goes_to_whom_it_belongs(stops: Stops, stage: str) -> None:
    road = from_(stops, stage)
    assert refused(road, "officer", "refer_case", AWAY) >= {"not_permitted"}
    road.do("agency_head", "refer_case", AWAY)
    assert (road.case.stage, road.case.close_reason) == ("referred", "referred")
    assert road.case.closed_on == road.today
    assert road.case.dossier.documents.filter(template="W05").count() == 1
    running = road.case.clocks.filter(state="running").values_list("code", flat=True)
    assert set(running) == {"c.archive"}
    road.do("archivist", "archive", {"checked": "齐全"})
    assert road.case.stage == "archived"


def test_a_party_that_lives_is_not_gone(stops: Stops) -> None:
    road = from_(stops, "filed")
    gone = {"close_reason": "party_gone", "reason": "已经注销"}
    assert refused(road, "officer", "propose_termination", gone) == {"closing_reason_holds"}
    ended = {"gone_on": road.today}
    registry.change_party(
        party=road.party, details=ended, reason="已经注销", by=SYSTEM, at=road.now
    )
    paper = road.signed_paper("准予注销登记通知书")["paper"]
    shown = {"gone_paper": paper, "estate": "没有财产和承受人。"}
    breaks.end(road, {**gone, **shown})
    assert road.case.close_reason == "party_gone"


def test_nothing_is_recorded_before_it_was_found_nor_before_it_happens(stops: Stops) -> None:
    road = from_(stops, "filed")
    early = {"begun_at": "2026-02-01 08:00", "ended_at": "2026-02-01 09:00"}
    assert refused(road, "officer", "record_scene", record(road, **early)) == {"record_in_time"}
    talk = record(road, **early, person="示范某", relation="party", qa="问：是谁？答：是我。")
    del talk["findings"]
    assert refused(road, "officer", "question", talk) == {"record_in_time"}
    old = evidence(road, taken_on="2026-02-01")
    assert refused(road, "officer", "register_evidence", old) == {"record_in_time"}
    later = evidence(road, taken_on=(road.today + timedelta(days=1)).isoformat())
    assert "record_in_time" in refused(road, "officer", "register_evidence", later)


def test_what_the_check_brought_is_entered_after_filing(stops: Stops) -> None:
    road = from_(stops, "filed")
    assert make.filed_on(road) > make.AT.date()
    found = evidence(road, taken_on=make.AT.date().isoformat())
    road.do("officer", "register_evidence", found)


def test_a_breach_is_found_after_it_began_and_under_this_law() -> None:
    assert why(discovered_on="1900-01-01") == {"found_in_order"}
    assert why(discovered_on="2026-02-01", act_from="2026-02-02") == {"found_in_order"}
    assert clue(discovered_on="2026-02-02").case.discovered_on == date(2026, 2, 2)


@pytest.mark.parametrize("matter", ["JC0101", "QZ0101", "XK0101"])
def test_only_what_may_be_punished_is_punished(stops: Stops, matter: str) -> None:
    assert why(matter=matter) == {"penalty_matter"}
    road = from_(stops, "checking")
    assert "penalty_matter" in refused(
        road, "officer", "propose_filing", filing(road, matter=matter)
    )


def test_a_matter_for_persons_is_no_case_against_a_firm(stops: Stops) -> None:
    """非医师行医 (WJ0105) is for natural persons alone: no clue, no filing against others."""
    person, firm = parties.person(7), parties.company(7)
    assert why(matter="WJ0105", party=firm.pk) == {"party_fits"}
    assert clue(matter="WJ0105", party=person.pk).case.party_id == person.pk
    road = from_(stops, "checking")
    told = filing(road, matter="WJ0105", party=firm.pk)
    assert "party_fits" in refused(road, "officer", "propose_filing", told)
    firms_only = filing(road, matter="YJ0103", party=person.pk)
    assert "party_fits" in refused(road, "officer", "propose_filing", firms_only)
    road.do("officer", "propose_filing", filing(road, matter="WJ0105", party=person.pk))
    assert road.case.party_id == person.pk


def test_an_answer_of_the_wrong_shape_is_still_named(stops: Stops) -> None:
    road = from_(stops, "checking")
    with pytest.raises(Malformed):
        road.do("officer", "propose_filing", {"proposal": "not_file"})
