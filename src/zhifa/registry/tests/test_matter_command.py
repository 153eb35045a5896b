"""`zhifa matters`: what it says, what it changes, how it ends."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from zhifa.agencies.tests import make as people
from zhifa.registry.models import Matter
from zhifa.registry.tests.test_power_lists import GOOD, sheet


def run(*words: str) -> list[str]:
    out = io.StringIO()
    call_command("matters", *words, stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()


def test_the_command_checks_takes_gives_and_compares(tmp_path: Path) -> None:
    body = people.agency()
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    path.write_bytes(sheet(GOOD))
    checked = json.loads(run("import", str(path), "--dry-run", "--json")[-1])
    assert (checked["fresh"], checked["dry_run"], Matter.objects.count()) == (1, True, 0)
    took = json.loads(run("import", str(path), "--agency", body.code, "--json")[-1])
    assert (took["adopted"], took["listed"]) == (1, 1)
    run("export", str(other), "--agency", body.code, "--on", "2026-03-02")
    assert "共 0 项不同。" in run("diff", str(other), f"{body.code}@2026-03-02")
    changed = [*GOOD[:2], "改名的检查", *GOOD[3:5], date(2026, 4, 1)]
    run("import", *map(str, _written(tmp_path, changed)), "--late-reason", "收到得晚")
    told = [json.loads(line) for line in run("diff", "library@2026-03-02", "library@2026-04-01",
                                             "--json")]  # fmt: skip
    assert [(d["code"], d["how"], d["changes"][0]["new"]) for d in told] == [
        ("J1", "changed", "改名的检查")
    ]


def _written(tmp_path: Path, row: list[Any]) -> list[Path]:
    path = tmp_path / "c.xlsx"
    path.write_bytes(sheet(row))
    return [path]


def test_the_command_refuses_with_cells_and_a_nonzero_end(tmp_path: Path) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(sheet(["行政检查", "J1", "某", "太空", "", date(2026, 1, 1)]))
    with pytest.raises(CommandError):
        run("import", str(path))
    path.write_bytes(b"no list")
    with pytest.raises(CommandError):
        run("import", str(path))
    with pytest.raises(CommandError):
        run("export", str(path), "--agency", "没有")
    assert not Matter.objects.exists()
