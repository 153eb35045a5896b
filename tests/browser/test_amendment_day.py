"""Amendment day, driven: a new version comes in, its owner's desk says so, a task is settled."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.stage import CHROMIUM, Opener, road
from zhifa.enforcement import watches
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions
from zhifa.registry.models import AmendmentTask, Citing
from zhifa.registry.tests import docx
from zhifa.web.demo.walk import BEIJING, Crew

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
LAW = "中华人民共和国食品安全法"
PASSED = "（2009年2月28日第十一届全国人民代表大会常务委员会第七次会议通过 "
OLD = (
    f"{PASSED}根据2025年9月12日第十四届全国人民代表大会常务委员会第十七次会议"
    "《关于修改〈食品安全法〉的决定》修正）"
)
WORDS = [f"示范内容{n}，关于{chr(0x4E00 + 7 * n)}的规定。" for n in range(1, 154)]


def statute(path: Path, note: str, words: list[str], force: str) -> Path:
    return docx.docx(path, docx.statute(LAW, note, words, force=force))


def upload(page: Page, path: Path) -> None:
    """The keeper of laws imports a file as people do, and sees that the law changed."""
    page.goto("/library/laws/import/")
    page.locator("input[type=file]").set_input_files(str(path))
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("main")).to_contain_text("已导入")


def from_desk(page: Page, words: str) -> None:
    """Open a line of the desk that names what is to be looked at."""
    page.goto("/desk/")
    line = page.locator("[data-row]").filter(has_text=words)
    expect(line).to_contain_text("修法核对")
    line.locator("a.btn").click()
    expect(page.locator("main h1")).to_contain_text("食品安全法")


def test_a_new_version_reaches_the_desks_of_its_owners(
    as_: Opener, crew: Crew, tmp_path: Path
) -> None:
    case = road(crew, "filed").case
    now = datetime.now(BEIJING)
    watches.note_citations(now=now)
    told = actions.Told(in_force_from=date(2025, 12, 1))
    old = statute(tmp_path / "old.docx", OLD, WORDS, "2015年10月1日")
    actions.import_laws(path=old, by=SYSTEM, at=now, told=told)
    ref = str(case.matter.pk) if case.matter else ""
    number = Citing.objects.filter(kind="matter", ref=ref, law="食品安全法")[0].number
    changed = [*WORDS[: number - 1], "完全另写的内容。", *WORDS[number:]]
    passed, force = now - timedelta(days=30), now + timedelta(days=90)
    note = f"{PASSED}{passed:%Y年%-m月%-d日}第十四届全国人民代表大会常务委员会第三十次会议修订）"
    new = statute(tmp_path / "new.docx", note, changed, f"{force:%Y年%-m月%-d日}")
    keeper = make.person("lawkeeper", "law_keeper", crew.agency)
    upload(as_(keeper), new)
    worker.deliver(now=datetime.now(BEIJING))
    page = as_(crew.user("unit_head"))
    from_desk(page, "在办案件 1 项要核对")
    task = page.locator(".lw-task")
    expect(task).to_have_count(1)
    expect(task).to_contain_text(case.number)
    expect(task.locator("[name=task]")).to_be_checked()
    page.get_by_text("不用改", exact=True).click()
    page.locator("#reason").fill("新旧条文罚则相同。")
    page.get_by_role("button", name="办结选中的").click()
    expect(page.locator("main")).to_contain_text("这里没有您要核对的")
    done = AmendmentTask.objects.get(kind="case")
    assert (done.outcome, done.reason) == ("kept", "新旧条文罚则相同。")
    page.goto("/desk/")
    expect(page.locator("main")).not_to_contain_text("在办案件 1 项")
    page.set_viewport_size({"width": 390, "height": 844})
    from_desk(page, "执法事项")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("[name=task]").first.check()
    page.get_by_text("已改", exact=True).first.click()
    page.locator("#reason").fill("条款已改好。")
    page.get_by_role("button", name="办结选中的").click()
    expect(page.locator("body")).to_contain_text("已办结 1 项")
