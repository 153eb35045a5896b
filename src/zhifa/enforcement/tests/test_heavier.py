"""What may follow a notice: lighter yes, heavier no (行政处罚法 四十五)."""

from decimal import Decimal

import pytest

from zhifa.enforcement.rules.facts import Content
from zhifa.enforcement.rules.needs.content import heavier

# told, then decided: kinds and the fine in 元
CASES = [
    (("fine", 5000), ("fine", 5000), False),
    (("fine", 5000), ("fine", 4999), False),
    (("fine", 5000), ("fine", 5001), True),
    (("fine", 5000), ("warning_penalty", 0), False),
    (("warning_penalty", 0), ("fine", 1), True),
    (("fine", 5000), ("fine warning_penalty", 5000), True),
    (("business_suspension", 0), ("public_criticism", 0), False),
    (("business_suspension", 0), ("permit_revocation", 0), True),
    (("business_suspension", 0), ("fine", 3000), True),
    (("permit_revocation fine", 9000), ("permit_suspension fine", 9000), False),
    (("fine", 5000), ("other_penalty", 0), True),
    (("other_penalty", 0), ("warning_penalty", 0), True),
]


def content(kinds: str, fine: int) -> Content:
    return Content(
        tuple(kinds.split()),
        Decimal(fine),
        Decimal(0),
        "general",
        tier_reason=False,
        circumstance="",
    )


@pytest.mark.parametrize(("told", "decided", "is_heavier"), CASES)
def test_lighter_passes_and_heavier_does_not(
    told: tuple[str, int], decided: tuple[str, int], is_heavier: bool
) -> None:
    assert heavier(content(*decided), content(*told)) is is_heavier
