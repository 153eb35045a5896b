"""Sums that make sense: what is refunded, what is paid and by which receipt."""

from decimal import Decimal

from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.receipts import PAYING, key_of


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
    used = [a for a in facts.all(*PAYING) if key_of(a.facts) == key_of(told)]
    same = receipt and any(a.facts["item"] == item for a in used)
    return f"票据 {receipt} 在本案已经登记过" if same else None


def receipt_of_this_case(facts: Facts) -> str | None:
    """The receipt stands in no other case of the body (行政处罚法 七十)."""
    if facts.values is None or not facts.elsewhere:
        return None
    return f"票据 {facts.values.get('receipt')} 已登记在{facts.elsewhere[0]}"
