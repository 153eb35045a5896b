"""For which penalties a hearing may be asked, in words for officers and for the party (CF 63)."""

from zhifa.enforcement.rules.facts import Content
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.matter_facts import MatterFacts

HEARING_KINDS = frozenset(
    {
        "qualification_downgrade",
        "permit_revocation",
        "business_suspension",
        "closure_order",
        "trade_bar",
        "operation_restriction",
    }
)
UNSETTLED = "这个数额没有核对到地方或者部门的规定；核定之前拿不准的，一律告知听证"


def hearing_words(matter: MatterFacts | None) -> str:
    """The line of the matter for this kind of party, and where it comes from, for officers.

    A line that no rule was read for says so.
    """
    if matter is None:
        return ""
    source = f"（{matter.hearing_source}）" if matter.hearing_source else ""
    line = f"罚款 {matter.hearing_from:,.0f} 元以上{source}"
    if matter.hearing_settled:
        return f"听证标准：{line}"
    return f"听证标准待核定：暂按{line}。{UNSETTLED}"


def hearing_line(matter: MatterFacts | None) -> str:
    """The line as the notice to the party names it; nothing where no rule was read for it."""
    return hearing_words(matter) if matter is not None and matter.hearing_settled else ""


def hearing_ground(matter: MatterFacts | None, content: Content | None) -> str:
    """Why a hearing may be asked for, as the notice says it: the kinds, or else the line."""
    heavy = HEARING_KINDS | set(matter.hearing_kinds if matter else ())
    known = names("penalty_kinds")
    told = [known.get(kind, kind) for kind in (content.kinds if content else ()) if kind in heavy]
    return f"拟给予{'、'.join(told)}" if told else hearing_line(matter)
