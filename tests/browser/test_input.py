"""Bad input and hard circumstances: malformed, stale, sent twice, no script, no mouse, a phone."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, Request, expect

from tests import make
from tests.browser.stage import (
    CHROMIUM,
    Opener,
    Values,
    fill,
    just_now,
    kept,
    leads_to,
    road,
    says_no,
    send,
)
from tests.browser.stage import do as take
from tests.browser.stage import stored as held
from zhifa.enforcement.models import Act, Case
from zhifa.web.demo.walk import BEIJING, Crew

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]


def now() -> datetime:
    return datetime.now(BEIJING)


ORDER: Values = {
    "breach": "标签缺项。",
    "content": "三日内改正。",
    "by_on": (now() + timedelta(days=3)).date().isoformat(),
}


def test_a_malformed_form_names_each_field(as_: Opener, crew: Crew) -> None:
    page, before = as_(crew.user("officer")), held()
    page.goto("/cases/new/penalty_ordinary/")
    typed: Values = {"place": "西区示范街 8 号", "discovered_on": ""}
    fill(page, typed)
    send(page)
    expect(page).to_have_title(re.compile(r"^\s*有错："))
    summary = page.locator(".zf-errsum")
    expect(summary).to_be_focused()
    words = summary.locator("li")
    assert words.count() >= 4
    for n in range(words.count()):  # each leads to a field that says the same
        link = words.nth(n).locator("a")
        field = page.locator(str(link.get_attribute("href")))
        block = page.locator(".zf-field.is-err").filter(has=field)
        expect(block).to_contain_text(link.inner_text())
    summary.locator("a[href='#id_discovered_on']").click()
    expect(page.locator("#id_discovered_on")).to_be_focused()
    expect(page.locator("#id_discovered_on")).to_have_attribute("aria-invalid", "true")
    kept(page, typed)
    assert held() == before


def test_a_malformed_step_keeps_the_form(as_: Opener, crew: Crew) -> None:
    way, page = road(crew, "filed"), as_(crew.user("officer"))
    page.goto(f"/cases/{way.case_id}/do/order_correction/")
    typed: Values = {"breach": "标签缺项。", "by_on": ""}
    fill(page, typed)
    before = held()
    send(page)
    expect(page.locator(".zf-errsum")).to_be_focused()
    expect(page.locator(".zf-errsum li")).to_have_count(2)
    kept(page, typed)
    fill(page, ORDER)
    assert held() == before
    send(page)
    expect(page.locator("main")).to_contain_text("责令改正：已办。")


def test_somebody_moved_the_case_first(as_: Opener, crew: Crew) -> None:
    way, page = road(crew, "filed"), as_(crew.user("officer"))
    page.goto(f"/cases/{way.case_id}/do/order_correction/")
    fill(page, ORDER)
    way.do("second", "order_correction", dict(ORDER))
    before = held()
    send(page)
    says_no(page, "stale", "案件刚被他人推进，您填写的内容已保留", "")
    kept(page, ORDER)
    assert held() == before
    send(page)  # seen and meant
    expect(page.locator("main")).to_contain_text("责令改正：已办。")
    assert Act.objects.filter(move="order_correction").count() == 2


def test_the_stale_page_shows_the_way_to_the_case(as_: Opener, crew: Crew) -> None:
    way, page = road(crew, "filed"), as_(crew.user("officer"))
    page.goto(f"/cases/{way.case_id}/do/order_correction/")
    fill(page, ORDER)
    way.do("second", "order_correction", dict(ORDER))
    send(page)
    leads_to(page, "stale", way.case.title)
    page.goto(f"/cases/{way.case_id}/do/order_correction/")
    page.click("text=填回来")  # what was typed came along
    kept(page, ORDER)


def test_a_second_submit_changes_nothing(as_: Opener, crew: Crew) -> None:
    way, page = road(crew, "filed"), as_(crew.user("officer"))
    page.goto(f"/cases/{way.case_id}/do/order_correction/")
    fill(page, ORDER)
    sent: list[Request] = []
    page.on("request", lambda r: sent.append(r) if r.method == "POST" else None)
    twice = "form => { form.requestSubmit(); form.requestSubmit(); }"
    page.locator("main form").last.evaluate(twice)  # before the first answer
    expect(page.locator("main")).to_contain_text("责令改正：")
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Referer": sent[0].url}
    again = page.request.post(sent[0].url, data=sent[0].post_data or "", headers=kind)
    assert "刚才已办，没有重复登记。" in again.text()
    assert Act.objects.filter(move="order_correction").count() == 1


def begin(page: Page, *, on: str) -> None:
    page.goto("/cases/new/")
    page.click("text=行政处罚普通程序")
    clue: Values = {
        "source_kind": "inspection",
        "discovered_on": on,
        "place": "西区示范街 8 号",
        "area_code": "510403001",
        "summary": "货架上的预包装食品标签不符合规定。",
    }
    fill(page, clue)
    send(page)


def test_a_short_road_without_script(as_: Opener, crew: Crew) -> None:
    pair = [str(u.pk) for u in crew.officers]
    officer = as_(crew.user("officer"), script=False)
    begin(officer, on=now().date().isoformat())
    expect(officer.locator("main h1").first).to_contain_text("西区示范街")
    case = Case.objects.get()
    head = as_(crew.user("unit_head"), script=False)
    take(head, case, "start_check", {"officers": pair})
    begun, ended = just_now(now(), 20)
    record: Values = {
        "officers": pair,
        "begun_at": begun,
        "ended_at": ended,
        "place": "店内",
        "shown_certificate": True,
        "findings": "与线索相符。",
        "signature": "signed",
    }
    officer.goto(f"/cases/{case.pk}/")
    officer.locator("[data-move=record_scene]").click()
    fill(officer, record)
    send(officer)
    expect(officer.locator("[data-code=rights_told]")).to_contain_text("先告知申请回避等权利")
    kept(officer, record)
    fill(officer, {"rights_told": True})
    send(officer)
    expect(officer.locator("main")).to_contain_text("制作现场笔录：已办。")
    officer.locator("noscript a, [data-slot] a").first.click()  # the panels are pages
    expect(officer.locator("main")).to_contain_text("现场笔录")
    officer.goto("/cases/?stage=checking&mine=1")
    expect(officer.locator("[data-row]")).to_have_count(1)
    officer.select_option("[name=stage]", "clue")
    officer.click("text=筛选")
    assert "stage=clue" in officer.url
    expect(officer.locator("[data-row]")).to_have_count(0)


def press_to(page: Page, selector: str, *, key: str = "Tab", most: int = 60) -> None:
    """Press a key until an element has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{selector} is out of reach of the keyboard")


