"""Signing in with password and code, and a session that is ended from elsewhere."""

import time

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.stage import CHROMIUM, send
from zhifa.agencies import actions as agencies
from zhifa.agencies.tests import make
from zhifa.kernel.access import SYSTEM
from zhifa.web.demo.walk import Crew

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]


def opened(browser: Browser, live_server: LiveServer) -> Page:
    context = browser.new_context(locale="zh-CN", base_url=live_server.url)
    context.set_default_timeout(10_000)
    return context.new_page()


def give(page: Page, name: str, password: str) -> None:
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    send(page)


def code(secret: str, *, ahead: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(time.time()) + 30 * ahead)


def test_password_code_and_a_session_ended_elsewhere(
    browser: Browser, live_server: LiveServer, crew: Crew
) -> None:
    head = crew.user("agency_head")
    agencies.set_password(user=head, password=make.PASSWORD, by=SYSTEM, at=make.AT)
    secret = make.with_phone(head)
    page, other = opened(browser, live_server), opened(browser, live_server)
    page.goto("/cases/?stage=clue")
    expect(page.locator("main h1")).to_have_text("登录")
    give(page, head.username, "不对的密码-2026")
    expect(page.locator("[role=alert]")).to_contain_text("账号或密码不对")
    expect(page.locator("[role=alert]")).to_be_focused()
    expect(page.locator("[name=username]")).to_have_value(head.username)
    give(page, head.username, make.PASSWORD)
    page.fill("[name=code]", "000000" if code(secret) != "000000" else "000001")
    send(page)
    expect(page.locator("[role=alert]")).to_be_visible()
    page.fill("[name=code]", code(secret))
    send(page)
    page.wait_for_url("**/cases/?stage=clue")
    other.goto("/sign-in/")
    give(other, head.username, make.PASSWORD)
    other.fill("[name=code]", code(secret, ahead=1))  # each code works once
    send(other)
    other.wait_for_url("**/desk/")
    other.goto("/me/")
    elsewhere = other.locator("main li").filter(has_not_text="本机")
    elsewhere.locator("form[action*='/me/sessions/'] button").click()
    expect(other.locator("[data-zf-focus]")).to_be_visible()
    page.goto("/cases/")
    expect(page.locator("main h1")).to_have_text("登录")
    other.goto("/cases/")
    expect(other.locator("main h1")).to_have_text("案件办理")
    for one in (page, other):
        one.wait_for_load_state("networkidle")
        one.context.close()
