"""The order to correct that goes with a penalty (行政处罚法 二十八)."""

from datetime import date, timedelta

from zhifa.enforcement.rules.facts import Done, Facts

YEAR = timedelta(days=366)


def correction_open(facts: Facts) -> str | None:
    """An order to correct waits to be checked (行政处罚法 二十八)."""
    return None if facts.open_since("order_correction", "recheck_correction") else ""


def correction_ahead(facts: Facts) -> str | None:
    """The term of an order to correct lies ahead, within a year (行政处罚法 二十八)."""
    told = facts.values.get("by_on") if facts.values else None
    if told is None:
        return None
    left = date.fromisoformat(str(told)[:10]) - facts.on
    return None if timedelta(0) <= left <= YEAR else ""


def _due(facts: Facts) -> bool:
    """Whether there is still something to correct: as the report found, else as the matter says."""
    report = facts.last("conclude")
    found = str(report.facts.get("correctable", "")) if report else ""
    if found:
        return found == "open"
    return bool(facts.matter and facts.matter.correction)


def correction_ordered(facts: Facts) -> str | None:
    """G15: what can be corrected has been ordered to be corrected."""
    return "" if _due(facts) and not facts.last("order_correction") else None


def correction_settled(facts: Facts) -> str | None:
    """G15: the order is on the file, or the officers wrote down why there is none."""
    if correction_ordered(facts) is None:
        return None
    proposing = facts.move is not None and facts.move.id == "propose_decision"
    if proposing:
        told = facts.values is None or facts.values.get("no_correction_reason")
    else:
        asked = facts.last("propose_decision")
        told = asked and asked.facts.get("no_correction_reason")
    return None if told else ""


def _disobeyed(facts: Facts) -> Done | None:
    """The order that a re-check finds not, or not wholly, obeyed; None for anything else."""
    if facts.values is None or facts.values["result"] == "corrected":
        return None
    return facts.open_since("order_correction", "recheck_correction")


def order_served(facts: Facts) -> str | None:
    """Nobody disobeys an order that did not reach them in time (行政处罚法 二十八)."""
    order = _disobeyed(facts)
    if order is None:
        return None
    reached = facts.served.get(str(order.facts.get("document", "")))
    if reached is None:
        return ""
    by_on = str(order.facts["by_on"])
    return f"{reached} 才送达，晚于改正期限 {by_on}" if reached.isoformat() > by_on else None


def recheck_in_time(facts: Facts) -> str | None:
    """Before the term is over nobody has failed to correct (行政处罚法 二十八)."""
    order = _disobeyed(facts)
    by_on = str(order.facts["by_on"]) if order else ""
    return f"改正期限到 {by_on}" if by_on and facts.on.isoformat() <= by_on else None
