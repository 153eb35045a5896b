"""`zhifa laws` in its exact machine forms, and how it says no."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from zhifa.registry import actions
from zhifa.registry.tests import docx
from zhifa.registry.tests.texts import BODY, head


def told(*words: str) -> dict[str, Any]:
    out = StringIO()
    call_command("laws", *words, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.mark.django_db
def test_the_command_counts_shows_and_searches(
    load: Callable[..., actions.Imported], monkeypatch: pytest.MonkeyPatch
) -> None:
    load((head(), BODY), (head(id="T-9", title="另一办法"), "第一条 另一件事。\n"))
    out = StringIO()
    call_command("laws", "count", "某某管理条例", stdout=out)
    assert out.getvalue() == "3\n"
    shown = told("show", "某某管理条例", "--article", "第二条之一", "--on", "2020-01-01", "--json")
    assert (shown["article"], shown["sub"], shown["official"]) == (2, 1, True)
    assert (shown["in_force_from"], shown["in_force_until"]) == ("2019-03-01", None)
    assert told("show", "某某管理条例第二条之一", "--on", "2020-01-01", "--json") == shown
    asked = '{"qid": "q7", "query": "哪些人伪造标签？"}\n\n{"qid": 8, "query": "？"}\n'
    monkeypatch.setattr("sys.stdin", StringIO(asked))
    call_command("laws", "search", "--jsonl", "--limit", "1", stdout=(out := StringIO()))
    first, second = map(json.loads, out.getvalue().splitlines())
    assert first["qid"] == "q7"
    assert [(h["law"], h["article"], h["sub"]) for h in first["hits"]] == [(head()["title"], 2, 0)]
    assert first["hits"][0]["score"] > 0
    assert second == {"qid": 8, "hits": []}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        ("count", "没有的法"),
        ("count", "某某管理条例", "--on", "2018-01-01"),
        ("show", "某某管理条例", "--article", "2", "--on", "2018-01-01"),
        ("count", "某某管理条例", "--on", "昨天"),
        ("show", "某某管理条例", "--article", "九十"),
        ("show", "某某管理条例", "--article", "甲"),
        ("import", "nowhere"),
    ],
)
def test_the_command_fails_with_a_sentence(
    load: Callable[..., actions.Imported], words: tuple[str, ...]
) -> None:
    load((head(), BODY))
    with pytest.raises(CommandError, match=r"[\u4e00-\u9fff]"):
        call_command("laws", *words, stdout=StringIO())


@pytest.mark.django_db
def test_import_says_what_it_found(tmp_path: Path) -> None:
    facts = "\n".join(f"{name}: {json.dumps(value)}" for name, value in head().items())
    (tmp_path / "md").mkdir()
    (tmp_path / "md" / "某某管理条例.md").write_text(
        f"---\n{facts}\n---\n\n{BODY}", encoding="utf-8"
    )
    (tmp_path / "没有篇头.md").write_text("# 另一办法\n\n第一条 另一件事。\n", encoding="utf-8")
    found = told("import", str(tmp_path), "--json")
    assert found == {
        "files": 2,
        "laws": 2,
        "versions": 2,
        "articles": 5,
        "unchanged": 0,
        "anomalies": {"条号不连续": 1, "条号重复，只取先出现的": 1, "施行日期不详": 1},
        "amendments": [],
    }
    call_command("laws", "import", str(tmp_path), stdout=(out := StringIO()))
    assert "2 篇没有变化" in out.getvalue()
    assert "施行日期不详：1 篇。《另一办法》" in out.getvalue()


@pytest.mark.django_db
def test_without_a_day_a_law_no_longer_in_force_is_still_counted_and_shown(
    load: Callable[..., actions.Imported],
) -> None:
    load((head(status="已废止"), BODY))
    shown = told("show", "某某管理条例", "--json")
    assert (shown["status"], shown["article_count"]) == ("已废止", 3)
    assert [(a["article"], a["sub"]) for a in shown["articles"]] == [(1, 0), (2, 0), (2, 1), (4, 0)]
    call_command("laws", "show", "某某管理条例", stdout=(out := StringIO()))
    assert "第二条之一\u3000有违反的，罚款。" in out.getvalue()


@pytest.mark.django_db
def test_a_file_is_imported_with_what_is_said_of_it_and_a_change_is_told(
    load: Callable[..., actions.Imported], tmp_path: Path
) -> None:
    load((head(), BODY))
    note = "（2026年1月5日国务院公布）"
    lines = docx.statute(head()["title"], note, ["新的一条。"])
    path = docx.docx(tmp_path / "a.docx", lines)
    call_command("laws", "import", str(path), "--from", "2026-06-01", stdout=(out := StringIO()))
    assert "2026-06-01 起变动" in out.getvalue()
    with pytest.raises(CommandError, match=r"已经不再施行|早于"):
        call_command("laws", "repeal", "某某管理条例", "--from", "2019-01-01", "--reason", "某决定")


@pytest.mark.django_db
def test_a_law_is_repealed_at_the_command_line(load: Callable[..., actions.Imported]) -> None:
    load((head(), BODY))
    words = ("repeal", "某某管理条例", "--from", "2030-01-01", "--reason", "市政府令第九号")
    call_command("laws", *words, stdout=(out := StringIO()))
    assert "2030-01-01 起废止" in out.getvalue()
    assert told("count", "某某管理条例", "--json")["in_force_until"] == "2029-12-31"
