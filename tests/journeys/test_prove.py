"""`zhifa prove` passes, and names the road when a procedure file is broken on purpose."""

import re

import pytest

from zhifa.enforcement.rules.procedure import FOLDER, codes, load, parse
from zhifa.enforcement.rules.prover import STRUCTURE, Finding, effects_of, invariants, prove
from zhifa.records import reads as records

pytestmark = pytest.mark.once

TEXTS = {c: (FOLDER / f"{c}.toml").read_text(encoding="utf-8") for c in codes()}
PAPERS = frozenset(records.titles())
ORDINARY = TEXTS["penalty_ordinary"]


def broken(text: str) -> dict[str, Finding]:
    return {f.invariant: f for f in prove(parse(text), papers=PAPERS) if not f.holds}


@pytest.mark.parametrize("code", codes())
def test_every_procedure_holds(code: str) -> None:
    found = list(prove(load(code), papers=PAPERS))
    assert [f for f in found if not f.holds] == []


def without(text: str, move: str, need: str) -> str:
    head, sep, rest = text.partition(f'[[moves]]\nid = "{move}"\n')
    before, line, after = rest.partition("\nneeds = [")
    needs, end, tail = after.partition("]")
    kept = [one for one in needs.split(", ") if one != f'"{need}"']
    return head + sep + before + line + ", ".join(kept) + end + tail


CUTS = [
    (code, move.id, need, rule.id)
    for code in codes()
    for rule in invariants()
    if rule.kind == "at"
    for move in load(code).moves.values()
    for need in rule.needs
    if effects_of(move, load(code)) & set(rule.effects) and need in move.needs
]


@pytest.mark.parametrize(("code", "move", "need", "rule"), CUTS)
def test_a_condition_taken_out_is_found_with_its_road(
    code: str, move: str, need: str, rule: str
) -> None:
    found = broken(without(TEXTS[code], move, need))
    assert rule in found
    assert need in found[rule].road[-1]
    assert found[rule].road[0] == load(code).opening


def test_where_goods_are_preserved_none_is_left_in_the_archive() -> None:
    found = broken(without(TEXTS["penalty_ordinary"], "archive", "goods_handed"))
    assert "goods_handed" in found["goods_handed"].road[-1]


def test_each_invariant_has_been_broken() -> None:
    cut = {rule for *_, rule in CUTS} | {"filed_first", "contact_two", "goods_handed"}
    assert cut == {r.id for r in invariants()}


def test_filing_cannot_be_walked_around() -> None:
    around = ORDINARY.replace(
        'from = ["clue"]\nto = "checking"', 'from = ["clue"]\nto = "investigating"'
    )
    assert broken(around)["filed_first"].road[:2] == ("register", "start_check")


def test_a_record_by_one_officer_is_found() -> None:
    found = broken(without(ORDINARY, "question", "two_present"))
    assert "question" in found["contact_two"].road


BREAKS = {
    "every_stage_is_reached": (
        "hearing              = {",
        'nowhere = { name = "无", phase = "file" }\nhearing              = {',
    ),
    "every_stage_leads_to_an_end": (
        'from = ["closed", "not_filed", "referred"]\nto = "archived"',
        'from = ["closed", "not_filed", "referred"]\nto = "closed"',
    ),
    "every_annulment_leads_to_an_end": (
        'id = "close"\nname = "结案"\nfrom = ["decided", "served"',
        'id = "close"\nname = "结案"\nfrom = ["served"',
    ),
    "every_clock_can_stop": (
        'stop = ["serve_decision", "annul"]\nn = 7',
        'stop = ["register"]\nn = 7',
    ),
    "every_word_is_known": (
        'needs = ["date_in_order", "found_in_order", ',
        'needs = ["unheard_of", ',
    ),
    "every_way_out_can_be_taken": ('fix = "serve_notice"', 'fix = "register"'),
    "every_sentence_has_an_article": (
        'message = "还没有选定违法事项。", source = "行政处罚法 第五十四条"',
        'message = "还没有选定违法事项。", source = ""',
    ),
    "every_refusal_says_what_next": (
        'source = "行政处罚法 第五十四条", fix = "propose_filing" }',
        'source = "行政处罚法 第五十四条" }',
    ),
    "every_paper_is_made_before_it_is_served": (
        (
            'serves = ["W50"]\nanew = ["record_payment", "correct_payment", "strike_payment", '
            '"approve_deferral"]\ndocuments = ["W57"]'
        ),
        'documents = ["W50", "W57"]',
    ),
    "every_paper_has_a_template": ('documents = ["W01"]', 'documents = ["W999"]'),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_structure_is_found(name: str) -> None:
    old, new = BREAKS[name]
    assert len(re.findall(re.escape(old), ORDINARY)) >= 1
    assert name in broken(ORDINARY.replace(old, new, 1))


def test_every_structural_check_has_been_broken() -> None:
    assert set(BREAKS) == {*STRUCTURE, "every_paper_has_a_template"}
