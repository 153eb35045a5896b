"""Who acts: certificates, assignment, recusal, separation of duties."""

from datetime import datetime
from typing import Any

from zhifa.enforcement.rules.facts import Facts

TWO = 2
REASONS = {
    "none": "无执法证件",
    "not_yet": "证件尚未生效",
    "expired": "证件已过期",
    "suspended": "证件暂扣中",
    "cancelled": "证件已注销",
    "area": "证件区域不含案发地",
}


def _bad(facts: Facts, users: list[int]) -> list[str]:
    return [
        f"{facts.standings[u].partition(':')[2]}：{REASONS[facts.standings[u].partition(':')[0]]}"
        for u in users
        if facts.standings.get(u, "none:").partition(":")[0]
    ]


def _named(facts: Facts) -> list[int]:
    return list((facts.values or {}).get("officers", ()))


def _two(facts: Facts, users: list[int]) -> str | None:
    bad = _bad(facts, users)
    if bad:
        return "；".join(bad)
    return None if len(users) >= TWO else f"现有 {len(users)} 人"


def two_certified(facts: Facts) -> str | None:
    """At least two officers are named, each certified on the day (行政处罚法 四十二)."""
    return None if facts.values is None else _two(facts, _named(facts))


def officers_certified(facts: Facts) -> str | None:
    """The case has at least two officers certified on the day (行政处罚法 四十二)."""
    return _two(facts, list(facts.officers))


def two_present(facts: Facts) -> str | None:
    """At least two of the case's officers are present, certified on the day (行政处罚法 四十二)."""
    if facts.values is None:
        return None
    named = _named(facts)
    strangers = [u for u in named if u not in facts.officers]
    if strangers:
        return "有在场人员不是本案承办人员"
    return _two(facts, named)


def assigned_officer(facts: Facts) -> str | None:
    """Whoever acts is an officer of the case."""
    return None if facts.asker in facts.officers else ""


def not_case_officer(facts: Facts) -> str | None:
    """Whoever approves or reviews is no officer of the case."""
    return "" if facts.asker in facts.officers else None


def is_second_officer(facts: Facts) -> str | None:
    """The report is signed by an officer who did not write it."""
    report = facts.last("conclude")
    return "" if report and report.by == facts.actor else None


def certificate_shown(facts: Facts) -> str | None:
    """Certificates were shown first (行政处罚法 五十五)."""
    return _ticked(facts, "shown_certificate")


def rights_told(facts: Facts) -> str | None:
    """The right to ask for recusal was told (行政处罚法 四十三、四十四)."""
    return _ticked(facts, "rights_told")


def _ticked(facts: Facts, name: str) -> str | None:
    return None if facts.values is None or facts.values.get(name) else ""


def signature_settled(facts: Facts) -> str | None:
    """Signed, or the refusal explained with a witness (最高法行政诉讼证据规定 十五)."""
    values: Any = facts.values
    if values is None or values.get("signature") == "signed":
        return None
    return None if values.get("signature_note") and values.get("witness") else ""


def times_make_sense(facts: Facts) -> str | None:
    """A record ends after it begins, and not in the future."""
    if facts.values is None:
        return None
    begun = datetime.fromisoformat(facts.values["begun_at"])
    ended = datetime.fromisoformat(facts.values["ended_at"])
    return None if begun < ended <= facts.at else ""


def date_in_order(facts: Facts) -> str | None:
    """The day of an act is not in the future and not before the stage it happens in."""
    if facts.values is None:
        return None
    if facts.on > facts.today:
        return f"{facts.on} 晚于今天"
    entered = next((a for a in reversed(facts.acts) if a.origin != a.stage and a.origin), None)
    if entered and facts.on < entered.on:
        return f"{facts.on} 早于上一环节 {entered.on}"
    return None


def no_recusal_open(facts: Facts) -> str | None:
    """No request for recusal waits for an answer (行政处罚法 四十三)."""
    return "" if facts.open_since("ask_recusal", "decide_recusal") else None


def recusal_open(facts: Facts) -> str | None:
    """A request for recusal waits for an answer."""
    return None if facts.open_since("ask_recusal", "decide_recusal") else ""
