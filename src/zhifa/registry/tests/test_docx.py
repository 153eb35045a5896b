"""Statutes as DOCX files: whole ones come in, broken ones are refused with their reason."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions, reads
from zhifa.registry.models import Article, Law, LawLink, LawVersion
from zhifa.registry.rules import law_docx
from zhifa.registry.tests import docx as made
from zhifa.registry.tests.texts import AT

NOTE = "（2026年4月1日第十四届全国人民代表大会常务委员会第二十次会议通过）"
TITLE = "中华人民共和国示范管理法"
WORDS = [
    "为了管理示范，制定本法。",
    "经营者不得有下列行为：\n（一）伪造标签；\n（二）销售变质的示范品。\n前款所称经营者，包括个体工商户。",
    "违反前条的，处一百元以上罚款。",
]


def load(path: Path, **told: object) -> actions.Imported:
    said = actions.Told(**told)  # type: ignore[arg-type]  # as a form would
    return actions.import_laws(path=path, by=SYSTEM, at=AT, told=said)


def law(tmp_path: Path, lines: list[str] | None = None, name: str = "示范.docx") -> Path:
    return made.docx(tmp_path / name, lines or made.statute(TITLE, NOTE, WORDS))


def refusal(path: Path, **told: object) -> str:
    with pytest.raises(Refused) as refused:
        load(path, **told)
    assert not LawVersion.objects.exists()
    assert not Article.objects.exists()
    return str(refused.value)


def test_a_statute_comes_in_with_all_that_its_file_tells(tmp_path: Path) -> None:
    done = load(law(tmp_path))
    assert (done.laws, done.versions, done.articles, done.anomalies) == (1, 1, 4, [])
    version = LawVersion.objects.select_related("law").get()
    assert (version.law.title, version.law.level) == (TITLE, "法律")
    assert (version.adopted_on, version.in_force_from) == (date(2026, 4, 1), date(2026, 6, 1))
    second = Article.objects.get(number=2)
    assert second.path == "第二章 其 他"
    assert second.paragraphs[0] == [
        "经营者不得有下列行为：",
        ["（一）伪造标签；"],
        ["（二）销售变质的示范品。"],
    ]
    assert second.paragraphs[1] == ["前款所称经营者，包括个体工商户。"]
    cited = reads.resolve(
        text="《示范管理法》第二条第一款第（二）项", on=date(2026, 6, 1), viewer=SYSTEM
    )
    assert cited[0].text == "（二）销售变质的示范品。"


def test_coming_in_again_changes_nothing(tmp_path: Path) -> None:
    load(law(tmp_path))
    entries = Entry.objects.count()
    again = load(law(tmp_path))
    assert (again.versions, again.unchanged, again.amendments) == (0, 1, [])
    assert Entry.objects.count() == entries
    assert LawVersion.objects.count() == 1


def test_a_version_that_the_index_knows_gets_its_text_and_no_twin(tmp_path: Path) -> None:
    actions.load_index(by=SYSTEM, at=AT)
    count = LawVersion.objects.count()
    note = "（2021年1月22日第十三届全国人民代表大会常务委员会第二十五次会议修订）"
    lines = made.statute(
        "行政处罚法", note, [f"示范内容第{n}号。" for n in range(1, 86)], force="2021年7月15日"
    )
    load(law(tmp_path, lines))
    assert LawVersion.objects.count() == count
    shown = reads.law(title="行政处罚法", viewer=SYSTEM)
    assert shown is not None
    assert reads.version_on(law=shown, on=date(2024, 1, 1), viewer=SYSTEM).has_text  # type: ignore[union-attr]


def test_missing_and_repeated_articles_are_named_and_nothing_is_loaded(tmp_path: Path) -> None:
    lines = made.statute(TITLE, NOTE, [*WORDS, "另一件事。"])
    lines = [line for line in lines if not line.startswith("第三条")]
    lines.insert(-1, "第二条　又一件事。")
    said = refusal(law(tmp_path, lines))
    assert "缺少第三条" in said
    assert "重复出现第二条" in said


def test_articles_of_an_attachment_are_no_repetition(tmp_path: Path) -> None:
    lines = [*made.statute(TITLE, NOTE, WORDS), "附件：收费办法", "第一条　收费标准。"]
    assert load(law(tmp_path, lines)).articles == 4


def test_an_amended_text_must_be_told_from_when_it_holds(tmp_path: Path) -> None:
    note = (
        "（2009年2月28日第十一届全国人民代表大会常务委员会第七次会议通过 "
        "根据2026年4月1日第十四届全国人民代表大会常务委员会第二十次会议《关于修改〈示范管理法〉的决定》修正）"
    )
    path = law(tmp_path, made.statute(TITLE, note, WORDS, force="2009年6月1日"))
    assert "施行日期" in refusal(path)
    load(path, in_force_from=date(2026, 7, 1))
    version = LawVersion.objects.get()
    assert (version.adopted_on, version.in_force_from) == (date(2026, 4, 1), date(2026, 7, 1))


def test_a_level_that_no_title_shows_must_be_told(tmp_path: Path) -> None:
    path = law(tmp_path, made.statute("示范品管理办法", NOTE, WORDS))
    assert "位阶" in refusal(path)
    load(path, level="部门规章", body="国家示范局", domains=("市场监管",))
    found = Law.objects.get()
    assert (found.level, found.issuing_body, found.domains) == (
        "部门规章",
        "国家示范局",
        "|市场监管|",
    )


def test_struck_out_words_are_not_read(tmp_path: Path) -> None:
    body = made.document(made.statute(TITLE, NOTE, WORDS)).decode()
    body = body.replace(
        "</w:body>", "<w:p><w:r><w:delText>第九条 已删</w:delText></w:r></w:p></w:body>"
    )
    path = made.packed(tmp_path / "a.docx", {"word/document.xml": body.encode()})
    assert load(path).articles == 4


def test_utf_16_is_read_as_it_says(tmp_path: Path) -> None:
    data = made.document(made.statute(TITLE, NOTE, WORDS), encoding="utf-16")
    assert load(made.packed(tmp_path / "a.docx", {"word/document.xml": data})).articles == 4


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law_docx, "UNPACKED", 100_000)
    data = b"<a>" + b" " * 1_000_000
    path = made.packed(tmp_path / "bomb.docx", {"word/document.xml": data})
    assert path.stat().st_size < 5000
    assert "太大" in refusal(path)


def test_a_bomb_of_entities_is_refused(tmp_path: Path) -> None:
    data = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    assert "声明" in refusal(made.packed(tmp_path / "a.docx", {"word/document.xml": data}))


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law_docx, "ENTRIES", 2)
    parts = {f"part{n}": b"" for n in range(4)}
    assert "太多" in refusal(made.packed(tmp_path / "a.docx", parts))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xd0\xcf\x11\xe0 old Word", "另存为"),
        (b"no zip at all", "不完整"),
    ],
)
def test_what_is_no_docx_is_refused_with_a_way_on(
    tmp_path: Path, content: bytes, word: str
) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    assert word in refusal(tmp_path / "a.docx")


def test_a_zip_without_a_document_or_with_a_broken_one_is_refused(tmp_path: Path) -> None:
    assert "没有 Word 正文" in refusal(made.packed(tmp_path / "a.docx", {"x.xml": b"<a/>"}))
    path = made.packed(tmp_path / "b.docx", {"word/document.xml": b"<w:p>broken"})
    assert "读不出来" in refusal(path)
    wrong = made.document(made.statute(TITLE, NOTE, WORDS)).decode().encode("gb18030")
    assert "读不出来" in refusal(made.packed(tmp_path / "c.docx", {"word/document.xml": wrong}))


def test_a_cut_off_file_is_refused(tmp_path: Path) -> None:
    whole = law(tmp_path).read_bytes()
    path = tmp_path / "half.docx"
    path.write_bytes(whole[: len(whole) // 2])
    assert "不完整" in refusal(path)


def test_a_day_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = law(tmp_path, made.statute(TITLE, NOTE.replace("4月1日", "2月30日"), WORDS))
    assert "2026年2月30日" in refusal(path)


def test_one_bad_file_of_a_folder_keeps_all_out(tmp_path: Path) -> None:
    law(tmp_path, name="好.docx")
    with zipfile.ZipFile(tmp_path / "坏.docx", "w") as out:
        out.writestr("x", "y")
    refusal(tmp_path)


def test_a_law_that_another_ends_goes_out_of_force(tmp_path: Path) -> None:
    old = made.statute(
        "中华人民共和国旧示范法", NOTE.replace("2026", "2020"), WORDS, force="2020年6月1日"
    )
    load(law(tmp_path, old, "旧.docx"))
    words = [*WORDS, "与本法不一致的，以本法为准。"]
    lines = made.statute(TITLE, NOTE, words)
    lines[-1] += "《中华人民共和国旧示范法》同时废止。"
    done = load(law(tmp_path, lines, "新.docx"))
    link = LawLink.objects.select_related("law", "other").get()
    assert (link.law.title, link.other.title) == (TITLE, "中华人民共和国旧示范法")
    assert link.cited == "《示范管理法》第五条"
    was = LawVersion.objects.get(law=link.other)
    assert (was.in_force_until, was.status) == (date(2026, 5, 31), "已废止")
    assert len(done.amendments) == 1
    change = reads.amendment(pk=done.amendments[0], viewer=SYSTEM)
    assert change is not None
    assert (change.after, change.from_on, len(change.changes)) == (None, date(2026, 6, 1), 4)
