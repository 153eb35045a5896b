"""Before a decision: the report, the notice, the party's answer, the hearing."""

from datetime import date

from zhifa.enforcement.rules.facts import Content, Facts, content_of
from zhifa.enforcement.rules.hearing import HEARING_KINDS
from zhifa.enforcement.rules.needs.content import CONFISCATIONS, heavier
from zhifa.enforcement.rules.needs.serving import to_serve
from zhifa.kernel.calendar import Direction, Term, Unit

SEVEN_BEFORE = Term(7, Unit.WORKDAY, "行政处罚法 第六十四条", direction=Direction.BEFORE)


def report_cosigned(facts: Facts) -> str | None:
    """Both officers have signed the investigation report (行政处罚法 四十二)."""
    signed, report = facts.last("cosign_report"), facts.last("conclude")
    return None if signed and report and signed.seq > report.seq else ""


def _outcome(facts: Facts) -> str:
    report = facts.last("conclude")
    return str(report.facts["outcome"]) if report else ""


def defence_not_punished(facts: Facts) -> str | None:
    """Told anew after the party spoke up, nothing is heavier, unless it was found out anew.

    What a new report shows is found out, not a punishment for the defence (行政处罚法 四十五).
    """
    report, notice, content = facts.last("conclude"), facts.notice, facts.content
    spoke = facts.last("record_statement", "hold_hearing")
    if facts.values is None or content is None or notice is None or spoke is None:
        return None
    if report is not None and report.seq > spoke.seq:
        return None
    told = content_of(notice.facts)
    return f"原告知罚款 {told.fine} 元、没收 {told.taken} 元" if heavier(content, told) else None


def proposes_penalty(facts: Facts) -> str | None:
    """The report proposes a penalty."""
    return None if _outcome(facts) == "penalty" else ""


def proposes_no_penalty(facts: Facts) -> str | None:
    """The report proposes none, or the notice stage showed that none is due."""
    answered = facts.last("recheck_statement", "report_hearing")
    return None if _outcome(facts) == "no_penalty" or answered else ""


def hearing_needed(facts: Facts, content: Content | None) -> bool:
    """CF 63: heavy kinds, or sums from the matter's threshold up."""
    if content is None:
        return False
    matter = facts.matter
    if (HEARING_KINDS | set(matter.hearing_kinds if matter else ())) & set(content.kinds):
        return True
    if matter is None:
        return False
    taken = content.taken if CONFISCATIONS & set(content.kinds) else 0
    line = matter.hearing_from if matter.hearing_taken_from is None else matter.hearing_taken_from
    return content.fine >= matter.hearing_from or taken >= line


def hearing_outcome(facts: Facts) -> str:
    """What became of a right to a hearing that was told and not used (行政处罚法 六十四)."""
    notice, served = facts.notice, facts.notice_served
    told = notice is not None and served is not None and notice.facts.get("hearing_told")
    if not told or _answered(facts, "hold_hearing"):
        return ""
    ends = (
        ("当事人书面放弃要求听证。", _waived(facts, "waives_hearing")),
        ("当事人申请听证后撤回了申请。", _answered(facts, "withdraw_hearing")),
        ("当事人逾期要求听证，本机关书面告知不予听证。", _answered(facts, "reject_hearing")),
    )
    return next((words for words, so in ends if so), "当事人未在规定期限内要求听证。")


def _unsettled(facts: Facts) -> str:
    """What the refusal adds where the sum itself is not settled; heavy kinds are by the law."""
    content, matter = facts.content, facts.matter
    heavy = HEARING_KINDS & set(content.kinds if content else ())
    return "" if heavy or matter is None or matter.hearing_settled else "按待核定的听证标准"


def hearing_told(facts: Facts) -> str | None:
    """P4: where a hearing may be asked for, the notice says so (行政处罚法 六十三)."""
    if facts.values is not None and "hearing_told" in facts.values:
        told = facts.values["hearing_told"]
        return None if told or not hearing_needed(facts, facts.content) else _unsettled(facts)
    notice = facts.notice
    if notice is None:
        return None
    needed = hearing_needed(facts, facts.content)
    return _unsettled(facts) if needed and not notice.facts.get("hearing_told") else None


def notice_made(facts: Facts) -> str | None:
    """A notice has been made."""
    return None if facts.notice else ""


def notice_served(facts: Facts) -> str | None:
    """P3: the notice has been served (行政处罚法 四十四、六十二), and the day has come."""
    served = facts.notice_served
    return None if served and served.base <= min(facts.on, facts.today) else ""


def waiver_named(facts: Facts) -> str | None:
    """A waiver says what is waived (行政处罚法 四十五、六十四)."""
    told = facts.values
    given = told is None or told.get("waives_statement") or told.get("waives_hearing")
    return None if given else ""


def notice_not_served(facts: Facts) -> str | None:
    """The notice has not been served yet."""
    return "" if facts.notice_served else None


def _waived(facts: Facts, what: str) -> bool:
    served = facts.notice_served
    return any(
        a.facts.get(what) for a in facts.all("waive_rights") if served and a.seq > served.seq
    )


def _term_over(facts: Facts, code: str) -> bool:
    clock = facts.clocks.get(code)
    return clock is None or facts.today > clock.latest_on


def _answered(facts: Facts, *moves: str) -> bool:
    served, act = facts.notice_served, facts.last(*moves)
    return bool(served and act and act.seq > served.seq)


