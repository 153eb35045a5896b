"""A law held twice for one day: which text answers, and that somebody is told."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse

from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Amendment, Law, LawVersion
from zhifa.registry.reads.law_days import as_of
from zhifa.registry.tests import make
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


def told(on: date) -> list[tuple[str, str]]:
    found = reads.faults_on(on=on, viewer=SYSTEM)
    return [(f.subject, f.words) for f in found if f.rule == "two_texts"]


def test_two_texts_of_one_day_that_say_other_things_are_found(load: Load) -> None:
    law = held_twice(load)
    read, other = (LawVersion.objects.get(source_key=k) for k in ("T-A", "T-B"))
    [(subject, words)] = told(date(2026, 3, 2))
    assert subject == f"law:{law.pk}:{other.pk}:{read.pk}"
    assert "2022-01-01 至 2023-12-31 有两篇正文，文字不同第四条" in words
    assert "公布日期 2021-12-24 的一篇" in words
    assert told(date(2021, 12, 31)) == []
    actions.check_base(by=SYSTEM, at=make.AT)
    client = browser("library_keeper")
    page = text(client, reverse("registry:findings"))
    at = reverse("registry:compare_versions", args=[law.pk])
    assert f'href="{at}?v={other.pk}&amp;v={read.pk}"' in page
    assert "一部法同一天有两篇正文" in page
    assert client.get(f"{at}?v={other.pk}&v={read.pk}").status_code == 200


def test_two_printings_of_one_text_are_no_finding(load: Load) -> None:
    printed = BODY.replace("经营者不得有", "经营者 不得有").replace("，罚款", ",罚款")
    load((GENUINE, BODY), (COPIED, printed))
    assert LawVersion.objects.filter(in_force_from=date(2022, 1, 1)).count() == 2
    assert told(date(2026, 3, 2)) == []


def test_a_text_put_right_is_no_second_text(load: Load) -> None:
    held_twice(load)
    LawVersion.objects.filter(source_key="T-B").update(status="已更正", corrected="录入有误")
    assert told(date(2026, 3, 2)) == []
