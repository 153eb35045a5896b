"""The libraries against themselves: a finding is raised once and closed when mended."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhifa.agencies.models import Certificate
from zhifa.agencies.tests import make as people
from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.registry import actions, reads, watches
from zhifa.registry.models import Finding, Matter
from zhifa.registry.rules.law_duties import Holder
from zhifa.registry.tests import make

AT = make.AT


def stored(**changes: Any) -> Matter:
    """A version as an import may leave it: with gaps that adopting by hand would refuse."""
    row = make.row(**changes)
    top = max((m.pk for m in Matter.objects.all()), default=0)
    plan = reads.Plan(fresh=[row], top=top, late="补录旧版本")
    actions.import_list(plan=plan, agency=None, digest="", by=SYSTEM, at=AT)
    return Matter.objects.get(code=row["code"], from_on=row["from_on"])


def check(days: int = 0) -> actions.Checked:
    return actions.check_base(by=SYSTEM, at=AT + timedelta(days=days))


def open_rules() -> set[str]:
    return set(reads.findings(viewer=SYSTEM).values_list("rule", flat=True))


def test_each_fault_is_raised_once_and_closed_when_mended() -> None:
    make.laws()
    stored(elements=[], tiers=make.row()["tiers"][:1])
    assert (check().raised, open_rules()) == (2, {"no_evidence", "tier_gap"})
    assert (check().raised, Finding.objects.count()) == (0, 2)
    stored(from_on=date(2026, 3, 3))
    done = check(days=1)
    assert (done.raised, done.mended, done.open) == (0, 2, 0)
    stored(elements=[], from_on=date(2026, 3, 5))
    assert check(days=3).raised == 1
    assert Finding.objects.filter(rule="no_evidence").count() == 2
    assert list(verify()) == []


def test_citations_that_dangle_or_have_expired_are_told_apart() -> None:
    make.laws()
    stored(
        code="A",
        breach_clauses=["《食品安全法》第九百条"],
        penalty_clauses=["《没有这部法》第一条"],
    )
    old = "《大气污染防治法》第八十一条第一款"  # 生态环境法典 took its place on 2026-08-15
    stored(code="B", breach_clauses=[old])
    check()
    found = {(f.rule, f.matter_code) for f in reads.findings(viewer=SYSTEM)}
    assert found == {("dangling", "A")}
    later = datetime(2026, 9, 1, tzinfo=UTC)
    actions.check_base(by=SYSTEM, at=later)
    found = {(f.rule, f.matter_code) for f in reads.findings(viewer=SYSTEM)}
    assert found == {("dangling", "A"), ("expired", "B")}


def test_procedures_and_papers_that_cite_what_is_gone_are_found_too() -> None:
    make.laws()
    old, good = "《大气污染防治法》第八十一条第一款", "《行政处罚法》第六十条"
    told = {
        "procedure": [
            Holder("penalty", "某程序", "/procedures/", [good, "《行政处罚法》第九百条"])
        ],
        "template": [Holder("W01", "某文书", "", [good, old])],
    }
    actions.note_citations(holders=told, by=SYSTEM, at=AT)
    check()
    [found] = reads.findings(viewer=SYSTEM)
    assert (found.rule, found.subject) == ("dangling", "procedure:penalty")
    assert "某程序" in found.words
    assert "第九百条" in found.words
    actions.check_base(by=SYSTEM, at=datetime(2026, 9, 1, tzinfo=UTC))
    rows = {(f.rule, f.subject) for f in reads.findings(viewer=SYSTEM)}
    assert rows == {("dangling", "procedure:penalty"), ("expired", "template:W01")}
    mended = {**told, "procedure": [Holder("penalty", "某程序", "/procedures/", [good])]}
    actions.note_citations(holders=mended, by=SYSTEM, at=AT)
    actions.check_base(by=SYSTEM, at=datetime(2026, 9, 2, tzinfo=UTC))
    assert open_rules() == {"expired"}


def test_overlaps_lists_without_matters_and_double_certificates() -> None:
    body = people.agency()
    tiers = make.row()["tiers"]
    lists: dict[str, list[str]] = {"breach_clauses": [], "penalty_clauses": []}
    matter = stored(tiers=[tiers[0], {**tiers[1], "min": 10000}], **lists)
    actions.list_powers(agency=body, codes=["T01"], from_on=date(2024, 1, 1), by=SYSTEM, at=AT)
    user = people.holder("officer", body)
    card = people.certificate(user, body)
    Certificate.objects.create(
        holder=user,
        agency=body,
        number="川510403900001",  # as older lists brought it in: none is issued beside another now
        kind=card.kind,
        areas=card.areas,
        valid_from=card.valid_from,
        valid_until=card.valid_until,
    )
    check()
    assert open_rules() == {"tier_overlap", "two_cards"}
    actions.end_matter(matter=matter, until_on=date(2026, 3, 2), by=SYSTEM, at=AT)
    check(days=1)
    assert open_rules() == {"unknown_power", "two_cards"}


def test_the_watch_looks_once_a_night() -> None:
    kind = "BaseChecked"
    for hours in (0, 1, 5):
        watches.check_base(now=AT + timedelta(hours=hours))
    assert Entry.objects.filter(kind__contains=kind).count() == 1
    watches.check_base(now=AT + timedelta(days=1))
    assert Entry.objects.filter(kind__contains=kind).count() == 2
    call_command("matters", "check")


def test_a_finding_is_neither_changed_nor_removed() -> None:
    stored(elements=[], breach_clauses=[], penalty_clauses=[])
    check()
    for change in (
        lambda: Finding.objects.update(words="没事"),
        lambda: Finding.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_who_keeps_no_list_checks_none() -> None:
    with pytest.raises(Refused):
        actions.check_base(by=make.officer(), at=AT)


# --- what was true on a day stays true


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(1, 400), st.integers(1, 9)),
        min_size=1,
        max_size=6,
    )
)
def test_answers_on_past_days_never_change(steps: list[tuple[str, int, int]]) -> None:
    """Whatever versions are added later, a day before they begin keeps its answer."""
    start = date(2024, 1, 1)
    begins = {"A": start, "B": start}
    days = [start + timedelta(days=n) for n in range(0, 2400, 150)]
    with transaction.atomic():
        for code, gap, amount in steps:
            before = {(c, d): _answer(c, d) for c in "AB" for d in days}
            begins[code] += timedelta(days=gap)
            stored(
                code=code,
                name=f"第{amount}版",
                from_on=begins[code],
                breach_clauses=[],
                penalty_clauses=[],
            )
            for (c, day), answer in before.items():
                if c != code or day < begins[code]:
                    assert _answer(c, day) == answer
        transaction.set_rollback(True)


def _answer(code: str, day: date) -> tuple[int, str] | None:
    found = reads.matter_on(code=code, on=day, viewer=SYSTEM)
    return None if found is None else (found.pk, found.name)


def test_the_page_says_whether_anybody_looked() -> None:
    client = browser("library_keeper")
    assert "还没有检查过" in text(client, "/library/checks/")
    check()
    assert "最近一次检查没有发现" in text(client, "/library/checks/")
