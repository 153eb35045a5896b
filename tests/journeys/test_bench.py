"""`zhifa bench` measures what it says, in databases of its own."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from zhifa.enforcement.models import Case
from zhifa.kernel.models import Entry
from zhifa.web.bench.mould import Filled
from zhifa.web.bench.report import Pages, Rate, table


@pytest.mark.slow
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="measures a SQLite of its own: once is enough"
)
def test_every_part_measures(settings: Settings, tmp_path: Path) -> None:
    """`load` verifies every chain of so few cases and rebuilds each from its entries alone."""
    settings.VAR = tmp_path / "var"
    (tmp_path / "place").mkdir()
    out = io.StringIO()
    told = {"database": "sqlite", "folder": str(tmp_path / "place")}
    parts = ["calendar", "masking", "journal", "papers", "dossier", "numbers", "case"]
    parts += ["ledger", "library"]
    call_command("bench", *parts, "--quick", "--json", stdout=out, **told)
    found = json.loads(out.getvalue())
    assert json.loads((settings.VAR / "bench.json").read_text(encoding="utf-8")) == found
    assert {line["part"] for line in found} == set(parts)
    assert all(line["value"] > 0 for line in found if "value" in line)
    pages = [line for line in found if line["part"] == "ledger"]
    assert {"案件台账", "台账 搜当事人", "案件页 已归档", "工作台 执法人员"} <= {
        p["what"] for p in pages
    }
    assert all(set(p["cases"]) == {"40", "120"} and p["ratio"]["p50"] > 0 for p in pages)
    library = {line["what"]: line["cases"] for line in found if line["part"] == "library"}
    assert {"各主体缺项", "清单 深页", "基础库问题"} <= set(library)
    assert all(set(sizes) == {"60", "180"} for sizes in library.values())
    assert list((tmp_path / "place").iterdir()) == [], "thrown away"
    assert not Case.objects.exists(), "not ours"
    assert not Entry.objects.exists()


def test_unknown_parts_are_named() -> None:
    with pytest.raises(CommandError, match="没有这些项目：speed"):
        call_command("bench", "speed")


def test_a_filled_text_is_each_copys_own() -> None:
    own = {"01A": 0, "示范1": 1, "示范12": 2}
    text = Filled('100% 01A 示范12 示范1 "\ue0003\ue001" \ue0023\ue003', own)
    assert text.fill(["02B", "甲", "乙", "7"]) == "100% 02B 乙 甲 7 7"
    assert not text.plain
    assert Filled("100%", own).fill([]) == "100%"


def test_a_page_that_grows_is_marked() -> None:
    steady = Pages("sqlite", "案件台账", {10: [0.010] * 9, 100: [0.012] * 9})
    grows = Pages("sqlite", "案件页", {10: [0.010] * 9, 100: [0.020] * 9})
    jumps = Pages("sqlite", "工作台", {10: [0.010] * 20, 100: [0.010] * 17 + [0.030] * 3})
    assert (jumps.told["ratio"]["p50"], jumps.told["within"]) == (1, False), "the slow one counts"
    assert steady.told["within"] is True
    assert grows.told["within"] is False
    assert grows.told["ratio"]["p50"] == pytest.approx(2)
    assert steady.told["cases"]["100"] == {"p50": 12.0, "p95": 12.0}
    lines = list(table([Rate("calendar", "", "每秒期限", 1234.5)], [steady, grows]))
    assert "1,234.5" in lines[1]
    assert [line for line in lines if "超过" in line] == [lines[-1]]
