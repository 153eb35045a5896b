"""Who is fined how much, what is demanded and what only refusal brings: read in the statutes."""

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string

from zhifa.kernel.access import SYSTEM
from zhifa.registry import reads
from zhifa.registry.models import Matter
from zhifa.registry.reads import Range
from zhifa.registry.reads.matters import DATA
from zhifa.registry.rules.citations import parse
from zhifa.registry.rules.matters import completeness
from zhifa.registry.tests import make

ROWS = [
    row
    for path in sorted(DATA.glob("*.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["matters"]
]
MARKET = ("market", "food", "agriculture")  # test_matter_facts.py
HERE = [
    row
    for path in sorted(DATA.glob("*.toml"))
    if not path.stem.startswith(MARKET)
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["matters"]
]
OLD, CODE = date(2026, 8, 14), date(2026, 8, 15)
PERSON, FIRM = "natural_person", "legal_person"
FINE, WARN, GAIN = "fine", "warning_penalty", "gain_confiscation"
DOWN = "qualification_downgrade"
STOP, REVOKE, CLOSE = "business_suspension", "permit_revocation", "closure_order"


def on(code: str, day: date) -> Matter:
    """The version of a matter on a day, as its file writes it."""
    row = [r for r in ROWS if r["code"] == code and r["from_on"] <= day][-1]
    names = (
        "tiers",
        "party_limits",
        "kinds",
        "ordered_kinds",
        "grave_kinds",
        "fine_min",
        "fine_note",
    )
    told = {name: row[name] for name in (*names, "fine_max", "fine_note") if name in row}
    sums = {n: Decimal(v) for n, v in told.items() if isinstance(v, int)}
    return Matter(code=code, **{**told, **sums})


@pytest.mark.parametrize(
    ("code", "day", "party", "least", "most", "kinds"),
    [
        # 固体废物污染环境防治法 111(1)1, (2)
        ("CG0101", OLD, PERSON, 100, 500, [GAIN, FINE]),
        ("CG0101", OLD, FIRM, 50_000, 500_000, [GAIN, FINE]),
        # 生态环境法典 1169(3), (1)
        ("CG0101", CODE, PERSON, 100, 1000, [FINE]),
        ("CG0101", CODE, FIRM, 100_000, 1_000_000, [GAIN, FINE, "operation_restriction", STOP]),
        ("HJ0103", OLD, PERSON, 200, 1000, [WARN, FINE]),  # 噪声污染防治法 82
        ("HJ0103", CODE, FIRM, 2000, 20_000, [WARN, FINE]),  # 生态环境法典 1190
        ("HJ0104", OLD, FIRM, 50_000, 200_000, [GAIN, FINE, STOP, CLOSE]),  # 固废法 102
        ("HJ0104", CODE, FIRM, 50_000, 200_000, [FINE]),  # 生态环境法典 1171(3)
        ("HJ0105", OLD, FIRM, 100_000, 1_000_000, [GAIN, FINE, STOP, CLOSE]),  # 固废法 112
        ("HJ0105", CODE, FIRM, 50_000, 1_000_000, [GAIN, FINE, STOP, CLOSE]),  # 法典 1175
        ("XF0101", CODE, PERSON, 0, 500, [WARN, FINE]),  # 消防法 60(2)
        ("XF0101", CODE, FIRM, 5000, 50_000, [FINE]),  # 消防法 60(1)
        ("XF0103", CODE, PERSON, 0, 500, [WARN, FINE]),
        ("XF0102", CODE, FIRM, 5000, 50_000, [FINE]),
        ("JT0101", CODE, PERSON, 200, 2000, [FINE]),  # 道路运输条例 64
    ],
)
def test_who_is_fined_how_much(
    code: str, day: date, party: str, least: int, most: int, kinds: list[str]
) -> None:
    matter = on(code, day)
    assert matter.fine_range(party_kind=party) == Range(Decimal(least), Decimal(most))
    assert list(matter.kinds_for(party)) == kinds


@pytest.mark.parametrize(
    ("code", "day", "refused", "ordered"),
    [
        ("YJ0101", CODE, ["overdue"], {"overdue": (STOP,)}),  # 安全生产法 97
        ("YJ0104", CODE, ["overdue"], {"overdue": (STOP,)}),
        ("YJ0102", CODE, ["overdue"], {"overdue": (STOP,)}),
        ("YJ0103", CODE, ["overdue"], {"overdue": (STOP,)}),
        # 安全生产法 99: 情节严重的，责令停产停业整顿, no 可以
        ("YJ0105", CODE, ["overdue", "grave"], {"grave": (STOP,)}),
        ("YJ0106", CODE, ["overdue", "grave"], {"grave": (STOP,)}),
        ("YJ0107", CODE, ["overdue", "grave"], {"grave": (STOP,)}),
        # 市场主体登记管理条例 43: 责令关闭停业，并处
        ("SC0404", CODE, ["light", "general"], {"serious": (CLOSE,)}),
        # 文物保护法 83(1): 警告 first; a fine and a lower grade once harm is done; 可以 of the last
        ("WL0107", CODE, [], {"light": (FINE, DOWN), "general": (FINE, DOWN)}),
        ("HJ0101", OLD, ["refusing"], {"refusing": (STOP,)}),  # 大气污染防治法 118(1)
        ("HJ0101", CODE, ["refusing"], {"refusing": (STOP,)}),  # 生态环境法典 1132(1)
        ("HJ0102", CODE, ["refusing"], {}),  # 1185: 可以
        ("HJ0103", CODE, ["warning", "light", "general", "serious"], {}),  # 1190
        ("HJ0104", OLD, [], {}),  # 固废法 102
        ("HJ0104", CODE, ["light", "general", "serious"], {}),  # 生态环境法典 1171(3)
        ("HJ0105", OLD, [], {}),  # 固废法 112
        ("HJ0105", CODE, ["refusing"], {}),  # 生态环境法典 1175(2)
        ("HJ0106", CODE, ["refusing"], {"refusing": (STOP,)}),  # 1130
        ("WJ0101", CODE, ["serious"], {}),  # 公共场所卫生管理条例实施细则 38
        ("WJ0103", CODE, ["refusing"], {"refusing": (STOP,)}),  # 医疗机构管理条例 43(2)
        ("WJ0107", CODE, ["light", "general", "serious"], {}),  # 职业病防治法 70
        ("NY0101", CODE, ["light", "general"], {}),  # 农药管理条例 58: or grave
    ],
)
def test_what_only_refusal_brings(
    code: str, day: date, refused: list[str], ordered: dict[str, tuple[str, ...]]
) -> None:
    matter = on(code, day)
    assert list(matter.refused_tiers) == refused
    assert matter.ordered_tiers == ordered


@pytest.mark.parametrize(
    ("code", "ordered", "grave"),
    [
        ("XF0104", [STOP, FINE], []),  # 消防法 58
        ("JT0102", [GAIN, FINE], []),  # 道路运输条例 63
        ("JT0105", [FINE], [REVOKE]),  # 道路运输条例 68(2)
        ("JT0106", [], []),  # 公路法 76: 可以
        ("WL0102", [GAIN, "goods_confiscation", FINE], [STOP]),  # 娱乐场所管理条例 48
        ("WL0104", [WARN], [STOP, REVOKE]),  # 31: 可以并处罚款
        ("WL0105", [GAIN, FINE], []),  # 旅游法 95(1)
        ("WL0107", [WARN], [REVOKE]),  # 文物保护法 83(1)
        ("WJ0105", [GAIN, "goods_confiscation", FINE], []),  # 医师法 59
        ("WJ0106", [WARN], []),  # 职业病防治法 71: 可以并处
        ("ZJ0101", ["goods_confiscation", GAIN, FINE], [REVOKE]),  # 产品质量法 50
        ("CG0106", [], []),  # 城市道路管理条例 42: 可以
        ("CG0108", [], []),  # 城镇排水与污水处理条例 50(1): 可以
    ],
)
def test_what_is_demanded_and_what_is_kept(code: str, ordered: list[str], grave: list[str]) -> None:
    matter = on(code, CODE)
    assert (matter.ordered_kinds, matter.grave_kinds) == (ordered, grave)


def test_a_clause_with_two_readings_is_told_to_be_settled() -> None:
    """文物保护法 83(1): “对单位可以处……的罚款，由原发证机关吊销资质证书”."""
    open_ = [row for row in HERE if "读法待核定" in str(row.get("fine_note"))]
    assert [row["code"] for row in open_] == ["WL0107"]
    matter = on("WL0107", CODE)
    assert matter.reading_open
    assert not on("WL0105", CODE).reading_open
    parts = completeness({"kind": "penalty", "fine_note": matter.fine_note, "settled": True})
    assert parts.unsettled == ("条款读法",)
    page = render_to_string("registry/_penalty_facts.html", {"matter": matter})
    assert "读法待核定" in page.split("吊销是不是", 1)[0], "a mark beside the sums"


def test_tiers_are_told_apart_by_circumstances() -> None:
    """A tier named by what it brings, or by the base of its own multiples, decides nothing."""
    for row in HERE:
        words = [str(t.get("condition", "")) for t in row.get("tiers", ())]
        assert len(words) == len(set(words)), row["code"]
        assert "情节严重" not in words, row["code"]
        if row.get("multiple_from"):
            assert not any(row["multiple_base"] in w for w in words), row["code"]


@pytest.mark.django_db
def test_the_terms_of_licences_and_measures_stand_in_the_law() -> None:
    make.laws()
    rows = [r for r in ROWS if r.get("kind", "penalty") != "penalty" and r.get("clocks")]
    assert {r["code"] for r in rows} >= {"XK0101", "QZ0101", "ZS0101"}
    for row in rows:
        for term in row["clocks"]:
            cited = [str(one) for one in parse(term["source"])]
            assert cited, f"{row['code']} {term['source']}"
            for day in (row["from_on"], date(2026, 11, 26)):
                assert reads.citation_faults(citations=cited, on=day, viewer=SYSTEM) == ()


def test_the_term_of_the_food_licence() -> None:
    """行政许可法 42(1), 82: twenty days, which are workdays."""
    row: dict[str, Any] = next(r for r in ROWS if r["code"] == "XK0101")
    term = next(c for c in row["clocks"] if c["code"] == "legal")
    assert (term["n"], term["unit"]) == (20, "workday")
    assert [str(one) for one in parse(term["source"])] == [
        "《行政许可法》第四十二条第一款",
        "《行政许可法》第八十二条",
    ]
