"""The library of templates as people see it."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from zhifa.records import reads
from zhifa.records.rules.templates import SLOT, library
from zhifa.records.tests import make
from zhifa.records.tests.browsers import browser

CODES = sorted(library().templates)


def page(address: str) -> str:
    return browser(make.holder("officer", make.agency())).get(address).content.decode()


def test_the_list_shows_every_template_with_what_it_is() -> None:
    shown = page(reverse("records:templates"))
    assert all(reverse("records:template", args=[code]) in shown for code in CODES)
    assert "行政强制法 第二十四条" in shown
    assert "公函（GB/T 9704）" in shown


def test_it_is_searched_by_code_title_and_article_and_narrowed_by_kind() -> None:
    for query in ("w29", "查封（扣押）决定书", "行政强制法 第二十四条"):
        assert "查封（扣押）决定书" in page(f"{reverse('records:templates')}?q={query}")
    narrowed = page(f"{reverse('records:templates')}?kind=inspection")
    assert "行政检查通知书" in narrowed
    assert "封条" not in narrowed
    assert "没有这样的文书" in page(f"{reverse('records:templates')}?q=不存在的文书")


@pytest.mark.parametrize("code", ["W29", "W44", "W45", "W64"])
def test_a_template_shows_its_parts_articles_sources_and_a_preview(code: str) -> None:
    form = library().templates[code]
    shown = page(reverse("records:template", args=[code]))
    assert form.title in shown
    assert all(block.article in shown for block in form.blocks)
    assert "执法主体库" in shown
    assert "不能制作" in shown
    assert "【当事人名称】" in shown
    assert not SLOT.search(shown.split("zf-a4-html", 1)[1].split("</article>", 1)[0])


def test_a_template_is_shown_as_it_was_used_on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, old = library(), library().templates["W29"]
    new = replace(old, version=old.version + timedelta(days=900), title=f"{old.title}（新）")
    held = {**whole.versions, old.code: (old, new)}
    newest = {**whole.templates, old.code: new}
    two = replace(whole, versions=held, templates=newest)
    monkeypatch.setattr("zhifa.records.reads.shelf.library", lambda: two)
    url = reverse("records:template", args=[old.code])
    eve = new.version - timedelta(days=1)
    for day, form in ((eve, old), (new.version, new)):
        shown = page(f"{url}?on={day}")
        assert f"<h1>{form.title}</h1>" in shown
        assert f"{form.version:%Y-%m-%d} 起用" in shown
        assert "还没有这种文书" not in shown
    before = old.version - timedelta(days=1)
    assert "还没有这种文书，下面是最早的一版" in page(f"{url}?on={before}")
    shelf = reverse("records:templates")
    assert old.title not in page(f"{shelf}?on={before}")
    assert f"{url}?on={old.version}" in page(f"{shelf}?on={old.version}")
    assert "不是一个日期" in page(f"{shelf}?on=2026-02-30")


def test_conditions_are_told_in_words() -> None:
    shown = page(reverse("records:template", args=["W32"]))
    assert "只在“强制措施种类”含“冻结”时出现" in shown


@pytest.mark.parametrize("code", CODES)
def test_every_condition_has_a_name(code: str) -> None:
    told = "".join(part.condition for part in reads.parts_of(library().templates[code]))
    assert not re.search("[a-z]", told)


@pytest.mark.parametrize("code", CODES)
def test_every_template_can_be_previewed(code: str) -> None:
    form = library().templates[code]
    content = reads.sample_of(form)
    assert content["title"] == form.title
    assert content["blocks"]
    assert all(fact.name and fact.source for fact in reads.facts_of(form))
    assert len(reads.parts_of(form)) == len(form.blocks)


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("code", ["W18", "W29", "W31"])
def test_the_preview_is_a_pdf_of_its_layout(code: str) -> None:
    client = browser(make.holder("officer", make.agency()))
    answer = client.get(reverse("records:template_preview", args=[code]))
    told = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().replace(" ", "")
    assert library().templates[code].title in told.replace("\n", "")


def test_an_unknown_template_has_no_page() -> None:
    client = browser(make.holder("officer", make.agency()))
    for name in ("template", "template_preview"):
        assert client.get(reverse(f"records:{name}", args=["W999"])).status_code == 404
