"""The days of a breach are not moved without a word (行政处罚法 三十六)."""

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement import actions
from zhifa.enforcement.tests.roads import Stops, filing, from_, refused
from zhifa.kernel.refusals import Refused
from zhifa.records.models import Document

HALTS = ("checking",)


def test_a_barred_breach_is_not_filed_by_leaving_out_its_end(stops: Stops) -> None:
    road = from_(stops, "checking")
    road.matter = "SC0103"
    barred = {"act_from": "2023-01-01", "act_until": "2023-01-05"}
    road.do("officer", "propose_filing", filing(road, **barred))
    road.do("unit_head", "endorse_filing", {"opinion": "同意"})
    file = {"opinion": "同意", "officers": road.pair}
    assert "within_limitation" in refused(road, "agency_head", "approve_filing", file)
    road.do("agency_head", "return_filing", {"reason": "核实改正"})
    open_end = filing(road, act_from="2023-01-01", act_until="")
    assert refused(road, "officer", "propose_filing", open_end) == {"dates_explained"}
    said = {**open_end, "dates_reason": "据当事人询问笔录，行为持续至今。"}
    road.do("officer", "propose_filing", said)
    assert "redated" in road.case.marks
    road.do("unit_head", "endorse_filing", {"opinion": "同意"})
    road.do("agency_head", "approve_filing", file)
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W02")
    assert "行为持续至今" in str(paper.content)


def test_the_same_days_need_no_reason(stops: Stops) -> None:
    road = from_(stops, "checking")
    road.do("officer", "propose_filing", filing(road))
    road.do("agency_head", "return_filing", {"reason": "核实改正"})
    road.do("officer", "propose_filing", filing(road))
    assert "redated" not in road.case.marks


def _clued(**more: str) -> Road:
    road = make.road(party_=make.party("示范日期食品有限公司", number=391))
    data = {
        "source_kind": "inspection",
        "discovered_on": road.today.isoformat(),
        "place": road.place,
        "area_code": road.area,
        "summary": road.summary,
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
    road.wait()
    road.check()
    return road


@pytest.mark.parametrize("until", ["2026-02-25", "2026-02-26"])
def test_the_clues_days_count_as_well(until: str) -> None:
    road = _clued(act_from="2026-02-20", act_until="2026-02-25")
    road.workday()
    told = filing(road, act_until=until)
    if until == "2026-02-25":
        road.do("officer", "propose_filing", told)
    else:
        assert refused(road, "officer", "propose_filing", told) == {"dates_explained"}


def test_nothing_is_found_before_it_began() -> None:
    road = _clued(discovered_on="2026-02-10")
    told = filing(road, act_until="")
    assert refused(road, "officer", "propose_filing", told) == {"begun_before_found"}


@pytest.mark.parametrize(
    ("until", "goes_on", "taken"),
    [
        ("2026-03-02", False, True),
        ("2026-03-03", False, False),
        ("2026-03-03", True, True),
        ("2026-03-02", True, False),
        ("", False, True),
        ("", True, True),
    ],
)
def test_what_is_over_was_over_when_it_was_found_unless_it_went_on(
    until: str, goes_on: bool, taken: bool
) -> None:
    road = _clued()  # found on 2026-03-02
    road.workday()
    road.workday()
    told = filing(road, act_until=until, goes_on=goes_on)
    if not taken:
        assert refused(road, "officer", "propose_filing", told) == {"ended_when_found"}
        told = filing(road, act_until=until, goes_on=goes_on, proposal="not_file")
    road.do("officer", "propose_filing", told)


def test_a_clue_ends_no_later_than_it_was_found_and_the_paper_says_what_goes_on() -> None:
    days = {"act_from": "2026-02-20", "act_until": "2026-02-28", "discovered_on": "2026-02-25"}
    with pytest.raises(Refused) as no:
        _clued(**days)
    (told,) = no.value.obstacles
    assert told.code == "ended_when_found"
    assert "终了日期 2026-02-28，发现日期 2026-02-25" in told.message
    road = _clued(**days, goes_on="on")
    road.workday()
    road.do("officer", "propose_filing", filing(road, act_until="2026-02-28", goes_on=True))
    road.do("unit_head", "endorse_filing", {"opinion": "同意"})
    road.file()
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W02")
    rows = {row[0]: row[1] for block in paper.content["blocks"] for row in block.get("rows", [])}
    assert rows["违法行为终了日期"] == "2026年2月28日"
    assert rows["发现以后仍在连续或者继续"] == "是"
