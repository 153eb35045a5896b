"""`zhifa doctor` names what is wrong and what to do."""

import json
import os
from base64 import b64encode
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from zhifa.kernel import triggers
from zhifa.kernel.models import Delivery, Entry, WatchRun
from zhifa.kernel.tests.make import AT, Happened, entry
from zhifa.kernel.tests.tamper import guards_down
from zhifa.web import doctor
from zhifa.web.doctor import BAD, GOOD, HINT, Finding
from zhifa.web.management.commands import serve


def levels(findings: list[Finding], word: str) -> set[str]:
    return {f.level for f in findings if word in f.text}


@pytest.fixture
def in_use(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """Settings as they should be in real use."""
    settings.DEMO = settings.DEBUG = False
    settings.SECRET_KEY = "s" * 60
    settings.FIELD_KEYS = {"k1": os.urandom(32)}
    settings.LOOKUP_KEY = b"another"
    settings.SECURE = True
    settings.ALLOWED_HOSTS = ["zhifa.example"]
    settings.FILES = tmp_path / "files"
    monkeypatch.setenv("ZHIFA_FIELD_KEYS", f"k1:{b64encode(settings.FIELD_KEYS['k1']).decode()}")
    return settings


@pytest.mark.usefixtures("in_use")
def test_settings_in_order_raise_nothing() -> None:
    found = [*doctor.secrets(), *doctor.doors()]
    assert {f.level for f in found} == {GOOD}
    assert levels(list(doctor.parts()), "文件存放") == {GOOD}


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("SECRET_KEY", "development-only-never-in-production-use" * 2, "ZHIFA_SECRET_KEY"),
        ("SECRET_KEY", "short", "ZHIFA_SECRET_KEY"),
        ("FIELD_KEYS", {"k1": b"short"}, "ZHIFA_FIELD_KEYS"),
        ("LOOKUP_KEY", b"s" * 60, "ZHIFA_LOOKUP_KEY"),
        ("SECURE", False, "ZHIFA_HTTPS"),
        ("ALLOWED_HOSTS", ["*"], "ZHIFA_HOSTS"),
    ],
    ids=["known", "short", "field", "lookup", "https", "hosts"],
)
def test_a_weak_setting_is_bad_in_use_and_a_hint_in_the_demo(
    in_use: Settings, name: str, value: object, word: str
) -> None:
    setattr(in_use, name, value)
    assert levels([*doctor.secrets(), *doctor.doors()], word) == {BAD}
    in_use.DEMO = True
    assert levels([*doctor.secrets(), *doctor.doors()], word) == {HINT}


def test_icons_that_were_never_drawn_are_missed(in_use: Settings, tmp_path: Path) -> None:
    assert levels(list(doctor.parts()), "图标") == {GOOD}
    in_use.VAR = tmp_path
    assert levels(list(doctor.parts()), "zhifa icons") == {BAD}
    serve.Command()._draw_icons()
    assert levels(list(doctor.parts()), "图标") == {GOOD}


def test_a_developers_mode_is_mentioned(in_use: Settings) -> None:
    in_use.DEBUG = True
    assert levels(list(doctor.doors()), "ZHIFA_DEBUG") == {HINT}


@pytest.mark.usefixtures("in_use")
def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr("zhifa.records.reads.font_folders", list)
    found = list(doctor.parts())
    assert levels(found, "没有 ffmpeg") == {HINT}
    assert levels(found, "ZHIFA_FONTS") == {BAD}


def test_a_sound_database_is_told() -> None:
    found = list(doctor.database())
    assert levels(found, "触发器 ") == {GOOD}
    assert levels(found, "结构为最新") == {GOOD}


def test_a_fallen_guard_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triggers, "missing", lambda _connection: ["kernel_head_grows"])
    assert levels(list(doctor.database()), "kernel_head_grows") == {BAD}


def test_a_superuser_is_too_strong(in_use: Settings) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    assert in_use.DEMO is False
    assert levels(list(doctor.database()), "zhifa grants") == {BAD}


def delivery(**columns: object) -> None:
    made = entry(Happened("x"))
    told = {"entry": made, "subject": "s", "listener": "x", "next_at": AT, **columns}
    Delivery.objects.create(**told)


def test_deliveries_that_wait_too_long_and_dead_ones_are_told() -> None:
    assert levels(list(doctor.work(AT)), "投递正常") == {GOOD}
    delivery()
    assert levels(list(doctor.work(AT + timedelta(minutes=4))), "投递正常") == {GOOD}
    assert levels(list(doctor.work(AT + timedelta(minutes=6))), "zhifa work") == {BAD}
    delivery(dead_at=AT, attempts=8)
    assert levels(list(doctor.work(AT)), "停投 1 条") == {BAD}
    WatchRun.objects.create(name="look", ran_at=AT, error="x")
    assert levels(list(doctor.work(AT)), "巡查未完成：look") == {BAD}


def test_the_chains_that_grew_last_are_looked_at() -> None:
    entry(Happened("x"))
    assert {f.level for f in doctor.chains()} == {GOOD}
    with guards_down():
        Entry.objects.update(payload={"word": "y"})
    assert {f.level for f in doctor.chains()} == {BAD}


def test_the_command_ends_with_one_when_something_must_be_done(in_use: Settings) -> None:
    in_use.DEMO = True
    call_command("doctor", "--json", stdout=(out := StringIO()))
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {line["level"] for line in lines} <= {GOOD, HINT}
    assert len(lines) > 10
    in_use.DEMO, in_use.SECURE = False, False
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=out)
    assert ended.value.code == 1
    assert "不行  未启用 HTTPS" in out.getvalue()


def test_work_once_does_what_is_due() -> None:
    call_command("work", "--once")
    assert not WatchRun.objects.exclude(error="").exists()
