"""Turns off the plain road of an ordinary penalty. Each takes the case on from where it stands."""

from datetime import timedelta
from typing import Any

from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.web.demo.district import HERE
from zhifa.web.demo.road import SIGNED, Road

NINE = Term(9, Unit.WORKDAY)


# ---- before filing


def extend_check(road: Road) -> None:
    """Ask for more time to check the clue."""
    road.workday()
    road.do("agency_head", "extend_check", {"reason": "当事人外出，核查尚需时日。"})


def send_back(road: Road) -> None:
    """Have the proposal to file sent back for more checking, then propose again."""
    road.do("agency_head", "return_filing", {"reason": "补充核实违法行为发生的时间。"})
    road.extra["propose_filing"] = {"dates_reason": "据进货票据和监控录像重新认定。"}
    road.propose()


def refuse(road: Road) -> None:
    """Propose not to file, and have it approved."""
    road.propose("not_file")
    road.do("agency_head", "refuse_filing", {"opinion": "同意不予立案。"})
    road.answer_informant("已告知不予立案和理由。")


# ---- inquiry


def recuse(road: Road) -> None:
    """The party asks for another officer; the request is turned down."""
    road.workday()
    second = road.crew.user("second").pk
    asked = {"person": second, "asked_by": "party", "ground": "relation"}
    asked |= {"reason": "当事人称与其相识。"}
    road.do("officer", "ask_recusal", asked)
    road.wait(minutes=90)
    told = {"person": second, "result": "refused", "reason": "经核实不存在应当回避的情形。"}
    road.do("agency_head", "decide_recusal", told)


def preserve(road: Road, *, dispose: bool = True) -> None:
    """Keep goods as evidence, and deal with them in time."""
    kept = {
        "items": "涉案物品一批，清单附后",
        "place": "本机关物证室",
        "reason": "证据可能灭失。",
    }
    road.do("agency_head", "preserve_evidence", kept)
    if dispose:
        road.wait(days=3)
        road.workday()
        told = {"disposal": "evidence", "reason": "已复制固定。"}
        road.do("agency_head", "dispose_preservation", told)


def examine(road: Road, *, answered: bool = True) -> None:
    """Have something tested; the days until the result do not count."""
    road.do("officer", "commission_test", {"body": "示范检验检测中心", "item": "质量指标"})
    road.serve("tell_test")
    if answered:
        road.wait(days=12)
        road.workday()
        road.do("officer", "receive_test", {"result": "检验项目不符合标准。"})
        road.serve("tell_result")


def correct(road: Road) -> None:
    """Order the party to put things right, and look whether it did."""
    by_on = road.today + timedelta(days=7)
    order = {
        "breach": "违法行为尚在持续",
        "content": "立即改正并提交说明",
        "by_on": by_on.isoformat(),
    }
    road.do("officer", "order_correction", order)
    road.hand_over("W26")
    road.until(by_on)
    road.workday()
    seen = {"officers": road.pair, "result": "corrected", "details": "已改正。"}
    road.do("officer", "recheck_correction", seen)


def extend(road: Road) -> None:
    """Ask for thirty more days shortly before the ninety end."""
    filed = road.case.filed_on or road.today
    road.until(filed + timedelta(days=80))
    road.workday()
    road.do("agency_head", "extend_case", {"reason": "案情复杂，需外地协查。"})


def extend_again(road: Road) -> None:
    """Have the panel give more days still."""
    filed = road.case.filed_on or road.today
    road.until(filed + timedelta(days=110))
    road.workday()
    heads = [road.crew.user("chief_head").pk, road.crew.user("agency_head").pk]
    told = {"days": 60, "attendees": heads, "minutes": "集体讨论一致同意。"}
    told |= {"reason": "协查结果尚未收到。"}
    road.do("chief_head", "extend_by_panel", told)


def doubt(road: Road) -> None:
    """Have the reviewers find something, and mend it."""
    road.review("supplement_evidence")
    road.workday()


# ---- suspected crime


def suspect(road: Road) -> None:
    """Report a suspected crime to the chief head."""
    told = {
        "offence": "妨害药品管理罪",
        "facts": "销售金额较大，有购销记录和证人证言。",
        "standard": "达到追诉标准，附检验报告。",
    }
    road.do("officer", "suspect_crime", told)


def hand_over(road: Road) -> None:
    """Have the transfer approved, and hand the case to the police within a day."""
    road.wait(minutes=120)
    road.do("chief_head", "approve_transfer", {"opinion": "同意移送。"})
    road.wait(minutes=120)
    road.do(
        "officer",
        "send_transfer",
        {"receiver": f"{HERE}公安分局", "materials": "案卷一册"},
    )


