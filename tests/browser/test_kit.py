"""The parts of the interface in Chromium: focus, drafts, keys, widths, contrast, content policy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.stage import CHROMIUM

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS = """rules => axe.run(document, {runOnly: rules}).then(
  found => found.violations.map(v => v.id + ": " + v.nodes[0].html.slice(0, 120)))"""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
    pytest.mark.urls("tests.browser.kit_pages"),
]


# Sizes are only right once the fonts are there, the list of faults has taken the focus (the page
# scrolls to it, and the bar on top then covers other targets), and a frame was drawn at the top.
SETTLED = """async () => {
  const frame = () => new Promise(done => requestAnimationFrame(() => done()));
  const faults = document.querySelector("[data-zf-errors]");
  await document.fonts.ready;
  while (faults && document.activeElement !== faults) { await frame(); }
  do { scrollTo(0, 0); await frame(); await frame(); } while (scrollY);
}"""


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A fresh profile; whatever the browser complains about fails the test."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", base_url=live_server.url
    )
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    expected = ("status of 409", "status of 500")
    assert not [text for text in said if not any(e in text for e in expected)]


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("path", ["/kit/", "/kit/portal/"])
def test_it_fits_and_everybody_can_use_it(page: Page, width: int, path: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    page.evaluate(SETTLED)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text("utf-8"))
    faults = page.evaluate(FAULTS, RULES)
    only_a_shell = "page-has-heading-one" if path == "/kit/portal/" else "nothing"
    assert not [f for f in faults if not f.startswith(only_a_shell)]


def test_what_is_in_the_way_gets_the_focus(page: Page) -> None:
    page.goto("/kit/")
    expect(page.locator("[data-zf-errors]").first).to_be_focused()
    page.click("text=填写送达方式 >> nth=0")
    expect(page.locator("#id_manner_0")).to_be_focused()


def test_nothing_typed_is_lost_when_the_page_was_stale(page: Page) -> None:
    page.goto("/kit/")
    page.fill("#id_note", "stale")
    page.fill("#id_party", "另一家店")
    page.click("text=保存送达回证")
    expect(page.locator("h1")).to_have_text("内容已被别人改过")
    page.goto("/kit/")
    expect(page.locator("#id_party")).to_have_value("某便利店")
    page.click("text=填回来")
    expect(page.locator("#id_party")).to_have_value("另一家店")


def test_a_draft_outlives_a_fault_and_a_lost_session(page: Page) -> None:
    page.goto("/kit/")
    page.fill("#id_note", "fault")
    page.click("text=保存送达回证")
    expect(page.locator("h1")).to_have_text("这一页暂时打不开")
    page.context.add_cookies([{"name": "who", "value": "nobody", "url": page.url}])
    page.goto("/kit/")
    page.context.clear_cookies(name="who")
    page.goto("/kit/")
    page.click("text=填回来")
    expect(page.locator("#id_note")).to_have_value("fault")


def test_a_draft_goes_once_the_server_took_it(page: Page) -> None:
    page.goto("/kit/")
    page.fill("#id_note", "一切都好")
    page.click("text=保存送达回证")
    page.wait_for_url("**/kit/done/")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_draft_is_never_shown_to_another_person(page: Page) -> None:
    page.goto("/kit/")
    page.fill("#id_note", "只给自己看")
    page.context.add_cookies([{"name": "who", "value": "8", "url": page.url}])
    page.goto("/kit/")
    expect(page.locator("#id_note")).to_have_value("")
    assert page.locator("text=填回来").count() == 0
    assert "只给自己看" not in page.evaluate("JSON.stringify(localStorage)")


def test_the_keyboard_goes_through_lists_and_can_be_switched_off(page: Page) -> None:
    page.goto("/kit/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-row] a[data-main]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("[data-row] a[data-main]").nth(0)).to_be_focused()
    page.keyboard.press("?")
    page.uncheck("[data-zf-keys-on]")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#zf-q")).not_to_be_focused()


def test_the_menu_gives_the_focus_back(page: Page) -> None:
    page.goto("/kit/")
    page.click("#zf-user summary")
    page.focus("#zf-user button")
    page.keyboard.press("Escape")
    expect(page.locator("#zf-user summary")).to_be_focused()
    expect(page.locator("#zf-user .zf-menu")).to_be_hidden()


def test_a_day_is_shown_with_its_weekday(page: Page) -> None:
    page.goto("/kit/")
    page.fill("#id_served_on", "2026-11-25")
    expect(page.locator("[data-zf-weekday]").first).to_have_text("星期三")
