"""Points 5 and 8: the law and the discretion; whether a crime is suspected."""

from collections.abc import Iterator
from decimal import Decimal

from zhifa.review.rules.conditions import failing
from zhifa.review.rules.file import File, Sum, Weighed
from zhifa.review.rules.finding import Finding, Found, Point, point

LAW = "行政处罚法 第五条、第三十四条、第三十七条"
CRIME = "行政处罚法 第二十七条、行政执法机关移送涉嫌犯罪案件的规定 第三条"


def _sum(amount: Decimal) -> str:
    return f"{amount:,.2f}".removesuffix(".00")


def span_words(span: tuple[Sum, Sum]) -> str:
    """A range of sums in words."""
    least, most = span
    if most is None:
        return f"{_sum(least)} 元以上" if least else "没有写明数额"
    return f"{_sum(least or Decimal(0))} 至 {_sum(most)} 元"


def weighed_words(weighed: Weighed) -> str:
    """What is to be imposed, beside the tier and the range."""
    if weighed.outcome != "penalty":
        return f"不予行政处罚：{weighed.ground}"
    kinds = "、".join(weighed.kinds)
    if not weighed.fine:
        return f"{kinds}，裁量档次“{weighed.tier}”" if weighed.tier else kinds
    tier = f"，“{weighed.tier}”一档 {span_words(weighed.tier_span)}" if weighed.tier else ""
    return f"罚款 {_sum(weighed.fine)} 元{tier}，法定幅度 {span_words(weighed.span)}"


def _cited(file: File) -> Iterator[Finding]:
    """What papers cite and the library does not find in force on the day of the act."""
    titles = {paper.id: paper.title for paper in file.papers}
    for paper, faults in file.faults.items():
        for fault in faults:
            told = f"《{titles.get(paper, '')}》引用的条款：{fault.message.rstrip('。')}"
            known = fault.code != "citation:unknown_law"
            found = Found.WRONG if known else Found.DOUBT
            yield Finding(5, "citation", found, told, "行政处罚法 第三十七条", (paper,))


def _weighing(file: File) -> Iterator[Finding]:
    weighed = file.weighed
    if weighed is None:
        return
    if weighed.outcome != "penalty":
        told = f"拟{weighed_words(weighed)}；情形是否成立由审核人员判断"
        law = "行政处罚法 第三十条至第三十三条、第五十七条"
        yield Finding(5, "no_penalty", Found.HUMAN, told, law, file.papers_named("W36"))
    elif weighed.reasoned:
        told = f"{weighed_words(weighed)}；偏离档次写了理由，是否成立由审核人员判断"
        yield Finding(5, "departs", Found.HUMAN, told, LAW, file.papers_named("W36"))


def law(file: File) -> Point:
    """Point 5: the law of the day of the act, tier and range (行政处罚法 五、三十四、三十七)."""
    found = [*failing(file, 5), *_cited(file), *_weighing(file)]
    told = weighed_words(file.weighed) if file.weighed else "还没有处理意见"
    since = f" {file.breach_on} 有效" if file.breach_on else "有效"
    why = f"{'、'.join(file.clauses)}在违法行为发生之日{since}；{told}。"
    return point(5, found, why, LAW, file.papers_named("W36"))


def crime(file: File) -> Point:
    """Point 8: what reaches the line of a crime is not ended by a fine (行政处罚法 二十七)."""
    told, papers = file.crime, file.papers_named("W36")
    if file.moved:
        why = "已报告涉嫌犯罪，移送正在办理；移送了结以前不作处罚决定。"
        return point(8, (Finding(8, "moving", Found.HUMAN, why, CRIME),), why, CRIME)
    if told is None:
        why = f"“{file.matter}”在事项库中没有对应的罪名，案卷没有涉嫌犯罪的报告。"
        return point(8, (), why, CRIME, papers)
    named = f"{told.offence}（{told.clause}）"
    if told.amount is None:
        why = f"对照{named}：{told.condition}；是否达到由审核人员判断"
        return point(8, (Finding(8, "crime_line", Found.HUMAN, why, CRIME, papers),), why, CRIME)
    weighed = file.weighed
    reached = max(weighed.base, weighed.gains) if weighed else Decimal(0)
    if reached >= told.amount:
        why = (
            f"{told.base} {_sum(reached)} 元，已达到{named}的 {_sum(told.amount)} 元，没有报告移送"
        )
        return point(8, (Finding(8, "crime_reached", Found.WRONG, why, CRIME, papers),), why, CRIME)
    why = f"查明 {_sum(reached)} 元，没有达到{named}的 {_sum(told.amount)} 元。"
    return point(8, (), why, CRIME, papers)
