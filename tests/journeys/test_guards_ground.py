"""A decision not to punish rests on its ground, in the database too (行政处罚法 三十三、五十七)."""

from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

from tests import make
from tests.journeys.test_guards_decision import forge, put_forward, refused
from tests.walks import Road
from zhifa.enforcement.models import Decision
from zhifa.enforcement.rules.lists import names

MINOR = "minor_breach_waiver"


def spared(**columns: Any) -> dict[str, Any]:
    """A row that spares the party; its step says the ground that the row says."""
    row = {
        "move": "decide_no_penalty",
        "outcome": "no_penalty",
        "kinds": [],
        "fine": Decimal(0),
        "notice_document": None,
        "ground": MINOR,
        **columns,
    }
    return {"said": {"ground": row["ground"]}, **row}


def reported(ground: str = MINOR) -> Road:
    """A case reported, and reviewed, as not to be punished."""
    road = make.road()
    road.walk_to("investigated")
    road.conclude("no_penalty", ground=ground)
    road.review()
    return road


def test_the_database_knows_the_grounds_that_the_procedure_knows() -> None:
    guards = import_module("zhifa.enforcement.migrations.0008_ground_guards")
    assert set(guards.KNOWN) == set(names("no_penalty_grounds"))


def test_only_the_reported_ground_is_taken() -> None:
    road = reported()
    refused("decision_ungrounded", road, **spared(ground="breach_unproven"))
    refused("decision_ungrounded", road, **spared(ground=""))
    refused("decision_ungrounded", road, **spared(said={"ground": "no_fault_waiver"}))
    refused("decision_ungrounded", road, **spared(said={}))
    forge(road, **spared())
    assert Decision.objects.get().ground == MINOR


@pytest.mark.parametrize("ground", ["", "mercy", "MINOR_BREACH_WAIVER", "minor_breach_waiver "])
def test_a_ground_that_the_law_does_not_know_spares_nobody(ground: str) -> None:
    road = put_forward(reviewed=True)  # a penalty was proposed: its report names no ground
    refused("decision_ungrounded", road, **spared(ground=ground))
    forge(road, **spared(ground="breach_unproven"))
    assert Decision.objects.get().outcome == "no_penalty"


def test_a_penalty_has_no_such_ground() -> None:
    refused("decision_ungrounded", put_forward(reviewed=True), ground=MINOR)
