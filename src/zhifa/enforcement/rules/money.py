"""What is owed and what has been paid, in 元. Source: 行政处罚法 第六十六条至第七十三条."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from zhifa.enforcement.rules.binding import binding, lost
from zhifa.enforcement.rules.facts import Done
from zhifa.enforcement.rules.payments import payments
from zhifa.kernel.calendar.measures import DAILY, FEN

ZERO = Decimal("0.00")
PLANNED = frozenset({"fine", "confiscation"})
Late = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Account:
    """Imposed, paid and still due, by item. plan: approved dates and amounts.

    Of a decision that lost its force nothing is imposed. returned: paid back to the party.
    plan_paid: of fine and confiscation, since the plan was approved.
    """

    fine: Decimal
    confiscation: Decimal
    paid_fine: Decimal
    paid_confiscation: Decimal
    paid_surcharge: Decimal
    surcharge: Decimal
    plan: tuple[tuple[date, Decimal], ...]
    returned: Decimal = ZERO
    plan_paid: Decimal = ZERO

    def parts(self, on: date) -> list[tuple[date, Decimal, str]]:
        """Each part of the plan: its day, its sum, and how it stands on a day, in words."""
        found, covered = [], self.plan_paid
        for day, amount in self.plan:
            part, covered = min(covered, amount), max(ZERO, covered - amount)
            state = "已缴" if part == amount else "逾期未缴" if day < on else "未到期"
            some = f"，已缴 {part:,.2f} 元" if ZERO < part < amount else ""
            found.append((day, amount, f"{state}{some}"))
        return found

    @property
    def due(self) -> dict[str, Decimal]:
        """What is still to be paid of each item; too much of one pays for no other."""
        return {
            "fine": max(ZERO, self.fine - self.paid_fine),
            "confiscation": max(ZERO, self.confiscation - self.paid_confiscation),
            "surcharge": max(ZERO, self.surcharge - self.paid_surcharge),
        }

    @property
    def outstanding(self) -> Decimal:
        """Everything still to be paid."""
        return sum(self.due.values(), ZERO)

    @property
    def overpaid(self) -> Decimal:
        """What was paid and is not owed, as far as it has not been returned."""
        more = (
            max(ZERO, self.paid_fine - self.fine)
            + max(ZERO, self.paid_confiscation - self.confiscation)
            + max(ZERO, self.paid_surcharge - self.surcharge)
        )
        return max(ZERO, more - self.returned)


def _paid(acts: Sequence[Done], item: str) -> Decimal:
    return sum((Decimal(a.facts["amount"]) for a in acts if a.facts["item"] == item), ZERO)


def _since(paid: Sequence[Done], planned: Done | None) -> Decimal:
    """What was paid of a plan."""
    later = (a for a in paid if planned and a.seq > planned.seq)
    return sum((Decimal(a.facts["amount"]) for a in later if a.facts["item"] in PLANNED), ZERO)


def _grown(fine: Decimal, paid: Sequence[tuple[date, Decimal]], late: Late, on: date) -> Decimal:
    """3% a day of what is unpaid, over one period of lateness up to a day; not rounded."""
    since, until = late[0], min(late[1], on)
    total, left = ZERO, fine
    for day, amount in paid:
        if since < day <= until:
            total += left * DAILY * (day - since).days
            since = day
        left = max(ZERO, left - amount) if day <= until else left
    return total + left * DAILY * max(0, (until - since).days)


def _surcharge(
    told: Mapping[str, Any], paying: Sequence[Done], late: Sequence[Late], on: date
) -> Decimal:
    """加处罚款: from the day after the term, never above the fine (行政处罚法 七十二)."""
    fine = Decimal(told["fine"])
    if not told["surcharge"]:
        return ZERO
    paid = sorted((a.on, Decimal(a.facts["amount"])) for a in paying if a.facts["item"] == "fine")
    total = sum((_grown(fine, paid, period, on) for period in late), ZERO)
    return min(fine, total).quantize(FEN, ROUND_HALF_UP)


def account(acts: Sequence[Done], *, late: Sequence[Late], on: date) -> Account | None:
    """How the money stands on a day; None when no penalty has been decided.

    late: the periods in which an unpaid fine grows, the first day of each not counted.
    """
    told = binding(acts)
    if told is None or told["outcome"] != "penalty":
        return None
    if lost(acts):
        told = {**told, "fine": ZERO, "confiscation": ZERO, "surcharge": False}
    paid = payments(acts)
    planned = next((a for a in reversed(acts) if a.move == "approve_deferral"), None)
    plan = planned.facts["plan"] if planned else []
    return Account(
        fine=Decimal(told["fine"]),
        confiscation=Decimal(told["confiscation"]),
        paid_fine=_paid(paid, "fine"),
        paid_confiscation=_paid(paid, "confiscation"),
        paid_surcharge=_paid(paid, "surcharge"),
        surcharge=_surcharge(told, paid, late, on),
        plan=tuple((date.fromisoformat(day), Decimal(sum_)) for day, sum_ in plan),
        plan_paid=_since(paid, planned),
        returned=sum(
            (Decimal(a.facts["amount"]) for a in acts if a.move == "return_payment"), ZERO
        ),
    )
