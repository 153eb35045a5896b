"""Terms, hearing lines and ranges that a matter sets steer its cases (law 1.1.1; CF 63, 85)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests import make

from zhifa.enforcement import reads
from zhifa.enforcement.reads.matters import matter_facts
from zhifa.enforcement.rules.facts import content_of
from zhifa.enforcement.rules.matter_terms import rules_of, told_by, words
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.needs.notice import hearing_needed
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.story import acts, clock, facts
from zhifa.enforcement.tests.test_properties import MATTER
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document
from zhifa.registry.models import Matter, Party

LAW = load("penalty_ordinary")
ECOLOGY = {"code": "file", "n": 15, "unit": "day", "source": "某办法"}


def filed(*terms: dict[str, Any]) -> Any:
    """A clue of 9 January whose matter was named on the 12th."""
    named = {"terms": told_by(terms)} if terms else {}
    return acts(("register", "2026-01-09"), ("propose_filing", "2026-01-12", named))


def term(code: str, n: int, unit: str = "workday") -> dict[str, Any]:
    return {"code": code, "n": n, "unit": unit, "source": ""}


def test_the_filing_term_of_the_field() -> None:
    assert str(clock(filed(), "c.file").due_on) == "2026-01-30"  # SJ 18: 15 workdays
    state = clock(filed(ECOLOGY), "c.file")
    assert str(state.raw_on) == "2026-01-24"  # 15 days, a Saturday
    assert str(state.due_on) == "2026-01-26"  # T2
    assert str(clock(filed(term("file", 5)), "c.file").due_on) == "2026-01-16"


def test_the_extension_of_the_field() -> None:
    more = term("file_extend", 7, "day")
    row = (
        *filed(ECOLOGY, more),
        replace(filed()[1], seq=3, move="extend_check", facts={}),
    )
    assert clock(row, "c.file").extension == 7
    assert str(clock(row, "c.file").due_on) == "2026-02-02"  # 22 days: Saturday, rolled


def test_what_is_the_partys_is_never_shortened() -> None:
    row = filed(term("hearing", 3), term("pay", 10, "day"), term("defend", 7))
    told = words(rules_of(LAW, row))
    assert (told["hearing"], told["pay"], told["defend"]) == ("五个工作日", "十五日", "七个工作日")
    assert words(rules_of(LAW, filed(term("pay", 30, "day"))))["pay"] == "三十日"


def test_a_case_without_terms_of_its_own_runs_by_its_procedure() -> None:
    assert rules_of(LAW, filed()) == LAW.clocks
    assert rules_of(LAW, filed(term("something", 1))) == LAW.clocks


@pytest.mark.parametrize(
    ("field", "n", "unit"),
    [
        ("environment", 15, "day"),
        ("urban", 15, "day"),
        ("agriculture", 7, "day"),
        ("emergency", 5, "day"),
        ("health", 7, "day"),
        ("market", 15, "workday"),
    ],
)
def test_each_field_has_its_filing_term(field: str, n: int, unit: str) -> None:
    """law.md 1.1.1."""
    make.libraries(make.agency())
    found = Matter.objects.filter(field=field, kind="penalty").order_by("pk").first()
    assert found is not None
    told = told_by(found.clocks)["file"]
    assert (told["n"], told["unit"]) == (n, unit)


@pytest.mark.parametrize(
    ("content", "needed"),
    [
        ({"kinds": ["fine"], "fine": "10000"}, True),
        ({"kinds": ["fine"], "fine": "9999.99"}, False),
        ({"kinds": ["gain_confiscation"], "confiscation": "20000"}, False),
        ({"kinds": ["gain_confiscation"], "confiscation": "30000"}, True),
        ({"kinds": ["goods_confiscation"], "goods_worth": "29999.99"}, False),
        ({"kinds": ["goods_confiscation"], "goods_worth": "30000"}, True),
        ({"kinds": ["permit_suspension"]}, True),
        ({"kinds": ["closure_order"]}, True),
    ],
)
def test_the_hearing_lines_of_the_matter(content: dict[str, Any], *, needed: bool) -> None:
    own = replace(
        MATTER,
        hearing_from=Decimal(10000),
        hearing_taken_from=Decimal(30000),
        hearing_kinds=("permit_suspension",),
    )
    told = facts((), "2026-03-02", matter=own)
    assert hearing_needed(told, content_of(content)) == needed


def limited(kind: str) -> Any:
    """HJ0103: a person 200 to 1,000, a legal person 2,000 to 20,000 元."""
    make.libraries(make.agency())
    matter = Matter.objects.filter(code="HJ0103").order_by("from_on").first()
    return matter_facts(matter, Party(kind=kind))


@pytest.mark.parametrize(
    ("kind", "fine", "fits"),
    [
        ("natural_person", "500.00", True),
        ("natural_person", "2000.00", False),
        ("legal_person", "500.00", False),
        ("legal_person", "2000.00", True),
        ("other_organisation", "20001.00", False),
        ("individual_business", "1000.00", True),
    ],
)
def test_the_range_is_that_of_the_partys_kind(kind: str, fine: str, *, fits: bool) -> None:
    values = {"outcome": "penalty", "kinds": ["fine"], "fine": fine, "tier": "light"}
    move = LAW.moves["conclude"]
    told = facts((), "2026-03-02", matter=limited(kind), move=move, values=values)
    assert (NEEDS["amount_in_range"](told) is None) == fits


def test_tiers_of_another_range_set_no_sums() -> None:
    own = limited("legal_person")
    assert {tier[2:] for tier in own.tiers} == {(None, None)}
    assert own.own_limit == "《噪声污染防治法》第八十二条"


def test_the_form_and_the_papers_tell_the_own_range_and_its_clause() -> None:
    person = make.party("示范某乙", "natural_person", 71)
    road = make.road(matter="XF0103", party_=person)
    road.walk_to("investigated")
    move = LAW.moves["conclude"]
    asked = reads.fields_for(case=road.case, move=move, viewer=SYSTEM, at=road.now)
    told = next(f.help for f in asked if f.id == "fine")
    assert "0 元至 500 元" in told
    assert "《消防法》第六十条第二款" in told
    road.content = {"kinds": ["fine"], "fine": "500", "tier": "light"}
    for step in (road.conclude, road.review, road.notify):
        step()
    paper = Document.objects.get(dossier=road.case.dossier, template="W38")
    assert "、《中华人民共和国消防法》第六十条第二款" in str(paper.content)
