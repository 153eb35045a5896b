"""Kinds that a clause demands, or keeps for what is grave (law.md CF 4, 5)."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import zhifa.registry
from zhifa.registry.rules.matter_kinds import kind_faults

MATTERS = Path(zhifa.registry.__file__).parent / "data" / "matters"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, ""),
        ({"ordered_kinds": ["fine"], "grave_kinds": ["permit_revocation"]}, ""),
        ({"ordered_kinds": ["detention"]}, "matter:kind_apart"),
        ({"grave_kinds": ["detention"]}, "matter:kind_apart"),
        ({"ordered_kinds": ["fine"], "grave_kinds": ["fine"]}, "matter:kind_apart"),
        ({"kinds": ["stoning"]}, "matter:kind"),
        ({"tiers": [{"code": "late", "ordered": ["permit_revocation"]}]}, ""),
        ({"tiers": [{"code": "late", "ordered": ["warning_penalty"]}]}, "matter:kind_apart"),
        ({"party_limits": [{"party": "natural_person", "kinds": ["warning_penalty"]}]}, ""),
        ({"party_limits": [{"party": "natural_person", "kinds": ["stoning"]}]}, "matter:kind"),
    ],
)
def test_what_is_set_apart_is_given(more: dict[str, Any], code: str) -> None:
    row = {"kinds": ["fine", "permit_revocation"], **more}
    assert [o.code for o in kind_faults(row)] == ([code] if code else [])


def _rows() -> Iterator[dict[str, Any]]:
    for file in sorted(MATTERS.glob("*.toml")):
        yield from tomllib.loads(file.read_text(encoding="utf-8")).get("matters", ())


def test_revoking_is_demanded_or_kept_for_what_is_grave() -> None:
    """No clause of the pack takes a permit as lightly as it fines, but those that leave it open."""
    left_open = {"WJ0101"}  # 公共场所卫生管理条例 十四: 根据情节轻重
    loose = {
        row["code"]
        for row in _rows()
        if "permit_revocation" in row.get("kinds", ())
        and "permit_revocation" not in (*row.get("ordered_kinds", ()), *row.get("grave_kinds", ()))
    }
    assert loose == left_open


@pytest.mark.parametrize(
    ("code", "ordered", "grave"),
    [  # read in the statutes
        ("SC0101", ["fine"], ["business_suspension", "permit_revocation"]),  # 食品安全法 125
        ("SC0102", ["fine"], ["permit_revocation"]),  # 食品安全法 124
        ("SC0301", ["fine", "closure_order"], []),  # 药品管理法 115
        (  # 旅游法 98
            "WL0106",
            ["gain_confiscation", "business_suspension", "fine"],
            ["permit_revocation"],
        ),
        ("WJ0104", [], ["business_suspension", "permit_revocation"]),  # 医疗机构管理条例 47: 可以
        ("JT0106", [], []),  # 公路法 76: 可以
    ],
)
def test_the_words_of_the_clause(code: str, ordered: list[str], grave: list[str]) -> None:
    row = next(one for one in _rows() if one["code"] == code)
    assert row.get("ordered_kinds", []) == ordered
    assert row.get("grave_kinds", []) == grave