def notice_term_over(facts: Facts) -> str | None:
    """P3: five workdays have passed, or the party answered or waived in writing."""
    if facts.notice_served is None or _waived(facts, "waives_statement"):
        return None
    if _answered(facts, "record_statement", "hold_hearing"):
        return None
    clock = facts.clocks.get("c.defend")
    return None if _term_over(facts, "c.defend") or clock is None else clock.until


def hearing_term_over(facts: Facts) -> str | None:
    """P3: the time to ask for a hearing has passed, was used, or was waived in writing."""
    notice = facts.notice
    if notice is None or not notice.facts.get("hearing_told") or facts.notice_served is None:
        return None
    if _waived(facts, "waives_hearing") or _answered(facts, "hold_hearing", "withdraw_hearing"):
        return None
    clock = facts.clocks.get("c.hearing.ask")
    return None if _term_over(facts, "c.hearing.ask") or clock is None else clock.until


def statement_rechecked(facts: Facts) -> str | None:
    """S36: what the party said has been checked (行政处罚法 四十五)."""
    return "" if facts.open_since("record_statement", "recheck_statement") else None


def statement_open(facts: Facts) -> str | None:
    """Something the party said waits to be checked."""
    return None if facts.open_since("record_statement", "recheck_statement") else ""


def hearing_entitled(facts: Facts) -> str | None:
    """The noticed penalty is one for which a hearing may be asked (行政处罚法 六十三)."""
    notice = facts.notice
    return None if notice and notice.facts.get("hearing_told") else ""


def hearing_asked_in_time(facts: Facts) -> str | None:
    """Asked within five workdays of service; posted in time is in time (行政处罚法 六十四; T3)."""
    clock = facts.clocks.get("c.hearing.ask")
    if facts.values is None or clock is None:
        return None
    return clock.until if facts.on > clock.latest_on else None


def hearing_refusable(facts: Facts) -> str | None:
    """S33: a hearing that may still be asked for is not refused (行政处罚法 六十三、六十四)."""
    notice = facts.notice
    if notice is None or not notice.facts.get("hearing_told"):
        return None
    return None if _term_over(facts, "c.hearing.ask") else ""


def hearing_held(facts: Facts) -> str | None:
    """P4: a hearing asked for in time was held, or the request withdrawn."""
    asked = facts.last("request_hearing", "report_hearing", "withdraw_hearing")
    return "" if asked and asked.move == "request_hearing" else None


def hearing_unheld(facts: Facts) -> str | None:
    """The hearing of the open request has not taken place: it is held once, then reported."""
    return "" if facts.open_since("hold_hearing", "request_hearing") else None


def hearing_was_held(facts: Facts) -> str | None:
    """The hearing of the open request has taken place."""
    return None if facts.open_since("hold_hearing", "request_hearing") else ""


def hearing_chair_named(facts: Facts) -> str | None:
    """A chair has been named for the open request."""
    return None if _chair(facts) else ""


def _chair(facts: Facts) -> int:
    named, asked = facts.last("accept_hearing"), facts.last("request_hearing")
    return int(named.facts["chair"]) if named and asked and named.seq > asked.seq else 0


def chair_not_investigator(facts: Facts) -> str | None:
    """The chair did not investigate the case (行政处罚法 六十四)."""
    if facts.values is None:
        return None
    chair = int(facts.values["chair"])
    if "hearing_chair" not in facts.roles.get(chair, frozenset()):
        return "所选人员没有听证主持人岗位"
    return "" if chair in facts.investigators else None


def is_hearing_chair(facts: Facts) -> str | None:
    """Whoever acts is the chair that was named."""
    return None if _chair(facts) and facts.asker == _chair(facts) else ""


def hearing_notice_long(facts: Facts) -> str | None:
    """S34: seven workdays lie between the telling and the hearing (行政处罚法 六十四)."""
    made = to_serve(facts)
    told = (facts.values or {}).get("hearing_on") or (made.facts["hearing_on"] if made else "")
    if facts.values is None or not told:
        return None
    last = facts.calendar.due(date.fromisoformat(told), SEVEN_BEFORE).on
    return f"最迟 {last} 通知" if facts.on > last else None


def hearing_notified(facts: Facts) -> str | None:
    """The party was told when and where, seven workdays from service; the day has come (六十四)."""
    told, asked = facts.last("notify_hearing"), facts.last("request_hearing")
    if not told or not asked or told.seq < asked.seq:
        return ""
    called = [a for a in facts.all("call_hearing") if a.seq < told.seq]
    planned = date.fromisoformat(called[-1].facts["hearing_on"])
    if told.base > facts.calendar.due(planned, SEVEN_BEFORE).on:
        return f"通知于 {told.base} 视为送达，到 {planned} 不足七个工作日，改期后重新通知"
    wrong = facts.today < planned if facts.values is None else facts.on != planned
    return f"通知的听证日期是 {planned}" if wrong else None


def hearing_recorded(facts: Facts) -> str | None:
    """A film of the hearing is in the dossier, or the reason why not (law.md 3.2)."""
    values = facts.values
    if values is None or values.get("no_recording_reason"):
        return None
    return None if values.get("recording") in facts.recordings else ""


def not_heavier(facts: Facts) -> str | None:
    """P5: nothing beyond the notice in kind or amount (行政处罚法 四十五、六十二)."""
    notice, content = facts.notice, facts.content
    if notice is None or content is None:
        return None
    told = content_of(notice.facts)
    if not heavier(content, told):
        return None
    return f"告知罚款 {told.fine} 元、没收 {told.taken} 元"
