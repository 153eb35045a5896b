"""A film sent from the browser in pieces, over a line that breaks and a page that is reloaded."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect
from pytest_django.fixtures import Settings

from tests.browser.stage import CHROMIUM, Opener, road
from zhifa.records.models import Recording, Upload
from zhifa.records.reads import path_of
from zhifa.web.demo.walk import Crew

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
DATA = random.Random(3).randbytes(11 << 20)  # noqa: S311 - the same every time
FACTS = {"taken_at": "2026-03-01 09:30", "taken_place": "某街 8 号", "proves": "现场经营情况"}
PIECE = 4 << 20


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    place = tmp_path / "现场 录像.bin"
    place.write_bytes(DATA)
    return place


def tell(page: Page) -> None:
    page.locator("[name=kind][value=file]").check()
    for name, value in FACTS.items():
        page.locator(f"[name={name}]").fill(value)


def test_it_goes_on_after_a_broken_line_and_a_reload(as_: Opener, crew: Crew, film: Path) -> None:
    case = road(crew, "filed").case
    page = as_(crew.user("officer"))
    address = f"/dossiers/{case.dossier_id}/recordings/add/"
    page.goto(address)
    sent: list[str] = []

    def watch(request: Request) -> None:
        if request.method == "PATCH":
            sent.append(request.headers["upload-offset"])

    page.on("request", watch)
    page.route(
        "**/uploads/*/",
        lambda route: (
            route.abort()
            if route.request.headers.get("upload-offset") == str(PIECE)
            else route.continue_()
        ),
    )
    page.locator("[name=file]").set_input_files(film)
    expect(page.locator("[data-upload-told]")).to_contain_text("正在上传")
    expect(page.locator("[data-upload-told]")).to_contain_text("4.0 MB / 11.0 MB")
    page.reload()
    expect(page.locator("#waiting + ul")).to_contain_text("已传 36%")
    assert sent[:2] == ["0", str(PIECE)]
    page.unroute("**/uploads/*/")
    sent.clear()
    page.locator("[name=file]").set_input_files(film)
    expect(page.locator("[data-upload-told]")).to_contain_text("已传完")
    assert sent == [str(PIECE), str(2 * PIECE)], "no byte is sent twice"
    tell(page)
    page.get_by_role("button", name="入库").click()
    expect(page.locator(".zf-main")).to_contain_text("音像记录已入库")
    kept = Recording.objects.get(proves=FACTS["proves"])
    assert path_of(kept.file_id).read_bytes() == DATA
    assert kept.file.name == film.name
    assert Upload.objects.get().ended_why == "filed"


def test_sent_before_it_has_arrived_it_is_filed_when_it_has(
    as_: Opener, crew: Crew, film: Path
) -> None:
    case = road(crew, "filed").case
    page = as_(crew.user("officer"), 390)
    page.goto(f"/dossiers/{case.dossier_id}/recordings/add/")
    tell(page)
    page.locator("[name=file]").set_input_files(film)
    page.get_by_role("button", name="入库").click()
    expect(page.locator(".zf-main")).to_contain_text("音像记录已入库")
    assert Recording.objects.get(proves=FACTS["proves"]).file.size == len(DATA)


def test_a_refusal_is_said_on_the_page(
    as_: Opener, crew: Crew, film: Path, settings: Settings
) -> None:
    settings.UPLOADS = {**settings.UPLOADS, "quota": 1000}
    case = road(crew, "filed").case
    page = as_(crew.user("officer"))
    page.goto(f"/dossiers/{case.dossier_id}/recordings/add/")
    page.locator("[name=file]").set_input_files(film)
    expect(page.locator("[data-upload-told]")).to_contain_text("空间不够，没有收下")


def test_without_scripts_the_form_sends_it(as_: Opener, crew: Crew, film: Path) -> None:
    case = road(crew, "filed").case
    page = as_(crew.user("officer"), script=False)
    page.goto(f"/dossiers/{case.dossier_id}/recordings/add/")
    page.locator("[name=file]").set_input_files(film)
    tell(page)
    page.get_by_role("button", name="入库").click()
    assert Recording.objects.get(proves=FACTS["proves"]).file.size == len(DATA)
    assert not Upload.objects.exists()
