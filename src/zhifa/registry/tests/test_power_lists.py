"""Power lists from and to files: nothing half-loaded, everything wrong named by its cell."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from openpyxl import Workbook, load_workbook

from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.kernel.workbook import BadFile, opened
from zhifa.registry import actions, reads
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.tests import make

DAY = date(2026, 3, 2)
HEADS = ["权力类型", "事项编码", "事项名称", "领域", "设定依据", "施行日期"]
GOOD = ["行政检查", "J1", "某检查", "市场监管", "", date(2026, 1, 1)]


def sheet(*rows: list[Any], heads: list[str] | None = None) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(heads or HEADS)
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plan(data: bytes, *, listed: bool = False, late: str = "", **defaults: Any) -> reads.Plan:
    steps = reads.plan_import(
        book=opened(io.BytesIO(data)),
        listed=listed,
        defaults=defaults,
        viewer=SYSTEM,
        today=make.AT.date(),
        late=late,
    )
    return list(steps)[-1]


def take(data: bytes, body: Agency | None = None, **defaults: Any) -> actions.ListImported:
    found = plan(data, listed=body is not None, **defaults)
    return actions.import_list(plan=found, agency=body, digest="0" * 64, by=SYSTEM, at=make.AT)


def export(body: Agency | None = None, on: date = DAY) -> bytes:
    return reads.list_file(agency_id=body.pk if body else None, on=on, viewer=SYSTEM)


def said(found: reads.Plan) -> dict[str, str]:
    return {r.cell: r.reason for r in found.remarks}


# --- round trip


def test_a_list_comes_back_as_it_went() -> None:
    make.laws()
    body = people.agency()
    with transaction.atomic():
        actions.load_matters(by=SYSTEM, at=make.AT)
        codes = set(Matter.objects.values_list("code", flat=True))
        since = date(2024, 1, 1)
        actions.list_powers(agency=body, codes=codes, from_on=since, by=SYSTEM, at=make.AT)
        mine, whole = export(body), export()
        again = take(mine, body)
        assert (again.adopted, again.listed, again.unchanged) == (0, 0, len(codes))
        assert export(body) == mine
        transaction.set_rollback(True)
    assert not Matter.objects.exists()
    done = take(mine, body)
    assert (done.adopted, done.listed) == (len(codes), len(codes))
    assert export(body) == mine
    assert export() == whole
    assert take(mine, body).adopted == 0
    assert list(verify()) == []


def test_the_export_says_what_is_missing() -> None:
    take(sheet(GOOD))
    page = load_workbook(io.BytesIO(export())).worksheets[0]
    heads = [cell.value for cell in page[1]]
    row = dict(zip(heads, [cell.value for cell in page[2]], strict=True))
    assert row["完整度"] == "欠缺"
    assert "检查要点" in str(row["缺项"])


def test_what_the_file_leaves_out_stays_as_it_was() -> None:
    heads = [*HEADS, "分类要素", "年度频次上限"]
    take(sheet([*GOOD, "检查标准：某标准", 2], heads=heads))
    newer = ["行政检查", "J1", "改名的检查", "市场监管", "", date(2026, 2, 1)]
    assert take(sheet(newer), late="补录旧版本").ended == 1
    old, new = Matter.objects.order_by("from_on")
    assert (old.until_on, old.name) == (date(2026, 1, 31), "某检查")
    assert (new.particulars, new.inspection) == ({"criteria": "某标准"}, {"cap": 2})


def test_a_version_in_force_is_not_changed_by_a_file() -> None:
    take(sheet(GOOD))
    changed = [*GOOD[:2], "另一个名称", *GOOD[3:]]
    found = plan(sheet(changed))
    assert "F2" in said(found)
    with pytest.raises(Refused) as refused:
        actions.import_list(plan=found, agency=None, digest="", by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"list:rejected"}
    assert Matter.objects.get().name == "某检查"


def test_one_bad_row_keeps_all_rows_out() -> None:
    found = plan(sheet(GOOD, ["行政检查", "J2", "", "市场监管", "", date(2026, 1, 1)]))
    assert said(found) == {"C3": "“事项名称”是空的"}
    with pytest.raises(Refused):
        actions.import_list(plan=found, agency=None, digest="", by=SYSTEM, at=make.AT)
    assert not Matter.objects.exists()


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    make.laws()
    clause, day = "《食品安全法》第九百条", date(2026, 1, 1)
    take(sheet(GOOD))
    found = plan(
        sheet(
            ["行政检查", "J2", "", "市场监管", clause, day],  # no name
            ["行政检查", "J3", "某", "市场监管", clause, "昨天"],  # no day
            ["行政检查", "J4", "某", "太空", f"有关规定、{clause}", day],  # no field
            ["行政检查", "J1", "另一个名称", "市场监管", clause, day],  # in force already
            ["行政检查", "J5", "某", "市场监管", clause, day],
        )
    )
    told = {(r.cell, "第九百条" in r.reason) for r in found.rejected}
    assert {(f"E{n}", True) for n in range(2, 7)} <= told
    assert {("C2", False), ("F3", False), ("D4", False), ("F5", False)} <= told
    assert Matter.objects.count() == 1


def test_a_plan_grown_old_is_refused() -> None:
    found = plan(sheet(GOOD))
    take(sheet(["行政检查", "J9", "别的", "市场监管", "", date(2026, 1, 1)]))
    with pytest.raises(Refused) as refused:
        actions.import_list(plan=found, agency=None, digest="", by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"list:stale"}


def test_only_the_bodys_keeper_takes_its_list_in() -> None:
    mine, other = people.agency(), people.agency()
    found = plan(sheet(GOOD), listed=True)
    for by, body in ((make.officer(mine), mine), (make.keeper(other), mine)):
        with pytest.raises(Refused) as refused:
            actions.import_list(plan=found, agency=body, digest="", by=by, at=make.AT)
        assert refused.value.codes == {"not_permitted"}
    keeper = make.keeper(mine)
    assert actions.import_list(plan=found, agency=mine, digest="", by=keeper, at=make.AT).listed


def test_a_matter_leaves_the_list_on_the_day_written() -> None:
    body = people.agency()
    heads = [*HEADS, "列入日期", "移出日期"]
    take(sheet([*GOOD, date(2026, 1, 5), None], heads=heads), body)
    done = take(sheet([*GOOD, date(2026, 1, 5), date(2026, 6, 30)], heads=heads), body)
    assert (done.listed, done.delisted) == (0, 1)
    item = PowerItem.objects.get()
    assert (item.from_on, item.until_on) == (date(2026, 1, 5), date(2026, 6, 30))


# --- bad input


@pytest.mark.parametrize(
    ("row", "cell", "word"),
    [
        (["行政检查", "=1+1", "某", "市场监管", "", date(2026, 1, 1)], "B2", "公式"),
        (["行政检查", "J1", "某", "太空", "", date(2026, 1, 1)], "D2", "可选范围"),
        (["行政检查", "J1", "某", "市场监管", "", "昨天"], "F2", "不是日期"),
        (["行政检查", "J1", "某", "市场监管", "", 46023], "F2", "不是日期"),
        (["行政检查", "J1", "锟斤拷锟斤拷", "市场监管", "", date(2026, 1, 1)], "C2", "编码"),
        (["行政检查", "J1", "瀵规湭鍙栧緱椋熷搧", "市场监管", "", date(2026, 1, 1)], "C2", "编码"),
        (["行政检查", "J 1", "某", "市场监管", "", date(2026, 1, 1)], "B2", "事项编码"),
        (["行政检查", "J1", "某", "市场监管", "有关规定", date(2026, 1, 1)], "E2", "看不出"),
        (
            ["行政检查", "J1", "某", "市场监管", "《某某法》第九条", date(2026, 1, 1)],
            "E2",
            "没有这部法",
        ),
        (["行政检查", "J1", "某" * 300, "市场监管", "", date(2026, 1, 1)], "B2", "太长"),
    ],
)
def test_a_bad_cell_is_named(row: list[Any], cell: str, word: str) -> None:
    found = plan(sheet(row))
    assert word in said(found)[cell]
    assert found.rejected


def test_dates_as_text_and_prose_around_citations_are_repaired() -> None:
    make.laws()
    text = "《食品安全法》第一百一十条 县级以上监管部门有权采取措施"
    found = plan(sheet(["行政检查", "J1", "某检查", "市场监管", text, "2026年1月1日"]))
    assert not found.rejected
    assert {r.cell for r in found.repaired} == {"E2", "F2"}
    assert found.fresh[0]["basis_clauses"] == ["《食品安全法》第一百一十条"]
    assert found.fresh[0]["from_on"] == date(2026, 1, 1)


def test_double_codes_are_named_by_both_cells() -> None:
    reason = said(plan(sheet(GOOD, GOOD)))["B3"]
    assert "重复" in reason
    assert "B2" in reason


def test_merged_cells_below_the_headings_are_refused_and_a_merged_title_is_not() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["某区权责清单"])
    page.merge_cells("A1:F1")
    page.append(HEADS)
    page.append(GOOD)
    out = io.BytesIO()
    book.save(out)
    assert not plan(out.getvalue()).rejected
    page.merge_cells("D3:D4")
    out = io.BytesIO()
    book.save(out)
    assert "合并" in said(plan(out.getvalue()))["D3:D4"]


def test_missing_and_double_headings_are_named() -> None:
    with pytest.raises(BadFile) as bad:
        plan(sheet(GOOD[:4], heads=["权力类型", "事项编码", "事项名称", "事项名称"]))
    reasons = [r.reason for r in bad.value.remarks]
    assert any("不止一次" in r for r in reasons)
    assert any("领域" in r for r in reasons)
    assert any("施行日期" in r for r in reasons)
    filled = plan(sheet(GOOD[:3], heads=HEADS[:3]), field="market", from_on=date(2026, 1, 1))
    assert not filled.rejected


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return out.getvalue()


def doctype() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>')
        archive.writestr("xl/worksheets/sheet1.xml", "<x/>")
    return out.getvalue()


def wide() -> bytes:
    return sheet([*GOOD, *([None] * 250), "远"])


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (lambda: b"", "空"),
        (lambda: "事项编码,事项名称".encode("gbk"), "不是 .xlsx"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600, ".xls"),
        (bomb, "压缩"),
        (doctype, "外部定义"),
        (lambda: sheet()[:-200], "不是 .xlsx"),
        (wide, "列"),
        (lambda: sheet(heads=["甲", "乙"]), "表头"),
    ],
    ids=["empty", "csv", "xls", "bomb", "doctype", "cut", "wide", "headless"],
)
def test_what_is_no_list_is_refused(data: Callable[[], bytes], word: str) -> None:
    with pytest.raises(BadFile) as bad:
        plan(data())
    assert word in str(bad.value)


def test_a_sheet_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhifa.kernel.workbook.MOST_ROWS", 20)
    rows = [["行政检查", f"J{n}", "某", "市场监管", "", date(2026, 1, 1)] for n in range(60)]
    with pytest.raises(BadFile) as bad:
        plan(sheet(*rows))
    assert "行" in str(bad.value)
