"""`zhifa calendar due` as anybody may call it: lines in, lines out, an honest exit code."""

import io
import json
import sys
from typing import Any

import pytest
from django.core.management import call_command

from zhifa.kernel.tests.test_calendar import DEADLINES, LINES

GOOD = '{"id": "x", "start": "2025-09-26", "n": 7, "unit": "workday"}'


def run(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and answers."""
    raw = text if isinstance(text, bytes) else text.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))
    out, code = io.StringIO(), 0
    try:
        call_command("calendar", "due", stdout=out)
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_answer_a_line_in_the_order_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    code, found = run(monkeypatch, DEADLINES.read_bytes())
    assert code == 0
    assert [line["id"] for line in found] == [line["id"] for line in LINES]
    assert not any("error" in line for line in found)


def test_an_answer_holds_what_the_machine_form_promises(monkeypatch: pytest.MonkeyPatch) -> None:
    _, [found] = run(monkeypatch, GOOD)
    assert found == {
        "id": "x",
        "due": "2025-10-13",
        "unrolled_due": "2025-10-13",
        "conservative_due": "2025-10-13",
        "earliest_action": "2025-10-14",
        "provisional": False,
    }


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "第 1 行不是 JSON 对象"),
        ("[1, 2]", "第 1 行不是 JSON 对象"),
        ('{"start": "2025-01-02"}', "缺少 n"),
        ('{"start": "2025-01-02", "n": 3}', "缺少 unit"),
        ('{"n": 3, "unit": "day"}', "缺少 start"),
        ('{"start": "2025-02-30", "n": 3, "unit": "day"}', "start 应写成"),
        ('{"start": "2025-02-03T25:00", "n": 3, "unit": "hour"}', "start 应写成"),
        ('{"start": 20250203, "n": 3, "unit": "day"}', "start 应写成"),
        ('{"start": "2025-01-02", "n": 1.5, "unit": "day"}', "n 应是"),
        ('{"start": "2025-01-02", "n": -1, "unit": "day"}', "n 应是"),
        ('{"start": "2025-01-02", "n": true, "unit": "day"}', "n 应是"),
        ('{"start": "2025-01-02", "n": 3, "unit": "week"}', "unit 应是"),
        ('{"start": "2025-01-02", "n": 3, "unit": "day", "roll": "back"}', "roll 应是"),
        ('{"start": "2025-01-02", "n": 3, "unit": "day", "direction": "up"}', "direction 应是"),
        ('{"start": "2025-01-02", "n": 3, "unit": "day", "excluded": 4}', "excluded 应是"),
        ('{"start": "2025-01-02", "n": 3, "unit": "day", "excluded": [4]}', "excluded 里"),
        (
            '{"start":"2025-01-02","n":3,"unit":"day","excluded":[["2025-01-09","2025-01-05"]]}',
            "2025-01-05 早于 2025-01-09",
        ),
        ('{"start": "9999-12-30", "n": 3, "unit": "day"}', "超出公历"),
        ('{"start": "9999-12-30", "n": 1, "unit": "month"}', "超出公历"),
        ('{"start": "0001-01-02", "n": 9, "unit": "workday", "direction": "before"}', "超出公历"),
        ('{"kind": "money", "fine": "many", "due": "2025-01-02", "paid": "2025-01-03"}', "fine"),
        ('{"kind": "money", "fine": NaN, "due": "2025-01-02", "paid": "2025-01-03"}', "fine"),
        ('{"kind": "money", "fine": 1e999, "due": "2025-01-02", "paid": "2025-01-03"}', "fine"),
        ('{"kind": "money", "fine": 100, "due": "2025-01-02"}', "缺少 paid"),
        ('{"kind": "calendar", "date": "soon"}', "date 应写成"),
        ('{"kind": "predicate", "at": "noon"}', "at 应写成"),
    ],
)
def test_a_bad_line_says_what_is_wrong_and_the_others_are_answered(
    monkeypatch: pytest.MonkeyPatch, line: str, says: str
) -> None:
    named = line.replace("{", '{"id": "bad", ', 1)
    code, [bad, good] = run(monkeypatch, f"{named}\n{GOOD}\n")
    assert code == 1
    assert set(bad) == {"id", "error"}
    assert bad["id"] == ("bad" if line.startswith("{") else None)
    assert says in bad["error"]
    assert good["due"] == "2025-10-13"


def test_bytes_that_are_no_text_spoil_one_line_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    code, [bad, good] = run(monkeypatch, b'{"id": "\xff"}\n' + GOOD.encode())
    assert (code, "error" in bad, good["id"]) == (1, True, "x")


def test_blank_lines_marks_and_unknown_fields_are_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "\ufeff" + GOOD.replace("{", '{"rule_zh": "先行登记", "colour": [1], ', 1)
    code, [found] = run(monkeypatch, f"\r\n{text}\r\n\n")
    assert (code, found["due"]) == (0, "2025-10-13")


def test_a_day_beyond_the_tables_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = '{"kind": "calendar", "date": "2027-01-04"}\n{"kind": "calendar", "date": "2026-01-04"}'
    _, found = run(monkeypatch, lines)
    assert [line["provisional"] for line in found] == [True, False]


def test_seconds_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    _, [found] = run(monkeypatch, '{"start": "2025-10-01T10:20:30", "n": 24, "unit": "hour"}')
    assert found["due"] == "2025-10-02T10:20:30"
