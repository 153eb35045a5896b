"""The law library: texts in, versions by the day, citations that stand or fall."""

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions, reads
from zhifa.registry.models import Article, LawVersion
from zhifa.registry.tests.texts import AT, BODY, NEWER, TODAY, head


class Stranger:
    """Somebody who keeps no laws."""

    key = "user:0"

    def reach(self, permission: str) -> frozenset[int]:  # noqa: ARG002 - part of the protocol
        return frozenset()


def codes(text: str, on: date = TODAY) -> set[str]:
    return {o.code for o in reads.citation_obstacles(text=text, on=on, viewer=SYSTEM)}


def said(text: str, on: date = TODAY) -> list[str]:
    return [r.text for r in reads.resolve(text=text, on=on, viewer=SYSTEM)]


@pytest.mark.django_db
def test_a_text_becomes_articles_paragraphs_and_items(
    load: Callable[..., actions.Imported],
) -> None:
    done = load((head(), BODY))
    assert (done.files, done.versions, done.articles) == (1, 1, 4)
    version = LawVersion.objects.get()
    assert (version.numbering, version.outline, version.count()) == ("1-2,2.1,4", "0 2,0 0,0 0", 3)
    assert ("中华人民共和国某某管理条例", "条号不连续") in done.anomalies
    assert said("《某某管理条例》第二条第一款第（二）项第2目") == ["2.变质的。"]
    assert said("《某某管理条例》第二条第（一）项、第二条第二款") == [
        "（一）伪造标签；",
        "前款所称经营者，包括个体工商户。",
    ]
    article = Article.objects.get(number=2, sub=1)
    assert article.path == "第二章 法律责任"
    assert "第三条规定的处罚由某局实施。" in article.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("没有引用", "citation:unreadable"),
        ("《没有这部法》第一条", "citation:unknown_law"),
        ("《某某管理条例》第五条", "citation:no_such_article"),
        ("《某某管理条例》第三条", "citation:no_such_article"),
        ("《某某管理条例》第二条之二", "citation:no_such_article"),
        ("《某某管理条例》", "citation:no_such_article"),
        ("《某某管理条例》第二条第三款", "citation:no_such_paragraph"),
        ("《某某管理条例》第二条第一款第（三）项", "citation:no_such_paragraph"),
        ("《某某管理条例》第四条第（一）项", "citation:no_such_paragraph"),
    ],
)
def test_what_cannot_be_cited(load: Callable[..., actions.Imported], text: str, code: str) -> None:
    load((head(), BODY))
    assert codes(text) == {code}
    with pytest.raises(Refused) as refused:
        reads.resolve(text=text, on=TODAY, viewer=SYSTEM)
    assert refused.value.codes == {code}


@pytest.mark.django_db
def test_a_subitem_that_does_not_exist_is_refused_when_the_text_is_held(
    load: Callable[..., actions.Imported],
) -> None:
    load((head(), BODY))
    with pytest.raises(Refused) as refused:
        said("《某某管理条例》第二条第（二）项第3目")
    assert refused.value.codes == {"citation:no_such_paragraph"}


@pytest.mark.django_db
def test_the_version_of_the_day(load: Callable[..., actions.Imported]) -> None:
    load((head(status="历史版本"), BODY), (NEWER, BODY.replace("一百元", "五百元")))
    cited = "《某某管理条例》第四条"
    assert codes(cited, date(2019, 2, 28)) == {"citation:not_in_force"}  # promulgated, not begun
    assert said(cited, date(2019, 3, 1)) == ["处一百元以上罚款。"]
    assert said(cited, date(2024, 7, 31)) == ["处一百元以上罚款。"]
    assert said(cited, date(2024, 8, 1)) == ["处五百元以上罚款。"]
    assert codes("《某某管理条例》（2019年）第四条", date(2024, 8, 1)) == {
        "citation:version_missing"
    }
    assert codes("《某某管理条例》（2024年）第四条", date(2024, 8, 1)) == set()
    old = LawVersion.objects.get(source_key="T-1")
    assert old.in_force_until == date(2024, 7, 31)


