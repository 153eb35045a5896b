"""Lists of two districts give the same matter other codes: it is found by name and basis."""

from typing import Any

import pytest
from django.test import Client

from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions
from zhifa.registry.reads import Plan, list_columns, newest_matter
from zhifa.registry.rules.differences import Difference
from zhifa.registry.tests import make
from zhifa.registry.tests.whole_lists import differences

CLAUSES = ["《中华人民共和国食品安全法》第一条"]


def told(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> dict[str, Difference]:
    return {one.code: one for one in differences(old, new, list_columns(listed=False))}


def row(code: str, **changes: Any) -> dict[str, Any]:
    return make.row(code=code, **{"breach_clauses": [], "penalty_clauses": CLAUSES, **changes})


def test_the_same_name_and_basis_are_one_matter_under_two_codes() -> None:
    found = told([row("A1")], [row("B1", penalty_clauses=["《食品安全法》第一条"])])
    assert [(one.how, one.old_code) for one in found.values()] == [("recoded", "A1")]
    assert [change.heading for change in found["B1"].changes] == ["处罚依据"]
    assert "名称和依据相同" in found["B1"].pair
    same = told([row("A1")], [row("B1")])
    assert (same["B1"].how, same["B1"].title, same["B1"].changes) == ("recoded", "编码不同", [])


def test_some_of_the_basis_is_said_to_be_some() -> None:
    more = [*CLAUSES, "《食品安全法》第二条"]
    found = told([row("A1")], [row("B1", name="对某行为 的处罚", penalty_clauses=more)])
    assert "一部分相同" in found["B1"].pair


@pytest.mark.parametrize(
    "other",
    [
        {"name": "别的事"},
        {"penalty_clauses": ["《食品安全法》第九条"]},
        {"penalty_clauses": []},
        {"kind": "coercion"},
    ],
)
def test_what_differs_in_name_basis_or_kind_is_not_one(other: dict[str, Any]) -> None:
    found = told([row("A1")], [row("B1", **other)])
    assert {code: one.how for code, one in found.items()} == {"A1": "removed", "B1": "added"}


def test_two_that_are_as_like_are_left_apart() -> None:
    found = told([row("A1")], [row("B1"), row("B2")])
    assert {one.how for one in found.values()} == {"removed", "added"}
    found = told([row("A1"), row("A2")], [row("B1")])
    assert {one.how for one in found.values()} == {"removed", "added"}


def test_a_code_that_both_have_comes_first() -> None:
    found = told([row("A1"), row("A2", name="另一项")], [row("A1", name="另一项"), row("A2")])
    assert {one.how for one in found.values()} == {"changed"}
    assert not any(one.pair for one in found.values())


@pytest.mark.django_db
def test_the_page_says_how_the_pair_was_found() -> None:
    bodies = [people.agency(), people.agency()]
    for body, code in zip(bodies, ("A1", "B1"), strict=True):
        plan = Plan(fresh=[row(code)], top=newest_matter())
        plan.listings.append((code, plan.fresh[0]["from_on"], None, None))
        actions.import_list(plan=plan, agency=body, digest="", by=SYSTEM, at=make.AT)
    client = Client()
    client.force_login(people.holder("library_keeper", bodies[0]))
    sides = f"old={bodies[0].code}&old_on=2026-03-02&new={bodies[1].code}&new_on=2026-03-02"
    page = client.get(f"/library/lists/compare/?{sides}").content.decode()
    for words in ("编码不同 1", "原来的编码 A1", "名称和依据相同", "只在前者 0，只在后者 0"):
        assert words in page
