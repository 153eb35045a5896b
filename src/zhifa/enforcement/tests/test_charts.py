"""Procedures drawn and told from their files: nothing is left out, nothing is stale."""

import io
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from zhifa.enforcement import reads
from zhifa.enforcement.rules.chart import everywhere, main_road
from zhifa.enforcement.rules.chart_text import width, wrap
from zhifa.enforcement.rules.procedure import Procedure, codes, load

SVG = "{http://www.w3.org/2000/svg}"
PROCEDURES = pytest.mark.parametrize("procedure", [load(c) for c in codes()], ids=codes())
LOOSE = re.compile(r"\sstyle=|<style|<script|\son[a-z]+=|https?://")
FRESH = "run `make docs` and commit what it draws"


def said(*words: str) -> str:
    out = io.StringIO()
    call_command("procedures", *words, stdout=out)
    return out.getvalue()


@PROCEDURES
def test_the_drawing_shows_every_step_where_it_can_be_taken(procedure: Procedure) -> None:
    root = ET.fromstring(reads.drawing_of(procedure=procedure))  # noqa: S314 - our own drawing
    drawn = {
        (group.get("data-stage", ""), step.get("data-move", ""))
        for group in root.iter(f"{SVG}g")
        if group.get("data-stage") is not None
        for step in group.iter(f"{SVG}g")
        if step.get("data-move")
    }
    common = {m.id for m in everywhere(procedure)}
    wanted = {(s, m.id) for m in procedure.moves.values() if m.id not in common for s in m.to}
    wanted |= {("", name) for name in common} | {(procedure.first, procedure.opening)}
    assert drawn == wanted
    words = "".join(root.itertext())
    assert all(stage.name in words for stage in procedure.stages.values())
    assert all(name in words for name in procedure.phases.values())


@PROCEDURES
def test_a_step_names_who_takes_it_its_article_and_where_it_leads(procedure: Procedure) -> None:
    for card in reads.chart_of(procedure=procedure).cards:
        for line in card.lines:
            move = procedure.moves[line.move]
            assert "".join(line.name.lines) == move.name
            assert "".join(line.who.lines)
            told = "".join(line.source.lines).replace(" ", "")
            assert told.startswith(move.source.replace(" ", ""))
            after = move.to.get(card.stage, card.stage)
            assert line.to == ("" if after == card.stage else after)
            assert (line.pill is not None) == bool(line.to)
            assert line.pill is None or procedure.stages[line.to].name in line.pill.words


@PROCEDURES
def test_cards_do_not_overlap_and_stay_on_the_page(procedure: Procedure) -> None:
    drawing = reads.chart_of(procedure=procedure)
    for x in {card.x for card in drawing.cards}:
        column = sorted((c for c in drawing.cards if c.x == x), key=lambda c: c.y)
        assert all(one.bottom < other.y for one, other in pairwise(column))
    for card in drawing.cards:
        assert card.right <= drawing.width
        assert card.bottom <= drawing.height
        assert [one.y + one.h for one in card.lines[:-1]] == [o.y for o in card.lines[1:]]


@PROCEDURES
def test_the_road_of_a_plain_case_decides_and_ends(procedure: Procedure) -> None:
    road = main_road(procedure)
    deciding = procedure.moves[procedure.decisions[0]]
    assert road[0] == procedure.first
    assert procedure.stages[road[-1]].final
    steps = set(pairwise(road))
    assert steps & set(deciding.to.items())
    assert all(any(m.to.get(a) == b for m in procedure.moves.values()) for a, b in steps)


@PROCEDURES
def test_a_drawing_needs_no_loose_policy(procedure: Procedure) -> None:
    text = reads.drawing_of(procedure=procedure)
    assert not re.search(
        r"\sstyle=|<style|<script|\son[a-z]+=|https?://(?!www\.w3\.org/2000/svg)", text
    )


@PROCEDURES
def test_the_words_name_every_step(procedure: Procedure) -> None:
    text = reads.outline_of(procedure=procedure)
    for move in procedure.moves.values():
        lines = re.findall(rf"^  · {move.name}(?: → |（)", text, re.MULTILINE)
        assert len(lines) == max(1, len(move.to))
        assert move.source in text
    assert all(f"\n{s.name}" in text for s in procedure.stages.values())


@PROCEDURES
def test_the_guide_tells_terms_rights_and_remedies(procedure: Procedure) -> None:
    text = reads.guide_of(procedure=procedure)
    for rule in procedure.clocks:
        line = next(row for row in text.splitlines() if rule.name in row and rule.source in row)
        assert (str(rule.n) if rule.n else "按批准的分期计划") in line
    yours = text[text.index("您的期限") : text.index("机关的办理期限")]
    assert all((rule.name in yours) == rule.party for rule in procedure.clocks)
    assert ("听证" in text) == ("request_hearing" in procedure.moves)
    assert "行政复议法 第二十条" in text
    assert ("行政诉讼法 第四十六条" in text) == ("decide" in procedure.moves)


@PROCEDURES
def test_what_is_in_docs_is_fresh(procedure: Procedure) -> None:
    folder: Path = settings.BASE_DIR / "docs" / "procedures"
    for name, text in reads.charts_of(procedure=procedure).items():
        assert (folder / name).read_text(encoding="utf-8") == text, FRESH


def test_docs_hold_nothing_else() -> None:
    kept = {p.name for p in (settings.BASE_DIR / "docs" / "procedures").iterdir()}
    wanted = {name for c in codes() for name in reads.charts_of(procedure=load(c))}
    assert kept == wanted, FRESH


def test_the_command_lists_tells_and_draws(tmp_path: Path) -> None:
    rows = [line.split("\t") for line in said("list").splitlines()]
    assert [row[0] for row in rows] == codes()
    assert rows[0][1:3] == ["penalty", "2021-07-15"]
    assert "服务指南" in said("guide", "penalty_summary").splitlines()[0]
    written = said("chart", "--out", str(tmp_path / "new")).splitlines()
    assert {Path(name).name for name in written} == {p.name for p in (tmp_path / "new").iterdir()}
    ET.parse(tmp_path / "new" / "penalty_ordinary.svg")  # noqa: S314 - our own drawing
    with pytest.raises(CommandError, match="没有这个程序"):
        said("guide", "penalty_imaginary")


WORDS = st.text("行政处罚法第条、 abc1", max_size=60)


@given(WORDS, st.integers(40, 300))
def test_lines_keep_every_sign_and_fit(text: str, room: int) -> None:
    lines = wrap(text, 12, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 12) <= room for line in lines)
