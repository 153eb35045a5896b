"""Kinds of penalty of a matter: given, demanded, or kept for what is grave (行政处罚法 四)."""

from collections.abc import Mapping
from typing import Any

from zhifa.kernel.refusals import Obstacle
from zhifa.registry.rules.discretion import KINDS
from zhifa.registry.rules.matter_words import KIND_APART, UNKNOWN_KIND


def kind_faults(row: Mapping[str, Any]) -> list[Obstacle]:
    """Kinds that there are not; those set apart that are not given, or are both at once.

    Of the matter, of its tiers (ordered) and of kinds of party (party_limits).
    """
    kinds, ordered, grave = (
        set(row.get(name) or ()) for name in ("kinds", "ordered_kinds", "grave_kinds")
    )
    apart = (ordered | grave) - kinds or ordered & grave
    own = {kind for limit in row.get("party_limits") or () for kind in limit.get("kinds", ())}
    told = {kind for tier in row.get("tiers") or () for kind in tier.get("ordered", ())}
    return [
        *(UNKNOWN_KIND.about(kind) for kind in sorted((kinds | own) - set(KINDS))),
        *([KIND_APART] if apart or told - kinds else []),
    ]
