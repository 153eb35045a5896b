"""A law held twice for one day: which text answers, and that somebody is told."""

from collections.abc import Callable
from datetime import date

import pytest

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Amendment, Law, LawVersion
from zhifa.registry.reads.law_days import as_of
from zhifa.registry.tests.texts import BODY, head

Load = Callable[..., actions.Imported]
DAY = date(2022, 6, 1)
FOUR = "《某某管理条例》第四条"
PAST = {"status": "历史版本", "promulgated": "1991-04-09", "version_effective": "2022-01-01"}
GENUINE = head(id="T-A", version_date="2021-12-24", issuing_body="示范甲", **PAST)
COPIED = head(id="T-B", version_date="2022-01-01", issuing_body="示范乙", **PAST)
NEWER = head(id="T-C", version_date="2023-09-01", version_effective="2024-01-01")
WRONG = BODY.replace("一百元", "三百元")


def held_twice(load: Load, *, first: str = "T-A", copied: str = "历史版本") -> Law:
    """The law as the packs bring it: the right text, and one whose first day was copied."""
    pair = [(GENUINE, BODY), (COPIED | {"status": copied}, WRONG)]
    for one in pair if first == "T-A" else reversed(pair):
        load(one)
    load((NEWER, BODY.replace("一百元", "五百元")))
    return Law.objects.get()


def key(version: LawVersion | None) -> str:
    return version.source_key if version else ""


@pytest.mark.parametrize("first", ["T-A", "T-B"])
def test_the_text_with_a_day_of_its_own_answers_a_past_day(load: Load, first: str) -> None:
    law = held_twice(load, first=first)
    for day in (date(2022, 1, 1), DAY, date(2023, 12, 31)):
        assert key(reads.version_on(law=law, on=day, viewer=SYSTEM)) == "T-A"
        version, article = reads.article_in_force(law=law, number=4, on=day, viewer=SYSTEM)
        assert key(version) == "T-A"
        assert article is not None
        assert "一百元" in article.text
        [told] = reads.resolve(text=FOUR, on=day, viewer=SYSTEM)
        assert "一百元" in told.text
        assert [vars(law)["body_on"] for law in as_of(Law.objects.all(), on=day)] == ["示范甲"]
        hits = reads.search_articles(text="处一百元以上罚款", on=day, viewer=SYSTEM, limit=9)
        assert {hit.article.version.source_key for hit in hits} == {"T-A"}


def test_a_copy_called_current_is_read_before_a_past_one(load: Load) -> None:
    law = held_twice(load, copied="现行有效")
    assert key(reads.version_on(law=law, on=DAY, viewer=SYSTEM)) == "T-B"


def test_every_order_of_versions_is_the_same(load: Load) -> None:
    law = held_twice(load)
    every = list(reads.versions(law=law, viewer=SYSTEM))
    assert [v.source_key for v in every] == ["T-C", "T-A", "T-B"]
    newest = reads.newest_texts(law=law, viewer=SYSTEM)
    assert newest == [every[0].pk, every[1].pk]
    stages = reads.history(version=every[0], number=4, sub=0, viewer=SYSTEM)
    assert [s.version.source_key for s in stages] == ["T-C", "T-A"]
    before = Amendment.objects.filter(law=law).order_by("pk").last()
    assert before is not None
    assert before.before.source_key == "T-A"
