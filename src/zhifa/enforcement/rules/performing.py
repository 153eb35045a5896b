"""Penalties that are not paid: which are imposed, and which have been carried out (SJ 77)."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhifa.enforcement.rules.binding import binding, lost
from zhifa.enforcement.rules.facts import Done

UNPAID = (
    "permit_suspension",
    "qualification_downgrade",
    "operation_restriction",
    "business_suspension",
    "closure_order",
    "trade_bar",
    "permit_revocation",
)
SUSPENSION = "business_suspension"


def left_to_do(acts: Sequence[Done]) -> tuple[str, ...]:
    """Kinds imposed that nobody has noted as carried out, light to heavy; none once annulled."""
    told = binding(acts)
    if told is None or lost(acts):
        return ()
    done = {a.facts["done"] for a in acts if a.move == "note_execution"}
    imposed = set(told["kinds"])
    return tuple(kind for kind in UNPAID if kind in imposed and kind not in done)


def still_open(acts: Sequence[Done]) -> bool:
    """Whether something imposed besides money is not done, or an order to correct not checked."""
    looks = [a.move for a in acts if a.move in {"order_correction", "recheck_correction"}]
    return bool(left_to_do(acts)) or looks[-1:] == ["order_correction"]


def suspended_until(acts: Sequence[Done]) -> date | None:
    """The last day of a suspension of business, from the day after service; None without a term."""
    told = binding(acts)
    served = next((a for a in reversed(acts) if a.move == "serve_decision"), None)
    days = told.get("suspension_days") if told else None
    return served.base + timedelta(days=int(days)) if served and days else None
