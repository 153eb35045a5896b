"""A breach found too late is not filed, and the way out is told (行政处罚法 三十六)."""

import pytest
from tests import make

from zhifa.enforcement.tests.roads import filing
from zhifa.kernel.refusals import Refused


def test_what_is_barred_by_time_says_since_when_and_goes_back_to_be_refused() -> None:
    road = make.road(matter="SC0103")
    road.begin()
    road.check()
    road.do(
        "officer", "propose_filing", filing(road, act_from="2022-12-01", act_until="2023-03-01")
    )
    road.do("unit_head", "endorse_filing", {"opinion": "同意"})
    with pytest.raises(Refused) as no:
        road.do("agency_head", "approve_filing", {"opinion": "同意", "officers": road.pair})
    (found,) = no.value.obstacles
    assert found.source == "行政处罚法 第三十六条"
    assert "2023-03-01 行为终了，2 年的期限到 2025-03-01" in found.message
    assert "不予立案" in found.then
    assert found.fix == "return_filing"
    road.do("agency_head", found.fix, {"reason": "已过追责期限"})
    again = filing(road, proposal="not_file", act_from="2022-12-01", act_until="2023-03-01")
    road.do("officer", "propose_filing", again)
    road.do("unit_head", "endorse_filing", {"opinion": "同意"})
    road.do("agency_head", "refuse_filing", {"opinion": "同意不予立案"})
    assert road.case.stage == "not_filed"
