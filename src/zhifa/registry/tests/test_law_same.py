"""A version of a law says one thing: another text is refused, or put right in the open."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from zhifa.agencies.tests import make as people
from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions, reads
from zhifa.registry.models import Amendment, AmendmentTask, Article, Law, LawVersion
from zhifa.registry.tests import docx, make
from zhifa.registry.tests.texts import AT, BODY, NEWER, TODAY, head

pytestmark = pytest.mark.django_db
Load = Callable[..., actions.Imported]
NOTE = "（2026年1月5日第十四届全国人民代表大会常务委员会第二十次会议通过）"
TITLE = "中华人民共和国示范管理法"
WORDS = ["为了管理示范，制定本法。", "违法行为在二年内未被发现的，不再处罚。", "罚款一百元。"]


def statute(tmp_path: Path, *words: str, force: str = "2026年2月1日", note: str = NOTE) -> Path:
    return docx.docx(tmp_path / "a.docx", docx.statute(TITLE, note, words or WORDS, force=force))


def take(path: Path, force: date | None = None) -> actions.Imported:
    told = actions.Told(in_force_from=force)
    return actions.import_laws(path=path, by=SYSTEM, at=AT, told=told)


def refusal(path: Path, force: date | None = None) -> tuple[str, str]:
    """Code and words, nothing having changed."""
    before = list(Article.objects.order_by("pk").values_list("pk", "text"))
    entries = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        take(path, force)
    assert list(Article.objects.order_by("pk").values_list("pk", "text")) == before
    assert Entry.objects.count() == entries
    (code,) = refused.value.codes
    return code, str(refused.value)


def correct(path: Path, reason: str) -> actions.Imported:
    return actions.correct_law(path=path, reason=reason, by=SYSTEM, at=AT)


def test_another_text_for_the_same_version_is_refused_by_article(tmp_path: Path) -> None:
    take(statute(tmp_path))
    bad = [w.replace("二年", "二十年") for w in WORDS]
    code, said = refusal(statute(tmp_path, *bad))
    assert code == "laws:text_differs"
    assert "文字不同第二条" in said
    assert "更正原因" in said


def test_a_text_that_ends_early_is_refused(load: Load) -> None:
    load((head(), BODY))
    with pytest.raises(Refused) as refused:
        load((head(), BODY.replace("**第四条** 处一百元以上罚款。", "")))
    assert "缺少第四条" in str(refused.value)
    assert Article.objects.count() == 4


def test_an_entry_of_the_index_wants_all_its_articles(tmp_path: Path) -> None:
    actions.load_index(by=SYSTEM, at=AT)
    note = "（2021年1月22日第十三届全国人民代表大会常务委员会第二十五次会议修订）"
    words = [f"示范内容第{n}号。" for n in range(1, 80)]
    lines = docx.statute("行政处罚法", note, words, force="2021年7月15日")
    code, said = refusal(docx.docx(tmp_path / "p.docx", lines))
    assert code == "laws:not_whole"
    assert "目录 86 条，文件 80 条" in said


def test_the_days_of_a_version_do_not_move(tmp_path: Path) -> None:
    take(statute(tmp_path))
    code, said = refusal(statute(tmp_path), date(2026, 3, 1))
    assert code == "laws:days_differ"
    assert "施行日期库里是 2026-02-01，文件是 2026-03-01" in said
    other = NOTE.replace("1月5日", "1月6日")
    code, said = refusal(statute(tmp_path, note=other))
    assert code == "laws:days_differ"
    assert "2026-01-05" in said


def test_nothing_is_in_force_before_it_was_passed(tmp_path: Path) -> None:
    code, said = refusal(statute(tmp_path), date(2025, 12, 1))
    assert code == "laws:force_before_adopted"
    assert "2025-12-01，2026-01-05" in said


def test_a_file_that_lacks_an_article_is_refused_and_names_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    words = "# 某某办法\n\n2026年1月1日公布\n\n第一条 一件事。\n\n第三条 另一件事。\n"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        take(path, date(2026, 2, 1))
    assert refused.value.codes == {"laws:article_missing"}
    assert "第 2 条" in str(refused.value)
    assert not LawVersion.objects.exists()


def test_a_guess_changes_no_level_that_is_held(tmp_path: Path, load: Load) -> None:
    """城市市容 is no city's name; and what the library knows is not overwritten by a guess."""
    load((head(title="城市市容和环境卫生管理条例", level="行政法规", issuing_body="国务院"), BODY))
    path = tmp_path / "a.docx"
    note = "（2026年1月5日国务院修订）"
    docx.docx(path, docx.statute("城市市容和环境卫生管理条例", note, ["新的一条。"]))
    take(path, date(2026, 2, 1))
    law = Law.objects.get()
    assert (law.level, law.issuing_body) == ("行政法规", "国务院")
    assert LawVersion.objects.filter(law=law).count() == 2


def test_a_version_that_starts_before_one_to_come_is_a_law_change_of_today(
    tmp_path: Path,
) -> None:
    def revised(day: str, years: str) -> Path:
        said = NOTE[:-1] + f" {day}第十四届全国人民代表大会常务委员会第二十一次会议修订）"
        return statute(tmp_path, *[w.replace("二年", years) for w in WORDS], note=said)

    take(statute(tmp_path))
    take(revised("2026年2月10日", "五年"), date(2027, 2, 1))
    count = Amendment.objects.count()
    take(revised("2026年2月12日", "三年"), date(2026, 2, 20))
    assert Amendment.objects.count() == count + 1
    made = Amendment.objects.latest("pk")
    assert made.from_on == date(2026, 2, 20)
    assert "三年内" in reads.resolve(text="《示范管理法》第二条", on=TODAY, viewer=SYSTEM)[0].text


