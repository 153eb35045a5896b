"""A small demo district is lawful: every case replays, every chain and sealed row holds."""

import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from tests import make
from zhifa.enforcement.models import Case
from zhifa.kernel.verify import verify
from zhifa.web.demo.build import build
from zhifa.web.demo.docket import NAMED

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=make.BEIJING)


@pytest.mark.slow
def test_a_small_district(settings: Settings, tmp_path: Path) -> None:
    settings.VAR, settings.FILES = tmp_path, tmp_path / "files"
    said: list[str] = []
    build(now=NOW, cases=len(NAMED) + 14, parties=40, texts=False, say=said.append)
    assert Case.objects.count() == len(NAMED) + 14
    assert list(verify()) == []
    out = io.StringIO()
    call_command("replay", "--all", "--json", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert lines
    assert [line for line in lines if line["ok"] is not True] == []
    named = json.loads((tmp_path / "demo" / "named.json").read_text(encoding="utf-8"))
    stages = {name: Case.objects.get(pk=pk).stage for name, pk in named.items()}
    assert stages["K1"] == stages["K2"] == "archived"
    assert "late_decide" in Case.objects.get(pk=named["K2"]).marks
    assert "annulled" in Case.objects.get(pk=named["K7"]).marks
    assert any("K7" in line for line in said)
