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


def base_of(facts: Facts) -> Decimal | None:
    """What multiples are reckoned of, in 元; None where the report does not tell it."""
    return found(facts, "base") or None


def fine_span(facts: Facts) -> Span:
    """What the clause lets be fined here, in 元: multiples where the base is large enough."""
    matter, base = facts.matter, base_of(facts)
    if matter is None:
        return NOTHING
    if base is not None and matter.multiples and matter.multiples.reaches(base):
        return matter.multiples.span(base)
    return matter.fine_min, matter.fine_max


def tier_span(facts: Facts, code: str) -> Span:
    """What one tier lets be fined here, in 元."""
    matter, base = facts.matter, base_of(facts)
    if matter is None:
        return NOTHING
    if base is not None and matter.multiples and matter.multiples.reaches(base):
        return matter.multiples.span(base, code)
    return next(((low, high) for one, _, low, high in matter.tiers if one == code), NOTHING)


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
