"""Hearing lines that no rule was read for say so wherever somebody relies on them."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions, reads
from zhifa.registry.models import Matter
from zhifa.registry.tests import make

READ = {"market", "quality"}  # law.md 1.1.1: the only lines whose rule was read


@pytest.fixture
def house() -> None:
    make.laws()
    actions.load_matters(by=SYSTEM, at=make.AT)


@pytest.mark.usefixtures("house")
def test_only_lines_whose_rule_was_read_count_as_settled() -> None:
    penalties = Matter.objects.filter(kind="penalty")
    assert penalties.exists()
    for matter in penalties:
        parts = reads.matter_parts(matter=matter, viewer=SYSTEM)
        assert matter.settled is (matter.field in READ), matter.code
        assert ("听证标准" in parts.unsettled) is not matter.settled, matter.code
        assert parts.grade == "complete", matter.code
        assert parts.title == ("完整，有待核定" if parts.unsettled else "完整"), matter.code


@pytest.mark.usefixtures("house")
def test_the_line_of_tourism_is_that_of_its_rule_and_open_to_the_province() -> None:
    """旅游行政处罚办法 38: 公民 1 万元以上、单位 5 万元以上；地方另有规定的，从其规定."""
    for one in Matter.objects.filter(code__in=["WL0105", "WL0106"]):
        lines = (one.hearing_natural, one.hearing_organisation, one.hearing_taken_organisation)
        assert [int(line) for line in lines] == [10_000, 50_000, 50_000]
        assert "旅游行政处罚办法 第三十八条" in one.hearing_source
        assert not one.settled


@pytest.mark.usefixtures("house")
def test_the_page_the_list_and_the_file_mark_them() -> None:
    client = browser("officer")
    open_ = Matter.objects.filter(kind="penalty", settled=False).order_by("code").first()
    firm = Matter.objects.filter(kind="penalty", settled=True).order_by("code").first()
    assert open_ is not None
    assert firm is not None
    told = text(client, f"/library/matters/{open_.code}/")
    for words in ("听证标准待核定", "不是法律规定的数额", "有待核定", "由区里核定"):
        assert words in told
    assert "待核定" not in text(client, f"/library/matters/{firm.code}/")
    listed = text(client, "/library/matters/?unsettled=1")
    assert open_.code in listed
    assert firm.code not in listed
    data = reads.list_file(agency_id=None, on=date(2026, 3, 2), viewer=SYSTEM)
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    gaps = {row[2].value: (row[-2].value, row[-1].value) for row in sheet.iter_rows(min_row=2)}
    assert gaps[open_.code][0] == "完整，有待核定"
    assert "听证标准待核定" in str(gaps[open_.code][1])


@pytest.mark.usefixtures("house")
def test_a_district_settles_a_line_with_the_rule_it_read() -> None:
    told = {"field": "health", "settled": True, "hearing_source": "", "from_on": date(2022, 1, 1)}
    with pytest.raises(Refused) as refused:
        make.matter(**told)
    assert refused.value.codes == {"matter:hearing_source"}
    lines = {"hearing_natural": 8000, "hearing_organisation": 80000}
    done = make.matter(**{**told, **lines, "hearing_source": "省听证程序规定 第三条"})
    assert "听证标准" not in reads.matter_parts(matter=done, viewer=SYSTEM).unsettled
    page = text(browser("officer"), f"/library/matters/{done.code}/")
    assert "省听证程序规定 第三条" in page
    assert "听证标准待核定" not in page
