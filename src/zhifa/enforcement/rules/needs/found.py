"""The sums that the inquiry found, and what follows from them for fines and confiscations."""

from decimal import Decimal

from zhifa.enforcement.rules.facts import Content, Facts
from zhifa.enforcement.rules.measure import Span

NOTHING: Span = (None, None)
TOLD_AT = ("conclude", "tell")  # where sums are told: the report, and the telling on the spot
GAINS = "违法所得"


def told(facts: Facts, name: str) -> str:
    """What the report says, or the form itself while it is written; empty where it says nothing."""
    report = facts.last(*TOLD_AT)
    form = facts.values if facts.move and facts.move.id in TOLD_AT else None
    source = form or (report.facts if report else {})
    return str(source.get(name) or "")


def found(facts: Facts, name: str) -> Decimal:
    """A sum of the report; 0 where none is told."""
    return Decimal(told(facts, name) or 0)


def base_told(facts: Facts) -> str:
    """The base of multiples; gains told need not be told again where they are the base."""
    multiples = facts.matter.multiples if facts.matter else None
    gains = told(facts, "gains") if multiples and multiples.base == GAINS else ""
    return told(facts, "base") or gains


def _by_multiples(facts: Facts, tier: str = "") -> Span | None:
    """What multiples of the base give, in 元; None where the fixed range of the clause holds."""
    multiples = facts.matter.multiples if facts.matter else None
    base = Decimal(base_told(facts) or 0)
    return multiples.span(base, tier) if base and multiples and base >= multiples.start else None


def fine_span(facts: Facts) -> Span:
    """What the clause lets be fined here, in 元: multiples where the base is large enough."""
    if facts.matter is None:
        return NOTHING
    return _by_multiples(facts) or (facts.matter.fine_min, facts.matter.fine_max)


def tier_span(facts: Facts, code: str) -> Span:
    """What one tier lets be fined here, in 元."""
    tiers = facts.matter.tiers if facts.matter else ()
    fixed = next(((low, high) for one, _, low, high in tiers if one == code), NOTHING)
    return _by_multiples(facts, code) or fixed


def left_out(facts: Facts, content: Content) -> tuple[str, ...]:
    """Kinds that the clause demands and the content has not; goods only where some are there.

    Gains are asked for by their sum, in gains_confiscated. A grade is lowered only where there is
    one to lower: the reason for leaving the tier says so.
    """
    if facts.matter is None:
        return ()
    ordered = (*facts.matter.ordered_kinds, *facts.matter.ordered_tiers.get(content.tier, ()))
    absent = {"gain_confiscation"}
    if not found(facts, "goods"):
        absent.add("goods_confiscation")
    if content.tier_reason:
        absent.add("qualification_downgrade")
    return tuple(k for k in ordered if k not in content.kinds and k not in absent)
