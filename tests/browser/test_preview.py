"""The paper beside its form: live on a wide screen, behind a button on a narrow one."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import CHROMIUM, Opener, road
from zhifa.enforcement.models import Act
from zhifa.web.demo.walk import Crew

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
WORDS = "货架上有超过保质期的食品十二件。"


def scene(page: Page, crew: Crew) -> int:
    """The form of a record of the scene; how many acts there are."""
    way = road(crew, "checking")
    page.goto(f"/cases/{way.case.pk}/do/record_scene/")
    return Act.objects.count()


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_typed_appears_on_the_paper_beside(as_: Opener, crew: Crew, tmp_path: Path) -> None:
    page = as_(crew.user("officer"), 1440)
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    acts, paper = scene(page, crew), page.locator("#preview .zf-a4")
    expect(paper).to_contain_text("现场笔录")
    expect(paper.locator(".zf-fill.todo").first).to_contain_text("待填")
    page.locator("[name=findings]").fill(WORDS)
    expect(paper.locator(".zf-fill.typed", has_text=WORDS)).to_be_visible()
    form, side = page.locator("#step").bounding_box(), page.locator("#preview").bounding_box()
    assert form is not None
    assert side is not None
    assert side["x"] >= form["x"] + form["width"]
    fits(page, 1440)
    page.screenshot(path=tmp_path / "preview-1440.png")
    with page.context.expect_page() as opened:
        page.locator("#preview button", has_text="打开 PDF").click()
    assert opened.value.url.endswith("/record_scene/")
    expect(page.locator("#step button[type=submit]")).to_be_enabled()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('zf:draft')).length")
    assert Act.objects.count() == acts
    assert wrong == []


def test_on_a_narrow_screen_it_waits_behind_its_button(
    as_: Opener, crew: Crew, tmp_path: Path
) -> None:
    page = as_(crew.user("officer"), 390)
    scene(page, crew)
    expect(page.locator("#preview")).to_be_hidden()
    page.locator("[name=findings]").fill(WORDS)
    page.click("button:has-text('预览')")
    expect(page.locator("#preview .zf-fill.typed", has_text=WORDS)).to_be_visible()
    fits(page, 390)
    page.screenshot(path=tmp_path / "preview-390.png", full_page=True)
    page.click("button:has-text('收起预览')")
    expect(page.locator("#preview")).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 390])
def test_without_a_script_the_button_brings_the_paper(as_: Opener, crew: Crew, width: int) -> None:
    page = as_(crew.user("officer"), width, script=False)
    acts = scene(page, crew)
    page.locator("[name=findings]").fill(WORDS)
    page.click("button:has-text('预览')")
    expect(page.locator("#preview .zf-fill.typed", has_text=WORDS)).to_be_visible()
    expect(page.locator("[name=findings]")).to_have_value(WORDS)
    fits(page, width)
    assert Act.objects.count() == acts
