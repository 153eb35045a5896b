"""What is owed and what has been paid, in 元. Source: 行政处罚法 第六十六条至第七十三条."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.enforcement.rules.facts import Done
from zhifa.kernel.calendar import surcharge

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Account:
    """Imposed, paid and still due, by item. plan: approved dates and amounts."""

    fine: Decimal
    confiscation: Decimal
    paid_fine: Decimal
    paid_confiscation: Decimal
    paid_surcharge: Decimal
    surcharge: Decimal
    plan: tuple[tuple[date, Decimal], ...]

    @property
    def due(self) -> dict[str, Decimal]:
        """What is still to be paid of each item."""
        return {
            "fine": self.fine - self.paid_fine,
            "confiscation": self.confiscation - self.paid_confiscation,
            "surcharge": self.surcharge - self.paid_surcharge,
        }

    @property
    def outstanding(self) -> Decimal:
        """Everything still to be paid."""
        return sum(self.due.values(), ZERO)


def _paid(acts: Sequence[Done], item: str) -> Decimal:
    return sum((Decimal(a.facts["amount"]) for a in acts if a.facts["item"] == item), ZERO)


def _surcharge(decided: Done, payments: Sequence[Done], due_on: date | None, on: date) -> Decimal:
    """3% a day of the part of the fine that is unpaid, from the day after the term, capped."""
    fine = Decimal(decided.facts["decision"]["fine"])
    if due_on is None or not decided.facts["decision"]["surcharge"] or not fine:
        return ZERO
    total, left, since = ZERO, fine, due_on
    for act in sorted(payments, key=lambda a: a.on):
        if act.facts["item"] != "fine":
            continue
        if act.on > since:
            total += surcharge(left, due_on=since, paid_on=act.on)
            since = act.on
        left -= Decimal(act.facts["amount"])
    if left > 0 and on > since:
        total += surcharge(left, due_on=since, paid_on=on)
    return min(fine, total)


def account(acts: Sequence[Done], *, due_on: date | None, on: date) -> Account | None:
    """How the money stands on a day; None when no penalty has been decided.

    due_on: the last day to pay, after an approved deferral its last day.
    """
    decided = next((a for a in reversed(acts) if "decision" in a.facts), None)
    if decided is None or decided.facts["decision"]["outcome"] != "penalty":
        return None
    payments = [a for a in acts if a.move == "record_payment"]
    planned = next((a for a in reversed(acts) if a.move == "approve_deferral"), None)
    plan = planned.facts["plan"] if planned else []
    return Account(
        fine=Decimal(decided.facts["decision"]["fine"]),
        confiscation=Decimal(decided.facts["decision"]["confiscation"]),
        paid_fine=_paid(payments, "fine"),
        paid_confiscation=_paid(payments, "confiscation"),
        paid_surcharge=_paid(payments, "surcharge"),
        surcharge=_surcharge(decided, payments, due_on, on),
        plan=tuple((date.fromisoformat(day), Decimal(sum_)) for day, sum_ in plan),
    )
