"""When legal review is a must: each rule of law.md 4.1 that a penalty can meet, and only then."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from zhifa.enforcement.rules.facts import content_of
from zhifa.enforcement.rules.matter_facts import MatterFacts
from zhifa.enforcement.rules.needs.decision import review_scope
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.rules.scope_words import SCOPE
from zhifa.enforcement.tests.story import acts, facts

PLAIN = MatterFacts(
    id=1,
    code="X1",
    kinds=("fine", "permit_revocation"),
    fine_min=Decimal(1000),
    fine_max=Decimal(90000),
    tiers=(),
    elements=(),
    hearing_from=Decimal(100000),
    major_from=Decimal(50000),
    limitation_years=2,
    public_interest=False,
    summary_allowed=False,
    waivers=(),
)
REPORT: Mapping[str, Any] = {"outcome": "penalty"}
HELD = ("hold_hearing", "2026-03-20", {"held_on": "2026-03-20"})
REDO = ("register_redo", "2026-02-01", {"redo": {"case": "x"}})


def fired(
    *more: Any,
    fine: str = "2000",
    kinds: tuple[str, ...] = ("fine",),
    outcome: str = "penalty",
    matter: Mapping[str, Any] | None = None,
    report: Mapping[str, Any] | None = None,
    by_law: Mapping[str, str] | None = None,
    **content: Any,
) -> tuple[str, ...]:
    rows = [*more, ("conclude", "2026-03-10", {**REPORT, **(report or {}), "outcome": outcome})]
    rows.sort(key=lambda row: row[1])
    found = facts(acts(*rows), "2026-04-01", matter=replace(PLAIN, **(matter or {})))
    law = replace(load("penalty_ordinary"), reviewed_by_law=by_law or {})
    told = content_of({"kinds": kinds, "fine": fine, **content})
    return review_scope(replace(found, procedure=law), told, outcome)


def test_a_plain_small_penalty_is_not_in_scope() -> None:
    assert fired() == ()


@pytest.mark.parametrize(
    ("told", "rules"),
    [
        ({"matter": {"public_interest": True}}, ("L1",)),
        ({"report": {"social_risk": True}}, ("L2",)),
        *(
            ({"kinds": (kind,), "fine": "0"}, ("L3",))
            for kind in (
                "permit_revocation",
                "business_suspension",
                "closure_order",
                "trade_bar",
                "qualification_downgrade",
            )
        ),
        ({"report": {"complex": True}}, ("L5",)),
        ({"matter": {"statutes": 2}}, ("L5",)),
        ({"by_law": {"X1": "某条例 第一条"}}, ("L6",)),
        ({"by_law": {"X2": "某条例 第一条"}}, ()),
        ({"fine": "49999.99"}, ()),
        ({"fine": "50000"}, ("L7",)),
        ({"fine": "25000", "confiscation": "25000"}, ("L7",)),
        ({"outcome": "no_penalty", "matter": {"fine_min": Decimal(50000)}}, ("L12",)),
        ({"outcome": "no_penalty"}, ()),
        (
            {"circumstance": "mitigated", "matter": {"fine_min": Decimal(50000)}},
            ("L12",),
        ),
    ],
)
def test_each_rule_fires_for_what_it_says(told: Mapping[str, Any], rules: tuple[str, ...]) -> None:
    assert fired(**told) == rules


def test_a_hearing_and_a_redone_decision_are_always_in_scope() -> None:
    assert fired(HELD) == ("L4",)
    assert fired(REDO) == ("L13",)
    assert fired(REDO, outcome="no_penalty") == ("L13",)


def test_every_rule_that_fires_has_its_words() -> None:
    every = fired(
        REDO,
        HELD,
        fine="60000",
        kinds=("fine", "permit_revocation"),
        circumstance="mitigated",
        matter={"public_interest": True, "statutes": 2, "fine_min": Decimal(70000)},
        report={"social_risk": True, "complex": True},
        by_law={"X1": "某条例 第一条"},
    )
    assert every == tuple(SCOPE)
