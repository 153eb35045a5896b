"""On the spot too, what ended later than it was found is said to have gone on."""

from typing import Any

import pytest

from zhifa.enforcement.tests.test_summary import opened
from zhifa.kernel.refusals import Refused


def test_on_the_spot_a_breach_is_over_by_then_or_goes_on() -> None:
    days: dict[str, Any] = {"act_from": "2026-02-20", "act_until": "2026-02-28"}
    days["discovered_on"] = "2026-02-27"  # three days ago: it is not on the spot any more
    with pytest.raises(Refused) as no:
        opened(**days)
    assert no.value.codes == {"ended_when_found", "met_today"}
    with pytest.raises(Refused) as late:
        opened(**days, goes_on="on")
    assert late.value.codes == {"met_today"}
    today: dict[str, Any] = {"act_from": "2026-02-20", "act_until": "2026-03-02"}
    assert opened(**today).case.stage == "scene"
