"""Turns off the plain road: no penalty, a hearing, a suspected crime."""

from typing import Any

from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.web.demo.road import Road

NINE = Term(9, Unit.WORKDAY)


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


def hear(road: Road) -> None:
    """Ask for, prepare, hold and report a hearing; then review is due again."""
    road.workday()
    road.do("officer", "request_hearing", {"asked_on": road.today.isoformat(), "method": "written"})
    road.do(
        "agency_head",
        "accept_hearing",
        {"chair": road.crew.user("hearing_chair").pk, "clerk": "示范记录员"},
    )
    held = standard().due(road.today, NINE).on
    road.do(
        "hearing_chair",
        "notify_hearing",
        {
            "told_on": road.today.isoformat(),
            "hearing_on": held.isoformat(),
            "place": "本机关听证室",
            "public": True,
        },
    )
    road.until(held)
    road.do(
        "hearing_chair",
        "hold_hearing",
        {
            "held_on": held.isoformat(),
            "attendees": "当事人、调查人员、记录员",
            "minutes": "调查人员陈述事实、证据和处罚建议，当事人申辩并质证。",
            "no_recording_reason": "演示数据不含录像。",
        },
    )
    road.do("hearing_chair", "report_hearing", {"opinion": "事实清楚，建议维持拟处罚意见。"})


def suspect(road: Road) -> None:
    """Report a suspected crime to the chief head."""
    told = {
        "offence": "妨害药品管理罪",
        "facts": "销售金额较大，有购销记录和证人证言。",
        "standard": "达到追诉标准，附检验报告。",
    }
    road.do("officer", "suspect_crime", told)
