"""Payments as they now stand: what was mistyped is corrected or struck, and stays on record."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from zhifa.enforcement.rules.facts import Done
from zhifa.enforcement.rules.receipts import PAYING

WAS = "was"
CORRECT, STRIKE = "correct_payment", "strike_payment"
ITEMS = {"fine": "罚款", "confiscation": "没收款", "surcharge": "加处罚款"}
TOLD = ("item", "amount", "paid_on", "receipt")


def named(facts: Mapping[str, Any]) -> int:
    """The number of the payment that a correction is about."""
    return int(facts["payment"])


def reopens(act: Done) -> bool:
    """Whether a closed case is taken up again by it: a payment had been mistyped."""
    return act.origin == "closed" and act.stage not in {"closed", "archived"}


def payments(acts: Sequence[Done]) -> tuple[Done, ...]:
    """Every payment that stands, at its place and with what it was corrected to."""
    found: dict[int, Done] = {}
    for act in acts:
        if act.move in PAYING:
            found[act.seq] = act
        elif act.move == STRIKE:
            found.pop(named(act.facts), None)
        elif act.move == CORRECT and (old := found.get(named(act.facts))):
            right = {name: act.facts[name] for name in TOLD}
            found[old.seq] = replace(old, on=act.on, facts={**old.facts, **right})
    return tuple(found.values())


def righted(acts: Sequence[Done]) -> list[Done]:
    """All acts of a case, its payments as they now stand and those struck out left out."""
    standing = {act.seq: act for act in payments(acts)}
    return [standing.get(a.seq, a) for a in acts if a.move not in PAYING or a.seq in standing]


def told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a payment says of itself, nothing else."""
    return {name: facts[name] for name in TOLD}


def payment_words(facts: Mapping[str, Any]) -> str:
    """A payment in one line."""
    item = ITEMS[facts["item"]]
    return f"{item} {facts['amount']} 元，{facts['paid_on']} 缴，票据 {facts['receipt']}"