@pytest.mark.django_db
def test_a_law_before_its_time_and_after_its_repeal(load: Callable[..., actions.Imported]) -> None:
    basis = "《新条例》第三十条：自2026-01-01起施行，同时废止"
    load((head(status="已废止", status_basis=basis), BODY))
    cited = "《某某管理条例》第四条"
    assert codes(cited, date(2019, 2, 28)) == {"citation:not_in_force"}
    assert codes(cited, date(2025, 12, 31)) == set()
    assert codes(cited, date(2026, 1, 1)) == {"citation:not_in_force"}


@pytest.mark.django_db
def test_a_version_older_than_ours_is_asked_for(load: Callable[..., actions.Imported]) -> None:
    load((NEWER, BODY))
    assert codes("《某某管理条例》第四条", date(2020, 1, 1)) == {"citation:version_missing"}
    assert codes("《某某管理条例》第四条", date(2018, 1, 1)) == {"citation:not_in_force"}


@pytest.mark.django_db
def test_a_law_repealed_nobody_knows_when_cannot_be_cited(
    load: Callable[..., actions.Imported],
) -> None:
    load((head(status="已废止"), BODY))
    assert codes("《某某管理条例》第四条") == {"citation:not_in_force"}


@pytest.mark.django_db
def test_importing_again_changes_nothing(load: Callable[..., actions.Imported]) -> None:
    load((head(), BODY))
    entries = Entry.objects.count()
    again = load((head(), BODY))
    assert (again.versions, again.articles, again.unchanged) == (0, 0, 1)
    spaced = load((head(), BODY.replace("处一百元", "处 一百元")))
    assert (spaced.versions, spaced.unchanged) == (0, 1)
    assert Entry.objects.count() == entries == 1


@pytest.mark.django_db
def test_the_journal_says_what_was_imported(load: Callable[..., actions.Imported]) -> None:
    load((head(), BODY), (NEWER, BODY))
    payload = Entry.objects.get(kind="registry.LawsLoaded").payload
    assert (payload["laws"], payload["versions"], payload["articles"]) == (1, 2, 8)
    assert len(payload["digest"]) == 64
    assert payload["titles"] == ["中华人民共和国某某管理条例"]


@pytest.mark.django_db
def test_a_notice_without_articles_is_kept_in_one_piece(
    load: Callable[..., actions.Imported],
) -> None:
    load((head(title="关于某事的通知"), "# 关于某事的通知\n\n各局：\n\n请照办。\n"))
    assert said("《关于某事的通知》") == ["关于某事的通知\n各局：\n请照办。"]
    assert LawVersion.objects.get().count() == 0


@pytest.mark.django_db
def test_who_keeps_no_laws_imports_none(tmp_path: Path) -> None:
    with pytest.raises(Refused) as imported:
        actions.import_laws(path=tmp_path, by=Stranger(), at=AT)
    with pytest.raises(Refused) as loaded:
        actions.load_index(by=Stranger(), at=AT)
    assert imported.value.codes == loaded.value.codes == {"not_permitted"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("laws.jsonl.gz", b"not gzip", "laws:unreadable_file"),
        ("laws.jsonl.gz", gzip.compress(b"{broken\n", mtime=0), "laws:unreadable_file"),
        (
            "laws.jsonl.gz",
            gzip.compress(b'{"title": "no text"}\n', mtime=0),
            "laws:unreadable_file",
        ),
        ("laws.jsonl.gz", gzip.compress(b'["no object"]\n', mtime=0), "laws:unreadable_file"),
        ("law.md", "# 法".encode("gb18030"), "laws:unreadable_file"),
        ("notes.txt", b"", "laws:nothing_to_import"),
    ],
)
def test_files_that_hold_no_laws(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refused:
        actions.import_laws(path=tmp_path, by=SYSTEM, at=AT)
    assert refused.value.codes == {code}
    assert not LawVersion.objects.exists()


@pytest.mark.django_db
def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        actions.import_laws(path=tmp_path / "nowhere.md", by=SYSTEM, at=AT)
    assert refused.value.codes == {"laws:nothing_to_import"}


@pytest.mark.django_db
def test_search_finds_the_version_of_today_only(load: Callable[..., actions.Imported]) -> None:
    newer = BODY.replace("伪造标签", "伪造标签和证书")
    load((head(status="历史版本"), BODY), (NEWER, newer))
    hits = reads.search_articles(text="伪造标签", on=TODAY, viewer=SYSTEM)
    assert [h.article.version.source_key for h in hits] == ["T-2"]
