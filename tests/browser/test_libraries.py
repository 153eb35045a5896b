"""The libraries, driven: two entries merged and taken back, a card suspended, a list taken in."""

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import make
from tests.browser.stage import CHROMIUM, Opener
from zhifa.agencies import actions as agencies
from zhifa.agencies import reads as people
from zhifa.agencies.models import Certificate
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.seals import digest_of
from zhifa.registry import reads
from zhifa.registry.models import Party
from zhifa.registry.tests import make as library
from zhifa.registry.tests.test_party_lists import FIRM, FOUR, changed, sheet
from zhifa.web.demo.walk import BEIJING, Crew

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
POLLS = 45_000  # milliseconds; an open page asks every twenty seconds
PASSPORT = {"identity": "E12345678", "identity_kind": "414", "phone": "13800001234"}


def send(page: Page, reason: str) -> None:
    page.locator("[name=reason]").fill(reason)
    page.locator("main form button[type=submit]").last.click()


def digest(party: Party) -> str:
    return digest_of(Party.objects.get(pk=party.pk))


def test_two_entries_become_one_and_are_exactly_two_again(as_: Opener, crew: Crew) -> None:
    old = library.register("natural_person", "示范旧", PASSPORT)
    kept = library.person(91, "示范新", phone="13800001234")
    before = digest(old), digest(kept)
    page = as_(crew.user("officer"))
    page.goto(f"/library/parties/{old.pk}/merge/?kept={kept.pk}")
    send(page, "护照和身份证是同一个人")
    expect(page.locator("main h1")).to_have_text("示范新")
    expect(page.locator("main")).to_contain_text("护照和身份证是同一个人")
    assert digest(old) != before[0]
    assert reads.same_party(party_id=kept.pk, viewer=SYSTEM) == {old.pk, kept.pk}
    page.goto(f"/library/parties/{old.pk}/")
    expect(page.locator("main")).to_contain_text("这一条已经合并")
    page.get_by_role("link", name="撤回这次合并").click()
    send(page, "是两个人")
    expect(page.locator("main")).to_contain_text("已撤回")
    assert (digest(old), digest(kept)) == before
    assert reads.same_party(party_id=kept.pk, viewer=SYSTEM) == {kept.pk}


def test_a_suspended_card_is_refused_on_the_open_page_and_by_its_code(
    as_: Opener, crew: Crew, browser: Browser, live_server: LiveServer
) -> None:
    user, now = crew.user("officer"), datetime.now(BEIJING)
    actor = people.signed(user=user, on=now.date())
    own = people.own_badges(user=user, at=now, viewer=actor)[0]
    token = people.code_for(own=own, at=now, ahead=False, viewer=actor)
    mine = as_(user)
    mine.goto("/me/badge/")
    expect(mine.locator("main")).to_contain_text(user.name)
    stranger = browser.new_context(locale="zh-CN", base_url=live_server.url).new_page()
    stranger.goto(f"/verify/badge/{token}/")
    expect(stranger.locator("body")).to_contain_text("证件有效")
    agencies.suspend_certificate(
        certificate=Certificate.objects.get(pk=own.card.certificate.pk),
        from_on=now.date(),
        until_on=None,
        reason="核查情况",
        by=SYSTEM,
        at=now,
    )
    stranger.reload()
    expect(stranger.locator("body")).to_contain_text("不得执法")
    expect(stranger.locator("body")).not_to_contain_text("证件有效")
    expect(mine.locator("main")).to_contain_text("暂扣中", timeout=POLLS)
    stranger.context.close()


def upload(page: Page, path: Path, button: str) -> None:
    page.goto("/library/parties/import/")
    page.locator("input[type=file]").set_input_files(str(path))
    page.get_by_role("button", name=button, exact=True).click()


def test_a_list_of_parties_is_checked_mended_and_taken_in(
    as_: Opener, crew: Crew, tmp_path: Path
) -> None:
    path, before = tmp_path / "list.xlsx", Party.objects.count()
    page = as_(make.person("partykeeper", "library_keeper", crew.agency), 390)
    path.write_bytes(sheet(changed(FIRM, 2, "1"), *FOUR[1:]))
    upload(page, path, "写入")
    expect(page.locator("main")).to_contain_text("一行也没有导入")
    expect(page.locator("main table")).to_contain_text("C2")
    assert Party.objects.count() == before
    path.write_bytes(sheet(*FOUR))
    upload(page, path, "核对")
    expect(page.locator("main")).to_contain_text("可以导入，还没有写入")
    upload(page, path, "写入")
    expect(page.locator("main")).to_contain_text("已导入")
    upload(page, path, "写入")
    expect(page.locator("main")).to_contain_text("新登记 0 个，原来已登记 4 个")
