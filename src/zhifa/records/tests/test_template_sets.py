"""Full sets of papers: what the list asks for, typed lists, and versions of their day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhifa.kernel.access import SYSTEM
from zhifa.records import reads
from zhifa.records.rules import paper_kinds, templates
from zhifa.records.rules.compose import compose, typed_table
from zhifa.records.rules.linting import MUST
from zhifa.records.rules.templates import FIRST_EDITION, Library, library
from zhifa.records.tests import make

# law.md 3.3: W01-W59 and W69-W76; MOJ7: seven papers of inspections
WANTED = [f"W{n:02d}" for n in (*range(1, 60), *range(69, 77))]
INSPECTION = {"W63", "W64", "W09J", "W15J", "W10J", "W22J", "W65"}


@pytest.mark.parametrize("wanted", WANTED)
def test_every_paper_of_the_list_has_a_template(wanted: str) -> None:
    assert [code for code in reads.template_codes() if code.startswith(wanted)]


def test_there_are_the_seven_papers_of_inspections() -> None:
    known = {code for code, form in library().templates.items() if form.kind == "inspection"}
    assert known >= INSPECTION


def test_a_mandatory_part_names_its_article() -> None:
    for form in library().templates.values():
        for block in form.blocks:
            assert block.article or not block.parts, form.code


@pytest.mark.parametrize(("code", "article"), [("W29", "第二十四条"), ("W51", "第三十七条")])
def test_coercion_has_the_five_items_of_its_article(code: str, article: str) -> None:
    """行政强制法 24, 37: items one to four are blocks, the fifth is the body's name and seal."""
    form = library().templates[code]
    cited = " ".join(block.article for block in form.blocks)
    for n in "一二三四":
        assert f"第（{n}）项" in cited, n
    assert article in cited
    assert form.outgoing


@pytest.mark.parametrize("code", ["W09", "W09J", "W15", "W15J"])
def test_records_tell_rights_before_they_ask(code: str) -> None:
    content, _ = compose(library().templates[code], make.facts(code), number="")
    told = [block.get("text", "") for block in content["blocks"]]
    assert "出示执法证件" in " ".join(told)
    assert "rights" in MUST["record"]


def test_a_typed_list_becomes_a_table_and_loses_nothing() -> None:
    heads = ("名称", "规格", "数量")
    told = typed_table("白酒\uff5c500ml\uff5c12 瓶\n\n标签\t一卷\n箱|大|3|破损", heads)
    assert told == [
        ["序号", "名称", "规格", "数量"],
        ["1", "白酒", "500ml", "12 瓶"],
        ["2", "标签", "一卷", ""],
        ["3", "箱", "大", "3|破损"],
    ]


def test_a_list_of_goods_is_set_as_a_table() -> None:
    paper = make.document(
        template="W30", given=make.facts("W30", act__items="白酒\uff5c500ml\uff5c瓶\uff5c12")
    )
    table = next(block["table"] for block in paper.content["blocks"] if "table" in block)
    assert table[1][1:5] == ["白酒", "500ml", "瓶", "12"]
    assert paper.fields["act.items"] == "白酒\uff5c500ml\uff5c瓶\uff5c12"


def test_kinds_natures_and_layouts_have_names() -> None:
    for form in library().templates.values():
        assert form.kind in paper_kinds.KINDS
        assert form.nature in paper_kinds.NATURES
        assert form.layout in paper_kinds.LAYOUTS


def newer(code: str, begins: date) -> Library:
    """The library with a second version of a paper."""
    known = library()
    old = known.templates[code]
    new = replace(old, title=f"{old.title}（新）", version=begins)
    return replace(
        known,
        templates={**known.templates, code: new},
        versions={**known.versions, code: [*known.versions[code], new]},
    )


@pytest.mark.parametrize(("late", "title"), [(1, ""), (0, "（新）")])
def test_a_dossier_keeps_the_version_of_the_day_it_was_opened(
    monkeypatch: pytest.MonkeyPatch, late: int, title: str
) -> None:
    begins = make.DAY + timedelta(days=late)
    both = newer("W26", begins)
    monkeypatch.setattr("zhifa.records.reads.local_templates.library", lambda: both)
    paper = make.document(template="W26")
    monkeypatch.undo()
    kept = reads.document(document_id=paper.pk, viewer=SYSTEM)
    assert kept.title == f"责令改正通知书{title}"
    assert kept.content["version"] == (FIRST_EDITION if late else begins).isoformat()


def test_before_its_first_version_a_paper_is_the_first() -> None:
    assert library().on("W44", date(1999, 1, 1)).version == FIRST_EDITION
    assert "case" in templates.roots("W44")
