"""Numbered problems: named when a file is returned, answered one by one, seen in the next round."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from tests.walks import Road

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.review import actions, reads
from zhifa.review.models import ReviewProblem
from zhifa.review.rules.problems import Told
from zhifa.review.tests.test_opinions import HOLE, opine, submit


@pytest.fixture
def road(reported: Road) -> Road:
    return replace(reported, content=dict(reported.content))


def returned(road: Road, *problems: Told) -> frozenset[str]:
    sent = submit(road)
    with pytest.raises(Refused) as no:
        actions.opine(
            submission=sent, kind="disagree", text="事实不清", by=road.actor("reviewer"),
            at=road.now, problems=problems,
        )  # fmt: skip
    return no.value.codes


def again(road: Road, **answers: str) -> frozenset[str]:
    told = {int(n[1:]): text for n, text in answers.items()}
    with pytest.raises(Refused) as no:
        actions.submit(
            case=road.case, note="已补充", by=road.actor("officer"), at=road.now, answers=told
        )
    return no.value.codes


def test_what_returns_a_file_names_its_problems(road: Road) -> None:
    assert returned(road) == {"problems_missing"}


def test_a_problem_says_what_is_wrong_and_what_to_do(road: Road) -> None:
    assert returned(road, HOLE, replace(HOLE, todo=" ")) == {"problem_unclear"}


def test_each_problem_is_answered_before_the_file_is_sent_again(road: Road) -> None:
    first = submit(road)
    other = Told(3, "询问笔录没有时间", "", "补正笔录")
    road.wait()
    by = road.actor("reviewer")
    actions.opine(
        submission=first, kind="supplement_evidence", text="补充证据", by=by, at=road.now,
        problems=[HOLE, other],
    )  # fmt: skip
    named = reads.open_problems(case_id=road.case_id, viewer=SYSTEM)
    assert [(p.number, p.point) for p in named] == [(1, 4), (2, 3)]
    assert again(road) == {"problems_unanswered"}
    assert again(road, p1="已补充票据") == {"problems_unanswered"}
    assert again(road, p1="已补充票据", p2=" ") == {"problems_unanswered"}
    second = submit(road, "已补充")
    assert reads.open_problems(case_id=road.case_id, viewer=SYSTEM) == []
    seen = reads.since(submission=second, viewer=SYSTEM)
    assert seen is not None
    assert [p.answer for p in seen.problems] == ["已按要求办理"] * 2
    assert reads.since(submission=first, viewer=SYSTEM) is None
    opine(road, second)


def test_the_next_round_shows_what_is_new(road: Road) -> None:
    first = submit(road)
    opine(road, first, "supplement_evidence")
    road.do("unit_head", "reopen", {"reason": "补充调查"})
    told = {
        "evidence_kind": "documentary",
        "name": "补充的进货票据",
        "proves": "货值",
        "taken_on": road.today.isoformat(),
        "place": road.place,
        "officers": road.pair,
    }
    road.do("officer", "register_evidence", told)
    road.conclude()
    seen = reads.since(submission=submit(road, "已补充"), viewer=SYSTEM)
    assert seen is not None
    assert seen.evidence == (("补充的进货票据", False),)
    assert "证据登记表" in {title for _, title in seen.papers}
    assert "法制审核意见书" not in {title for _, title in seen.papers}


def test_a_problem_and_its_answer_stand(road: Road) -> None:
    opine(road, submit(road), "change")
    mine = ReviewProblem.objects.filter(submission__case=road.case)
    for change in ({"wrong": "没有问题"}, {"todo": "不用办"}, {"point": 1}):
        with pytest.raises(DatabaseError), transaction.atomic():
            mine.update(**change)
    submit(road, "已补充")
    with pytest.raises(DatabaseError), transaction.atomic():
        mine.update(answer="另一个答复")
    with pytest.raises(DatabaseError), transaction.atomic():
        mine.delete()
