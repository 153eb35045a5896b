"""Terms that reach beyond the published holidays: no right ends on a day off to come (T19)."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement import actions, reads, watches
from zhifa.enforcement.models import Case, Clock
from zhifa.enforcement.reads.page import case_page
from zhifa.enforcement.reads.terms import clock_line
from zhifa.enforcement.rules.needs.notice import notice_term_over
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.story import PENALTY, acts, clock, facts
from zhifa.kernel import calendar
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import BEIJING, calendars
from zhifa.kernel.models import Entry
from zhifa.kernel.verify import verify

NOTICED = acts(
    ("register", "2026-12-01"),
    ("start_check", "2026-12-01", {"officers": [1, 2]}),
    ("notify", "2026-12-25"),
    ("serve_notice", "2026-12-25", {"effective_on": "2026-12-25"}),
)


def test_new_years_day_does_not_use_up_the_time_to_answer() -> None:
    """2026-12-28 to 31 are four workdays, 2027-01-01 is none; the fifth is Monday 01-04."""
    term = clock(NOTICED, "c.defend")
    assert (term.due_on, term.latest_on) == (date(2027, 1, 1), date(2027, 1, 4))
    for day in ("2027-01-02", "2027-01-04"):
        told = notice_term_over(facts(NOTICED, day))
        assert told is not None
        assert "2027-01-04" in told
        assert "放假安排尚未公布" in told
    assert notice_term_over(facts(NOTICED, "2027-01-05")) is None


def test_a_term_within_the_tables_says_one_day_only() -> None:
    row = acts(("serve_notice", "2026-03-02", {"effective_on": "2026-03-02"}))
    term = clock(row, "c.defend")
    assert term.latest_on == term.due_on
    assert term.until == f"期满日 {term.due_on}"


@pytest.fixture
def late_in_the_year() -> Road:
    """A case filed so that its ninety days end in a year without a table."""
    road = make.road(start=datetime(2026, 11, 9, 9, tzinfo=BEIJING))
    road.walk_to("filed")
    return road


def _published(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables as they will be once the notice for 2027 is out: here one with no bridges."""
    known = calendars.standard()
    more = {day for day in known.statutory if day.year == 2027}
    table = replace(known, off=known.off | more, years=known.years | {2027})
    monkeypatch.setattr(calendar, "standard", lambda: table)


def test_terms_are_computed_anew_once_the_holidays_are_published(
    late_in_the_year: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = late_in_the_year.case
    before = Clock.objects.get(case=case, code="c.decide")
    assert (before.provisional, before.due_on) == (True, before.raw_on)
    assert reads.provisional_cases(until=date(2027, 12, 31), limit=9, viewer=SYSTEM) == [case.pk]
    watches.recompute_terms(now=late_in_the_year.now)
    assert Clock.objects.get(pk=before.pk).provisional, "nothing is known yet"

    _published(monkeypatch)
    watches.recompute_terms(now=late_in_the_year.now)
    after = Clock.objects.get(pk=before.pk)
    assert not after.provisional
    assert after.raw_on == before.raw_on
    assert after.due_on >= after.raw_on
    assert calendar.standard().is_workday(after.due_on)
    last = Entry.objects.filter(subject=case.dossier_id).latest("seq")
    assert (last.kind, last.by) == ("enforcement.TermsRecomputed", SYSTEM.key)
    assert list(verify(subjects=[case.dossier_id])) == []
    assert reads.replay(case=Case.objects.get(pk=case.pk), viewer=SYSTEM) == []
    assert actions.recompute_terms(case_id=case.pk, by=SYSTEM, at=late_in_the_year.now) == 0


def test_the_party_s_term_is_shown_as_it_ends_for_others() -> None:
    """Fifteen days from 2026-12-25 end on Saturday 2027-01-09; paid on Monday is in time (T2)."""
    law = load("penalty_ordinary")
    row = acts(
        ("decide", "2026-12-25", PENALTY),
        ("serve_decision", "2026-12-25", {"effective_on": "2026-12-25"}),
    )
    state = clock(row, "c.pay")
    assert (state.due_on, state.latest_on) == (date(2027, 1, 9), date(2027, 1, 11))
    rule = next(r for r in law.clocks if r.id == "c.pay")
    stored = Clock(code="c.pay", round=1, **state.stored())
    line = clock_line(stored, rule, date(2027, 1, 10), state.latest_on)
    assert line.due.startswith("2027-01-11 星期一")
    assert line.left == "剩 1 天"
    assert "2027-01-09 星期六是休息日" in line.note


def test_the_page_shows_that_day() -> None:
    road = make.road(start=datetime(2026, 11, 9, 9, tzinfo=BEIJING))
    road.walk_to("proposed")
    road.until(date(2026, 12, 24))
    road.decide()
    road.deliver()
    page = case_page(case=road.case, viewer=SYSTEM, at=road.now)
    (line,) = [c for c in page.clocks if c.name == "缴款期限"]
    held = Clock.objects.get(case=road.case, code="c.pay")
    assert held.provisional
    assert date.fromisoformat(line.due[:10]).weekday() < 5
