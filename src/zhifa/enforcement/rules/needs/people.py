"""Who acts: certificates, assignment, separation of duties."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from zhifa.enforcement.rules.facts import Facts

DAY = timedelta(days=1)

TWO = 2
REASONS = {
    "none": "无执法证件",
    "not_yet": "证件尚未生效",
    "expired": "证件已过期",
    "suspended": "证件暂扣中",
    "cancelled": "证件已注销",
    "area": "证件区域不含案发地",
    "post": "当日在本机关没有执法人员岗位",
    "body": "执法证件不是本机关的",
    "client": "接口客户端不是执法人员",
}


def _bad(facts: Facts, users: list[int]) -> list[str]:
    """Who may not act for the case's body that day, each with what is lacking."""
    found = []
    for user in users:
        reason, _, name = facts.standings.get(user, f"none:{user}").partition(":")
        reason = facts.unfit.get(user, reason)
        found += [f"{name}：{REASONS[reason]}"] if reason else []
    return found


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
    """Whoever approves or reviews does not run the case and never did."""
    return "" if facts.asker in facts.investigators else None


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
    """Signed, or the refusal explained with a witness or a film (最高法行政诉讼证据规定 十五)."""
    values: Any = facts.values
    if values is None or values.get("signature") == "signed":
        return None
    names = {told.partition(":")[2] for told in facts.standings.values()}
    witness = str(values.get("witness") or "").strip()
    if witness in names:
        return f"{witness}是办案人员，不能作见证人"
    shown = witness or values.get("film") in facts.recordings
    return None if values.get("signature_note") and shown else ""


def times_make_sense(facts: Facts) -> str | None:
    """A record ends after it begins, and not in the future."""
    if facts.values is None:
        return None
    begun = datetime.fromisoformat(facts.values["begun_at"])
    ended = datetime.fromisoformat(facts.values["ended_at"])
    if ended - begun > DAY:
        return "一份笔录不超过二十四小时"
    if ended > facts.at:
        return "结束时间晚于现在"
    return None if begun < ended else "结束时间不晚于开始时间"


def _breach_dates(values: Mapping[str, Any], today: date) -> str:
    """What is wrong with the days of the breach that a form names."""
    begun, ended = values.get("act_from", ""), values.get("act_until", "")
    if max(begun, ended) > today.isoformat():
        return "违法行为日期晚于今天"
    return "违法行为终了日期早于开始日期" if ended and ended < begun else ""


def date_in_order(facts: Facts) -> str | None:
    """The day of an act is not in the future and not before the stage it happens in."""
    if facts.values is None:
        return None
    if facts.on > facts.today:
        return f"{facts.on} 晚于今天"
    if wrong := _breach_dates(facts.values, facts.today):
        return wrong
    entered = next((a for a in reversed(facts.acts) if a.origin != a.stage and a.origin), None)
    if entered and facts.on < entered.on:
        return f"{facts.on} 早于上一环节 {entered.on}"
    return None


def date_since_served(facts: Facts) -> str | None:
    """What the party does of themselves happened after service, whatever came in between."""
    if facts.values is None:
        return None
    if facts.on > facts.today:
        return f"{facts.on} 晚于今天"
    served = facts.last("serve_decision")
    return f"{facts.on} 早于送达的 {served.on}" if served and facts.on < served.on else None


def record_in_time(facts: Facts) -> str | None:
    """What is recorded or gathered happened after the clue was found, and not in the future.

    It may be entered after a later stage began: 检查、核查中取得的材料可以作为证据 (SJ 十八).
    """
    if facts.values is None or not facts.acts:
        return None
    if facts.on > facts.today:
        return f"{facts.on} 晚于今天"
    first = facts.acts[0]
    found = date.fromisoformat(first.facts.get("discovered_on") or first.on.isoformat())
    return f"{facts.on} 早于发现线索的 {found}" if facts.on < found else None
