"""The facts that the repository carries about laws, without any text."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.registry import actions, reads
from zhifa.registry.models import Article, Digest, Law, LawVersion
from zhifa.registry.rules import law_files
from zhifa.registry.rules.citations import parse

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def library(db: None) -> None:  # noqa: ARG001 - opens the database
    actions.load_index(by=SYSTEM, at=AT)


def codes(text: str, on: str) -> set[str]:
    day = date.fromisoformat(on)
    return {o.code for o in reads.citation_obstacles(text=text, on=day, viewer=SYSTEM)}


@pytest.mark.usefixtures("library")
def test_the_index_is_loaded_once_and_written_down_once() -> None:
    assert LawVersion.objects.count() == len(law_files.index())
    assert Entry.objects.filter(kind="registry.LawsLoaded").count() == 1
    assert actions.load_index(by=SYSTEM, at=AT) == 0
    assert Entry.objects.filter(kind="registry.LawsLoaded").count() == 1
    assert not Article.objects.exists()


@pytest.mark.usefixtures("library")
def test_a_later_index_moves_no_day_that_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An update of the software changes no answer about a day gone by; it says so instead."""
    rows = law_files.index()
    one = next(r for r in rows if r.in_force_from == date(2021, 7, 15))
    other = [replace(r, in_force_from=date(2020, 1, 1)) if r is one else r for r in rows]
    monkeypatch.setattr(law_files, "index", lambda: other)
    assert actions.load_index(by=SYSTEM, at=AT) == 0
    assert LawVersion.objects.get(source_key=one.key).in_force_from == date(2021, 7, 15)
    [said] = reads.index_moved()
    assert "库里 2021-07-15 起施行，目录写 2020-01-01" in said


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("title", "on", "articles"),
    [  # domain/law.md 0.2 and the data pack's README
        ("行政处罚法", "2021-07-15", 86),
        ("行政强制法", "2012-01-01", 71),
        ("行政许可法", "2019-04-23", 83),
        ("行政复议法", "2024-01-01", 90),
        ("行政诉讼法", "2017-07-01", 103),
        ("治安管理处罚法", "2026-01-01", 144),
        ("安全生产法", "2021-09-01", 119),
        ("食品安全法", "2026-01-01", 154),
        ("生态环境法典", "2026-08-15", 1242),
        ("行政执法监督条例", "2026-02-01", 44),
    ],
)
def test_articles_of_the_version_in_force(title: str, on: str, articles: int) -> None:
    law = reads.law(title=title, viewer=SYSTEM)
    assert law is not None
    version = reads.version_on(law=law, on=date.fromisoformat(on), viewer=SYSTEM)
    assert version is not None
    assert version.count() == version.article_count == articles


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("text", "on", "found"),
    [
        ("《行政处罚法》第八十五条", "2021-07-15", set()),
        ("《行政处罚法》第八十七条", "2021-07-15", {"citation:no_such_article"}),
        ("《行政处罚法》第五十七条第二款", "2024-01-01", set()),
        ("《行政处罚法》第五十七条第三款", "2024-01-01", {"citation:no_such_paragraph"}),
        ("《行政处罚法》第五十八条第一款第（四）项", "2024-01-01", set()),
        ("《行政处罚法》第五十八条第一款第（五）项", "2024-01-01", {"citation:no_such_paragraph"}),
        ("《行政处罚法》第五十七条", "2021-07-14", {"citation:version_missing"}),
        ("《行政处罚法》第五十七条", "1990-01-01", {"citation:not_in_force"}),
        ("《大气污染防治法》第九十九条", "2026-08-14", set()),
        ("《大气污染防治法》第九十九条", "2026-08-15", {"citation:not_in_force"}),
        ("《生态环境法典》第一千二百四十二条", "2026-08-14", {"citation:not_in_force"}),
        ("《生态环境法典》第一千二百四十二条", "2026-08-15", set()),
        ("《食品安全法》第一百二十四条第一款第（一）项", "2024-09-09", set()),
        ("《行政执法监督条例》第四十五条", "2026-02-01", {"citation:no_such_article"}),
        ("《行政执法监督条例》第二条", "2026-01-31", {"citation:not_in_force"}),
        ("《行政处罚条例》第一条", "2024-01-01", {"citation:unknown_law"}),
        ("酌情处理", "2024-01-01", {"citation:unreadable"}),
    ],
)
def test_citations_stand_or_fall_without_any_text(text: str, on: str, found: set[str]) -> None:
    assert codes(text, on) == found


