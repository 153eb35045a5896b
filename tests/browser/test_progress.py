"""The progress of a dossier is seen to move, and without scripts on reloading."""

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from tests.browser.stage import Opener
from zhifa.kernel.access import SYSTEM
from zhifa.records import office
from zhifa.records.tests import make
from zhifa.web.demo.walk import Crew


@pytest.mark.parametrize("width", [390, 1440])
def test_it_moves_by_itself_and_stops(
    crew: Crew,
    as_: Opener,
    settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
    width: int,
) -> None:
    settings.FILES = tmp_path_factory.mktemp("files")
    home = make.dossier(crew.agency, number=f"{width}")
    first, second = make.document(home), make.document(home, "W36", make.facts("W36"))
    office.keep_pdf(document_id=first.pk, by=SYSTEM, at=make.AT)
    user = crew.user("officer")
    page = as_(user, width)
    user.refresh_from_db()
    plain = as_(user, width, script=False)
    for one in (page, plain):
        one.goto(f"/dossiers/{home.pk}/progress/")
        expect(one.locator("#progress")).to_contain_text("1 / 2")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    office.keep_pdf(document_id=second.pk, by=SYSTEM, at=make.AT)
    expect(page.locator("#progress")).to_contain_text("全部完成。", timeout=9000)
    expect(page.locator("#progress")).to_contain_text("2 / 2")
    plain.get_by_role("link", name="重新查看").click()
    expect(plain.locator("#progress")).to_contain_text("全部完成。")
