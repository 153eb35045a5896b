"""The house's matters of market, food and farming, held against the statutes of the data pack."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions
from zhifa.registry.models import Matter
from zhifa.registry.reads.matters import DATA
from zhifa.registry.rules import law_files
from zhifa.registry.rules.citations import short
from zhifa.registry.rules.law_text import cut
from zhifa.registry.rules.numerals import to_chinese, to_int
from zhifa.registry.tests import make

LAWS = settings.DATA_PACK / "laws"
FILES = ("market.toml", "market_more.toml", "food.toml", "agriculture.toml")
ROWS = [
    row
    for name in FILES
    for row in tomllib.loads((DATA / name).read_text(encoding="utf-8"))["matters"]
]
CITED = re.compile("《(.+?)》第([一二三四五六七八九十百]+)条(?:第([一二三四五六七八九十]+)款)?")
# clauses that say their range otherwise than by its two ends
ODD: Mapping[str, tuple[str, ...]] = {
    "SC0402": ("一百万元以下", "一百万元以上二百万元以下"),
    "SC0402@2021-07-15": ("二十万元以上一百万元以下", "一百万元以上二百万元以下"),
    "SC0404": ("一万元以上十万元以下", "十万元以上五十万元以下"),
    "NY0104": ("一千元以下", "一千元以上五千元以下"),
    "NY0105": ("一倍以下",),
    "ZJ0102": ("等值以上三倍以下",),
    "ZJ0103": ("百分之三十以下",),
}
# what a clause says of a kind of penalty, and the kind
SAID = {
    "gain_confiscation": "没收[^，；。]*违法所得",
    "goods_confiscation": "没收[^，；。]*(违法(生产|经营|销售)|工具)",
    "warning_penalty": "警告",
    "fine": "罚款",
    "permit_revocation": "吊销",
    "business_suspension": "责令停(产停)?业",
    "closure_order": "责令关闭",
}
TAKEN = {
    "gain_confiscation": "(?<!可以)没收[^，；。]*违法所得",
    "goods_confiscation": "(?<!可以)没收[^，；。]*违法(生产|经营|销售)",
}
by_code = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['code']}@{row['from_on']}")
from_pack = pytest.mark.skipif(not LAWS.is_dir(), reason="the data pack (ZHIFA_DATA) is not here")


def _numeral(number: int) -> str:
    """A round sum or a multiple as statutes write it."""
    return f"{to_chinese(number // 10_000)}万" if number >= 10_000 else to_chinese(number)


def _cited(text: str) -> tuple[str, int, int]:
    """Law, article and paragraph of a citation; the first paragraph where it names none."""
    told = CITED.search(text)
    assert told is not None
    return told[1], to_int(told[2]), to_int(told[3]) if told[3] else 1


def _spelt(text: str) -> str:
    """The text with its sums and multiples in Chinese numerals, as most statutes write them."""
    sums = re.sub(
        r"(\d+)(万?)元",
        lambda m: _numeral(int(m[1]) * (10_000 if m[2] else 1)) + "元",
        text,
    )
    return re.sub(r"(\d+)倍", lambda m: _numeral(int(m[1])) + "倍", sums)


def _replaced(row: Mapping[str, Any]) -> bool:
    """Whether the matter has a later version, so that the text it names is no longer in force."""
    return any(r["code"] == row["code"] and r["from_on"] > row["from_on"] for r in ROWS)


@pytest.fixture(scope="module")
def articles() -> Mapping[tuple[str, int, bool], str]:
    """Articles by law, number and whether the text was replaced; the newest text comes first."""
    wanted = {(_cited(c)[0], _replaced(row)) for row in ROWS for c in row["penalty_clauses"]}
    found: dict[tuple[str, int, bool], str] = {}
    for head, text in law_files.texts(LAWS):
        title, old = short(str(head["title"])), head["status"] == "历史版本"
        if (title, old) in wanted and (old or head["status"] == "现行有效"):
            cut_up = (a for a in cut(text).articles if not a.sub)
            found |= {(title, a.number, old): _spelt(a.text) for a in cut_up}
    return found


def _clause(row: Mapping[str, Any], articles: Mapping[tuple[str, int, bool], str]) -> str:
    """The paragraph that the matter names as its penalty clause, its items left out."""
    (cited,) = row["penalty_clauses"]
    law, number, paragraph = _cited(cited)
    lines = articles[law, number, _replaced(row)].split("\n")
    return [line for line in lines if line and not line.startswith("（")][paragraph - 1]


def _ranges(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The figures of the matter as a clause would say them."""
    odd = ODD.get(f"{row['code']}@{row['from_on']}") or ODD.get(row["code"])
    if odd:
        return odd
    said = []
    if not row.get("base_floor") and row.get("fine_max"):
        least = f"{_numeral(row['fine_min'])}元以上" if row.get("fine_min") else ""
        said.append(f"{least}{_numeral(row['fine_max'])}元以下")
    if row.get("base_floor"):
        said.append(f"{row['multiple_base']}不足{_numeral(row['base_floor'])}元的")
    elif row.get("multiple_from"):
        said.append(f"{row['multiple_base']}{_numeral(row['multiple_from'])}元以上的")
    if row.get("multiple_max"):
        span = (_numeral(row["multiple_min"]), _numeral(row["multiple_max"]))
        said.append(f"{span[0]}倍以上{span[1]}倍以下")
    return tuple(said)


