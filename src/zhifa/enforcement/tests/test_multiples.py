"""Fines in multiples of the value of the goods, and goods that must be confiscated."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from zhifa.enforcement.reads.matters import matter_facts
from zhifa.enforcement.rules.basis import fine_words
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.roads import Stops, from_, refused, report
from zhifa.enforcement.tests.story import facts
from zhifa.registry.models import Matter, Party
from zhifa.registry.reads.matters import DATA

HALTS = ("investigated",)
CONCLUDE = load("penalty_ordinary").moves["conclude"]


SUMS = ("fine_min", "fine_max", "multiple_min", "multiple_max", "multiple_from", "base_floor")


def house(code: str) -> Matter:
    """The newest version of a matter of the house's files, as far as fines and kinds go."""
    files = (tomllib.loads(path.read_text(encoding="utf-8")) for path in DATA.glob("*.toml"))
    rows = [one for file in files for one in file["matters"] if one["code"] == code]
    row = max(rows, key=lambda one: one["from_on"])
    sums = {name: Decimal(str(row[name])) for name in SUMS if name in row}
    kept = ("kinds", "ordered_kinds", "tiers", "multiple_base", "breach_clauses", "penalty_clauses")
    return Matter(
        code=code, elements=[], hearing_kinds=[], **{k: row[k] for k in kept if k in row}, **sums
    )


def concluding(code: str, **told: Any) -> Facts:
    matter = matter_facts(house(code), Party(kind="legal_person"))
    values = {"outcome": "penalty", "kinds": ["fine"], **told}
    return facts((), "2026-03-02", move=CONCLUDE, values=values, matter=matter)


@pytest.mark.parametrize(
    ("code", "base", "fine", "fits"),
    [  # 食品安全法 125(1): 不足一万元 5,000 至 50,000；一万元以上五倍至十倍
        ("SC0101", "", "50000", True),
        ("SC0101", "9999.99", "50000.01", False),
        ("SC0101", "10000", "49999.99", False),
        ("SC0101", "10000", "50000", True),
        ("SC0101", "300000", "3000000", True),
        ("SC0101", "300000", "3000000.01", False),
        # 药品管理法 115: 十五倍至三十倍，不足十万元的按十万元
        ("SC0301", "2000", "1500000", True),
        ("SC0301", "2000", "1499999", False),
        ("SC0301", "200000", "2999999", False),
        ("SC0301", "200000", "6000000", True),
        # 道路运输条例 63: 超过一万元 the multiples, exactly 10,000 the fixed range (law.md T18)
        ("JT0102", "10000", "3000", True),
        ("JT0102", "10000", "50000.01", False),
        ("JT0102", "10000.01", "10000", False),
        ("JT0102", "10000.01", "50000.05", True),
        ("JT0103", "20000", "10000", True),
        ("JT0103", "20000", "100000.01", False),
        ("JT0103", "20000.01", "40000", False),
        ("JT0103", "20000.01", "200000.10", True),
        # 产品质量法 49: 等值以上三倍以下
        ("ZJ0102", "4000", "3999", False),
        ("ZJ0102", "4000", "12000", True),
        ("ZJ0102", "4000", "12001", False),
    ],
)
def test_the_range_follows_the_value_of_the_goods(
    code: str, base: str, fine: str, *, fits: bool
) -> None:
    told = concluding(code, base=base, fine=fine, tier="serious")
    assert (NEEDS["amount_in_range"](told) is None) is fits


@pytest.mark.parametrize(
    ("tier", "fine", "fits"),
    [  # of goods worth 20,000 元: 10 to 13, 13 to 17, 17 to 20 times
        ("light", "260000", True),
        ("light", "260001", False),
        ("general", "260001", True),
        ("general", "340001", False),
        ("serious", "340001", True),
    ],
)
def test_every_tier_has_its_multiples(tier: str, fine: str, *, fits: bool) -> None:
    told = concluding("SC0102", base="20000", fine=fine, tier=tier)
    assert (NEEDS["tier_respected"](told) is None) is fits


