"""The sums that the inquiry found, and what follows from them for fines and confiscations."""

from decimal import Decimal

from zhifa.enforcement.rules.facts import Content, Facts
from zhifa.enforcement.rules.measure import Span

NOTHING: Span = (None, None)


def found(facts: Facts, name: str) -> Decimal:
    """A sum of the report, of the form itself while it is written; 0 where none is told."""
    report = facts.last("conclude")
    told = facts.values if facts.move and facts.move.id == "conclude" else None
    source = told or (report.facts if report else {})
    return Decimal(source.get(name) or 0)


def _by_multiples(facts: Facts, tier: str = "") -> Span | None:
    """What multiples of the base give, in 元; None where the fixed range of the clause holds."""
    base, multiples = found(facts, "base"), facts.matter.multiples if facts.matter else None
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

    Gains are asked for by their sum, in gains_confiscated.
    """
    if facts.matter is None:
        return ()
    ordered = (*facts.matter.ordered_kinds, *facts.matter.ordered_tiers.get(content.tier, ()))
    absent = {"gain_confiscation"}
    if not found(facts, "goods"):
        absent.add("goods_confiscation")
    return tuple(k for k in ordered if k not in content.kinds and k not in absent)
