"""What lengthens a term, and what ends it: pauses, extensions, payments, plans, remedies."""

from datetime import date

import pytest

from zhifa.enforcement.rules.outcome import late_terms
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.story import PENALTY, SPARED, acts, clock, facts, paid, plan, rounds
from zhifa.kernel.calendar import standard

ORDINARY = "penalty_ordinary"


def test_an_extension_counts_from_the_filing() -> None:
    row = acts(("approve_filing", "2025-03-10"), ("extend_case", "2025-05-30"))
    state = clock(row, "c.decide")
    assert (state.due_on, state.extension) == (date(2025, 7, 8), 30)  # D07
    more = acts(
        ("approve_filing", "2025-03-10"),
        ("extend_case", "2025-05-30"),
        ("extend_by_panel", "2025-07-01", {"days": 20}),
    )
    assert clock(more, "c.decide").raw_on == date(2025, 7, 28)


def test_checking_is_extended_by_workdays() -> None:
    row = acts(("register", "2024-02-02"), ("extend_check", "2024-02-20"))
    plain = standard().workdays_between(date(2024, 2, 2), clock(row, "c.file").due_on)
    assert plain == 30


def test_testing_does_not_count_from_when_the_paper_reached_the_party() -> None:
    filed, sent = ("approve_filing", "2025-03-03"), ("commission_test", "2025-03-10")
    found = ("receive_test", "2025-03-29")
    row = acts(filed, sent, ("tell_test", "2025-03-10"), found)
    assert clock(row, "c.decide").due_on == date(2025, 6, 23)  # D08: 20 days
    late = acts(filed, sent, ("tell_test", "2025-03-20"), found)
    assert clock(late, "c.decide").raw_on == date(2025, 6, 11)
    announced = ("tell_test", "2025-03-10", {"effective_on": "2025-03-20"})
    assert clock(acts(filed, sent, announced, found), "c.decide").raw_on == date(2025, 6, 11)
    untold = acts(filed, sent, found)
    assert clock(untold, "c.decide").excluded == ()


PAUSES: list[tuple[str, str, dict[str, str]]] = [
    ("suspend", "resume", {}),
    ("tell_test", "receive_test", {}),
    ("request_hearing", "report_hearing", {}),
    ("request_hearing", "withdraw_hearing", {}),
    ("send_transfer", "police_refused", {}),
]


@pytest.mark.parametrize(("begin", "end", "told"), PAUSES)
def test_what_does_not_count_in_the_ninety_days(begin: str, end: str, told: dict[str, str]) -> None:
    filed = ("approve_filing", "2025-03-03")
    plain = clock(acts(filed), "c.decide").raw_on
    resting = clock(acts(filed, (begin, "2025-03-10", told)), "c.decide")
    assert resting.state == "paused"
    over = clock(acts(filed, (begin, "2025-03-10", told), (end, "2025-03-29")), "c.decide")
    assert over.state == "running"
    assert (over.raw_on - plain).days == 20
    assert over.excluded[0][:2] == ("2025-03-10", "2025-03-29")


def test_overlapping_rests_count_once() -> None:
    row = acts(
        ("approve_filing", "2025-03-03"),
        ("commission_test", "2025-03-10"),
        ("tell_test", "2025-03-10"),
        ("suspend", "2025-03-20"),
        ("receive_test", "2025-03-29"),
        ("resume", "2025-04-08"),
    )
    assert (clock(row, "c.decide").raw_on - date(2025, 6, 1)).days == 30


def test_a_notice_served_by_announcement_rests_for_its_thirty_days() -> None:
    direct = {"effective_on": "2025-04-01"}
    plain = acts(("approve_filing", "2025-03-03"), ("serve_notice", "2025-04-01", direct))
    assert clock(plain, "c.decide").excluded == ()
    announced = {"effective_on": "2025-05-01"}
    row = acts(("approve_filing", "2025-03-03"), ("serve_notice", "2025-04-01", announced))
    state = clock(row, "c.decide")
    assert state.excluded == (("2025-04-01", "2025-05-01", "公告送达告知书"),)
    assert (state.raw_on - date(2025, 6, 1)).days == 31
    assert clock(row, "c.defend").start_on == date(2025, 5, 1)