def keep_here(road: Road) -> None:
    """Have the chief head decide that it is no crime."""
    road.wait(minutes=120)
    road.do("chief_head", "refuse_transfer", {"reason": "未达到追诉标准，依法继续办理。"})


def come_back(road: Road) -> None:
    """Have the police send it back."""
    road.wait(days=14)
    road.workday()
    told = {"notice_number": "示公不立字〔示范〕1号", "reason": "没有犯罪事实，不予立案。"}
    road.do("officer", "police_declined", {**told, "on": road.today.isoformat()})
    road.wait(minutes=90)
    road.do("officer", "police_refused", {"reason": "公安机关不予立案，本机关依法继续办理。"})


def go_on_there(road: Road) -> None:
    """Have the police take it, which closes the case here."""
    road.wait(days=7)
    road.workday()
    road.do(
        "agency_head",
        "police_filed",
        {
            "notice_number": "示公立字〔示范〕2号",
            "close_reason": "transferred",
            "reason": "公安机关已立案侦查。",
        },
    )


# ---- notice and hearing


def answer(road: Road) -> None:
    """Hear what the party says, and check it."""
    road.workday()
    said = {"on": road.today.isoformat(), "points": "当事人称系首次违法，请求从轻处罚。"}
    road.do("officer", "record_statement", said)
    road.wait(minutes=90)
    told = {"accepted": "rejected", "reason": "拟处罚已在较轻档次内，不再减轻。"}
    road.do("officer", "recheck_statement", told)


def waive(road: Road) -> None:
    """Have the party waive its rights in writing."""
    road.workday()
    road.do(
        "officer",
        "waive_rights",
        {
            **road.signed_paper("放弃陈述申辩和听证权利声明"),
            "waives_statement": True,
            "waives_hearing": True,
        },
    )


def ask_hearing(road: Road) -> None:
    """Ask for a hearing in time."""
    road.workday()
    road.do("officer", "request_hearing", {"asked_on": road.today.isoformat(), "method": "written"})


def call_hearing(road: Road) -> None:
    """Name who chairs, and tell the day."""
    chair = road.crew.user("hearing_chair").pk
    road.do("agency_head", "accept_hearing", {"chair": chair, "clerk": "示范记录员"})
    held = road.extra["hearing_on"] = standard().due(road.today, NINE).on
    when = {"hearing_on": held.isoformat(), "hearing_time": "09:30", "hall": "本机关听证室"}
    road.do("hearing_chair", "call_hearing", {**when, "public": True})
    road.serve("notify_hearing", "hearing_chair")


def sit(road: Road) -> None:
    """Hold the hearing on the day that was told."""
    held = road.extra["hearing_on"]
    road.until(held)
    told = {
        "held_on": held.isoformat(),
        "attendees": "当事人、调查人员、记录员",
        "minutes": "调查人员陈述事实、证据和处罚建议，当事人申辩并质证。",
        "no_recording_reason": "演示数据不含录像。",
        **SIGNED,
    }
    road.do("hearing_chair", "hold_hearing", told)


def hold_hearing(road: Road) -> None:
    """Hold the hearing and report it."""
    sit(road)
    road.do("hearing_chair", "report_hearing", {"opinion": "事实清楚，建议维持拟处罚意见。"})


def hear(road: Road) -> None:
    """Ask for, prepare, hold and report a hearing; then review is due again."""
    ask_hearing(road)
    call_hearing(road)
    hold_hearing(road)


# ---- decision


def keep_silent(road: Road) -> None:
    """Forget to report the major penalty that is going to be decided."""
    road.extra["silent"] = True


def spare(road: Road, **more: Any) -> None:
    """Decide that there is no penalty."""
    road.do(
        "agency_head",
        "decide_no_penalty",
        {
            "opinion": "同意。",
            "ground": "minor_breach_waiver",
            "corrected": True,
            "harmless": True,
            "education": "已对当事人进行普法教育并制作记录。",
            "reason": "违法行为轻微并及时改正，没有造成危害后果。",
            **more,
        },
    )


def no_penalty(road: Road) -> None:
    """Conclude that none is due, have it reviewed, decide so and close."""
    road.conclude("no_penalty", ground="minor_breach_waiver")
    road.review()
    road.workday()
    spare(road)
    road.deliver()
    road.close("no_penalty")
