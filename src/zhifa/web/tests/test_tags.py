"""Filters and tags, the icon sprite, and what of node_modules is served."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from pytest_django import Settings

from zhifa.web import sprite
from zhifa.web.npm_assets import NodeFinder
from zhifa.web.templatetags import zf

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (5000, "5,000 元"),
        (Decimal("86.40"), "86.40 元"),
        ("1234567.5", "1,234,567.50 元"),
        (Decimal("0.005"), "0.01 元"),
        (0, "0 元"),
        (None, ""),
        ("", ""),
    ],
)
def test_money_is_said_in_yuan(value: object, words: str) -> None:
    assert zf.money(value) == words


def test_days_are_beijing_days() -> None:
    late = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)  # already the 19th in Beijing
    assert zf.day(late) == "2026-11-19"
    assert zf.short(late, TODAY) == "11-19"
    assert zf.short(date(2025, 11, 19), TODAY) == "2025-11-19"
    assert zf.moment(late) == "2026-11-19 01:00"
    assert zf.weekday(date(2026, 11, 25)) == "星期三"
    assert zf.day(None) == zf.short(None) == zf.weekday(None) == zf.moment(None) == ""


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 25), "剩 2 天"),
        (date(2026, 11, 23), "今天到期"),
        (date(2026, 11, 22), "超 1 天"),
        (None, ""),
    ],
)
def test_what_is_left_is_said_in_days(due: date | None, words: str) -> None:
    assert zf.left(due, TODAY) == words


@pytest.mark.parametrize(("value", "name"), [(37.4, "37"), (-3, "0"), (250, "100")])
def test_a_bar_stays_in_its_box(value: float, name: str) -> None:
    assert zf.width(value) == f"zf-w-{name}"


def test_the_stepper_knows_what_comes_next() -> None:
    phases = [{"name": n, "state": s} for n, s in (("立案", "done"), ("决定", "now"), ("结案", ""))]
    shown = zf.zf_steps(phases)
    assert (shown["here"], shown["name"], shown["after"]) == (2, "决定", "结案")
    skipped = [{"name": "立案", "state": "done"}, {"name": "告知", "state": "skip"}]
    ended = zf.zf_steps([*skipped, {"name": "归档", "state": "done"}])
    assert (ended["here"], ended["name"], ended["after"]) == (3, "归档", "")
    over = zf.zf_steps([{"name": "结案", "state": "done"}])
    assert (over["here"], over["name"], over["after"]) == (1, "结案", "")


def test_messages_have_their_kind() -> None:
    assert zf.message_kind("extra success") == "ok"
    assert zf.message_kind("info") == ""


def test_icons_are_found_wherever_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('{% zf_icon "home" %}{% zf_icon x|default:"inbox" %}')
    (tmp_path / "b.toml").write_text('icon = "alarm"')
    (tmp_path / "c.py").write_text('{"icon": "gavel"}')
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "d.py").write_text('icon="nothing"')
    assert sprite.names(tmp_path) == {"home", "inbox", "alarm", "gavel"}


def test_the_sprite_has_every_icon_and_no_paint(tmp_path: Path, settings: Settings) -> None:
    settings.VAR = tmp_path
    call_command("icons", stdout=StringIO())
    drawn = (tmp_path / "static/zf/img/icons.svg").read_text("utf-8")
    for name in sprite.names(settings.BASE_DIR / "src"):
        assert f'<symbol id="{name}" viewBox="0 0 24 24"><' in drawn
    assert "fill=" not in drawn, "colour comes from the page"
    assert "style" not in drawn


def test_an_icon_that_does_not_exist_stops_the_set_up(tmp_path: Path, settings: Settings) -> None:
    page = tmp_path / "src" / "a.html"
    page.parent.mkdir()
    page.write_text('{% zf_icon "no-such-thing" %}')
    (tmp_path / "node_modules").symlink_to(settings.BASE_DIR / "node_modules")
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match="no-such-thing"):
        call_command("icons")


def test_only_listed_packages_are_served() -> None:
    assert finders.find("npm/bootstrap/bootstrap.min.css")
    assert finders.find("npm/htmx/htmx.min.js")
    for path in (
        "npm/bootstrap/bootstrap.css",
        "npm/htmx/../package.json",
        "npm/htmx/ext/hx-sse.js",
        "npm/axe-core/axe.js",
        "npm/htmx",
    ):
        assert not NodeFinder().find(path)
    listed = {f"{s.prefix}/{name}" for name, s in NodeFinder().list(None)}
    assert {"npm/bootstrap/bootstrap.min.css", "npm/htmx/htmx.min.js.map"} <= listed
    assert all(not n.endswith("package.json") for n in listed)
