"""The pages of power lists: import with its report, export, comparison, findings."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.tests import make
from zhifa.registry.tests.test_power_lists import GOOD, sheet

IMPORT = "/library/lists/import/"


def keeper(body: Agency) -> Client:
    client = Client()
    client.force_login(people.holder("library_keeper", body))
    return client


def send(client: Client, data: bytes, do: str, agency: str = "", late: str = "") -> Any:
    file = SimpleUploadedFile("list.xlsx", data)
    return client.post(IMPORT, {"file": file, "agency": agency, "do": do, "late_reason": late})


def test_a_keeper_checks_and_takes_a_list_in() -> None:
    body = people.agency()
    client = keeper(body)
    checked = send(client, sheet(GOOD), "check", body.code)
    assert checked.status_code == 200
    assert "可以导入，还没有写入" in checked.content.decode()
    assert not Matter.objects.exists()
    took = send(client, sheet(GOOD), "take", body.code)
    assert "已导入" in took.content.decode()
    assert PowerItem.objects.get().agency == body
    again = send(client, sheet(GOOD), "take", body.code)
    assert "没有变化 1 项" in again.content.decode()


def test_what_is_wrong_is_shown_by_its_cell_and_nothing_is_taken() -> None:
    body = people.agency()
    client = keeper(body)
    bad = send(client, sheet([*GOOD[:3], "太空", *GOOD[4:]]), "take", body.code)
    assert bad.status_code == 422
    assert "D2" in bad.content.decode()
    assert not Matter.objects.exists()
    none = send(client, b"no list", "take")
    assert none.status_code == 422
    assert "不是 .xlsx" in none.content.decode()
    assert client.post(IMPORT, {"do": "take"}).status_code == 422


def test_a_keeper_sees_only_their_own_bodies() -> None:
    mine, other = people.agency(), people.agency()
    client = keeper(mine)
    page = client.get(IMPORT).content.decode()
    assert mine.name in page
    assert f'value="{other.code}"' not in page
    assert send(client, sheet(GOOD), "take", other.code).status_code == 422
    assert not PowerItem.objects.exists()


def test_a_large_file_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhifa.registry.views.importing.LARGE", 10)
    monkeypatch.setattr("zhifa.registry.reads.list_plan.CHUNK", 2)
    rows = [["行政检查", f"J{n}", "某检查", "市场监管", "", date(2026, 1, 1)] for n in range(5)]
    answer: Any = keeper(people.agency()).post(
        IMPORT, {"file": SimpleUploadedFile("a.xlsx", sheet(*rows)), "do": "take"}
    )
    assert answer.streaming
    text = answer.getvalue().decode()
    assert "已检查 2 行" in text
    assert "已检查 4 行" in text
    assert "新版本 5 项" in text
    assert text.rstrip().endswith("</html>")
    assert Matter.objects.count() == 5


def test_a_list_is_handed_out_as_of_a_day() -> None:
    body = people.agency()
    send(keeper(body), sheet(GOOD), "take", body.code)
    client = Client()
    client.force_login(people.holder("officer", body))
    then = client.get(f"/library/lists/list.xlsx?agency={body.code}&on=2026-03-02")
    assert then["Content-Disposition"].endswith(f'"{body.code}-2026-03-02.xlsx"')
    before = client.get(f"/library/lists/list.xlsx?agency={body.code}&on=2025-12-31")
    assert len(then.content) > len(before.content)


def test_two_days_and_two_bodies_are_compared() -> None:
    body, other = people.agency(), people.agency()
    client = keeper(body)
    send(client, sheet(GOOD), "take", body.code)
    newer = sheet([*GOOD[:2], "改名的检查", *GOOD[3:5], date(2026, 5, 1)])
    assert "补录原因" in send(client, newer, "take", body.code).content.decode()
    send(client, newer, "take", body.code, "收到得晚")
    days = f"old={body.code}&old_on=2026-03-02&new={body.code}&new_on=2026-05-01"
    page = client.get(f"/library/lists/compare/?{days}").content.decode()
    assert "变更 1" in page
    assert "改名的检查" in page
    sides = f"old={body.code}&old_on=2026-03-02&new={other.code}&new_on=2026-03-02"
    assert "只在前者 1" in client.get(f"/library/lists/compare/?{sides}").content.decode()
    answer = client.get("/library/lists/compare/?old_on=x&new_on=2026-03-02&new=NONE")
    wrong = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="old_on-error">“x”不是一个日期，没有比较' in wrong
    assert "没有代码是“NONE”的机关" in wrong
    assert "只在前者" not in wrong
    refused = client.get("/library/lists/list.xlsx?on=2026-02-30")
    assert refused.status_code == 422
    assert "没有导出" in refused.content.decode()


def test_findings_are_shown_until_mended() -> None:
    send(keeper(people.agency()), sheet([*GOOD[:1], "P1", *GOOD[2:]]), "take")
    matter = Matter.objects.get()
    lacking: dict[str, list[str]] = {"elements": [], "breach_clauses": [], "penalty_clauses": []}
    row = make.row(code="P2", from_on=date(2026, 1, 1), **lacking)
    plan_top = matter.pk
    plan = reads.Plan(fresh=[row], top=plan_top)
    actions.import_list(plan=plan, agency=None, digest="", by=SYSTEM, at=make.AT)
    actions.check_base(by=SYSTEM, at=make.AT)
    client = Client()
    client.force_login(people.holder("officer", people.agency()))
    assert "没有证据清单" in client.get("/library/checks/?rule=no_evidence").content.decode()
    row |= {"from_on": date(2026, 3, 3), "elements": make.row()["elements"]}
    plan = reads.Plan(fresh=[row], top=plan_top + 1)
    actions.import_list(plan=plan, agency=None, digest="", by=SYSTEM, at=make.AT)
    actions.check_base(by=SYSTEM, at=make.AT + timedelta(days=1))
    assert "对得上" in client.get("/library/checks/?rule=no_evidence").content.decode()
    assert "没有证据清单" in client.get("/library/checks/?mended=1").content.decode()


def test_a_matter_names_what_it_lacks_and_what_a_version_changed() -> None:
    client = keeper(people.agency())
    send(client, sheet(GOOD), "take")
    page = client.get("/library/matters/J1/?on=2026-03-02").content.decode()
    assert "还缺" in page
    assert "检查要点" in page
    newer = sheet([*GOOD[:2], "改名的检查", *GOOD[3:5], date(2026, 5, 1)])
    send(client, newer, "take", late="收到得晚")
    page = client.get("/library/matters/J1/?on=2026-05-01").content.decode()
    assert "和上一版不同的地方" in page
    assert "收到得晚" in page, "a version entered late says so"
    assert (
        "和上一版不同的地方"
        not in client.get("/library/matters/J1/?on=2026-03-02").content.decode()
    )
    listed = client.get("/library/matters/?kind=inspection&on=2026-03-02").content.decode()
    assert "某检查" in listed
    assert "欠缺" in listed
