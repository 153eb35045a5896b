"""A first day that is only the day of promulgation is called so wherever it is shown."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Law, LawVersion
from zhifa.registry.rules.law_records import Amendment, amended, of_pack, of_row, to_row
from zhifa.registry.tests import make
from zhifa.registry.tests.texts import BODY, head

Load = Callable[..., actions.Imported]
WORDS = "施行日期取自公布日期"
AT_ONCE = BODY.replace("处一百元以上罚款。", "处一百元以上罚款。本条例自公布之日起施行。")
REVISED: dict[str, Any] = {"version_date": "2021-06-01", "revised": ["2021-06-01"]}


@pytest.mark.parametrize(
    ("told", "words", "taken"),
    [
        ({"effective": None}, BODY, True),
        ({"effective": None}, AT_ONCE, False),
        ({"effective": "2019-01-01"}, BODY, False),
        ({}, BODY, False),
        (REVISED, BODY, True),
        (REVISED, AT_ONCE, True),  # those words are the first text's
        (REVISED | {"version_effective": "2021-06-01"}, BODY, False),
    ],
)
def test_a_day_is_taken_where_no_source_tells_it(
    told: Mapping[str, Any], words: str, taken: bool
) -> None:
    record = of_pack(head(**told), text=words)
    assert record.day_taken is taken
    row = to_row(record)
    assert of_row(row).day_taken is taken
    assert of_row(row).in_force_from == record.in_force_from


@pytest.mark.parametrize("begins", [date(2021, 6, 1), date(2021, 9, 1)])
def test_an_amending_decision_tells_the_day(begins: date) -> None:
    record = of_pack(head(**REVISED))
    decision = Amendment(record.title, "", date(2021, 6, 1), begins)
    found = amended(record, [decision])
    assert (found.in_force_from, found.day_taken) == (begins, False)


def test_pages_say_that_a_day_is_taken(load: Load) -> None:
    load((head(), BODY))
    load((head(id="T-2", **REVISED), BODY.replace("一百元", "二百元")))
    law, client = Law.objects.get(), browser("officer")
    first, second = LawVersion.objects.order_by("in_force_from")
    at = f"/library/laws/{law.pk}/"
    for page in (f"{at}?on=2022-01-01", f"{at}articles/4/?on=2022-01-01"):
        assert reads.DAY_TAKEN in text(client, page)
    for page in (f"{at}?on=2020-01-01", f"{at}articles/4/?on=2020-01-01"):
        assert reads.DAY_TAKEN not in text(client, page)
    assert WORDS in text(client, at)
    assert (first.day_taken, second.day_taken) == (False, True)


def test_a_day_once_told_is_not_called_taken_again(load: Load) -> None:
    row = head(id="T-2", **REVISED)
    load((row | {"version_effective": "2021-06-01"}, BODY))
    load((row, BODY))
    assert LawVersion.objects.get().day_taken is False


def test_a_better_source_tells_the_day(load: Load) -> None:
    row = head(id="T-2", **REVISED)
    load((row, BODY))
    assert LawVersion.objects.get().day_taken is True
    load((row | {"version_effective": "2021-06-01"}, BODY))
    assert LawVersion.objects.get().day_taken is False


def test_the_house_index_tells_it_too() -> None:
    make.laws()
    ads = Law.objects.get(short_title="广告法")
    penalty = Law.objects.get(short_title="行政处罚法")
    told = [reads.version_on(law=law, on=date(2026, 3, 2), viewer=SYSTEM) for law in (ads, penalty)]
    assert [v and v.day_taken for v in told] == [True, False]
