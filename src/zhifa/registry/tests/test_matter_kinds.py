"""Kinds that a clause demands, or keeps for what is grave (law.md CF 4, 5)."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import zhifa.registry
from zhifa.registry.rules.matter_kinds import kind_faults

TAKEN = ["gain_confiscation", "goods_confiscation", "fine"]
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
        ("SC0101", TAKEN, ["business_suspension", "permit_revocation"]),  # 食品安全法 125
        ("SC0102", TAKEN, ["permit_revocation"]),  # 食品安全法 124
        ("SC0104", TAKEN, []),  # 食品安全法 122
        ("SC0103", ["fine"], ["business_suspension", "permit_revocation"]),  # 食品安全法 126
        ("SC0110", TAKEN[:1] + TAKEN[2:], ["business_suspension", "permit_revocation"]),  # 130
        ("SC0301", [*TAKEN, "closure_order"], []),  # 药品管理法 115
        ("SC0401", ["gain_confiscation"], []),  # 价格法 42: 罚款可以并处
        ("SC0403", [], []),  # 电子商务法 76: 可以
        ("SC0404", TAKEN[:1] + TAKEN[2:], ["closure_order"]),  # 市场主体登记管理条例 43
        ("NY0102", TAKEN, []),  # 农药管理条例 55(1)(1)
        ("NY0103", TAKEN, ["permit_revocation"]),  # 农药管理条例 56
        ("NY0201", TAKEN[:1] + TAKEN[2:], []),  # 农产品质量安全法 71: 物品可以没收
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
    assert sorted(row.get("ordered_kinds", [])) == sorted(ordered)
    assert row.get("grave_kinds", []) == grave
