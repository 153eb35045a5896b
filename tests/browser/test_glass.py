"""A party signs on glass: mouse, finger, no script, and the picture that is kept."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.stage import CHROMIUM, Opener, fill, road, send
from zhifa.records.models import Document, PartySignature
from zhifa.records.reads.files import path_of
from zhifa.records.rules.pictures import picture_size
from zhifa.records.tests import hands
from zhifa.web.demo.walk import Crew

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]


def record(crew: Crew) -> Document:
    """The record of an inquiry that still waits for the party's name."""
    way = road(crew, "investigated")
    papers = Document.objects.filter(dossier=way.case.dossier_id, template__in=["W09", "W15"])
    return papers.earliest("made_at")


def write(page: Page, strokes: int = 3) -> None:
    """Draw on the canvas with the mouse."""
    canvas = page.locator("[data-pad] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    for n in range(strokes):
        x, y = box["x"] + 30 + 60 * n, box["y"] + 40
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 40, y + 60, steps=12)
        page.mouse.move(x - 5, y + 90, steps=8)
        page.mouse.up()


def touch(page: Page) -> None:
    """Draw one stroke with a finger."""
    canvas = page.locator("[data-pad] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    glass = page.context.new_cdp_session(page)
    for kind, n in (("Start", 0), *(("Move", n) for n in range(1, 12)), ("End", 0)):
        point = {"x": box["x"] + 220 + 4 * n, "y": box["y"] + 40 + 8 * n}
        points = [] if kind == "End" else [point]
        glass.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})


def settled(page: Page, width: int) -> None:
    """Nothing reaches beyond the page."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_a_party_signs_with_the_page_at_every_width(
    as_: Opener, crew: Crew, width: int, tmp_path: Path
) -> None:
    paper, page = record(crew), as_(crew.user("officer"), width)
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.goto(f"/documents/{paper.pk}/")
    page.click("text=签名或者登记拒签")
    fill(page, {"signer": "某甲"})
    send(page)  # nothing written yet
    expect(page.locator("[data-code='glass:empty']")).to_contain_text("签名处没有笔迹")
    write(page)
    expect(page.locator("[data-count]")).to_have_text("已写 3 笔")
    page.click("text=撤回一笔")
    expect(page.locator("[data-count]")).to_have_text("已写 2 笔")
    touch(page)
    expect(page.locator("[data-count]")).to_have_text("已写 3 笔")
    settled(page, width)
    page.screenshot(path=tmp_path / f"sign-{width}.png", full_page=True)
    send(page)
    expect(page.locator("main")).to_contain_text("与文书一致")
    row = PartySignature.objects.get()
    sheet = json.loads(path_of(str(row.sheet_id)).read_bytes())
    assert (sheet["words"], len(sheet["strokes"])) == (paper.sha256, 3)
    times = [point[2] for stroke in sheet["strokes"] for point in stroke]
    assert times == sorted(times)
    assert times[-1] > 0
    assert picture_size(path_of(str(row.file_id)).read_bytes(), "PNG", 4096) is not None
    picture = page.locator(".zf-hand img")
    assert picture.evaluate("i => i.decode().then(() => i.naturalWidth > 0)")
    settled(page, width)
    page.screenshot(path=tmp_path / f"signed-{width}.png", full_page=True)
    assert [w for w in wrong if "409" not in w] == []


def test_the_hand_of_one_is_never_kept_as_that_of_another(as_: Opener, crew: Crew) -> None:
    paper, page = record(crew), as_(crew.user("officer"))
    page.goto(f"/documents/{paper.pk}/sign/?next=/documents/{paper.pk}/")
    write(page)
    page.locator("[name=way][value=refused]").check()
    expect(page.locator("#glass-label")).to_have_text("见证人签名")
    expect(page.locator("[data-count]")).to_have_text("还没有笔迹")
    assert page.locator("[name=strokes]").input_value() == ""
    fill(page, {"signer": "某甲", "reason": "看完笔录后拒绝签名", "witness": "某丙"})
    write(page)
    send(page)
    expect(page.locator("main")).to_contain_text("见证人 某丙")
    assert PartySignature.objects.get().way == "refused"


def test_what_was_written_outlives_a_refusal(as_: Opener, crew: Crew) -> None:
    paper, page = record(crew), as_(crew.user("officer"))
    page.goto(f"/documents/{paper.pk}/sign/?next=/documents/{paper.pk}/")
    write(page)
    send(page)  # no name typed
    expect(page.locator(".zf-errsum")).to_contain_text("当事人姓名")
    expect(page.locator("[data-count]")).to_have_text("已写 3 笔")
    fill(page, {"signer": "某甲"})
    send(page)
    expect(page.locator("main")).to_contain_text("与文书一致")


def test_without_a_script_a_scanned_page_is_uploaded(as_: Opener, crew: Crew) -> None:
    paper, page = record(crew), as_(crew.user("officer"), script=False)
    page.goto(f"/documents/{paper.pk}/sign/?next=/documents/{paper.pk}/")
    expect(page.locator("[data-pad]")).to_be_hidden()
    expect(page.locator("noscript p")).to_contain_text("不能当场手写")
    fill(page, {"way": "scan", "signer": "某甲"})
    scan: FilePayload = {"name": "签名页.pdf", "mimeType": "application/pdf", "buffer": hands.PDF}
    page.set_input_files("[name=scan]", scan)
    send(page)
    expect(page.locator("main")).to_contain_text("签名页扫描件")
    assert PartySignature.objects.get().way == "scan"
