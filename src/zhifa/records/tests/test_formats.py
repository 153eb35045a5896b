"""One text, four formats: PDF, DOCX, HTML and OFD say the same words, for every template."""

import io
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from typing import Any

import docx
import pytest
from django.urls import reverse
from docx.table import Table
from pypdf import PdfReader

from zhifa.records import reads
from zhifa.records.formats.html import html
from zhifa.records.formats.ofd import ofd
from zhifa.records.formats.setting import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH
from zhifa.records.formats.word import word
from zhifa.records.models import Document
from zhifa.records.reads.drawing import render
from zhifa.records.rules.compose import compose
from zhifa.records.rules.samples import sample
from zhifa.records.rules.script import words
from zhifa.records.rules.templates import library
from zhifa.records.tests import make, ofd_reader
from zhifa.records.tests.browsers import browser

pytestmark = pytest.mark.once

CODES = sorted(library().templates)
MADE = "2026-03-02"


def packed(text: str) -> str:
    return "".join(text.split())


class Shown(HTMLParser):
    """What a browser shows of a page's body."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.told = False, ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - its signature
        self.inside = self.inside or tag == "body"

    def handle_data(self, data: str) -> None:
        self.told += data if self.inside else ""


def in_html(data: bytes) -> str:
    shown = Shown()
    shown.feed(data.decode())
    return packed(shown.told)


def in_word(data: bytes) -> str:
    told = ""
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        cells = [c for row in part.rows for c in row.cells] if isinstance(part, Table) else [part]
        told += "".join(cell.text for cell in cells)
    return packed(told)


def in_ofd(data: bytes) -> str:
    return packed("".join(glyph.char for glyph in ofd_reader.glyphs(data)))


def in_pdf(data: bytes, content: dict[str, Any]) -> str:
    """Text of all pages without the line at their foot."""
    pages = [packed(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]
    feet = [
        packed(f"{content['case_number']}第{n}页共{len(pages)}页") for n in range(1, len(pages) + 1)
    ]
    assert all(page.count(foot) == 1 for page, foot in zip(pages, feet, strict=True))
    return "".join(page.replace(foot, "") for page, foot in zip(pages, feet, strict=True))


@pytest.mark.parametrize("code", CODES)
def test_html_docx_and_ofd_say_what_the_paper_says(code: str) -> None:
    content = sample(library().templates[code])
    told = words(content)
    assert packed(content["title"]) in told
    assert in_html(html(content)) == told
    assert in_word(word(content)) == told
    assert in_ofd(ofd(content, made=MADE)) == told


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("code", CODES)
def test_the_pdf_says_the_same(code: str) -> None:
    content = sample(library().templates[code])
    data = render(content, made=date(2026, 3, 2))
    assert in_pdf(data, content) == words(content)


HARD = {
    "party__name": '喆堃犇垚·买买提𠮷示范公司<&>"有限责任公司',
    "said__conclude__facts": "第一段。\n\n第二段 with English 12,345.00 元。\x0b\n"
    + "很长的事实。" * 900,
    "content__sentence": "罚款人民币 999,999,999,999.00 元",
}


def test_hard_text_survives_in_every_format() -> None:
    form = library().templates["W44"]
    content, _ = compose(form, make.facts("W44", **HARD), number="某罚〔2026〕1号")
    told = words(content)
    assert "\x0b" not in told
    assert "𠮷" in told
    assert in_html(html(content)) == told
    assert in_word(word(content)) == told
    assert in_ofd(ofd(content, made=MADE)) == told


CODE = "3fA9" * 100  # 400 signs and no place to break
DOTS = "，" * 400


def wide_paper(run: str) -> dict[str, Any]:
    """A paper with the same long run in its text, a row, a table of many columns and its ends."""
    content = sample(library().templates["W44"])
    blocks = [
        {"heading": "", "text": f"登记编号{run}。"},
        {"heading": "", "rows": [["编号", run], ["说明", run]]},
        {"heading": "", "table": [["序号", "名称", "编号", "备注"], ["1", run, run, run]]},
    ]
    return {**content, "blocks": blocks, "addressee": run, "sign": [run], "notes": [run]}


@pytest.mark.parametrize("run", [CODE, DOTS])
def test_a_run_without_a_place_to_break_stays_on_the_page_and_is_the_same_words(run: str) -> None:
    content = wide_paper(run)
    told = words(content)
    assert in_html(html(content)) == told
    assert in_word(word(content)) == told
    assert in_ofd(data := ofd(content, made=MADE)) == told
    assert max(glyph.x for glyph in ofd_reader.glyphs(data)) <= WIDTH - RIGHT + 6


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("run", [CODE, DOTS])
def test_the_pdf_breaks_such_a_run(run: str) -> None:
    content = wide_paper(run)
    data = render(content, made=date(2026, 3, 2))
    assert in_pdf(data, content) == words(content)
    pages = PdfReader(io.BytesIO(data)).pages
    longest = max(len(packed(line)) for page in pages for line in page.extract_text().splitlines())
    assert longest <= 120, "156 mm hold no more"


def test_a_cell_longer_than_a_page_goes_on_overleaf() -> None:
    form = library().templates["W58"]
    content, _ = compose(form, make.facts("W58", act__reason="理由很长。" * 800), number="")
    data = ofd(content, made=MADE)
    assert in_ofd(data) == words(content)
    assert max(glyph.page for glyph in ofd_reader.glyphs(data)) > 1


@pytest.mark.parametrize("code", ["W18", "W30", "W44", "W59"])
def test_every_character_of_an_ofd_has_its_own_place_inside_the_margins(code: str) -> None:
    glyphs = ofd_reader.glyphs(ofd(sample(library().templates[code]), made=MADE))
    places = Counter((g.page, round(g.x, 2), round(g.y, 2)) for g in glyphs)
    assert set(places.values()) == {1}
    for glyph in glyphs:
        assert LEFT - 0.01 <= glyph.x <= WIDTH - RIGHT + 6
        assert TOP <= glyph.y <= HEIGHT - BOTTOM + 1
    order = [(g.page, g.y) for g in glyphs if g.font == "黑体"]
    assert order == sorted(order), "headings come one below the other"


def test_the_same_words_give_the_same_bytes() -> None:
    content = sample(library().templates["W44"])
    assert html(content) == html(content)
    assert ofd(content, made=MADE) == ofd(content, made=MADE)


@pytest.mark.parametrize(
    ("form", "begins", "media"),
    [
        ("docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("ofd", b"PK", "application/ofd"),
        ("html", b"<!doctype html>", "text/html"),
    ],
)
def test_a_paper_is_taken_in_another_format_by_whoever_may_read_it(
    form: str, begins: bytes, media: str
) -> None:
    paper = make.document()
    address = reverse("records:copy", args=[paper.pk, form])
    client = browser(make.holder("officer", paper.dossier.agency))
    answer = client.get(address)
    assert answer.content.startswith(begins)
    assert answer["Content-Type"].startswith(media)
    assert answer["Content-Disposition"].startswith("attachment")
    assert address in client.get(reverse("records:document", args=[paper.pk])).content.decode()
    stranger = browser(make.holder("officer", make.agency()))
    assert stranger.get(address).status_code == 404
    assert client.get(address[:-1].rsplit("/", 1)[0] + "/rtf/").status_code == 404


def test_a_copy_says_that_the_signed_paper_is_the_pdf() -> None:
    paper = make.document()
    client = browser(make.holder("officer", paper.dossier.agency))
    assert (
        "以 PDF 为准" in client.get(reverse("records:document", args=[paper.pk])).content.decode()
    )
    with pytest.raises(Document.DoesNotExist):
        reads.copy(document=paper, viewer=make.actor("officer", make.agency()))
