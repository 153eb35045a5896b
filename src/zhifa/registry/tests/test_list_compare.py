"""Two lists are compared page by page, in few queries, and as the rules compare them."""

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM
from zhifa.registry import reads
from zhifa.registry.actions.matters import built
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.tests import make
from zhifa.registry.tests.whole_lists import differences

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
CLAUSES = {"breach_clauses": [], "penalty_clauses": ["《中华人民共和国食品安全法》第一条"]}


def put(body: Agency, *codes: str, **told: Any) -> None:
    """Matters on a body's list, without asking a library that is not there."""
    rows = [built(make.row(code=code, **{**CLAUSES, **told})) for code in codes]
    for row in rows:
        row.from_on = told.get("from_on", date(2021, 7, 15))
    Matter.objects.bulk_create(rows)
    listed(body, *codes)


def listed(body: Agency, *codes: str) -> None:
    items = [PowerItem(agency=body, matter_code=code, from_on=DAY) for code in codes]
    PowerItem.objects.bulk_create(items)


def side(body: Agency | None, on: date = DAY) -> reads.ListSide:
    return reads.ListSide(body.pk if body else None, on)


def told(found: reads.Compared) -> list[tuple[str, str]]:
    return [(one.code, one.how) for one in found.rows]


def test_the_pages_say_what_the_rules_say() -> None:
    one, other = people.agency(), people.agency()
    put(one, "A1", name="只在前者")
    put(other, "B1", name="只在后者")
    put(one, "C1", name="同一件事")
    put(other, "D1", name="同一件事", fine_max=40000)
    put(one, "E1", name="两家都有")
    listed(other, "E1")
    found = reads.compared(old=side(one), new=side(other), viewer=SYSTEM)
    rows = [reads.list_rows(agency_id=b.pk, on=DAY, viewer=SYSTEM) for b in (one, other)]
    assert list(found.rows) == differences(rows[0], rows[1], reads.list_columns(listed=False))
    assert told(found) == [("A1", "removed"), ("B1", "added"), ("D1", "recoded")]
    assert found.counts == {"added": 1, "removed": 1, "changed": 0, "recoded": 1}
    assert found.rows[2].changes[0].heading == "罚款上限"


def test_two_versions_of_a_matter_are_told_apart() -> None:
    body = people.agency()
    put(body, "A1")
    Matter.objects.update(until_on=DAY)
    newer = built(make.row(code="A1", name="新的名称", **CLAUSES))
    newer.from_on = DAY + timedelta(days=1)
    newer.save()
    days = (side(body), side(body, DAY + timedelta(days=1)))
    found = reads.compared(old=days[0], new=days[1], viewer=SYSTEM)
    assert told(found) == [("A1", "changed")]
    assert [(c.heading, c.new) for c in found.rows[0].changes] == [("事项名称", "新的名称")]
    assert reads.compared(old=days[0], new=days[0], viewer=SYSTEM).total == 0


def test_pages_follow_one_another_and_cost_the_same(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    one, other = people.agency(), people.agency()
    put(one, *(f"A{n:03d}" for n in range(60)))
    for n in range(60):
        put(other, f"B{n:03d}", name=f"事项{n}")
    seen: list[str] = []
    after = ""
    while True:
        with django_assert_max_num_queries(5):
            page = reads.compared(
                old=side(one), new=side(other), viewer=SYSTEM, after=after, limit=25
            )
        seen += [row.code for row in page.rows]
        after = page.after
        if not after:
            break
    assert page.total == len(seen) == 120
    assert seen == sorted(set(seen))


def test_lists_of_any_origin_are_held_against_each_other_part_by_part(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one, other = people.agency(), people.agency()
    put(one, *(f"A{n:02d}" for n in range(30)))
    put(other, *(f"B{n:02d}" for n in range(20)), name="别的")
    listed(other, *(f"A{n:02d}" for n in range(10)))
    sides = [reads.Own(side(body), SYSTEM) for body in (one, other)]
    rows = [reads.list_rows(agency_id=b.pk, on=DAY, viewer=SYSTEM) for b in (one, other)]
    whole = differences(rows[0], rows[1], reads.list_columns(listed=False))
    monkeypatch.setattr("zhifa.registry.reads.list_sides.CHUNK", 7)
    with django_assert_max_num_queries(4):  # heads of either, clauses of those of one name
        assert list(reads.all_between(old=sides[0], new=sides[1])) == whole
    assert len(whole) == 40