@from_pack
@by_code
def test_the_clause_says_the_figures(
    row: dict[str, Any], articles: Mapping[tuple[str, int, bool], str]
) -> None:
    clause, said = _clause(row, articles), _ranges(row)
    if row["code"] == "NY0202":  # the farmer's range stands in the clause of the trader's
        clause = clause[clause.index("对农户") :]
    assert said
    assert [words for words in said if words not in clause] == []


@from_pack
@by_code
def test_the_clause_says_the_kinds(
    row: dict[str, Any], articles: Mapping[tuple[str, int, bool], str]
) -> None:
    clause = _clause(row, articles)
    assert set(row["kinds"]) == {k for k, words in SAID.items() if re.search(words, clause)}
    demanded = {k for k, words in TAKEN.items() if re.search(words, clause)}
    assert demanded == set(row.get("ordered_kinds", ())) & set(TAKEN), "没收 and not 可以没收"


@from_pack
@by_code
def test_a_kind_joined_to_a_fine_is_demanded(
    row: dict[str, Any], articles: Mapping[tuple[str, int, bool], str]
) -> None:
    """责令关闭 or 责令停业，并处 a fine: the clause demands it, in every tier or in one."""
    parts = re.split("[；。]", _clause(row, articles))
    joined = {
        kind
        for kind in ("business_suspension", "closure_order")
        for part in parts
        if re.search(f"(?<!可以){SAID[kind]}[^；。]*，并处[^；。]*罚款", part)
    }
    told = {kind for tier in row["tiers"] for kind in tier.get("ordered", ())}
    assert joined <= told | set(row.get("ordered_kinds", ()))


@by_code
def test_a_tier_is_chosen_by_circumstances(row: dict[str, Any]) -> None:
    """Not by the sum that the clause itself parts its range by, and not by the outcome."""
    conditions = [tier["condition"] for tier in row["tiers"]]
    assert len(set(conditions)) == len(conditions)
    for words in conditions:
        assert not re.search("货值|倍至|责令关闭|吊销", words), words


# figures read in the statutes: code, fine_min, fine_max, multiples
FIGURES: tuple[tuple[str, int | None, int | None, tuple[object, object] | None], ...] = (
    ("SC0101", 5000, 50000, (5, 10)),  # 食品安全法 125(1)
    ("SC0102", 50000, 100000, (10, 20)),  # 食品安全法 124(1)
    ("SC0103", 5000, 50000, None),  # 食品安全法 126(1)
    ("SC0201", 200000, 1000000, None),  # 广告法 57
    ("SC0104", 50000, 100000, (10, 20)),  # 食品安全法 122(1)
    ("SC0105", 50000, 100000, (10, 20)),  # 食品安全法 124(1)
    ("SC0106", 50000, 100000, (10, 20)),  # 食品安全法 124(1)
    ("SC0107", 5000, 50000, None),  # 食品安全法 126(1)
    ("SC0108", 5000, 50000, None),  # 食品安全法 126(1)
    ("SC0109", 5000, 50000, (5, 10)),  # 食品安全法 125(1)
    ("SC0110", 50000, 200000, None),  # 食品安全法 130(1)
    ("SC0301", 1500000, 3000000, (15, 30)),  # 药品管理法 115
    ("SC0302", 100000, 200000, (10, 20)),  # 药品管理法 117(1)
    ("SC0401", None, 5000, None),  # 价格法 42
    ("SC0402", None, 2000000, None),  # 反不正当竞争法 25(1)
    ("SC0403", None, 10000, None),  # 电子商务法 76(1)
    ("SC0404", 10000, 500000, None),  # 市场主体登记管理条例 43
    ("SC0405", None, 30000, None),  # 市场主体登记管理条例 48(1)
    ("SC0406", 30000, 300000, None),  # 特种设备安全法 84
    ("SC0407", 10000, 100000, None),  # 特种设备安全法 83
    ("ZJ0102", None, None, (1, 3)),  # 产品质量法 49
    ("ZJ0103", None, None, (0, Decimal("0.3"))),  # 产品质量法 54
    ("NY0102", 5000, 50000, (5, 10)),  # 农药管理条例 55(1)
    ("NY0103", 2000, 20000, (2, 5)),  # 农药管理条例 56
    ("NY0104", None, 5000, None),  # 动物防疫法 92
    ("NY0105", None, None, (0, 1)),  # 动物防疫法 100(1)
    ("NY0106", 2000, 20000, None),  # 种子法 79
    ("NY0201", 50000, 100000, (10, 20)),  # 农产品质量安全法 71
    ("NY0202", 500, 5000, None),  # 农产品质量安全法 71: 农户
    ("ZJ0101", None, None, (Decimal("0.5"), 3)),  # 产品质量法 50
    ("YJ0101", None, 200000, None),  # 安全生产法 97
    ("XF0101", 5000, 50000, None),  # 消防法 60(1)
    ("WL0101", None, 15000, None),  # 互联网上网服务营业场所管理条例 31
    ("NY0101", 2000, 20000, None),  # 农药管理条例 58
    ("JT0101", 200, 2000, None),  # 道路运输条例 64
    ("HJ0101", 5000, 50000, None),  # 大气污染防治法 118(1), 生态环境法典 1132(1)
)


def test_the_figures_of_the_houses_matters() -> None:
    make.laws()
    actions.load_matters(by=SYSTEM, at=make.AT)
    for code, least, most, multiples in FIGURES:
        for matter in Matter.objects.filter(code=code, until_on=None):
            assert (matter.fine_min, matter.fine_max) == (least, most), code
            found = matter.multiples and (matter.multiples.least, matter.multiples.most)
            assert found == multiples, code
