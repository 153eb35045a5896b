"""What people say is looked for as statutes say it."""

from datetime import date

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.rules.law_plain import as_statutes_say
from zhifa.registry.rules.law_rank import asked
from zhifa.registry.tests.texts import AT, TODAY


def test_a_word_of_the_trade_is_looked_for_in_words_of_law_only() -> None:
    told = as_statutes_say("首违不罚")
    assert told.rest.strip() == ""
    assert "行政处罚法" in told.instead
    assert "不罚" not in asked("首违不罚")
    weights = asked("首违不罚")
    assert 0 < weights["予行"] < weights["初次"] == 1.0  # a long phrase says no more


def test_the_longer_of_two_words_is_meant() -> None:
    assert "诉讼时效" in as_statutes_say("债务过期").beside
    told = as_statutes_say("卖过期食品怎么罚")
    assert "诉讼时效" not in told.beside
    assert "超过保质期的食品" in told.instead
    assert "怎么罚" in told.rest


def test_words_of_law_stay_as_they_are() -> None:
    assert as_statutes_say("擅自占用城市道路").rest == "擅自占用城市道路"


def test_half_a_name_is_a_guess_and_said_to_be_one() -> None:
    actions.load_index(by=SYSTEM, at=AT)
    found = reads.look_up(text="诉讼法第三十三条", on=TODAY, viewer=SYSTEM)
    assert found.guessed
    titles = [p.version.law.short_title for p in found.provisions]
    assert titles == sorted(titles, key=len)
    assert {"行政诉讼法", "民事诉讼法", "刑事诉讼法"} == set(titles)
    exact = reads.look_up(text="行政处罚法第三十三条", on=TODAY, viewer=SYSTEM)
    assert (len(exact.provisions), exact.guessed) == (1, False)
    for text in ("没有的某某法第三条", "诉讼法第九百条"):
        none = reads.look_up(text=text, on=date(2026, 3, 2), viewer=SYSTEM)
        assert none.obstacles
        assert not none.guessed
