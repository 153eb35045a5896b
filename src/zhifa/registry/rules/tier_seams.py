"""Whether the tiers of a matter cover the range of its clause, without gap or overlap."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from zhifa.registry.rules.discretion import Range

Names = tuple[str, str]
FINE: Names = ("fine_min", "fine_max")
MULTIPLE: Names = ("multiple_min", "multiple_max")
# what a clause calls its range, and what a tier calls its part of it
TIER: Mapping[Names, Names] = {FINE: ("min", "max"), MULTIPLE: MULTIPLE}
_UNTOLD = {FINE: "各档只写了倍数，没有写固定幅度", MULTIPLE: "各档没有写倍数"}


def span_of(row: Mapping[str, Any], names: Names) -> Range:
    """What a matter or a tier writes under two names; None where it does not."""
    least, most = (None if row.get(n) is None else Decimal(str(row[n])) for n in names)
    return Range(least, most)


def _seams(tiers: Sequence[tuple[str, Decimal, Decimal]], whole: Range) -> list[tuple[str, str]]:
    """Gaps and overlaps between neighbours, and at both ends of the range."""
    found = []
    ordered = sorted(tiers, key=lambda t: (t[1], t[2]))
    for (one, _, upper), (other, lower, _) in pairwise(ordered):
        if lower > upper:
            found.append(("tier_gap", f"{one}到 {upper:f} 为止，{other}从 {lower:f} 起"))
        elif lower < upper:
            found.append(("tier_overlap", f"{one}到 {upper:f}，{other}从 {lower:f} 就起"))
    least, lowest = whole.least, ordered[0]
    if least is not None and lowest[1] > least:  # 以下 without a floor lets tiers begin anywhere
        found.append(("tier_gap", f"法定下限 {least:f}，{lowest[0]}从 {lowest[1]:f} 起"))
    if whole.most is not None and ordered[-1][2] < whole.most:
        found.append(("tier_gap", f"法定上限 {whole.most:f}，最高一档到 {ordered[-1][2]:f} 为止"))
    return found


def tier_seams(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Gaps (tier_gap) and overlaps (tier_overlap) of the tiers, in words.

    Tiers that share a border fit: which of the two holds there is the conditions' to say. A tier
    without figures (a warning) is no part of the range. Sums and multiples are looked at apart;
    where the clause has both, tiers that tell only one of them leave a gap.
    """
    found: list[tuple[str, str]] = []
    untold: list[tuple[str, str]] = []
    for names, inner in TIER.items():
        bounds = span_of(row, names)
        told = [(str(t["name"]), span_of(t, inner)) for t in row.get("tiers", ())]
        tiers = [(n, s.least or Decimal(0), s.most) for n, s in told if s.most is not None]
        if tiers:
            found += _seams(tiers, bounds)
        elif bounds.most is not None:
            untold.append(("tier_gap", _UNTOLD[names]))
    return found + (untold if _priced(row) else [])


def _priced(row: Mapping[str, Any]) -> bool:
    """Whether the tiers tell sums or multiples at all; a list may leave them to the district."""
    spans = (span_of(t, inner) for t in row.get("tiers", ()) for inner in TIER.values())
    return any(span.most is not None for span in spans)
