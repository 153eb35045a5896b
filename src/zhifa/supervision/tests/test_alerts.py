"""Warnings: raised once by facts, answered by the agency, ended by the supervisors (law 5.2)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests import make
from tests.walks import Road, breaks

from zhifa.agencies import actions as agencies
from zhifa.agencies.models import Certificate
from zhifa.agencies.reads import Signed
from zhifa.disclosure import actions as disclosure
from zhifa.disclosure.models import Publication
from zhifa.enforcement.events import TermOverrun
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.review import actions as review
from zhifa.supervision import actions, listeners, reads, watches
from zhifa.supervision.models import Alert

HOUR = timedelta(hours=1)


@pytest.fixture
def road(decided: Road) -> Road:
    return replace(decided)


def supervisor() -> Signed:
    return make.signed(make.person("sf01", "supervisor", make.agency("CG")))


def raised(road: Road, severity: str = "red") -> Alert:
    return actions.raise_alert(
        case=road.case,
        rule="x",
        about="x",
        severity=severity,
        words="内容情况",
        by=SYSTEM,
        at=road.now,
    )


def rules(road: Road) -> list[tuple[str, str]]:
    return sorted(Alert.objects.filter(case=road.case).values_list("rule", "about"))


def test_who_left_the_case_answers_no_warning_of_it() -> None:
    road = make.road(party_=make.party("示范回避预警有限公司", number=346))
    road.walk_to("filed")
    second = road.crew.user("second").pk
    why = {"person": second, "reason": "是近亲属"}
    road.do("officer", "ask_recusal", {**why, "asked_by": "party", "ground": "interest"})
    road.do("agency_head", "decide_recusal", {**why, "result": "granted", "acts_stand": "stand"})
    alert = raised(road)
    with pytest.raises(Refused) as no:
        actions.answer(alert=alert, text="已经办理", by=road.actor("second"), at=road.now)
    assert no.value.codes == {"recused"}
    assert actions.answer(
        alert=alert, text="已经办理", by=road.actor("officer"), at=road.now
    ).answer


# ---- raised
def test_a_warning_passed_is_found_once() -> None:
    road = make.road(party_=make.party("示范照常有限公司", number=62))
    road.walk_to("investigated")
    road.content["correctable"] = "open"
    road.conclude()
    del road.content["correctable"]
    for step in (road.review, road.notify, road.answer_term):
        step()
    why = {"reason": "理由充分", "no_correction_reason": "当事人已注销。"}
    road.do("officer", "propose_decision", {**road.content, **why})
    road.decide()
    for _ in range(2):
        worker.deliver(now=road.now, limit=10_000)
    alert = Alert.objects.get(case=road.case)
    assert (alert.rule, alert.about) == ("warning_passed", "correction_ordered")
    assert alert.severity == "yellow"
    assert "行政处罚法 第二十八条" in alert.words


def test_a_late_act_is_found_once() -> None:
    road = make.road(party_=make.party("示范迟延有限公司", number=61))
    road.walk_to("proposed")
    road.until(make.filed_on(road) + timedelta(days=100))
    road.decide(overrun_reason="案情复杂")
    for _ in range(2):
        worker.deliver(now=road.now, limit=10_000)
    event = TermOverrun(road.case_id, ["c.decide"], "decide")
    listeners.find_overrun(event, happened_at=road.now, now=road.now)
    alert = Alert.objects.get(case=road.case)
    assert (alert.rule, alert.about, alert.severity) == ("acted_late", "c.decide#1", "red")
    assert str(road.case.clocks.get(code="c.decide").due_on) in alert.words


def test_news_of_an_act_that_was_in_time_raise_nothing(road: Road) -> None:
    event = TermOverrun(road.case_id, ["c.decide"], "decide")
    listeners.find_overrun(event, happened_at=road.now, now=road.now)
    assert rules(road) == []


def test_what_was_done_on_a_certificate_suspended_from_a_past_day_is_looked_at() -> None:
    road = make.road(party_=make.party("示范补停有限公司", number=364))
    road.walk_to("filed")
    filed = make.filed_on(road)
    road.investigate()
    card = Certificate.objects.get(holder=road.crew.user("second"))
    agencies.suspend_certificate(
        certificate=card,
        from_on=filed + timedelta(days=1),
        until_on=None,
        reason="年审未通过",
        by=SYSTEM,
        at=road.now,
    )
    for _ in range(2):
        worker.deliver(now=road.now, limit=10_000)
    alert = Alert.objects.get(case=road.case, rule="uncertified")
    assert alert.severity == "red"
    assert "行政处罚法 第四十二条" in alert.words
    assert "制作询问笔录（2026-03-04）、登记证据（2026-03-04起 5 次）" in alert.words


def test_a_certificate_suspended_from_today_warns_of_no_earlier_act() -> None:
    road = make.road(party_=make.party("示范即停有限公司", number=365))
    road.walk_to("filed")
    road.investigate()
    road.until(road.today + timedelta(days=1))
    card = Certificate.objects.get(holder=road.crew.user("second"))
    agencies.cancel_certificate(
        certificate=card, on=road.today, reason="调离岗位", by=SYSTEM, at=road.now
    )
    worker.deliver(now=road.now, limit=10_000)
    assert rules(road) == []


def test_an_overdue_term_is_warned_of_once_and_not_before() -> None:
    road = make.road(party_=make.party("示范逾期有限公司", number=62))
    road.walk_to("filed")
    due = road.case.clocks.get(code="c.decide").due_on
    last = datetime(due.year, due.month, due.day, 23, tzinfo=make.BEIJING)
    watches.overdue_terms(now=last)
    assert rules(road) == []
    for more in (2, 3, 26):
        watches.overdue_terms(now=last + more * HOUR)
    assert rules(road) == [("term_overdue", "c.decide#1")]
    assert Alert.objects.get(case=road.case).severity == "red"


def test_hours_are_warned_of_by_the_hour() -> None:
    road = make.road(party_=make.party("示范涉罪有限公司", number=63))
    road.walk_to("filed")
    told = {"offence": "罪", "facts": "事实清楚", "standard": "达到标准"}
    road.do("officer", "suspect_crime", told)
    road.do("chief_head", "approve_transfer", {"opinion": "同意"})
    due = road.case.clocks.get(code="c.transfer.send").due_at
    assert due is not None
    watches.overdue_terms(now=due)
    assert rules(road) == []
    watches.overdue_terms(now=due + HOUR)
    assert rules(road) == [("term_overdue", "c.transfer.send#1")]


def test_the_partys_own_terms_warn_nobody(road: Road) -> None:
    watches.overdue_terms(now=road.now + timedelta(days=40))
    assert not [about for _, about in rules(road) if about.startswith("c.pay")]


def test_a_suspended_case_is_not_overdue() -> None:
    road = make.road(party_=make.party("示范中止有限公司", number=64))
    road.walk_to("investigated")
    breaks.rest(road, "other_case", "等待另案")
    watches.overdue_terms(now=road.now + timedelta(days=400))
    assert rules(road) == []


def test_a_review_that_waits_too_long_is_warned_of() -> None:
    road = make.road(party_=make.party("示范待审有限公司", number=65))
    road.walk_to("concluded")
    sent = review.submit(case=road.case, note="请予审核", by=road.actor("officer"), at=road.now)
    later = road.now + timedelta(days=20)
    watches.overdue_reviews(now=road.now)
    assert rules(road) == []
    for _ in range(2):
        watches.overdue_reviews(now=later)
    assert rules(road) == [("review_overdue", "c.review#1")]
    road.wait(days=20)
    road.answer_points(sent)
    review.opine(
        submission=sent, kind="agree", text="同意处罚", by=road.actor("reviewer"), at=road.now
    )
    watches.overdue_reviews(now=later + timedelta(days=20))
    assert len(rules(road)) == 1


def test_what_is_unserved_is_not_warned_of_as_unpublished() -> None:
    road = make.road(party_=make.party("示范未送达有限公司", number=66))
    road.walk_to("decided")
    worker.deliver(now=road.now, limit=10_000)
    watches.overdue_publications(now=road.now + timedelta(days=20))
    assert rules(road) == []


def test_publishing_and_taking_down_have_their_warnings(road: Road) -> None:
    worker.deliver(now=road.now, limit=10_000)
    row = Publication.objects.get(decision__case=road.case)
    watches.overdue_publications(now=road.now)
    assert rules(road) == []
    watches.overdue_publications(now=road.now + timedelta(days=20))
    assert rules(road) == [("not_published", "due_on")]
    by = road.actor("publisher")
    disclosure.publish(publication=row, checked=True, by=by, at=road.now)
    annulled = road.today
    disclosure.must_leave(
        decision_id=row.decision_id, effective_on=annulled, by=SYSTEM, at=road.now
    )
    watches.overdue_publications(now=road.now + timedelta(days=1))
    assert len(rules(road)) == 1
    for days in (2, 3, 10):
        watches.overdue_publications(now=road.now + timedelta(days=days))
    assert rules(road)[1:] == [
        ("not_withdrawn", "withdraw_limit_on"),
        ("not_withdrawn", "withdraw_target_on"),
    ]
    grave = Alert.objects.get(about="withdraw_limit_on")
    assert grave.severity == "red"


# ---- followed to the end
def test_answered_and_closed(road: Road) -> None:
    alert = raised(road)
    assert raised(road).pk == alert.pk
    mine, over = road.actor("unit_head"), supervisor()

    def refused(name: str, by: Signed, **more: str) -> frozenset[str]:
        with pytest.raises(Refused) as no:
            getattr(actions, name)(alert=alert, by=by, at=road.now, **more)
        return no.value.codes

    assert refused("close", over) == {"unanswered"}
    assert refused("answer", mine, text="  ") == {"no_answer"}
    assert "not_permitted" in refused("answer", over, text="已经补办")
    actions.answer(alert=alert, text="已经补办", by=mine, at=road.now)
    assert refused("close", mine) == {"not_permitted"}
    actions.close(alert=alert, by=over, at=road.now)
    assert refused("close", over) == {"alert_closed"}
    assert refused("answer", mine, text="已经补办") == {"alert_closed"}
    kinds = Entry.objects.filter(subject=f"alert:{alert.pk}").order_by("seq")
    told = [e.kind.rpartition(".")[2] for e in kinds]
    assert told == ["AlertRaised", "AlertAnswered", "AlertClosed"]


def test_open_ones_red_first(road: Road) -> None:
    for severity in ("yellow", "red", "orange"):
        actions.raise_alert(
            case=road.case,
            rule=severity,
            about="x",
            severity=severity,
            words="x" * 400,
            by=SYSTEM,
            at=road.now,
        )
    shown = reads.open_alerts(viewer=supervisor())
    assert [a.severity for a in shown] == ["red", "orange", "yellow"]
    assert all(a.words == "x" * 400 for a in shown)


def test_another_agencys_people_see_none_and_supervisors_all(road: Road) -> None:
    alert = raised(road)
    stranger = make.signed(make.person("cg-head", "unit_head", make.agency("CG")), road.today)
    assert list(reads.alerts(viewer=stranger)) == []
    with pytest.raises(Refused) as no:
        actions.answer(alert=alert, text="已经补办", by=stranger, at=road.now)
    assert no.value.codes == {"not_permitted"}
    assert reads.alert(pk=alert.pk, viewer=supervisor()) == alert
