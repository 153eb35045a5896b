"""Answers as people read them in papers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhifa.enforcement.rules.lists import lists, names
from zhifa.enforcement.rules.procedure import Field

PART_OF = {"other_penalties": "penalty_kinds"}  # what a case offers of a whole list
UNFOUND = "线索核查（当事人、违法事项待查明）"
FLAG = {True: "是", False: "否"}


def day(on: date | None) -> str:
    """A date as papers write it."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def cause(party: str, breach: str) -> str:
    """案由: whom and what a case is about; before that is found, that it is being found."""
    return f"{party}{breach}案" if party and breach else UNFOUND


def title(party: str, breach: str, place: str) -> str:
    """How a case and its dossier are called: by 案由; until it is whole, with the place."""
    if party and breach:
        return cause(party, breach)
    return f"{party}{breach}（{place}）" if party or breach else place


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _picked(field: Field, value: Any) -> str:
    source = PART_OF.get(field.options_from, field.options_from)
    fixed = names(source) if source in lists() else {}
    known = dict(field.options) or dict(fixed)
    return "、".join(known.get(v, str(v)) for v in _listed(value))


def _moment(value: Any) -> str:
    at = datetime.fromisoformat(value)
    return f"{day(at.date())}{at.hour}时{at.minute}分"


def _plan(value: Any) -> str:
    return "；".join(f"{day(date.fromisoformat(d))} {Decimal(a):,.2f} 元" for d, a in value)


SPOKEN: Mapping[str, Callable[[Any], str]] = {
    "flag": lambda value: FLAG[bool(value)],
    "date": lambda value: day(date.fromisoformat(value)),
    "moment": _moment,
    "money": lambda value: f"{Decimal(value):,.2f} 元",
    "plan": _plan,
}


def spoken(field: Field, value: Any, people: Mapping[int, str]) -> str:
    """One answer in words. people: names by user id."""
    if field.kind in {"officers", "people", "person"}:
        return "、".join(people.get(int(u), "") for u in _listed(value))
    if field.kind in {"choice", "choices"}:
        return _picked(field, value)
    return SPOKEN.get(field.kind, str)(value)


def answers(
    fields: Sequence[Field], given: Mapping[str, Any], people: Mapping[int, str]
) -> dict[str, str]:
    """Every field's answer in words; empty where nothing was said."""
    return {
        f.id: "" if given.get(f.id) in (None, "") else spoken(f, given[f.id], people)
        for f in fields
    }