def test_one_step_by_keyboard_alone(as_: Opener, crew: Crew) -> None:
    way, page = road(crew, "filed"), as_(crew.user("officer"))
    page.goto("/cases/")
    page.keyboard.press("Tab")
    expect(page.locator(".zf-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    press_to(page, "a[data-main]")
    page.keyboard.press("Enter")
    expect(page.locator("main h1").first).to_contain_text(way.case.title)
    press_to(page, "[data-move=order_correction]")
    page.keyboard.press("Enter")
    expect(page.locator("main h1").first).to_have_text("责令改正")
    press_to(page, "[name=breach]")
    page.keyboard.type("标签缺项。")
    press_to(page, "[name=content]")
    page.keyboard.type("三日内改正。")
    press_to(page, "[name=by_on]")
    page.keyboard.type(f"{now() + timedelta(days=3):%m%d%Y}")  # as the day picker takes it
    press_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("责令改正：已办。")
    expect(page.locator("[data-zf-focus]")).to_be_focused()


def record_and_tell(page: Page, case: Case, pair: list[str]) -> None:
    begun, ended = just_now(now(), 9)
    record: Values = {
        "officers": pair,
        "begun_at": begun,
        "ended_at": ended,
        "place": "店内",
        "shown_certificate": True,
        "rights_told": True,
        "findings": "未查验供货者许可证。",
        "signature": "signed",
    }
    take(page, case, "record_scene", record)
    told: Values = {"kinds": ["warning_penalty"], "tier": "warning", "reason": "未查验情况。"}
    take(page, case, "tell", told)
    take(page, case, "hear", {"points": "无异议", "accepted": "none"})


def test_an_on_the_spot_penalty_on_a_phone(as_: Opener, crew: Crew) -> None:
    page, today = as_(crew.user("officer"), 390), now().date().isoformat()
    pair = [str(u.pk) for u in crew.officers]
    page.goto("/desk/")
    page.click("text=登记线索")
    page.click("text=行政处罚简易程序")
    scene: Values = {
        "discovered_on": today,
        "place": "西区示范街 8 号",
        "area_code": "510403001",
        "matter": "SC0103",
        "party": str(make.party().pk),
        "act_from": today,
        "officers": pair,
    }
    fill(page, scene)
    send(page)
    expect(page.locator("main h1").first).to_contain_text(make.party().name)
    case = Case.objects.get()
    record_and_tell(page, case, pair)
    take(page, case, "decide_on_spot", {})
    handed: Values = {
        "way": "direct",
        "served_on": today,
        "receiver": "示范某",
        "relation": "负责人",
        "place": "店内",
        "officers": pair,
    }
    take(page, case, "serve_decision", handed)
    case.refresh_from_db()
    assert case.stage == "served"
    assert case.decided_on is not None
    expect(page.locator(".cs-steps-m")).to_contain_text("第 3 环节 交付备案")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
