"""Sums that make sense: what is refunded, what is paid and by which receipt."""

from decimal import Decimal

from zhifa.enforcement.rules.facts import Facts


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
    used = [a for a in facts.all("record_payment") if a.facts.get("receipt") == receipt]
    same = receipt and any(a.facts["item"] == item for a in used)
    return f"票据 {receipt} 在本案已经登记过" if same else None
