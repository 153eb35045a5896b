"""Which sheet of a file is the list, and what is said of rows that are hidden."""

import io
from typing import Any

import pytest
from openpyxl import Workbook

from zhifa.kernel.tables import table
from zhifa.kernel.workbook import BadFile
from zhifa.registry.models import Matter
from zhifa.registry.tests.test_power_lists import GOOD, HEADS, plan

pytestmark = pytest.mark.django_db


def workbook(*pages: tuple[str, list[list[Any]]], hide: int = 0) -> bytes:
    book = Workbook()
    for number, (title, rows) in enumerate(pages):
        page = book.active if not number else book.create_sheet()
        assert page is not None
        page.title = title
        for row in rows:
            page.append(row)
        if hide:
            page.row_dimensions[hide].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_sheet_with_the_headings_is_read_wherever_it_stands() -> None:
    cover = ("封面", [["某区权责清单"], ["二〇二六年"]])
    found = plan(workbook(cover, ("清单", [HEADS, GOOD])))
    assert (found.rows, found.rejected) == (1, [])
    only = plan(workbook(("清单", [HEADS, GOOD]), ("说明", [["填表说明"]])))
    assert only.rows == 1


def test_two_lists_in_one_file_are_refused_by_name() -> None:
    other = [*GOOD[:1], "J2", *GOOD[2:]]
    with pytest.raises(BadFile) as bad:
        plan(workbook(("检查", [HEADS, GOOD]), ("处罚", [HEADS, other])))
    assert "“检查”、“处罚”" in str(bad.value)
    assert not Matter.objects.exists()


def test_hidden_rows_are_read_and_told() -> None:
    other = [*GOOD[:1], "J2", *GOOD[2:]]
    found = plan(workbook(("清单", [HEADS, GOOD, other]), hide=3))
    assert (found.rows, found.rejected) == (2, [])
    assert [(r.cell, "隐藏" in r.reason) for r in found.repaired] == [("A3", True)]


def test_a_phone_number_with_its_country_is_no_formula() -> None:
    cells = [row.cells for row in table("甲,+86 812-5550000,=A1,+A1\n".encode()).rows()]
    assert [formula for _, formula in cells[0]] == [False, False, True, True]


def test_a_column_that_is_not_there_is_named() -> None:
    at = HEADS.index("事项编码")
    heads, row = ([v for i, v in enumerate(line) if i != at] for line in (HEADS, GOOD))
    with pytest.raises(BadFile, match="缺少“事项编码”这一列"):
        plan(workbook(("清单", [heads, row])))
