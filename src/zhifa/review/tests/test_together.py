"""Two reviewers at one submission: real commits, real threads."""

from collections.abc import Callable

import pytest
from tests import make

from zhifa.enforcement.tests.test_together import at_once, whole
from zhifa.review import actions as review
from zhifa.review.models import Submission
from zhifa.review.rules.problems import Told

HOLE = Told(4, "货值证据不足", "行政处罚法 第四十条", "补充票据")
pytestmark = [pytest.mark.usefixtures("transactional_db"), pytest.mark.slow]


def test_two_opinions_at_once_are_one() -> None:
    road = make.road()
    road.walk_to("concluded")
    other = make.person("other-rev", "reviewer", road.crew.agency)
    reviewers = (road.actor("reviewer"), make.signed(other, road.today))
    sent = review.submit(case=road.case, note="请予审核", by=road.actor("officer"), at=road.now)

    told = dict.fromkeys(range(1, 9), ("fit", "已对照材料核实"))
    review.answer_points(submission=sent, given=told, by=reviewers[0], at=road.now)

    def opine(number: int) -> Callable[[], object]:
        kind, by = ("agree", "disagree")[number], reviewers[number]
        return lambda: review.opine(
            submission=sent, kind=kind, text="审核意见", by=by, at=road.now, problems=[HOLE]
        )

    found = at_once(opine(0), opine(1))
    given = [f for f in found if isinstance(f, Submission)]
    assert len(given) == 1
    assert any(isinstance(f, frozenset) and "already_opined" in f for f in found)
    sent.refresh_from_db()
    assert sent.kind == given[0].kind
    whole(road)