def test_a_real_amendment_comes_in_beside_the_old(load: Load) -> None:
    load((head(status="历史版本"), BODY))
    load((NEWER, BODY.replace("一百元", "五百元")))
    assert LawVersion.objects.count() == 2


def test_a_wrong_text_is_put_right_in_the_open(tmp_path: Path) -> None:
    take(statute(tmp_path))
    cited = "《示范管理法》第二条"
    clauses = {"breach_clauses": [cited], "penalty_clauses": ["《示范管理法》第三条"]}
    make.matter(**clauses, from_on=date(2026, 2, 15))
    right = [w.replace("二年", "五年") for w in WORDS]
    path = statute(tmp_path, *right)
    done = correct(path, "原文件有错字，以公报为准")
    said = reads.resolve(text=cited, on=TODAY, viewer=SYSTEM)
    assert "五年内" in said[0].text
    kept = LawVersion.objects.exclude(corrected="").get()
    assert kept.in_force_from is None
    old = reads.article_on(version=kept, number=2, viewer=SYSTEM)
    assert old is not None
    assert "二年内" in old.text
    amendment = Amendment.objects.get(pk=done.amendments[0])
    assert amendment.changes == [["amended", 2, 0, 2, 0]]
    assert {t.kind for t in AmendmentTask.objects.filter(amendment=amendment)} == {
        "matter",
        "discretion",
    }
    payload = Entry.objects.get(kind="registry.LawCorrected").payload
    assert payload["reason"] == "原文件有错字，以公报为准"
    hits = [
        reads.search_articles(text=word, on=TODAY, viewer=SYSTEM) for word in ("五年内", "二年内")
    ]
    assert {h.article.version_id for found in hits for h in found} == {said[0].version.pk}
    assert take(path).unchanged == 1
    assert take(statute(tmp_path)).unchanged == 1, "the wrong text does not come back"
    assert "五年内" in reads.resolve(text=cited, on=TODAY, viewer=SYSTEM)[0].text
    feed = [row.summary for row in reads.changes(library="laws", on=make.DAY, viewer=None).rows]
    assert any("更正导入有误的正文 1 条" in line for line in feed)
    assert any(f"《{TITLE}》" in line for line in feed)


def test_what_is_no_correction_is_refused(tmp_path: Path) -> None:
    def codes(reason: str, *words: str) -> frozenset[str]:
        with pytest.raises(Refused) as refused:
            correct(statute(tmp_path, *words), reason)
        return refused.value.codes

    assert codes("公布稿有错字") == {"laws:no_text_to_correct"}
    take(statute(tmp_path))
    assert codes("公布稿有错字") == {"laws:nothing_to_correct"}
    assert codes(" ", *WORDS, "多一条。") == {"laws:correction_reason"}
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("# 某办法\n\n第一条 一件事。\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        correct(tmp_path, "公布稿有错字")
    assert refused.value.codes == {"laws:correct_one"}


def test_the_command_puts_right_with_a_reason(tmp_path: Path) -> None:
    call_command("laws", "import", str(statute(tmp_path)), stdout=StringIO())
    right = statute(tmp_path, *[w.replace("二年", "五年") for w in WORDS])
    with pytest.raises(CommandError, match="文字不同"):
        call_command("laws", "import", str(right), stdout=StringIO())
    out = StringIO()
    call_command("laws", "import", str(right), "--correct", "以公报为准", stdout=out)
    assert "更正正文 1 条" in out.getvalue()
    assert "五年内" in reads.resolve(text="《示范管理法》第二条", on=TODAY, viewer=SYSTEM)[0].text
    assert LawVersion.objects.exclude(corrected="").get().corrected == "以公报为准"


def test_the_keeper_is_told_and_corrects_on_the_page(tmp_path: Path) -> None:
    take(statute(tmp_path))
    keeper = browser("law_keeper", people.agency())
    data = statute(tmp_path, *[w.replace("二年", "五年") for w in WORDS]).read_bytes()

    def post(**told: str) -> str:
        sent = {"file": SimpleUploadedFile("a.docx", data), **told}
        return keeper.post("/library/laws/import/", sent).content.decode()

    assert "文字不同第二条" in post()
    done = post(reason="以公报为准")
    assert f"/library/laws/changes/{Amendment.objects.get().pk}/" in done
    law = Law.objects.get()
    kept = LawVersion.objects.exclude(corrected="").get()
    page = text(keeper, f"/library/laws/{law.pk}/?version={kept.pk}")
    assert "这是原来导入的有误正文，已经更正" in page
    assert "以公报为准" in page
    assert "二年内" in page
    assert "更正正文" in text(keeper, f"/library/laws/changes/{Amendment.objects.get().pk}/")
    article = text(keeper, f"/library/laws/{law.pk}/articles/2/?on=2026-03-01")
    assert "更正：以公报为准" in article
    assert f"/library/laws/{law.pk}/{kept.pk}/2/0/" in article
    assert "看更正前的文本" not in text(keeper, f"/library/laws/{law.pk}/articles/1/?on=2026-03-01")
    assert "五年内" in text(keeper, f"/library/laws/{law.pk}/articles/2/?on={date(2026, 3, 1)}")
