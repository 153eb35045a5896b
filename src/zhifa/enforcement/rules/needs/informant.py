"""Whoever reported by name is told whether the case is filed (投诉举报处理暂行办法 三十一)."""

from collections.abc import Sequence

from zhifa.enforcement.rules.facts import Done, Facts

NAMED = "named_informant"
BINDS = "reply_binds"
REPLY = "reply_informant"
FILED = ("approve_filing", "refuse_filing")
HEAD = "unit_head"
REPORT = "report"


def to_tell(acts: Sequence[Done]) -> Done | None:
    """The decision to file or not that a named informant has not been told; None: nobody waits."""
    if not any(act.facts.get(NAMED) for act in acts):
        return None
    last = next((act for act in reversed(acts) if act.move in {*FILED, REPLY}), None)
    return last if last and last.move in FILED else None


def owed_a_reply(acts: Sequence[Done]) -> Done | None:
    """As to_tell, of a report to market regulation alone (二, 三十一); others may be told.

    Who complains is told of acceptance (十四); a breach it shows is checked (二十三).
    """
    return to_tell(acts) if any(_bound(act) for act in acts) else None


def _bound(act: Done) -> bool:
    """Acts of before the question was asked are of market regulation."""
    named = act.facts.get(NAMED) and act.facts.get("source_kind") == REPORT
    return bool(named) and bool(act.facts.get(BINDS, True))


def informant_waits(facts: Facts) -> str | None:
    """A named informant waits to be told; an anonymous one is told nothing."""
    return None if to_tell(facts.acts) else ""


def informant_told(facts: Facts) -> str | None:
    """Nobody who reported by name is left without an answer."""
    open_ = owed_a_reply(facts.acts)
    return f"{open_.on} 作出决定" if open_ else None


def informant_theirs(facts: Facts) -> str | None:
    """Who may open the name tells: the officers of the case and the head of the unit."""
    leads = HEAD in facts.roles.get(facts.asker, ())
    return None if leads or facts.asker in facts.officers else ""


def reply_fits(facts: Facts) -> str | None:
    """The day lies between the decision and today (三十一)."""
    values, open_ = facts.values, to_tell(facts.acts)
    if values is None or open_ is None:
        return None
    if facts.on > facts.today:
        return f"{facts.on} 晚于今天"
    if facts.on < open_.on:
        return f"{facts.on} 早于作出决定的 {open_.on}"
    return None
