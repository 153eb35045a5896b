"""The library against the data pack's real statutes; skipped where the pack is not."""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from difflib import SequenceMatcher

import pytest
from django.conf import settings

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Article, Law, LawVersion
from zhifa.registry.rules import law_files
from zhifa.registry.rules.citations import short
from zhifa.registry.rules.law_text import ArticleText, cut, numbering_of
from zhifa.registry.rules.provisions import count_in

LAWS = settings.DATA_PACK / "laws"
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
COPIED = 14  # characters in a row that would be the statute's sentence and not our own words
FIGURE = re.compile("[一二三四五六七八九十百千万]+(?:万元|元|倍|日|个工作日|年|个月)")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not LAWS.is_dir(), reason="the data pack (ZHIFA_DATA) is not here"),
]


@pytest.fixture(scope="module")
def pack() -> list[tuple[dict[str, object], list[ArticleText]]]:
    return [(head, cut(text).articles) for head, text in law_files.texts(LAWS)]


def test_every_count_is_the_packs_own(
    pack: list[tuple[dict[str, object], list[ArticleText]]],
) -> None:
    assert len(pack) == 2362
    wrong = [
        head["title"]
        for head, articles in pack
        if count_in(numbering_of(articles)) != head["n_articles"]
        or sum(1 for a in articles if a.sub) != head["n_zhi_articles"]
    ]
    assert wrong == []


def test_the_index_agrees_with_the_pack() -> None:
    with (LAWS / "index.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["id"]: row for row in csv.DictReader(lines)}
    ours = [r for r in law_files.index() if not r.key.startswith("own-")]
    assert {rows[r.key]["title"] for r in ours} == {r.title for r in ours}
    assert all(count_in(r.numbering) == int(rows[r.key]["n_articles"]) for r in ours)
    kept = {"宪法", "法律", "行政法规", "部门规章"}
    assert {k for k, row in rows.items() if row["level"] in kept} <= {r.key for r in ours}


def digested(
    pack: list[tuple[dict[str, object], list[ArticleText]]],
) -> Iterator[tuple[str, str, str]]:
    """Place, our words and the statute's, for every digest."""
    records = {r.key: r for r in law_files.index()}
    texts = {
        (short(str(head["title"])), records[str(head["id"])].adopted_on, a.number, a.sub): a.text
        for head, articles in pack
        if str(head["id"]) in records
        for a in articles
    }
    for title, number, sub, words, adopted in law_files.digests():
        yield f"{title} {number}", words, texts[title, adopted, number, sub]


def test_digests_are_our_own_words(pack: list[tuple[dict[str, object], list[ArticleText]]]) -> None:
    copied = []
    for place, words, text in digested(pack):
        match = SequenceMatcher(None, words, text, autojunk=False).find_longest_match()
        if match.size >= COPIED:
            copied.append(f"{place}: {words[match.a : match.a + match.size]}")
    assert copied == []


ARABIC = {
    ord(c): "零一二三四五六七八九"[i]
    for start in (ord("0"), 0xFF10)
    for i, c in enumerate(chr(start + n) for n in range(10))
}


def test_no_figure_of_a_digest_is_missing_from_its_article(
    pack: list[tuple[dict[str, object], list[ArticleText]]],
) -> None:
    """What stands before 元, 倍, 日 or 年 in our words stands so in the statute's article."""
    wrong = []
    for place, words, text in digested(pack):
        arabic = text.translate(ARABIC).replace("零", "") if re.search(r"\d", text) else ""
        for figure in FIGURE.findall(words):
            digits = re.sub("[十百千万\u4e2a]|工作日|[元倍日年月]", "", figure)
            if figure not in text and not (arabic and digits in arabic):
                wrong.append(f"{place}: {figure}")
    assert wrong == []


# what officers say, and the article that answers it by domain/law.md or by its own words
SAID = [
    ("食品过期", "食品安全法", 124),
    ("卖过期食品怎么罚", "食品安全法", 124),
    ("卖过期食品怎么罚", "食品安全法", 34),
    ("无证餐馆", "食品安全法", 122),
    ("无证经营餐馆怎么处罚", "食品安全法", 122),
    ("餐饮店没有食品经营许可证", "食品安全法", 122),
    ("黑诊所", "医疗机构管理条例", 43),
    ("违章建筑", "城乡规划法", 64),
    ("安全出口锁闭", "安全生产法", 105),
    ("特种作业没有证", "安全生产法", 97),
    ("三无产品", "产品质量法", 27),
    ("首违不罚", "行政处罚法", 33),
    ("轻微违法不处罚", "行政处罚法", 33),
    ("一事不再罚", "行政处罚法", 29),
    ("追诉时效", "行政处罚法", 36),
    ("两人执法", "行政处罚法", 42),
    ("法制审核", "行政处罚法", 58),
    ("全过程记录", "行政处罚法", 47),
    ("罚款交不起", "行政处罚法", 66),
    ("当场处罚多少钱", "行政处罚法", 51),
    ("处罚决定期限", "行政处罚法", 60),
    ("查封扣押期限", "行政强制法", 25),
    ("无证经营食品", "食品安全法", 122),
    ("没有健康证", "食品安全法", 45),
    ("占道经营", "城市道路管理条例", 31),
    ("消防通道堵塞", "消防法", 28),
    ("网吧接纳未成年人", "互联网上网服务营业场所管理条例", 21),
    ("无证行医", "医师法", 59),
]


def not_found(said: list[tuple[str, str, int]]) -> list[str]:
    """Of what is said, that whose article is not among the first three."""
    return [text for text, law, number in said if (law, number) not in first_three(text)]


def first_three(text: str) -> list[tuple[str, int]]:
    hits = reads.search_articles(text=text, on=AT.date(), viewer=SYSTEM, limit=3)
    return [(h.article.version.law.short_title, h.article.number) for h in hits]


@pytest.mark.django_db
def test_all_texts_are_imported_searched_and_shown() -> None:
    actions.load_index(by=SYSTEM, at=AT)
    done = actions.import_laws(path=LAWS, by=SYSTEM, at=AT)
    assert (done.files, done.versions) == (2362, 2362)
    assert done.articles > 100_651
    assert Article.objects.filter(number__gt=0, sub=0).count() == 100_651
    assert not [odd for odd in done.anomalies if odd[1] == "条数与来源所记不同"]
    textless = LawVersion.objects.filter(has_text=False).values_list("source_key", flat=True)
    assert set(textless) == {"own-xzzfjd", "own-zdbagd"}
    cited = "《食品安全法》第一百二十四条第一款第（一）项"
    (found,) = reads.resolve(text=cited, on=date(2024, 9, 9), viewer=SYSTEM)
    assert found.official
    assert found.version.adopted_on == date(2021, 4, 29)
    assert found.text.startswith("（一）")
    assert Law.objects.count() > 2100
    hits = reads.search_articles(
        text="无照经营 提供经营场所", on=AT.date(), viewer=SYSTEM, limit=10
    )
    assert "无证无照经营查处办法" in {h.article.version.law.title for h in hits}
    assert not_found(SAID) == []
    half = reads.look_up(text="诉讼法第三十三条", on=AT.date(), viewer=SYSTEM)
    assert half.guessed
    assert "行政诉讼法" in {p.version.law.short_title for p in half.provisions}
    assert actions.import_laws(path=LAWS, by=SYSTEM, at=AT).versions == 0
