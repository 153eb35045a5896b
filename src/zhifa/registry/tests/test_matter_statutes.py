"""The house's matters outside market and farming, held against the statutes of the data pack."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

import pytest
from django.conf import settings

from zhifa.registry.reads.matters import DATA
from zhifa.registry.rules import law_files
from zhifa.registry.rules.citations import Citation, parse, short
from zhifa.registry.rules.law_text import cut, lines_of
from zhifa.registry.rules.numerals import to_chinese

LAWS = settings.DATA_PACK / "laws"
NAMES = ("environment", "safety", "transport", "culture", "health", "urban", "others")
ROWS = [
    row
    for name in NAMES
    for row in tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["matters"]
]
TEN_THOUSAND = 10_000
LARGEST_PLAIN = 9_999
# the words of a clause by which a kind of penalty is known
WORDS = {
    "warning_penalty": "警告",
    "fine": "罚款",
    "gain_confiscation": "没收违法所得",
    "goods_confiscation": "没收违法所得和非法财物|没收违法所得和药品|没收违法生产、销售的产品",
    "qualification_downgrade": "降低资质等级",
    "permit_revocation": "吊销",
    "operation_restriction": "限制生产",
    "business_suspension": "停业|停产|停工|停止使用|停止执业|暂停施工",
    "closure_order": "关闭",
}
OPEN = {"CG0102", "CG0103", "CG0104", "CG0105"}  # 城市市容和环境卫生管理条例 names no sum
# words of the article that are for others than this matter's parties or breaches
BESIDE = {
    "WJ0102": "permit_revocation",  # there is no permit yet
    "XF0104": "permit_revocation",
}

pytestmark = pytest.mark.skipif(not LAWS.is_dir(), reason="no data pack: ZHIFA_DATA")
Texts = Mapping[str, list[tuple[str, Mapping[int, Any]]]]


def _laws_of(row: Mapping[str, Any]) -> set[str]:
    return {one.law for clause in row["penalty_clauses"] for one in parse(clause)}


@pytest.fixture(scope="module")
def texts() -> Texts:
    """The versions of every law that is cited, oldest first, their articles by number."""
    wanted = set().union(*map(_laws_of, ROWS))
    found: dict[str, list[tuple[str, Mapping[int, Any]]]] = {}
    for head, text in law_files.texts(LAWS):
        law, day = short(str(head["title"])), str(head.get("version_date") or "")
        if law in wanted and day:
            articles = {a.number: a for a in cut(text).articles if not a.sub}
            found.setdefault(law, []).append((day, articles))
    assert found.keys() == wanted
    return {law: sorted(versions, key=lambda v: v[0]) for law, versions in found.items()}


def _paragraphs(one: Citation, article: Any) -> list[Any]:
    """The paragraph that is cited, or the one that holds the item; else all."""
    if one.paragraph:
        return [article.paragraphs[one.paragraph - 1]]
    if one.item:
        return [next(p for p in article.paragraphs if len(p) > one.item)]
    return list(article.paragraphs)


def _words(one: Citation, texts: Texts, day: date) -> str:
    """What the cited part says in the version of the day: an item with its leading words."""
    versions = [articles for on, articles in texts[one.law] if on <= day.isoformat()]
    chosen = (versions or [texts[one.law][0][1]])[-1]
    paragraphs = _paragraphs(one, chosen[one.article])
    if one.item:
        return "".join(chain(paragraphs[0][0], *paragraphs[0][one.item : one.item + 1]))
    return "\n".join(lines_of(paragraphs))


def _said(row: Mapping[str, Any], texts: Texts) -> str:
    limits = [limit["clause"] for limit in row.get("party_limits", ())]
    clauses = [one for clause in [*row["penalty_clauses"], *limits] for one in parse(clause)]
    return "\n".join(_words(one, texts, row["from_on"]) for one in clauses)


def _written(sum_: int) -> Iterator[str]:
    """A sum as statutes write it."""
    much, rest = divmod(sum_, TEN_THOUSAND)
    digits = str(sum_)
    yield digits
    if much and not rest:
        yield f"{much}万"
    if sum_ <= LARGEST_PLAIN:
        yield to_chinese(sum_)
    elif much <= LARGEST_PLAIN:
        yield f"{to_chinese(much)}万{to_chinese(rest) if rest else ''}"


def _sums(row: Mapping[str, Any]) -> set[int]:
    """The sums that the clause must name; not those reckoned from a base that counts at least."""
    ends = ("base_floor",) if row.get("base_floor") else ("fine_min", "fine_max", "multiple_from")
    ranges = [row, *row.get("party_limits", ())]
    return {int(one[name]) for one in ranges for name in ends if one.get(name)}


def _times(row: Mapping[str, Any]) -> set[str]:
    """The ends of the multiples as statutes write them: 倍 or 百分之."""
    told = [float(row[name]) for name in ("multiple_min", "multiple_max") if row.get(name)]
    return {
        f"百分之{to_chinese(round(n * 100))}以" if n < 1 else f"({int(n)}|{to_chinese(int(n))})倍"
        for n in told
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['code']}@{row['from_on']}")
def test_the_clause_says_every_sum_and_kind(row: dict[str, Any], texts: Texts) -> None:
    said = _said(row, texts)
    if row["code"] not in OPEN:
        missing = [n for n in _sums(row) if not _has(said, n)]
        assert missing == [], "sums that the clause does not name"
    assert {t for t in _times(row) if not re.search(t, said)} == set()
    own = (limit.get("kinds", ()) for limit in row.get("party_limits", ()))
    kinds = {*row["kinds"], *chain(*own)}
    assert {k for k in kinds if not re.search(WORDS[k], said)} == set()
    there = {k for k in WORDS if k != "goods_confiscation" and re.search(WORDS[k], said)}
    assert there - kinds <= {BESIDE.get(row["code"], "")}, "kinds of the clause left out"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['code']}@{row['from_on']}")
def test_multiples_begin_where_the_clause_says(row: dict[str, Any], texts: Texts) -> None:
    """超过 leaves the sum itself out, 以上 and 不足 take it in (law.md T18)."""
    start = Decimal(str(row.get("multiple_from", 0)))
    if not start or row.get("base_floor"):
        return
    said = _said(row, texts)
    over = any(f"{row['multiple_base']}超过{w}元" in said for w in _written(int(start)))
    assert (start > int(start)) is over


def test_a_kind_joined_to_the_fine_of_a_tier_is_demanded_in_it(texts: Texts) -> None:
    """A part of a clause that orders a stop 并处 a fine, and no 可以: the tier orders it too."""
    joined = re.compile("[^；。]*责令(停产停业|关闭|停业)[^；。]*，并处[^；。]*罚款")
    found = {}
    for row in ROWS:
        parts = [p for p in re.split("[；。]", _said(row, texts)) if joined.match(p)]
        grave = {"business_suspension", "closure_order"} & set(row.get("grave_kinds", ()))
        if grave and any("可以责令" not in p for p in parts):
            told = set(chain(*(t.get("ordered", ()) for t in row["tiers"])))
            found[row["code"]] = bool(grave & told)
    assert found.keys() >= {"YJ0101", "YJ0102", "YJ0103", "YJ0104"}
    assert all(found.values()), found


def _has(said: str, sum_: int) -> bool:
    """Whether a text names a sum, not as a part of a larger one."""
    before, after = "(?<![0-9一二三四五六七八九十百千万])", "(?=元|以上|以下|至)"
    return any(re.search(f"{before}{re.escape(w)}{after}", said) for w in _written(sum_))


def test_only_what_the_regulation_leaves_open_is_unsettled(texts: Texts) -> None:
    told = {row["code"] for row in ROWS if "数额待核定" in row.get("fine_note", "")}
    assert told == OPEN
    for row in ROWS:
        if row["code"] in OPEN:
            assert not re.search("[0-9一二三四五六七八九十百千万]元", _said(row, texts)), row[
                "code"
            ]
