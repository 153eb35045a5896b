"""Laws are found by what people call them; papers and matters cite them by their titles."""

import pytest

from zhifa.kernel.access import SYSTEM
from zhifa.registry import reads
from zhifa.registry.models import Law
from zhifa.registry.rules.law_names import in_full, short_names
from zhifa.registry.rules.law_typed import meant
from zhifa.registry.tests import make
from zhifa.registry.tests.texts import TODAY


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("食安法124条", "《食品安全法》第一百二十四条"),
        ("食安法124", "《食品安全法》第一百二十四条"),
        ("处罚法57条", "《行政处罚法》第五十七条"),
        ("处罚法第三十三条第一款", "行政处罚法第三十三条第一款"),
        ("《安法》第三十六条", "《安全生产法》第三十六条"),
        ("违反食安法怎么罚", "违反食品安全法怎么罚"),
        ("食安法", "食品安全法"),
        ("食安法实施条例67条", "《食品安全法实施条例》第六十七条"),
        ("行政处罚法57条", "《行政处罚法》第五十七条"),
        ("治安管理处罚法第三十三条", "《治安管理处罚法》第三十三条"),
        ("公安法制", "公安法制"),
    ],
)
def test_what_a_short_name_means(said: str, meaning: str) -> None:
    assert meant(said) == meaning


def test_every_short_name_is_of_a_law_that_the_house_knows_and_of_no_other() -> None:
    make.laws()
    titles = set(Law.objects.values_list("short_title", flat=True))
    assert set(short_names().values()) <= titles
    assert not titles & short_names().keys()
    assert {title for title in titles if in_full(title) != title} == set()


@pytest.mark.parametrize(
    ("said", "law", "article"),
    [
        ("食安法124条", "食品安全法", 124),
        ("处罚法57条", "行政处罚法", 57),
        ("安法 36", "安全生产法", 36),
        ("处罚法第57条第一款", "行政处罚法", 57),
    ],
)
def test_a_look_up_by_a_short_name(said: str, law: str, article: int) -> None:
    make.laws()
    found = reads.look_up(text=said, on=TODAY, viewer=SYSTEM)
    told = [(p.citation.law, p.citation.article) for p in found.provisions]
    assert (told, found.guessed) == ([(law, article)], False)


def test_laws_are_listed_by_a_short_name() -> None:
    make.laws()
    found = reads.look_up(text="食安法", on=TODAY, viewer=SYSTEM)
    assert "食品安全法" in [law.short_title for law in found.laws]
    rows, _ = reads.law_page(text="食安法", after=0, viewer=SYSTEM, today=TODAY)
    assert "食品安全法" in [law.short_title for law in rows]


def test_what_papers_and_matters_cite_is_not_guessed() -> None:
    make.laws()
    wrong = reads.citation_obstacles(text="《食安法》第一百二十四条", on=TODAY, viewer=SYSTEM)
    assert [o.code for o in wrong] == ["citation:unknown_law"]
