"""Who is written off is shown to be gone, at a time that fits the case (SJ 47, 77)."""

from datetime import date, timedelta

import pytest
from tests.walks import Road, breaks

from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.enforcement.tests.test_summary import citizen, opened, told
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry

HALTS = ("served", "filed")


def ended(road: Road, on: date) -> dict[str, str]:
    """The register says that the party is gone since a day; what a form for closing says of it."""
    registry.change_party(
        party=road.party, details={"gone_on": on}, reason="已经注销", by=SYSTEM, at=road.now
    )
    paper = road.signed_paper("准予注销登记通知书")["paper"]
    return {"close_reason": "party_gone", "gone_paper": paper, "estate": "没有财产和承受人。"}


def test_nobody_is_fined_after_their_end(stops: Stops) -> None:
    road = from_(stops, "served")
    decided = road.case.decided_on
    assert decided is not None
    for day in (date(2019, 1, 1), decided - timedelta(days=1)):
        thin = {**ended(road, day), "opinion": "同意"}
        assert refused(road, "agency_head", "close", thin) == {"gone_founded"}
    road.do("agency_head", "close", {**ended(road, decided), "opinion": "同意"})


@pytest.mark.parametrize("lacking", ["gone_paper", "estate"])
def test_an_inquiry_ends_with_papers_too(stops: Stops, lacking: str) -> None:
    road = from_(stops, "filed")
    whole = {**ended(road, road.today), "reason": "没有承受人"}
    thin = {k: v for k, v in whole.items() if k != lacking}
    assert refused(road, "officer", "propose_termination", thin) == {"gone_founded"}
    early = {**ended(road, date(2019, 1, 1)), "reason": "没有承受人"}
    assert refused(road, "officer", "propose_termination", early) == {"gone_founded"}
    breaks.end(road, {**ended(road, road.today), "reason": "没有承受人"})


def test_on_the_spot_as_well() -> None:
    road = told(opened(citizen(), "CG0101"), kinds=["fine"], fine="100", tier="general")
    whole = {**ended(road, road.today), "opinion": "同意"}
    thin = {**whole, "estate": ""}
    assert refused(road, "agency_head", "end_on_spot", thin) == {"gone_founded"}
    road.do("agency_head", "end_on_spot", whole)
