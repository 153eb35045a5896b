"""The list of parties on a day; which of two entries stays when they are merged."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, reads
from zhifa.registry.models import Party
from zhifa.registry.tests import make

pytestmark = pytest.mark.django_db
DAY = make.AT.date()
LATER = make.AT + timedelta(days=30)


def twins() -> tuple[Party, Party]:
    """One person twice, by passport and by citizen number."""
    phone = "13800001234"
    passport = {"identity": "E12345678", "identity_kind": "414", "phone": phone}
    return make.register("natural_person", "示范丙", passport), make.person(
        name="示范丙", address="示范街 2 号", phone=phone
    )


def listed(on: date) -> str:
    return text(browser("officer"), f"/library/parties/?on={on}")


def test_a_name_of_the_day_stands_in_the_list() -> None:
    party = make.company(name="旧名食品有限公司")
    actions.change_party(
        party=party, details={"name": "新名食品有限公司"}, reason="更名核准", by=SYSTEM, at=LATER
    )
    then = listed(DAY)
    assert "旧名食品有限公司" in then
    assert "新名食品有限公司" not in then
    now = listed(LATER.date())
    assert "新名食品有限公司" in now
    assert "旧名食品有限公司" not in now


def test_who_is_merged_later_and_who_is_registered_later() -> None:
    one, other = make.company(name="甲食品有限公司"), make.company(2, name="乙食品有限公司")
    gone, kept = twins()
    actions.merge_parties(party=gone, kept=kept, reason="是同一个", by=SYSTEM, at=LATER)
    assert gone.pk in listed(DAY), "it stood on its own that day"
    assert gone.pk not in listed(LATER.date())
    for name in (one.name, other.name):
        assert name in listed(DAY)
        assert name not in listed(DAY - timedelta(days=1))


def test_a_page_of_a_past_day_takes_as_many_queries_for_one_as_for_many() -> None:
    rows = [make.company(n, name=f"第{n}食品有限公司") for n in range(1, 9)]

    def asked(some: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            reads.parties_then(rows=rows[:some], on=DAY, viewer=SYSTEM)
        return len(seen)

    assert asked(1) == asked(8)


def test_it_is_said_before_the_button_which_entry_stays() -> None:
    one = make.company(name="示范食品有限公司", address="某街 1 号", phone="0812-5550000")
    other = make.register(
        "legal_person", "示范食品公司", {"credit_code": make.firm(7), "phone": "0812-5550000"}
    )
    keeper = browser("library_keeper")
    page = text(keeper, f"/library/parties/{one.pk}/merge/?kept={other.pk}")
    assert f"示范食品有限公司（编号尾 {one.pk[-6:]}） 并入后停用" in page
    assert f"留下 示范食品公司（编号尾 {other.pk[-6:]}）" in page
    assert "留下 您填的那一条" in text(keeper, f"/library/parties/{one.pk}/merge/")


def test_the_pair_offers_both_ways() -> None:
    one, two = twins()
    page = text(browser("library_keeper"), "/library/parties/duplicates/")
    for kept, ended in ((one, two), (two, one)):
        assert f"/library/parties/{ended.pk}/merge/?kept={kept.pk}" in page
        assert f"留下“{kept.name}”（编号尾 {kept.pk[-6:]}）" in page
        assert f"停用“{ended.name}”（{ended.pk[-6:]}）" in page
