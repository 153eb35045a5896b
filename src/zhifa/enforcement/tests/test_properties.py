"""What holds whatever people do: more done never hinders more, and rows say what acts say."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from zhifa.enforcement import reads
from zhifa.enforcement.models import Case
from zhifa.enforcement.rules.facts import EvidenceFact, Facts, PartyFacts, content_of
from zhifa.enforcement.rules.fold import fold
from zhifa.enforcement.rules.matter_facts import MatterFacts
from zhifa.enforcement.rules.needs.decision import digest_of
from zhifa.enforcement.rules.obstacles import unmet
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.roads import Stops
from zhifa.enforcement.tests.story import acts, facts
from zhifa.kernel.access import SYSTEM

LAW = load("penalty_ordinary")
CONTENT: dict[str, Any] = {"kinds": ["fine"], "fine": "8000.00", "tier": "light"}
MATTER = MatterFacts(
    id=1,
    code="X",
    kinds=("fine",),
    fine_min=Decimal(5000),
    fine_max=Decimal(50000),
    tiers=(("light", "轻", Decimal(5000), Decimal(15000)),),
    elements=(("e1", "笔录", True, ()), ("e2", "票据", True, ())),
    hearing_from=Decimal(100000),
    major_from=Decimal(50000),
    limitation_years=2,
    public_interest=True,
    summary_allowed=False,
    waivers=(),
)
# a case in which everything is open: what was begun and never ended
BEGUN = (
    ("register", "2026-01-05"),
    ("approve_filing", "2026-01-06", {"officers": [1, 2]}),
    ("conclude", "2026-01-20", {**CONTENT, "outcome": "penalty", "complex": True}),
    ("notify", "2026-01-21", {**CONTENT, "hearing_told": False}),
    ("record_statement", "2026-01-22"),
    ("ask_recusal", "2026-01-22", {"person": 1}),
    ("preserve_evidence", "2026-01-22"),
    ("suspect_crime", "2026-01-22"),
)
# in the order in which they can be done; while a notice is unserved nothing is said of its term
DEEDS: tuple[tuple[Any, ...], ...] = (
    ("cosign_report", "2026-01-23"),
    ("serve_notice", "2026-01-23", {"effective_on": "2026-01-23"}),
    ("waive_rights", "2026-01-24", {"waives_statement": True, "waives_hearing": True}),
    ("recheck_statement", "2026-01-24"),
    ("decide_recusal", "2026-01-24", {"person": 1, "result": "refused"}),
    ("dispose_preservation", "2026-01-24"),
    ("refuse_transfer", "2026-01-24"),
    ("propose_decision", "2026-01-25", CONTENT),
    ("hold_panel", "2026-01-26", {"conclusion": "agree", "attendees": [8, 9]}),
    ("pass_review", "2026-01-26", {"content_digest": digest_of(content_of(CONTENT), "penalty")}),
    ("order_correction", "2026-01-26"),
)
SERVED, WAIVED = 1, 2
SAID = {"opinion": "同意", "surcharge": True}


def there(deeds: frozenset[int], evidence: frozenset[str], **more: Any) -> Facts:
    done = deeds | ({WAIVED} if SERVED in deeds else set())
    row = acts(*BEGUN, *(DEEDS[n] for n in sorted(done)))
    return facts(
        row,
        "2026-01-28",
        move=LAW.moves["decide"],
        stage="deliberating",
        values=SAID,
        matter=MATTER,
        party=PartyFacts("legal_person", organised=True, age=None),
        powers={"listed": True, "in_area": True, "mandated": True, "remedies": True},
        evidence=tuple(EvidenceFact(e, row[0].on, e) for e in sorted(evidence)),
        **more,
    )


def codes(case: Facts) -> set[str]:
    return {o.code for o in unmet(case, LAW.moves["decide"])}


some = st.frozensets(st.integers(0, len(DEEDS) - 1))
items = st.frozensets(st.sampled_from(["e1", "e2", "other"]))


@given(some, some, items, items)
def test_doing_more_never_adds_an_obstacle(
    deeds: frozenset[int], more: frozenset[int], held: frozenset[str], found: frozenset[str]
) -> None:
    assert codes(there(deeds | more, held | found)) <= codes(there(deeds, held))


def test_with_everything_done_nothing_is_left() -> None:
    everything = there(frozenset(range(len(DEEDS))), frozenset({"e1", "e2"}))
    assert codes(everything) == set()
    nothing = codes(there(frozenset(), frozenset()))
    assert nothing >= {
        "report_cosigned",
        "notice_served",
        "statement_rechecked",
        "no_recusal_open",
        "no_preservation_open",
        "no_crime_open",
        "decision_proposed",
        "panel_held",
        "review_passed",
        "evidence_complete",
        "evidence_lawful",
    }


def test_each_deed_is_missed_when_it_alone_is_left_out() -> None:
    everything = frozenset(range(len(DEEDS)))
    for number, deed in enumerate(DEEDS):
        if deed[0] == "waive_rights":  # the statement was made: nothing more is waited for
            continue
        assert codes(there(everything - {number}, frozenset({"e1", "e2"}))), deed[0]


def test_rows_say_what_the_acts_say(stops: Stops) -> None:
    for road in stops.values():
        assert reads.replay(case=road.case, viewer=SYSTEM) == []


people = st.frozensets(st.integers(1, 4), min_size=2)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 2), people), min_size=1, max_size=8))
def test_officers_are_those_named_last(named: list[tuple[int, frozenset[int]]]) -> None:
    day, told = 1, []
    for step, who in named:
        day += step
        told.append(("reassign", f"2026-01-{day:02d}", {"officers": sorted(who)}))
    state = fold(acts(("register", "2026-01-01"), *told))
    assert set(state.current_officers) == set(named[-1][1])
    keys = [(user, since) for user, since, _ in state.officers]
    assert len(keys) == len(set(keys)), "one row for a person and the day it began"
    assert all(until is None or since <= until for _, since, until in state.officers)


def test_every_case_is_reached_from_its_acts(stops: Stops) -> None:
    stages = {road.case.stage for road in stops.values()}
    assert stages <= set(LAW.stages)
    assert Case.objects.count() == len(stops)
