"""Legal review: who may give which opinion on what, and what it opens (law 4)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests import make
from tests.walks import Road, weighed

from zhifa.agencies import actions as agencies
from zhifa.agencies.models import User
from zhifa.agencies.reads import Signed
from zhifa.enforcement.models import Clearance
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.review import actions, reads
from zhifa.review.models import Submission
from zhifa.review.rules.opinion import opinion_obstacles
from zhifa.review.rules.problems import Told

Kind = Submission.Kind
HOLE = Told(4, "货值证据不足", "行政处罚法 第四十条", "补充票据")


@pytest.fixture
def road(reported: Road) -> Road:
    return replace(reported, content=dict(reported.content))


def submit(road: Road, note: str = "请审核", **more: Any) -> Submission:
    road.wait()
    left = reads.open_problems(case_id=road.case_id, viewer=SYSTEM)
    told = {p.number: "已按要求办理" for p in left}
    by = road.actor("officer")
    sent = actions.submit(case=road.case, note=note, by=by, at=road.now, answers=told, **more)
    road.wait()
    return sent


def answer(road: Road, sent: Submission, by: Signed, verdict: str = "fit") -> None:
    told = dict.fromkeys(range(1, 9), (verdict, "已对照材料核实"))
    actions.answer_points(submission=sent, given=told, by=by, at=road.now)


def opine(
    road: Road, sent: Submission, kind: str = "agree", by: Signed | None = None
) -> Submission:
    road.wait()
    who = by or road.actor("reviewer")
    if kind in actions.PASSING:
        answer(road, sent, who)
    named = [] if kind in actions.PASSING else [HOLE]
    return actions.opine(
        submission=sent, kind=kind, text="审核意见", by=who, at=road.now, problems=named
    )


def refused(road: Road, sent: Submission, by: Signed | None = None) -> frozenset[str]:
    with pytest.raises(Refused) as no:
        opine(road, sent, by=by)
    sent.refresh_from_db()
    assert not Clearance.objects.filter(case=road.case, revoked_seq=None).exists()
    return no.value.codes


def appointed(road: Road, user: User, role: str = "reviewer") -> Signed:
    post = agencies.Appointment(agency=road.crew.agency, role=role, from_on=make.SINCE)
    agencies.appoint(user=user, to=post, by=SYSTEM, at=road.now)
    return make.signed(user, road.today)


# ---- opinions and rounds
@pytest.mark.parametrize("kind", list(Kind))
def test_agreement_opens_the_gate_and_nothing_else_does(road: Road, kind: Kind) -> None:
    sent = submit(road)
    assert road.case.stage == "reviewing"
    opine(road, sent, kind)
    passes = kind in {Kind.AGREE, Kind.FIXES}
    assert Clearance.objects.filter(case=road.case, revoked_seq=None).exists() is passes
    assert road.case.stage == ("reviewing" if passes else "investigation_closed")


def test_rounds_are_numbered_and_each_has_its_term(road: Road) -> None:
    first = submit(road)
    assert first.due_on == date(2026, 3, 19)  # ten workdays from Thursday 2026-03-05
    assert first.rules == ["L1"]
    opine(road, first, "supplement_evidence")
    second = submit(road, "已补充")
    assert (first.round, second.round) == (1, 2)
    opine(road, second)
    rounds = reads.of_case(case_id=road.case_id, viewer=SYSTEM)
    assert [r.kind for r in rounds] == ["supplement_evidence", "agree"]


def test_the_same_words_again_send_nothing(road: Road) -> None:
    first = submit(road, rev=road.case.rev)
    again = submit(road, rev=road.case.rev - 1)
    assert again.pk == first.pk
    with pytest.raises(Refused) as no:
        submit(road, "别的说明")
    assert "not_now" in no.value.codes


def test_an_opinion_stands(road: Road) -> None:
    sent = submit(road)
    opine(road, sent)
    with pytest.raises(Refused) as no:
        opine(road, sent, "disagree")
    assert "already_opined" in no.value.codes
    sent.refresh_from_db()
    assert sent.kind == "agree"


def test_an_opinion_has_words(road: Road) -> None:
    sent = submit(road)
    with pytest.raises(Refused) as no:
        actions.opine(
            submission=sent, kind="agree", text="  ", by=road.actor("reviewer"), at=road.now
        )
    assert no.value.codes == {"opinion_missing"}


def test_what_is_not_signed_is_not_sent(road: Road) -> None:
    road.do("unit_head", "reopen", {"reason": "补充调查"})
    told = {"facts": "事实清楚", "outcome": "penalty", "reason": "理由充分", **road.content}
    road.do("officer", "conclude", told | weighed(road.case.matter))
    with pytest.raises(Refused) as no:
        submit(road)
    assert "review_content_known" in no.value.codes


# ---- outdated rounds
def test_a_case_sent_back_is_not_reviewed_any_more(road: Road) -> None:
    sent = submit(road)
    reviewer = road.actor("reviewer")
    assert list(reads.inbox(viewer=reviewer)) == [sent]
    road.do("unit_head", "reopen", {"reason": "补充调查"})
    assert list(reads.inbox(viewer=reviewer)) == []
    assert refused(road, sent) == {"not_now"}
    road.conclude()
    assert refused(road, sent) == {"not_now"}
    road.notify()
    assert refused(road, sent) == {"review_pending"}, "the notice stage is one of review too"


def test_only_the_latest_round_is_answered(road: Road) -> None:
    old = submit(road)
    road.do("unit_head", "reopen", {"reason": "补充调查"})
    road.content = {**road.content, "fine": "9000"}
    road.conclude()
    new = submit(road, "重新送审")
    reviewer = road.actor("reviewer")
    assert [s.pk for s in reads.inbox(viewer=reviewer)] == [new.pk]
    assert refused(road, old) == {"review_outdated"}
    opine(road, new)
    assert Clearance.objects.filter(case=road.case, revoked_seq=None).count() == 1
    assert [r.outdated for r in reads.of_case(case_id=road.case_id, viewer=SYSTEM)] == [True, False]  # type: ignore[attr-defined]


# ---- people
def test_who_ever_ran_the_case_does_not_review_it(road: Road) -> None:
    third = make.person("third", "officer", road.crew.agency)
    second = road.crew.user("second")
    told = {"officers": [road.pair[0], third.pk], "reason": "工作调整"}
    road.do("unit_head", "reassign", told)
    sent = submit(road)
    by = appointed(road, second)
    agencies.change_person(
        user=second, facts={"legally_qualified_on": make.SINCE}, by=SYSTEM, at=road.now
    )
    assert refused(road, sent, by) == {"reviewer_is_officer"}


def test_who_sent_it_does_not_review_it(road: Road) -> None:
    third = make.person("third", "officer", road.crew.agency)
    told = {"officers": [*road.pair, third.pk], "reason": "增加情况"}
    road.do("unit_head", "reassign", told)
    sent = actions.submit(case=road.case, note="请予审核", by=make.signed(third), at=road.now)
    agencies.change_person(
        user=third, facts={"legally_qualified_on": make.SINCE}, by=SYSTEM, at=road.now
    )
    by = appointed(road, third)
    assert refused(road, sent, by) == {"reviewer_is_officer", "reviewer_sent_it"}


def test_a_qualification_counts_from_its_day(road: Road) -> None:
    sent = submit(road)
    newcomer = make.person("newcomer", "reviewer", road.crew.agency, qualified=False)
    by = make.signed(newcomer, road.today)
    assert refused(road, sent, by) == {"reviewer_unqualified"}
    for held, wrong in ((date(2027, 1, 1), True), (road.today, False)):
        agencies.change_person(
            user=newcomer, facts={"legally_qualified_on": held}, by=SYSTEM, at=road.now
        )
        if wrong:
            assert refused(road, sent, by) == {"reviewer_unqualified"}
        else:
            opine(road, sent, by=by)


def test_a_post_that_was_taken_away_reviews_nothing(road: Road) -> None:
    sent = submit(road)
    reviewer = road.crew.user("reviewer")
    post = reviewer.posts.get()
    agencies.dismiss(post=post, on=road.today, by=SYSTEM, at=road.now)
    road.wait(days=1)
    gone = make.signed(reviewer, road.today)
    assert refused(road, sent, gone) == {"not_permitted"}
    assert list(reads.inbox(viewer=gone)) == []


def test_a_reviewer_of_another_agency_sees_nothing(road: Road) -> None:
    sent = submit(road)
    other = make.person("cg-rev", "reviewer", make.agency("CG"))
    stranger = make.signed(other, road.today)
    assert list(reads.submissions(viewer=stranger)) == []
    assert "not_permitted" in refused(road, sent, stranger)


GOOD: dict[str, Any] = {
    "own": False,
    "sent": False,
    "qualified": True,
    "since": None,
    "opined": False,
    "outdated": False,
    "text": "同意处罚",
}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"own": True}, "reviewer_is_officer"),
        ({"sent": True}, "reviewer_sent_it"),
        ({"qualified": False}, "reviewer_unqualified"),
        ({"qualified": False, "since": date(2018, 1, 1)}, "reviewer_unqualified"),
        ({"opined": True}, "already_opined"),
        ({"outdated": True}, "review_outdated"),
        ({"text": " "}, "opinion_missing"),
    ],
)
def test_each_reason_has_its_words(wrong: dict[str, Any], code: str) -> None:
    assert opinion_obstacles(**GOOD) == []
    (found,) = opinion_obstacles(**{**GOOD, **wrong})
    assert found.code == code
    assert found.message


def test_who_reviewed_before_the_rule_goes_on() -> None:
    old_hand = {**GOOD, "qualified": False, "since": date(2017, 12, 31)}
    assert opinion_obstacles(**old_hand) == []
