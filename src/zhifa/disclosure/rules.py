"""What may be published, masked how, by when. Pure (law.md 2)."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from zhifa.disclosure.masking import Known, masked_person, protected
from zhifa.kernel.calendar import Calendar, Term, Unit
from zhifa.kernel.refusals import Obstacle

PUBLISH = Term(7, Unit.WORKDAY, "国办发〔2018〕118号")
NEXT_DAY = Term(1, Unit.WORKDAY, "docs/adr/0017")
WITHDRAW_TARGET = Term(1, Unit.DAY, "实施方案 二（一）4")
WITHDRAW_LIMIT = Term(3, Unit.WORKDAY, "行政处罚法 第四十八条")
ADULT = 18
WITHHELD = {
    "minor": "当事人未满十八周岁，不予公开（未成年人保护法 第一百零三条）。",
    "warning_only": "只有警告的，不予公示（市场监督管理行政处罚信息公示规定 第二条）。",
    "minor_breach": "当场处罚、警告和通报批评属轻微，不予公示（信用修复管理办法）。",
    "annulled": "决定已被撤销或者确认违法，不予公示（行政处罚法 第四十八条）。",
}
MINOR_FROM = date(2026, 4, 1)  # 信用修复管理办法 in force
LOSING = frozenset({"annulled", "unlawful", "void"})  # what a reconsideration or suit found
LIGHT = frozenset({"warning_penalty", "public_criticism"})
CODE_LABEL = "统一社会信用代码"
NOT_WAITING = Obstacle(
    "publication:not_waiting",
    "这一条不在待公示状态，可能已经公示、不予公示或者正在撤下。",
    then="到公示列表查看它现在的状态。",
)
NOT_CHECKED = Obstacle(
    "publication:not_checked",
    "还没有确认保密审查和隐私核对。",
    "政府信息公开条例 第十四条、第十五条",
    then="先确认已做保密审查和隐私核对，再公示。",
)
UNSERVED = Obstacle(
    "publication:unserved",
    "决定书还没有送达，决定没有生效，不能公示。",
    "行政处罚法 第六十一条、市场监督管理行政处罚信息公示规定 第八条",
    then="先由承办人员在案件页登记送达；公告送达的，等满三十日。",
)
ANNULLED = Obstacle(
    "publication:annulled",
    "决定已被撤销或者确认违法，不得公示。",
    "行政处罚法 第四十八条",
    over="不再公示；重新作出的决定另行公示。",
)
NOT_PUBLIC = Obstacle("publication:not_public", "这一条没有在公示。", over="没有公开，不用撤下。")
NO_REASON = Obstacle(
    "publication:no_reason",
    "没有写明撤下的原因，原因要公开。",
    "行政处罚法 第四十八条",
    then="写明撤下的原因后再撤下。",
)
NO_CORRECTION = Obstacle(
    "publication:no_correction",
    "没有等待公开的更正，或者这项决定现在没有公示。",
    then="刷新页面看最新情况；决定还没有公示的，更正和决定一起核对公示。",
)
GROUNDS = {
    "lost": "决定被变更、撤销、确认违法或者确认无效",
    "mistaken": "公示内容有误，需要更正",
}
NOT_LOST = Obstacle(
    "publication:not_lost",
    "决定没有被变更、撤销、确认违法或者确认无效，不能以这个理由撤下。",
    "行政处罚法 第四十八条",
    then="公示内容有误的，选“公示内容有误，需要更正”，更正后重新公示；决定失效的，先在案件页登记。",
)
NEVER_PUBLIC = Obstacle(
    "publication:never_public",
    "变更后的决定不公示，不能重新拟制。",
    "行政处罚法 第四十八条",
    over="撤下的说明保留，不再公示。",
)
NOT_TO_RENEW = Obstacle(
    "publication:not_to_renew",
    "这一条不是因内容有误或者决定变更撤下的，不能重新拟制。",
    "行政处罚法 第四十八条",
    over="不再公示；重新作出的决定另行公示。",
)
LEAK = Obstacle(
    "publication:leak", "公示内容中还有个人信息", "行政处罚法 第五十条", then="遮去后再公示。"
)
TEXT_CHANGED = Obstacle(
    "publication:text_changed",
    "决定书的文字和您核对时不同了。",
    "行政处罚法 第五十条",
    then="刷新页面，按现在的文字重新逐处核对。",
)
NOT_IN_TEXT = Obstacle(
    "publication:not_in_text",
    "决定书里没有要另行隐去的这些文字",
    then="照决定书里的写法抄一遍，一行一处。",
)
PERSONAL = {
    "person": "姓名",
    "id_number": "证件号码",
    "phone": "电话号码",
    "card": "银行账号",
    "email": "电子邮箱",
    "plate": "车牌号",
    "address": "住址",
    "birth_date": "出生日期",
    "other": "其他账号",
    "secret": "另行隐去的文字",
}
LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{15,19}(?![0-9A-Za-z])")


def masked_name(name: str, *, person: bool) -> str:
    """A person's family name and 某; organisations in full (law.md 2.4)."""
    return masked_person(name) if person else name


def withheld(*, age: int | None, kinds: frozenset[str], summary: bool, decided_on: date) -> str:
    """Why a decision is not published at all; empty when it is. age: when the breach ended."""
    if age is not None and age < ADULT:
        return "minor"
    if kinds == {"warning_penalty"}:
        return "minor_breach" if summary else "warning_only"
    light = bool(kinds) and kinds <= LIGHT and decided_on >= MINOR_FROM
    return "minor_breach" if summary or light else ""


def leaks(fields: Mapping[str, str], known: Sequence[Known] = ()) -> list[str]:
    """Personal data that still stands in what is to be published, by kind.

    known: what the case holds of its people; found however it is spaced or widened. The credit
    code of an organisation is none, though it may be all digits.
    """
    text = "\n".join(f"{label}：{words}" for label, words in fields.items() if label != CODE_LABEL)
    kinds = {span.kind for span in protected(text, known)}
    kinds |= {"card"} if not kinds and LONG_NUMBER.search(text) else set()
    return [word for kind, word in PERSONAL.items() if kind in kinds]


def publish_due(decided_on: date, calendar: Calendar, served_on: date | None = None) -> date:
    """Seven workdays after the decision; the next workday, when it is served no sooner (ADR 0017).

    served_on: since when the decision counts as served.
    """
    due = calendar.due(decided_on, PUBLISH).on
    if served_on is None or served_on < due:
        return due
    return calendar.due(served_on, NEXT_DAY).on


def withdraw_due(effective_on: date, calendar: Calendar) -> tuple[date, date]:
    """The day we aim at, and the last day the law allows."""
    return (
        calendar.due(effective_on, WITHDRAW_TARGET).on,
        calendar.due(effective_on, WITHDRAW_LIMIT).on,
    )
