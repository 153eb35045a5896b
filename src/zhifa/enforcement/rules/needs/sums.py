"""Sums that make sense: what is refunded, what is paid and by which receipt."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from zhifa.enforcement.rules.facts import Done, Facts
from zhifa.enforcement.rules.lateness import owed
from zhifa.enforcement.rules.payments import named, payments, righted
from zhifa.enforcement.rules.payments import told as told_by
from zhifa.enforcement.rules.receipts import key_of


def refunds_fit(facts: Facts) -> str | None:
    """Nobody refunds more than the breach brought in (行政处罚法 二十八)."""
    told = facts.values or {}
    gains, refunds = Decimal(told.get("gains", 0)), Decimal(told.get("refunds", 0))
    return f"违法所得 {gains} 元，退赔 {refunds} 元" if refunds > gains else None


def payment_real(facts: Facts) -> str | None:
    """Something is paid, and a receipt stands for one payment of an item (行政处罚法 七十)."""
    told = facts.values
    if told is None:
        return None
    if Decimal(told["amount"]) <= 0:
        return "金额要大于零"
    item, receipt = told["item"], told.get("receipt")
    same = receipt and _used(payments(facts.acts), told, item)
    return f"票据 {receipt} 在本案已经登记过" if same else None


def _used(paid: Iterable[Done], told: Mapping[str, Any], item: str) -> bool:
    return any(a.facts["item"] == item and key_of(a.facts) == key_of(told) for a in paid)


def payment_kept(facts: Facts) -> str | None:
    """There is a payment on record to correct."""
    return None if payments(facts.acts) else ""


def correction_real(facts: Facts) -> str | None:
    """What is corrected differs, is a sum, and is not what another payment says already."""
    said = facts.values
    if said is None:
        return None
    old, others = _apart(facts, said)
    if Decimal(said["amount"]) <= 0:
        return "金额要大于零"
    if told_by(said) == told_by(old.facts):
        return "与原来的登记相同"
    same = _used(others, said, said["item"])
    return f"票据 {said['receipt']} 在本案已经登记过" if same else None


def correction_fits(facts: Facts) -> str | None:
    """With the correction, not more is paid of an item than is due."""
    said = facts.values
    if said is None:
        return None
    seq = named(said)
    without = tuple(a for a in righted(facts.acts) if a.seq != seq)
    money = owed(replace(facts, acts=without), facts.on)
    left = money.due[said["item"]] if money else Decimal(0)
    return f"不算这一笔，该款项应缴 {left} 元" if Decimal(said["amount"]) > left else None


def _apart(facts: Facts, said: Mapping[str, Any]) -> tuple[Done, list[Done]]:
    """The payment that is meant, and the others."""
    paid, seq = payments(facts.acts), named(said)
    return next(a for a in paid if a.seq == seq), [a for a in paid if a.seq != seq]


def receipt_of_this_case(facts: Facts) -> str | None:
    """The receipt stands in no other case of the body (行政处罚法 七十)."""
    if facts.values is None or not facts.elsewhere:
        return None
    return f"票据 {facts.values.get('receipt')} 已登记在{facts.elsewhere[0]}"