@pytest.mark.usefixtures("library")
def test_faults_come_in_words_for_every_clause_at_the_price_of_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    clauses = ["《食品安全法》第一百五十五条", "《食品安全法》第一百二十四条", "《甲乙丙法》第一条"]
    with django_assert_num_queries(1):
        faults = reads.citation_faults(citations=clauses, on=date(2026, 1, 1), viewer=SYSTEM)
    assert ["第一百五十五条" in faults[0], "甲乙丙法" in faults[1]] == [True, True]


@pytest.mark.usefixtures("library")
def test_without_text_the_digest_is_shown_as_such_and_says_how_to_load() -> None:
    (found,) = reads.resolve(text="《行政处罚法》第六十条", on=date(2024, 1, 1), viewer=SYSTEM)
    assert (found.official, found.label) == (False, "要点")
    assert "九十日" in found.text
    assert "zhifa laws import" in found.note
    call_command("laws", "show", "行政处罚法", "--article", "60", stdout=(out := StringIO()))
    assert "要点（不是原文）" in out.getvalue()


@pytest.mark.usefixtures("library")
def test_every_digest_belongs_to_an_article_of_the_version_it_was_written_from() -> None:
    for digest in Digest.objects.select_related("law"):
        written_from = LawVersion.objects.filter(law=digest.law, adopted_on=digest.adopted_on)
        assert written_from.exists(), digest.law
        assert all(
            (digest.number, digest.sub) in v.shape.numbers and v.outline for v in written_from
        ), f"{digest.law} {digest.number}"


@pytest.mark.usefixtures("library")
def test_every_version_ends_before_the_next_begins() -> None:
    for law in Law.objects.prefetch_related("versions"):
        held = sorted(
            {(v.in_force_from, v.in_force_until) for v in law.versions.all() if v.in_force_from}
        )
        for (_, until), (begins, _) in pairwise(held):
            assert until is not None, law
            assert until < begins, law


def cites(table: object) -> Iterator[str]:
    """Every citation that a data file keeps as such: by its key, or as an item of a list."""
    if isinstance(table, dict):
        for key, value in table.items():
            known = key in {"source", "article", "clause"} and isinstance(value, str)
            yield from [value] if known and "条" in value else cites(value)
    elif isinstance(table, list):
        for row in table:
            whole = isinstance(row, str) and row.startswith("《") and "条" in row
            yield from [row] if whole else cites(row)


def sources() -> Iterator[tuple[str, str]]:
    """What procedures, papers and matters of the house cite, and in which file."""
    house = law_files.DATA.parents[2]
    for folder in ("procedures", "templates", "matters"):
        for path in sorted(house.glob(f"*/data/{folder}/*.toml")):
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            yield from ((path.name, text) for text in cites(table))


@pytest.mark.usefixtures("library")
def test_what_procedures_papers_and_matters_cite_exists() -> None:
    """On one of two days: matters of the environment turn to 生态环境法典 on 2026-08-15."""
    told = sorted(set(sources()))
    assert len(told) > 300
    assert {name.partition(".")[0] for name, _ in told} > {"1_filing", "penalty_ordinary"}
    days = ("2026-03-02", "2026-11-26")
    wrong = [place for place in told if all(codes(place[1], day) for day in days)]
    assert wrong == []
    assert all(parse(text) for _, text in told)
