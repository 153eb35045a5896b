"""What the rules need to know about the matter of a case. Plain values, no ORM."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zhifa.enforcement.rules.measure import Measure


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """The matter as it stood on the day of the breach. tiers: code, name, least, most in 元.

    statutes: of how many laws its clauses are. own_limit: the clause for the party's kind. Kinds
    ordered are demanded, grave ones in the last tier; refused_tiers: after an order disobeyed.
    conditions: when a tier is used, by its code. object_kinds: kinds of party that it is for, by
    code, with their names; empty when for all.
    """

    id: int
    code: str
    kinds: tuple[str, ...]
    fine_min: Decimal | None
    fine_max: Decimal | None
    tiers: tuple[tuple[str, str, Decimal | None, Decimal | None], ...]
    elements: tuple[tuple[str, str, bool, tuple[str, ...]], ...]
    hearing_from: Decimal
    major_from: Decimal
    limitation_years: int
    public_interest: bool
    summary_allowed: bool
    waivers: tuple[str, ...]
    statutes: int = 1
    clauses: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    multiples: Measure | None = None
    own_limit: str | None = None
    correction: bool = True
    clocks: tuple[Mapping[str, Any], ...] = ()
    hearing_taken_from: Decimal | None = None
    hearing_kinds: tuple[str, ...] = ()
    hearing_source: str = ""
    hearing_settled: bool = True
    kind: str = "penalty"
    object_kinds: Mapping[str, str] = field(default_factory=dict)
    ordered_kinds: tuple[str, ...] = ()
    grave_kinds: tuple[str, ...] = ()
    refused_tiers: tuple[str, ...] = ()
    ordered_tiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figures_open: bool = False
    conditions: Mapping[str, str] = field(default_factory=dict)
