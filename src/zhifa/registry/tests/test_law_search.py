"""Articles found by what they say: rank, day, filters, and an index that follows every import."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import IndexPart, Law, LawVersion
from zhifa.registry.reads._law_index import Kept
from zhifa.registry.rules import law_hints, law_rank
from zhifa.registry.rules.law_excerpt import excerpt
from zhifa.registry.rules.law_hints import Hints
from zhifa.registry.rules.law_records import last_days
from zhifa.registry.tests.texts import BODY, NEWER, TODAY, head

Load = Callable[..., actions.Imported]
OTHER = "第一条 房屋租赁合同的承租人应当支付租金。\n\n第二条 经营者销售变质的食品的，处罚款。\n"


def other(**facts: object) -> dict[str, object]:
    told = {"id": "O-1", "title": "中华人民共和国某某租赁法", "level": "法律"}
    return head(**told, domains=["市场监管/01.综合"], **facts)


def found(text: str, on: date = TODAY, **where: object) -> list[tuple[str, int]]:
    within = reads.Within(**where)  # type: ignore[arg-type]  # as an address would
    hits = reads.search_articles(text=text, on=on, viewer=SYSTEM, within=within)
    return [(h.article.version.source_key, h.article.number) for h in hits]


def test_the_fitting_article_comes_first(load: Load) -> None:
    load((head(), BODY), (other(), OTHER))
    assert found("承租人不交租金怎么办？")[0] == ("O-1", 1)
    assert found("伪造标签")[0] == ("T-1", 2)
    assert found("？") == found("") == found("罚") == []
    assert found("完全无关的甲乙丙丁戊己") == []


def test_everyday_words_find_the_words_of_statutes(load: Load) -> None:
    load((head(), BODY), (other(), OTHER))
    assert ("O-1", 1) in found("房东")


def test_the_law_that_is_named_comes_first(load: Load) -> None:
    load((head(), BODY), (other(), OTHER))
    assert found("某某管理条例 销售变质的食品")[0] == ("T-1", 2)
    assert found("某某租赁法 销售变质的食品")[0] == ("O-1", 2)


def test_every_day_has_its_own_articles(load: Load) -> None:
    newer = BODY.replace("伪造标签", "伪造标签和证书")
    load((head(status="历史版本"), BODY), (NEWER, newer))
    assert found("伪造标签", date(2019, 2, 28)) == []
    assert found("伪造标签", date(2024, 7, 31)) == [("T-1", 2)]
    assert found("伪造标签", date(2024, 8, 1))[0] == ("T-2", 2)


def test_a_law_whose_days_nobody_knows_is_found_on_any_day(load: Load) -> None:
    undated = {"version_date": None, "promulgated": None, "effective": None}
    load((head(**undated), BODY))
    assert found("伪造标签", date(1990, 1, 1)) == [("T-1", 2)]


def test_filters_narrow_and_never_widen(load: Load) -> None:
    load((head(), BODY), (other(), OTHER))
    every = set(found("销售变质的"))
    assert {key for key, _ in every} == {"T-1", "O-1"}
    assert {key for key, _ in found("销售变质的", level="法律")} == {"O-1"}
    assert {key for key, _ in found("销售变质的", domain="市场监管")} == {"O-1"}
    assert found("销售变质的", domain="市场") == []
    assert set(found("销售变质的", status="现行有效")) == every
    assert found("销售变质的", status="已废止") == []
    law = Law.objects.get(title=head()["title"])
    assert {key for key, _ in found("销售变质的", law=law.pk)} == {"T-1"}


def test_many_imports_become_one_part_and_find_the_same(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhifa.registry.actions._law_search.MANY", 3)
    for n in range(5):
        facts = head(id=f"N-{n}", title=f"示范办法{'甲乙丙丁戊'[n]}")
        load((facts, f"第一条 第{n}件事，涂改账簿的处罚款。\n"))
        assert len(found("涂改账簿")) == n + 1
    assert IndexPart.objects.count() < 4


def test_a_question_costs_the_same_however_much_is_found(
    load: Load, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load((head(), BODY), (other(), OTHER))
    found("伪造标签")
    with django_assert_num_queries(4):  # the state of the index twice, its postings, the articles
        found("销售变质的食品和伪造标签")
    with django_assert_num_queries(3):
        found("食品和伪造标签")


def test_a_process_keeps_no_more_than_it_may() -> None:
    kept = Kept(most=2000)
    for code in range(50):
        kept.put(1, code, law_rank.Postings(np.arange(20, dtype=np.uint32), np.ones(20, np.uint8)))
    assert kept.get(1, 0) is None
    assert kept.get(1, 49) is not None
    assert kept.held <= 2000


@pytest.mark.parametrize(
    "text", ["a" * 5000, "《》（）" * 50, "\U00020000\U00020001", "第", "%_'\""]
)
def test_odd_questions_are_answered(load: Load, text: str) -> None:
    load((head(), BODY))
    assert found(text) == []


def test_hints_lift_what_questions_like_it_were_answered_by(load: Load) -> None:
    load((head(), BODY), (other(), OTHER))
    text = "卖了变质的东西要紧吗"
    samples = [(f"{text}{n}", [(("某某管理条例", 2, 0), "第一章 总则")]) for n in range(4)]
    taught = law_hints.learn(samples)
    plain, hinted = (
        reads.search_articles(text=text, on=TODAY, viewer=SYSTEM, taught=t)
        for t in (Hints(), taught)
    )
    score = {(h.article.version.source_key, h.article.number): h.score for h in hinted}
    before = {(h.article.version.source_key, h.article.number): h.score for h in plain}
    assert score["T-1", 2] > before["T-1", 2]
    assert hinted[0].article.version.source_key == "T-1"


def test_what_is_learned_is_written_and_read_back_alike() -> None:
    samples = [("租客不交房租", [(("民法典", 722, 0), "第三编 合同")])] * 4
    taught = law_hints.learn(samples)
    again = law_hints.parse(law_hints.write(taught))
    assert again.cited == taught.cited == {("民法典", 722, 0): 4}
    assert list(again.laws.places) == list(taught.laws.places)
    assert again.laws.of("租客").tolist() == pytest.approx(taught.laws.of("租客").tolist())


def test_the_hints_of_the_house_hold_no_sentence() -> None:
    told = law_hints.FILE.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t")[1] for line in told if line.split("\t")[0].endswith(":")]
    assert pairs
    assert max(map(len, pairs)) == 2


WORDS = st.text(alphabet="甲乙丙丁a1，。 ", max_size=40)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_packed_postings_say_what_the_texts_say(texts: list[str]) -> None:
    bits, buckets = law_rank.build(texts)
    held = dict(buckets)
    every = sorted({pair for text in texts for pair in law_rank.pairs(text)})
    for pair in every:
        code = law_rank.codes([pair])
        number = int(law_rank.buckets(code, bits)[0])
        postings = law_rank.postings(held[number], code)[int(code[0])]
        assert list(postings.documents) == [i for i, t in enumerate(texts) if pair in t.lower()]
        assert min(postings.weights) > 0


@given(WORDS, WORDS)
def test_an_excerpt_is_part_of_the_text(text: str, question: str) -> None:
    runs = excerpt(text, question, 12)
    said = "".join(r.text for r in runs if r.text != "…")
    assert said in text
    assert all(r.text for r in runs)
    assert len(said) <= 12


@pytest.mark.parametrize(
    ("words", "question", "marked"),
    [
        ("食品添加剂的食品安全标准", "过期的食品", ["食品", "食品"]),
        ("不得伪造标签的物品转让", "伪造标签的物品", ["伪造标签的物品"]),
        ("生产者经营者从事食品生产", "者经", []),
        ("定期检查，及时清理变质的", "变质的", ["变质"]),
    ],
)
def test_no_scraps_are_marked(words: str, question: str, marked: list[str]) -> None:
    assert [r.text for r in excerpt(words, question) if r.kind] == marked


def test_an_excerpt_begins_with_its_clause() -> None:
    words = f"{'前面的话很长' * 5}。违反规定，未取得食品生产许可从事食品生产活动的，处罚款。"
    runs = excerpt(words, "取得食品生产许可从事食品生产活动", 16)
    assert [r.text for r in runs] == ["…", "未", "取得食品生产许可从事食品生产", "…"]


@given(WORDS, WORDS)
def test_nothing_of_one_character_is_marked(text: str, question: str) -> None:
    assert all(len(r.text) > 1 for r in excerpt(text, question, 12) if r.kind)


DAYS = st.dates(date(2019, 1, 1), date(2030, 1, 1))


@given(st.lists(DAYS, min_size=1, max_size=4, unique=True), DAYS)
def test_later_versions_never_change_answers_on_earlier_days(days: list[date], asked: date) -> None:
    """Whatever is imported later, what was in force on a past day stays what it was."""
    ordered = sorted(days)
    for count in range(1, len(ordered)):
        earlier = last_days((d, None) for d in ordered[:count])
        later = last_days((d, None) for d in ordered[: count + 1])
        if asked < ordered[count]:
            assert _held(earlier, asked) == _held(later, asked)


def _held(ends: dict[date, date | None], day: date) -> date | None:
    holding = [d for d, end in ends.items() if d <= day and (end is None or day <= end)]
    assert len(holding) <= 1
    return holding[0] if holding else None


def test_answers_on_past_days_stay_when_versions_are_added(load: Load) -> None:
    days = [date(2019, 3, 1) + timedelta(days=100 * n) for n in range(5)]
    said: dict[date, tuple[list[str], list[tuple[str, int]]]] = {}
    for n, day in enumerate(days):
        facts = head(
            id=f"V-{n}", version_date=str(day), effective=str(day),
            status="现行有效" if n == len(days) - 1 else "历史版本",
        )  # fmt: skip
        load((facts, BODY.replace("一百元", f"{n + 1}百元")))
        for past, answer in said.items():
            assert (_text(past), found("以上罚款", past)) == answer
        said[day] = (_text(day), found("以上罚款", day))
    assert LawVersion.objects.count() == len(days)
    assert [text for text, _ in said.values()] == [[f"处{n}百元以上罚款。"] for n in range(1, 6)]


def _text(day: date) -> list[str]:
    cited = "《某某管理条例》第四条"
    return [r.text for r in reads.resolve(text=cited, on=day, viewer=SYSTEM)]