def test_a_resting_term_does_not_run_out() -> None:
    row = acts(("approve_filing", "2025-03-03"), ("suspend", "2025-05-20"))
    there = facts(row, "2025-12-01", move=load(ORDINARY).moves["terminate"])
    assert late_terms(there) == []
    ended = acts(
        ("approve_filing", "2025-03-03"), ("suspend", "2025-05-20"), ("terminate", "2025-12-01")
    )
    assert clock(ended, "c.decide").state == "met"


def test_a_rest_that_begins_too_late_saves_nothing() -> None:
    row = acts(("approve_filing", "2025-03-03"), ("suspend", "2025-06-20"))
    assert clock(row, "c.decide").state == "running"
    there = facts(row, "2025-07-01", move=load(ORDINARY).moves["terminate"])
    assert late_terms(there) == ["c.decide"]


# ---- paying
SERVED = (("decide", "2025-01-13", PENALTY), ("serve_decision", "2025-01-20"))  # due 2025-02-05


def test_payment_ends_the_term_only_when_all_is_paid() -> None:
    part = acts(*SERVED, ("record_payment", "2025-01-25", paid("4000.00")))
    assert clock(part, "c.pay").open
    assert rounds(part, "c.close") == []
    whole = acts(
        *SERVED,
        ("record_payment", "2025-01-25", paid("4000.00")),
        ("record_payment", "2025-02-05", paid("6000.00")),
    )
    assert clock(whole, "c.pay").state == "met"
    assert clock(whole, "c.court").state == "met"
    assert clock(whole, "c.close").start_on == date(2025, 2, 5)


def test_a_fine_paid_late_without_its_surcharge_is_not_paid_up() -> None:
    late = acts(*SERVED, ("record_payment", "2025-02-15", paid("10000.00")))
    assert clock(late, "c.pay").open
    assert rounds(late, "c.close") == []
    settled = acts(
        *SERVED,
        ("record_payment", "2025-02-15", paid("10000.00")),
        ("record_payment", "2025-02-20", paid("3000.00", "surcharge")),
    )
    assert clock(settled, "c.pay").state == "late"
    assert clock(settled, "c.close").start_on == date(2025, 2, 20)


def test_a_surcharge_paid_does_not_pay_the_fine() -> None:
    row = acts(
        *SERVED,
        ("record_payment", "2025-02-15", paid("3000.00", "surcharge")),
        ("record_payment", "2025-02-15", paid("7000.00")),
    )
    assert clock(row, "c.pay").open


def test_a_plan_moves_the_last_day_to_pay() -> None:
    asked = plan(("2025-05-01", "5000.00"), ("2025-08-31", "5000.00"))
    row = acts(*SERVED, ("approve_deferral", "2025-01-28", asked))
    assert clock(row, "c.pay").due_on == date(2025, 8, 31)
    longer = acts(*SERVED, ("approve_deferral", "2025-01-28", plan(("2025-11-30", "10000.00"))))
    court = clock(longer, "c.court")
    assert (court.start_on, court.due_on) == (date(2025, 11, 30), date(2026, 2, 28))  # D43


def test_the_courts_window_opens_after_reconsideration_and_suit() -> None:
    row = acts(
        *SERVED,
        ("note_remedy", "2025-03-01", {"remedy": "suit"}),
        ("end_remedy", "2025-10-10", {"result": "upheld"}),
    )
    assert clock(row, "c.court").start_on == date(2025, 10, 10)


def test_urging_again_waits_again() -> None:
    row = acts(*SERVED, ("urge", "2025-03-03"), ("urge", "2025-04-01"))
    first, second = rounds(row, "c.urge")
    assert first.stopped_on == second.start_on == date(2025, 4, 1)


def test_what_leaves_nothing_but_to_close() -> None:
    spared = acts(("decide_no_penalty", "2025-01-13", SPARED), ("serve_decision", "2025-01-20"))
    assert clock(spared, "c.close").start_on == date(2025, 1, 20)
    fined = acts(*SERVED)
    assert rounds(fined, "c.close") == []
    taken = acts(*SERVED, ("court_answered", "2025-10-10", {"result": "accepted"}))
    assert clock(taken, "c.close").start_on == date(2025, 10, 10)
    refused = acts(*SERVED, ("court_answered", "2025-10-10", {"result": "refused"}))
    assert rounds(refused, "c.close") == []