def test_a_sum_beyond_the_fixed_range_is_told_where_to_write_the_value() -> None:
    words = str(NEEDS["amount_in_range"](concluding("SC0102", fine="200000", tier="light")))
    assert "货值金额满 10,000 元的按 10 至 20 倍" in words
    assert "写明货值金额" in words


def test_lighter_and_mitigated_are_measured_in_multiples_too() -> None:
    told = concluding("SC0102", base="20000", fine="200000", tier="light")
    for circumstance, fits in (("lighter", True), ("heavier", False), ("mitigated", False)):
        values = {**(told.values or {}), "circumstance": circumstance}
        assert (NEEDS["circumstance_fits"](replace(told, values=values)) is None) is fits


def test_the_form_tells_both_ranges() -> None:
    firm = concluding("SC0101").matter
    assert firm is not None
    assert fine_words(firm, "法人") == (
        "对法人：罚款 5,000 元至 50,000 元，货值金额满 10,000 元的按 5 至 10 倍。"
    )
    goods, hauler = concluding("ZJ0102").matter, concluding("JT0102").matter
    assert hauler is not None
    assert "违法所得超过 10,000 元的按 1 至 5 倍" in fine_words(hauler, "法人")
    assert goods is not None
    assert fine_words(goods, "法人") == "对法人：罚款货值金额的 1 至 3 倍。"


@pytest.mark.parametrize(
    ("goods", "kinds", "named"),
    [
        ("", ["fine"], None),  # all of it is sold or destroyed
        ("600", ["fine"], "没收非法财物"),
        ("600", ["fine", "goods_confiscation"], None),
        ("600", ["goods_confiscation"], "罚款"),
    ],
)
def test_goods_that_are_there_are_confiscated(
    goods: str, kinds: list[str], named: str | None
) -> None:
    told = concluding("SC0102", goods=goods, kinds=kinds, fine="60000", tier="light")
    assert NEEDS["kinds_ordered"](told) == named


@pytest.mark.parametrize(
    ("code", "tier", "kinds", "named"),
    [  # 市场主体登记管理条例 43, 安全生产法 97 and 99
        ("SC0404", "serious", ["fine"], "责令关闭"),
        ("SC0404", "serious", ["fine", "closure_order"], None),
        ("SC0404", "general", ["fine"], None),
        ("YJ0104", "overdue", ["fine"], "责令停产停业"),
        ("YJ0104", "serious", ["fine"], None),
        ("YJ0107", "grave", ["fine"], "责令停产停业"),
        ("YJ0107", "overdue", ["fine"], None),
        # 文物保护法 83(1)
        ("WL0107", "warning", ["warning_penalty"], None),
        ("WL0107", "light", ["warning_penalty", "qualification_downgrade"], "罚款"),
        ("WL0107", "serious", ["warning_penalty", "permit_revocation"], None),
    ],
)
def test_what_a_tier_orders_is_chosen_with_it(
    code: str, tier: str, kinds: list[str], named: str | None
) -> None:
    told = concluding(code, kinds=kinds, fine="1", tier=tier)
    assert NEEDS["kinds_ordered"](told) == named


def test_a_grade_is_lowered_where_there_is_one() -> None:
    """文物保护法 83(1): 由原发证机关降低资质等级; whoever has no grade has the reason written."""
    both = {"kinds": ["warning_penalty", "fine"], "fine": "600000", "tier": "light"}
    asked = NEEDS["kinds_ordered"](concluding("WL0107", **both))
    assert str(asked).startswith("降低资质等级")
    told = concluding("WL0107", **both, tier_reason="建设单位没有资质证书，没有等级可降。")
    assert NEEDS["kinds_ordered"](told) is None


def test_what_may_be_confiscated_need_not_be() -> None:
    """农产品质量安全法 71: 可以没收工具、设备、原料，农产品另作处置."""
    told = concluding("NY0201", goods="600", fine="60000", tier="light")
    assert NEEDS["kinds_ordered"](told) is None


