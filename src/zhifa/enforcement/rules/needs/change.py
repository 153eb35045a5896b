"""Another party or matter than the one that was filed (行政处罚法 四十、五十四)."""

from zhifa.enforcement.rules.facts import Done, Facts


def _asked(facts: Facts) -> Done | None:
    return facts.open_since("ask_change", "approve_change", "refuse_change")


def no_change_open(facts: Facts) -> str | None:
    """No change waits for an answer."""
    return "" if _asked(facts) else None


def change_open(facts: Facts) -> str | None:
    """The officers have asked for a change, and nobody has answered."""
    return None if _asked(facts) else ""


def change_made(facts: Facts) -> str | None:
    """Something is different from what the case says now."""
    told = facts.values
    if told is None:
        return None
    matter = facts.matter.code if facts.matter else ""
    party = _latest(facts, "party")
    return "" if (told["to_party"], told["to_matter"]) == (party, matter) else None


def _latest(facts: Facts, name: str) -> str:
    return next((str(a.facts[name]) for a in reversed(facts.acts) if a.facts.get(name)), "")


def change_as_asked(facts: Facts) -> str | None:
    """What is approved is what the officers asked for."""
    asked, told = _asked(facts), facts.values
    if asked is None or told is None:
        return None
    wanted = (asked.facts["to_party"], asked.facts["to_matter"])
    return None if (told["party"], told["matter"]) == wanted else ""
