"""Discussion by the heads of the body 负责人集体讨论 (行政处罚法 五十七)."""

from zhifa.enforcement.rules.facts import Done, Facts
from zhifa.enforcement.rules.needs.decision import MAJOR_KINDS, SENT_BACK
from zhifa.enforcement.rules.needs.major import reasons


def _held(facts: Facts) -> Done | None:
    """The latest discussion of what is on the table."""
    held = facts.last("hold_panel", "propose_decision", "notify", "renotify", *SENT_BACK)
    return held if held and held.move == "hold_panel" else None


def panel_held(facts: Facts) -> str | None:
    """P6: complex or grave means discussed by the panel, which agreed (行政处罚法 五十七).

    Grave is also what is reported as a major penalty (四川省重大行政处罚行政强制备案规定 二).
    """
    report, content = facts.last("conclude"), facts.content
    grave = bool(content and set(content.kinds) & MAJOR_KINDS)
    grave = grave or any(reasons(facts.procedure, facts.party, content))
    if not grave and not (report and report.facts.get("complex")):
        return None
    return None if _held(facts) else ""


def panel_followed(facts: Facts) -> str | None:
    """What the heads discussed, whether they had to or not, is decided as they concluded."""
    held = _held(facts)
    if held is None:
        return None
    agreed = held.facts["conclusion"] == "agree"
    if facts.move is None or "decide_no_penalty" not in facts.move.effects:
        return None if agreed else "集体讨论不同意拟决定"
    return "集体讨论同意给予处罚" if agreed else "集体讨论要求退回"


def heads_heard(facts: Facts) -> str | None:
    """Each of them said what they think, on a line that begins with their name."""
    if facts.values is None:
        return None
    lines = [line.strip() for line in str(facts.values["views"]).splitlines()]
    names = [facts.standings.get(u, ":").partition(":")[2] for u in facts.values["attendees"]]
    silent = [name for name in names if not any(_said(line, name) for line in lines)]
    return "、".join(silent) or None


def _said(line: str, name: str) -> bool:
    """Whether a line is of this person, and says something behind the name."""
    return line.startswith(name) and bool(line.removeprefix(name).lstrip("：:，, "))


def votes_told(facts: Facts) -> str | None:
    """Every head agreed or differed; what those who differed think is on record."""
    told = facts.values
    if told is None:
        return None
    if told["agreed"] + told["differed"] != len(told["attendees"]):
        return f"参加 {len(told['attendees'])} 人"
    if told["conclusion"] == "agree" and told["agreed"] <= told["differed"]:
        return "同意的不多于不同意的，结论却是同意"
    return "没有写不同意见" if told["differed"] and not told.get("dissent") else None


def held_in_order(facts: Facts) -> str | None:
    """The discussion was held when there was something to discuss, and has been held."""
    proposed = facts.last("propose_decision")
    if facts.values is None or proposed is None:
        return None
    return None if proposed.on <= facts.on <= facts.today else f"提交日期 {proposed.on}"
