"""What a matter's figures mean: tiers and ranges in 元, hearing, major line, suspected crime."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Any

# 行政处罚法 第九条
KINDS = {
    "warning_penalty": "警告",
    "public_criticism": "通报批评",
    "fine": "罚款",
    "gain_confiscation": "没收违法所得",
    "goods_confiscation": "没收非法财物",
    "permit_suspension": "暂扣许可证件",
    "qualification_downgrade": "降低资质等级",
    "permit_revocation": "吊销许可证件",
    "operation_restriction": "限制开展生产经营活动",
    "business_suspension": "责令停产停业",
    "closure_order": "责令关闭",
    "trade_bar": "限制从业",
    "other_penalty": "法律、行政法规规定的其他行政处罚",
}
CONFISCATIONS = frozenset({"gain_confiscation", "goods_confiscation"})
# 行政处罚法 第六十三条第一款第（三）（四）项
HEARING_KINDS = (
    "qualification_downgrade",
    "permit_revocation",
    "business_suspension",
    "closure_order",
    "trade_bar",
)
# law.md 4.1 L3
MAJOR_KINDS = HEARING_KINDS
# 行政处罚法 第四十六条
EVIDENCE_KINDS = {
    "documentary": "书证",
    "physical": "物证",
    "audiovisual": "视听资料",
    "electronic": "电子数据",
    "witness": "证人证言",
    "party": "当事人的陈述",
    "expert": "鉴定意见",
    "scene": "勘验笔录、现场笔录",
}
# 行政处罚法 第三十条至第三十三条
WAIVERS = {
    "minor_breach_waiver": "轻微并及时改正，没有危害后果，不予处罚",
    "first_breach_waiver": "初次违法，后果轻微并及时改正，可以不予处罚",
    "no_fault_waiver": "有证据足以证明没有主观过错，不予处罚",
}
# how the condition of a tier begins that is reached only by whoever was ordered to correct first
_REFUSED = re.compile(
    r"(先说服教育、)?(拒不改正|逾期不改|(经)?责令(改正)?(，|、|后)?(期满仍未|仍不|逾期不|拒不))"
)

# how far back a first breach is looked for where neither matter nor list says; the law does not,
# so that the district still has to settle it 待核定
FIRST_BREACH_YEARS = 2
CENT = Decimal("0.01")
NATURAL, BUSINESS = "natural_person", "individual_business"


@dataclass(frozen=True, slots=True)
class Range:
    """What may be fined, in 元; None is open."""

    least: Decimal | None
    most: Decimal | None

    def holds(self, fine: Decimal) -> bool:
        """Whether a fine lies inside, both ends included."""
        above = self.least is None or fine >= self.least
        return above and (self.most is None or fine <= self.most)

    def cut(
        self, least: Decimal | None, most: Decimal | None
    ) -> tuple[Decimal | None, Decimal | None]:
        """The part of another range that lies inside; open when at most one sum does."""
        low = max(filter(None, (self.least, least)), default=least)
        high = min((s for s in (self.most, most) if s is not None), default=None)
        outside = low is not None and high is not None and low >= high
        return (None, None) if outside else (low, high)


@dataclass(frozen=True, slots=True)
class Multiples:
    """A fine reckoned in multiples of a base such as 货值金额.

    start: the base (元) from which multiples apply, below it a fixed range does; one cent above a
    round sum where the clause says 超过, which leaves the sum itself out. floor: the base counts as
    at least so much.
    """

    least: Decimal
    most: Decimal
    start: Decimal = Decimal(0)
    floor: Decimal = Decimal(0)

    @property
    def begins(self) -> str:
        """From which base on, in words: 满 takes the sum in, 超过 does not; empty when none."""
        if not self.start:
            return ""
        whole = self.start.to_integral_value(ROUND_FLOOR)
        over = self.start == whole + CENT
        return f"超过 {whole:,f} 元" if over else f"满 {self.start.normalize():,f} 元"

    def of(self, base: Decimal) -> Range:
        """The range for a base."""
        counted = max(base, self.floor)
        return Range(counted * self.least, counted * self.most)


@dataclass(frozen=True, slots=True)
class Lines:
    """Sums in 元 from which a right or a duty begins, for persons and for organisations.

    fine, taken: for a fine and for confiscated gains and goods. kinds: those for which it begins
    whatever the sum.
    """

    fine_natural: Decimal
    fine_organisation: Decimal
    taken_natural: Decimal
    taken_organisation: Decimal
    kinds: frozenset[str] = frozenset(HEARING_KINDS)


def fine_range(fixed: Range, multiples: Multiples | None, base: Decimal | None) -> Range:
    """What may be fined for a base (货值金额 and the like, 元); None is a base not yet known."""
    if multiples is None or base is None or base < multiples.start:
        return fixed
    return multiples.of(base)


def own_limit(limits: Sequence[Mapping[str, Any]], party_kind: str) -> Mapping[str, Any] | None:
    """The row for this kind of party, where a clause says something apart for it."""
    return next((row for row in limits if row["party"] == party_kind), None)


def limit_for(limits: Sequence[Mapping[str, Any]], party_kind: str) -> Range | None:
    """The range that a clause sets for this kind of party, where it differs."""
    own = own_limit(limits, party_kind)
    return Range(_sum(own, "fine_min"), _sum(own, "fine_max")) if own else None


def as_organisation(party_kind: str, *, business_counts: bool = False) -> bool:
    """Whether the lines of organisations apply.

    An individual business 个体工商户 counts as a citizen unless the district decides otherwise;
    the statute does not say (law.md 1.2).
    """
    if party_kind == BUSINESS:
        return business_counts
    return party_kind != NATURAL


def _reached(
    lines: Lines, kinds: Collection[str], fine: Decimal, taken: Decimal, *, organised: bool
) -> bool:
    fine_line = lines.fine_organisation if organised else lines.fine_natural
    taken_line = lines.taken_organisation if organised else lines.taken_natural
    return (
        bool(lines.kinds & set(kinds))
        or ("fine" in kinds and fine >= fine_line)
        or (bool(CONFISCATIONS & set(kinds)) and taken >= taken_line)
    )


def hearing_required(
    lines: Lines, kinds: Collection[str], fine: Decimal, taken: Decimal, *, organised: bool
) -> bool:
    """Whether the party must be told that it may ask for a hearing (P4).

    The line itself is reached: 以上 includes the number. Source: 行政处罚法 第六十三条.
    """
    return _reached(lines, kinds, fine, taken, organised=organised)


def major(
    lines: Lines, kinds: Collection[str], fine: Decimal, taken: Decimal, *, organised: bool
) -> bool:
    """Whether the penalty is 重大: legal review (L3, L7) and filing with the government.

    Fine and confiscation count together. Source: 川办发〔2014〕3 号 第二条; law.md 4.1.
    """
    together = (fine if "fine" in kinds else Decimal(0)) + taken
    line = lines.fine_organisation if organised else lines.fine_natural
    return bool(lines.kinds & set(kinds)) or together >= line


def crime_line_reached(crime: Mapping[str, Any], amount: Decimal) -> bool:
    """Whether a sum reaches the line from which a crime is suspected (P9)."""
    line = crime.get("amount")
    return line is not None and amount >= Decimal(str(line))


def _sum(row: Mapping[str, Any], name: str) -> Decimal | None:
    return None if row.get(name) is None else Decimal(str(row[name]))


def tier_range(tier: Mapping[str, Any], base: Decimal | None = None) -> Range:
    """The range of one tier, in 元; a tier in multiples of a base is open while that is unknown."""
    least, most = _sum(tier, "multiple_min"), _sum(tier, "multiple_max")
    if base is not None and least is not None and most is not None:
        return Range(base * least, base * most)
    return Range(_sum(tier, "min"), _sum(tier, "max"))


def figures_open(row: Mapping[str, Any]) -> bool:
    """Whether the sums of a fine rest on no rule that was read, as its note says: 数额待核定."""
    return "数额待核定" in str(row.get("fine_note") or "")


def reading_open(row: Mapping[str, Any]) -> bool:
    """Whether a clause may be read in two ways and the district has to say which: 读法待核定."""
    return "读法待核定" in str(row.get("fine_note") or "")


def refused_first(condition: str) -> bool:
    """Whether a tier is only for those who did not correct what they were ordered to correct.

    Said by the beginning of its condition, as statutes say it: 拒不改正的，逾期不改正的.
    """
    return _REFUSED.match(condition.strip()) is not None
