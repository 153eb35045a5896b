"""Gaps and overlaps of tiers are told when a list comes in, by cell and reason."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from zhifa.agencies.tests import make as people
from zhifa.registry import reads
from zhifa.registry.models import Matter
from zhifa.registry.rules.cells import BAR
from zhifa.registry.tests.test_list_pages import keeper, send
from zhifa.registry.tests.test_power_lists import plan, sheet, take

pytestmark = pytest.mark.django_db
HEADS = ["权力类型", "事项编码", "事项名称", "领域", "处罚种类", "罚款下限", "罚款上限", "裁量档次",
         "施行日期"]  # fmt: skip


def fined(tiers: str) -> bytes:
    said = tiers.replace("|", BAR)
    row: list[Any] = ["行政处罚", "P1", "某处罚", "市场监管", "罚款", 1000, 9000, said,
                      date(2026, 1, 1)]  # fmt: skip
    return sheet(row, heads=HEADS)


GAP = fined("a|轻||1000|3000\nb|重||5000|9000")
OVERLAP = fined("a|轻||1000|6000\nb|重||5000|9000")
FITS = fined("a|轻||1000|5000\nb|重||5000|9000")


@pytest.mark.parametrize(("data", "word"), [(GAP, "空档"), (OVERLAP, "重叠")])
def test_the_cell_and_the_tiers_are_named_and_the_list_is_taken(data: bytes, word: str) -> None:
    found = plan(data)
    assert (found.rejected, found.repaired) == ([], [])
    [noted] = found.noted
    assert noted.cell == "H2"
    for words in (word, "轻到", "重从 5000"):
        assert words in noted.reason
    take(data)
    assert Matter.objects.get().code == "P1"


def test_tiers_that_fit_are_not_spoken_of() -> None:
    assert plan(FITS).noted == []


def test_a_row_that_is_refused_anyway_is_told_for_that_alone() -> None:
    found: reads.Plan = plan(fined("a|轻||100|3000\nb|重||5000|9000"))
    assert found.rejected
    assert found.noted == []


def test_page_and_command_tell_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = people.agency()
    client: Client = keeper(body)
    page = send(client, GAP, "check", body.code).content.decode()
    for words in ("裁量档次不衔接", "H2", "空档", "可以导入，还没有写入"):
        assert words in page
    path = tmp_path / "list.xlsx"
    path.write_bytes(GAP)
    call_command("matters", "import", str(path), "--dry-run")
    assert "H2  请核对：裁量档次有空档" in capsys.readouterr().out
    call_command("matters", "import", str(path), "--dry-run", "--json")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1]["noted"] == 1
