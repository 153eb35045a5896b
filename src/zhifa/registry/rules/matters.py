"""What is wrong with a matter as written, what it still lacks, and whether its tiers fit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from zhifa.kernel.refusals import Obstacle
from zhifa.registry.rules.columns import LEVELS, OBJECTS, POWER_KINDS, WAYS
from zhifa.registry.rules.discretion import EVIDENCE_KINDS, WAIVERS, figures_open, reading_open
from zhifa.registry.rules.matter_kinds import kind_faults
from zhifa.registry.rules.matter_words import (
    CODE_SHAPE,
    LIMITATION,
    NO_BASIS,
    NO_CLAUSE,
    NO_EVIDENCE,
    NO_LINE_SOURCE,
    NO_TIERS,
    RANGE_REVERSED,
    TIER_OUTSIDE,
    TIER_REVERSED,
    TOO_LONG,
    UNKNOWN_EVIDENCE,
    UNKNOWN_KIND,
    UNKNOWN_WORD,
    WRONG_KIND,
)
from zhifa.registry.rules.tier_seams import FINE, MULTIPLE, TIER, span_of, tier_seams

PENALTY = "penalty"
LIMITATIONS = (2, 5)
CODE_LENGTH = 40
LENGTHS = {
    "name": 200,
    "breach": 200,
    "multiple_base": 60,
    "fine_note": 200,
    "hearing_source": 120,
    "waiver_note": 200,
    "minor_note": 200,
    "origin": 200,
    "supervision_code": 14,
}
LARGEST = Decimal(10) ** 15  # 元; more does not fit the column
GRADES = ("complete", "usable", "poor")
GRADE_NAMES = {"complete": "完整", "usable": "基本完整", "poor": "欠缺"}
USABLE = Decimal("0.8")


def _tier_faults(row: Mapping[str, Any]) -> list[Obstacle]:
    tiers = row.get("tiers", ())
    codes = [str(t["code"]) for t in tiers]
    found = [] if len(codes) == len(set(codes)) else [NO_TIERS]
    for names, tier in product((FINE, MULTIPLE), tiers):
        bounds, own = span_of(row, names), span_of(tier, TIER[names])
        if own.least is not None and own.most is not None and own.least > own.most:
            found.append(TIER_REVERSED.about(str(tier["name"])))
        elif not all(bounds.holds(s) for s in (own.least, own.most) if s is not None):
            found.append(TIER_OUTSIDE.about(str(tier["name"])))
    return found


def _evidence_faults(elements: Sequence[Mapping[str, Any]]) -> list[Obstacle]:
    codes = [str(e["code"]) for e in elements]
    found = [] if len(codes) == len(set(codes)) else [NO_EVIDENCE]
    named = {kind for e in elements for kind in e.get("kinds", ())}
    return found + [UNKNOWN_EVIDENCE.about(k) for k in sorted(named - set(EVIDENCE_KINDS))]


def _absent(row: Mapping[str, Any]) -> list[Obstacle]:
    """What a matter may not lack when it is adopted by hand."""
    if row.get("kind", PENALTY) != PENALTY:
        return [] if row.get("basis_clauses") else [NO_BASIS]
    clauses = row.get("breach_clauses") and row.get("penalty_clauses")
    wanted = ((clauses, NO_CLAUSE), (row.get("kinds"), UNKNOWN_KIND),
              (row.get("tiers"), NO_TIERS), (row.get("elements"), NO_EVIDENCE))  # fmt: skip
    return [obstacle for there, obstacle in wanted if not there]


def _word_faults(row: Mapping[str, Any]) -> list[Obstacle]:
    allowed: tuple[tuple[str, Mapping[str, str], Sequence[str]], ...] = (
        ("行使层级", LEVELS, row.get("levels", ())),
        ("行使对象", OBJECTS, row.get("object_kinds", ())),
        ("不予处罚情形", WAIVERS, row.get("waivers", ())),
        ("检查方式", WAYS, row.get("inspection", {}).get("ways", ())),
        ("分对象幅度", OBJECTS, [one["party"] for one in row.get("party_limits", ())]),
    )
    wrong = [f"{name}：{w}" for name, known, words in allowed for w in words if w not in known]
    return [UNKNOWN_WORD.about(w) for w in wrong]


def _shape_faults(row: Mapping[str, Any]) -> list[Obstacle]:
    code = str(row["code"])
    fits = code.isascii() and all(c.isalnum() or c in "-._" for c in code)
    long = [n for n, most in LENGTHS.items() if len(str(row.get(n) or "")) > most]
    return [
        *([] if code and fits and len(code) <= CODE_LENGTH else [CODE_SHAPE.about(code[:20])]),
        *(TOO_LONG.about(name) for name in long),
    ]


def matter_faults(row: Mapping[str, Any], *, whole: bool = True) -> list[Obstacle]:
    """What is wrong with a matter as written, its citations apart (those the library settles).

    whole: also what it may not lack; a list from outside may have gaps, which `missing` names.
    """
    fixed = span_of(row, FINE)
    reversed_ = fixed.least is not None and fixed.most is not None and fixed.least > fixed.most
    return [
        *([] if row.get("kind", PENALTY) in POWER_KINDS else [WRONG_KIND]),
        *(_absent(row) if whole else []),
        *kind_faults(row),
        *([RANGE_REVERSED] if reversed_ else []),
        *_tier_faults(row),
        *_evidence_faults(row.get("elements", ())),
        *([] if row.get("limitation_years", 2) in LIMITATIONS else [LIMITATION]),
        *_shape_faults(row),
        *_word_faults(row),
        *([NO_LINE_SOURCE] if row.get("settled") and not row.get("hearing_source") else []),
    ]


# --- what a matter still lacks


@dataclass(frozen=True, slots=True)
class Completeness:
    """How whole a matter is. missing: the parts it lacks; have, of: parts counted.

    unsettled: parts that are there but rest on no rule that was read: the district settles them.
    """

    missing: tuple[str, ...]
    of: int
    unsettled: tuple[str, ...] = ()

    @property
    def have(self) -> int:
        """Parts that are there."""
        return self.of - len(self.missing)

    @property
    def grade(self) -> str:
        """complete, usable (four parts in five) or poor."""
        if not self.missing:
            return "complete"
        return "usable" if self.have >= USABLE * self.of else "poor"

    @property
    def title(self) -> str:
        """The grade in Chinese."""
        return GRADE_NAMES[self.grade] + ("，有待核定" if self.unsettled else "")

    @property
    def gaps(self) -> str:
        """What is missing and what is unsettled, in words."""
        return "、".join([*self.missing, *(f"{name}待核定" for name in self.unsettled)])


Test = Callable[[Mapping[str, Any]], Any]


def _of(*names: str) -> Test:
    return lambda row: all(row.get(name) for name in names)


def _in(name: str, *keys: str) -> Test:
    return lambda row: any(row.get(name, {}).get(key) for key in keys)


def _ranged(row: Mapping[str, Any]) -> bool:
    sums = ("fine_min", "fine_max", "multiple_max")
    return "fine" not in row.get("kinds", ()) or any(row.get(n) is not None for n in sums)


COMMON: tuple[tuple[str, Test], ...] = (
    ("行使层级", _of("levels")),
    ("行使对象", _of("object_kinds")),
    ("责任事项", _of("duties")),
    ("追责情形", _of("liability")),
)
BASIS: tuple[tuple[str, Test], ...] = (("设定依据", _of("basis_clauses")),)
PARTS: Mapping[str, tuple[tuple[str, Test], ...]] = {
    "penalty": (
        ("违法行为", _of("breach")),
        ("违反条款", _of("breach_clauses")),
        ("处罚依据", _of("penalty_clauses")),
        ("处罚种类", _of("kinds")),
        ("罚款幅度", _ranged),
        ("裁量档次", _of("tiers")),
        ("裁量档次衔接", lambda row: row.get("tiers") and not tier_seams(row)),
        ("证据清单", _of("elements")),
        ("不予处罚情形", _of("waivers")),
        ("音像记录环节", _of("recording")),
        ("办理期限", _of("clocks")),
    ),
    "licence": (
        *BASIS,
        ("许可条件", _in("particulars", "conditions")),
        ("申请材料", _in("particulars", "materials")),
        ("收费", _in("particulars", "fee")),
        ("审批结果", _in("particulars", "result")),
        ("办理期限", _of("clocks")),
    ),
    "coercion": (
        *BASIS,
        ("强制方式", _in("particulars", "measures")),
        ("证据清单", _of("elements")),
        ("音像记录环节", _of("recording")),
        ("办理期限", _of("clocks")),
    ),
    "inspection": (
        *BASIS,
        ("检查要点", _in("inspection", "checkpoints")),
        ("年度频次上限", lambda row: row.get("inspection", {}).get("cap") is not None),
        ("检查方式", _in("inspection", "ways")),
        ("音像记录环节", _of("recording")),
    ),
    "levy": (
        *BASIS,
        ("征收标准", _in("particulars", "standard")),
        ("减免缓", _in("particulars", "relief")),
        ("办理期限", _of("clocks")),
    ),
    "requisition": (
        *BASIS,
        ("征用情形", _in("particulars", "ground")),
        ("补偿", _in("particulars", "compensation")),
        ("返还", _in("particulars", "return")),
    ),
    "other": (*BASIS, ("办理流程", _in("particulars", "process"))),
}


def completeness(row: Mapping[str, Any]) -> Completeness:
    """Which parts a matter of its kind should have and lacks."""
    parts = (*PARTS[row.get("kind", PENALTY)], *COMMON)
    absent = tuple(name for name, there in parts if not there(row))
    return Completeness(absent, len(parts), _unsettled(row))


def _unsettled(row: Mapping[str, Any]) -> tuple[str, ...]:
    told = {
        "罚款数额": figures_open(row),
        "条款读法": reading_open(row),
        "听证标准": row.get("kind", PENALTY) == PENALTY and not row.get("settled"),
        "办理期限": any("待核" in str(term.get("source", "")) for term in row.get("clocks", ())),
    }
    return tuple(name for name, open_ in told.items() if open_)