@pytest.mark.parametrize(
    ("code", "told", "asked"),
    [
        ("SC0102", {}, True),
        ("SC0102", {"base": "0"}, False),
        ("SC0102", {"base": "20000"}, False),
        ("SC0102", {"base_unknown": "没有账册，供货人已经注销。"}, False),
        ("SC0102", {"base": "20000", "base_unknown": "没有账册。"}, True),
        ("SC0102", {"kinds": ["gain_confiscation"]}, False),  # nothing is fined
        ("SC0102", {"outcome": "no_penalty"}, False),
        ("SC0102", {"gains": "5000"}, True),  # its base is the value of the goods
        ("WL0105", {}, True),
        ("WL0105", {"gains": "5000"}, False),  # its base is the gains
        ("SC0201", {}, False),  # no multiples
    ],
)
def test_the_base_of_multiples_is_told_or_why_not(
    code: str, told: dict[str, Any], *, asked: bool
) -> None:
    words = NEEDS["base_found"](concluding(code, fine="60000", tier="light", **told))
    assert bool(words) is asked


def test_gains_that_are_the_base_are_reckoned_with() -> None:
    # 文化 WL0105: 违法所得十万元以上的，按违法所得的倍数
    firm = concluding("WL0105", gains="200000", fine="100000000", tier="light")
    assert "上限" in str(NEEDS["amount_in_range"](firm))


@pytest.mark.parametrize(
    ("code", "told", "asked"),
    [
        ("SC0102", {}, True),
        ("SC0102", {"goods": "0"}, False),
        ("SC0102", {"goods": "600"}, False),  # kinds_ordered asks then
        ("SC0102", {"kinds": ["fine", "goods_confiscation"]}, False),
        ("SC0102", {"circumstance": "mitigated"}, False),
        ("SC0102", {"outcome": "no_penalty"}, False),
        ("NY0201", {}, False),  # may be confiscated
    ],
)
def test_goods_to_be_confiscated_are_told(code: str, told: dict[str, Any], *, asked: bool) -> None:
    words = NEEDS["goods_found"](concluding(code, fine="60000", tier="light", **told))
    assert bool(words) is asked


def test_a_report_without_base_or_goods_is_refused_at_the_field(stops: Stops) -> None:
    road = from_(stops, "investigated")
    bare = report(road, base="", goods="")
    assert refused(road, "officer", "conclude", bare) == {"base_found", "goods_found"}
    why = {"base": "", "base_unknown": "没有账册，供货人已经注销。"}
    road.do("officer", "conclude", report(road, **why))


def test_the_telling_on_the_spot_tells_the_base_too() -> None:
    tell = load("penalty_summary").moves["tell"]
    matter = concluding("SC0102").matter
    said = {"kinds": ["fine"], "fine": "100", "tier": "light"}
    form = facts((), "2026-03-02", move=tell, values=said, matter=matter)
    assert NEEDS["base_found"](form)
    assert NEEDS["goods_found"](form)
    whole = replace(form, values={**said, "base": "20000", "goods": "0"})
    assert NEEDS["base_found"](whole) is NEEDS["goods_found"](whole) is None
    assert "下限 200000" in str(NEEDS["amount_in_range"](whole)).replace(".00", "")


def test_a_large_case_is_concluded_by_its_multiples(stops: Stops) -> None:
    road = from_(stops, "investigated")
    large = {"base": "20000", "fine": "110000", "tier": "light"}
    assert "amount_in_range" in refused(road, "officer", "conclude", report(road, fine="110000"))
    over = report(road, **{**large, "fine": str(Decimal(20000) * 6 + 1)})
    assert "tier_respected" in refused(road, "officer", "conclude", over)
    goods = report(road, **large, goods="300")
    assert "kinds_ordered" in refused(road, "officer", "conclude", goods)
    road.do("officer", "conclude", report(road, **large))
