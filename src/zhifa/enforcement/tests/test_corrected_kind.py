"""The kind of a party is what its papers say, and no officer's to correct (CF 51, 63)."""

from datetime import date
from typing import Any

import pytest
from tests import make
from tests.walks import district

from zhifa.enforcement.tests.roads import refused
from zhifa.enforcement.tests.test_summary import SPARING, opened, told
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions as registry


def test_a_corrected_kind_judges_the_open_case_anew() -> None:
    """2 000 元 on the spot is for organisations; of a citizen no more than 200 (五十一)."""
    party = make.party("示范更正有限公司", number=395)
    road = told(opened(party, "SC0401"), kinds=["fine"], fine="2000", tier="general")
    road.do("officer", "hear", SPARING)
    details = {
        "kind": "natural_person",
        "credit_code": "",
        "identity_kind": "111",
        "identity": district.citizen_number(date(1980, 1, 1), 395),
    }
    wrong: dict[str, Any] = {
        "party": party,
        "details": details,
        "reason": "核对身份证",
        "at": road.now,
    }
    with pytest.raises(Refused) as no:
        registry.correct_party(**wrong, source="居民身份证", by=road.actor("officer"))
    assert no.value.codes == {"party:kind_kept"}
    keeper = make.signed(make.person("sj94", "library_keeper", road.crew.agency), road.today)
    registry.correct_party(**wrong, source="居民身份证", by=keeper)
    assert refused(road, "officer", "decide_on_spot", {"surcharge": True}) == {"summary_scope"}
