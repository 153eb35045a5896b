"""Terms that a case takes from its matter: told when the matter is named, kept in that act."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from zhifa.enforcement.rules.clock_rules import ClockRule
from zhifa.enforcement.rules.facts import Done
from zhifa.enforcement.rules.procedure import Procedure

# clock of the procedure → code of the term in the matter; its extension has _extend behind
CODES = {
    "c.file": "file",
    "c.decide": "decide",
    "c.defend": "defend",
    "c.hearing.ask": "hearing",
    "c.serve": "serve",
    "c.pay": "pay",
    "c.close": "close",
    "c.archive": "archive",
}
UNITS = frozenset({"workday", "day", "month", "year"})
Told = Mapping[str, Mapping[str, Any]]
FIGURES = "零一二三四五六七八九"
WORDS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年", "hour": "小时"}


def told_by(clocks: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What an act keeps of a matter's terms: code → n, unit, source; others are not for cases."""
    wanted = {*CODES.values(), *(f"{code}_extend" for code in CODES.values())}
    return {
        str(row["code"]): {
            "n": int(row["n"]),
            "unit": str(row["unit"]),
            "source": str(row.get("source") or ""),
        }
        for row in clocks
        if row.get("code") in wanted and row.get("unit") in UNITS
    }


def _longer(rule: ClockRule, more: Mapping[str, Any] | None) -> ClockRule:
    """With the matter's own extension, in the unit in which the term counts."""
    if more is None or not rule.extend or more["unit"] != rule.unit:
        return rule
    return replace(rule, extend={**rule.extend, "n": more["n"], "unit": more["unit"]})


def _own(rule: ClockRule, told: Told) -> ClockRule:
    """A rule with the matter's figures. What is the party's is never shortened by a matter."""
    code = CODES.get(rule.id, "")
    term = told.get(code)
    if term is not None and (term["n"], term["unit"]) != (rule.n, rule.unit):
        shorter = term["unit"] != rule.unit or term["n"] < rule.n
        if not (rule.party and shorter):
            roll = rule.roll if term["unit"] == "workday" else "next_workday"
            source = term["source"] or rule.source
            rule = replace(rule, n=term["n"], unit=term["unit"], roll=roll, source=source)
    return _longer(rule, told.get(f"{code}_extend"))


def rules_of(procedure: Procedure, acts: Sequence[Done]) -> tuple[ClockRule, ...]:
    """The terms of a case: those of its procedure, with what its matter says otherwise.

    A case keeps the terms of the version of its matter that it was filed with; cases of old, which
    kept none, run by the procedure alone.
    """
    told: Told = next((a.facts["terms"] for a in reversed(acts) if "terms" in a.facts), {})
    return tuple(_own(rule, told) for rule in procedure.clocks) if told else procedure.clocks


def _spelt(n: int) -> str:
    """A number below a hundred as papers write it."""
    tens, ones = divmod(n, 10)
    if n > 99 or not tens:  # noqa: PLR2004 - two figures
        return str(n) if tens else FIGURES[n]
    return f"{FIGURES[tens] if tens > 1 else ''}十{FIGURES[ones] if ones else ''}"


def words(rules: Iterable[ClockRule]) -> dict[str, str]:
    """The terms as papers name them, by the matter's codes: 五个工作日, 十五日."""
    by_id = {rule.id: rule for rule in rules}
    return {
        code: f"{_spelt(by_id[clock].n)}{WORDS[by_id[clock].unit]}"
        for clock, code in CODES.items()
        if clock in by_id
    }
