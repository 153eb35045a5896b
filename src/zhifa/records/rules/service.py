"""How papers may be served, and from when they count as served. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from zhifa.kernel.calendar import Calendar, Term, Unit
from zhifa.kernel.refusals import Obstacle

DIRECT, LEAVE, ELECTRONIC = "direct", "leave", "electronic"
MAIL, ENTRUST, NOTICE = "mail", "entrust", "notice"
# who may receive a paper in person (民事诉讼法 第八十八条); the words that a receipt carries
RELATIONS = (
    "本人",
    "同住成年家属",
    "法定代表人",
    "负责人",
    "收发部门",
    "代理人",
    "指定代收人",
)
RECEIVERS = (("", "—"), *((word, word) for word in RELATIONS))
NOTICE_TERM = Term(30, Unit.DAY, "民事诉讼法 第九十五条")  # a legal fiction: it never rolls

FUTURE = Obstacle(
    "service:future", "送达日期晚于今天。", "民事诉讼法 第八十七条", then="改正送达日期。"
)
BEFORE_PAPER = Obstacle(
    "service:before_paper", "送达日期早于文书日期。", "民事诉讼法 第八十七条", then="改正送达日期。"
)
UNKNOWN_WAY = Obstacle(
    "service:way",
    "送达方式不在法定方式之内。",
    "行政处罚法 第六十一条、民事诉讼法 第八十八条",
    then="选择法定的送达方式。",
)
INTERNAL = Obstacle(
    "service:internal", "内部文书不对外送达。", "行政处罚法 第六十一条", over="内部文书不用送达。"
)
BY_CASE = Obstacle(
    "service:by_case",
    "这份文书的送达是办案的一个环节。",
    "行政处罚法 第六十一条",
    then="请在案件页登记送达。",
)
UNSEALED = Obstacle(
    "service:unsealed",
    "文书到送达之日还没有批准用印，不能送达。",
    "电子签名法 第十三条、第十四条",
    then="请机关负责人在“待批准用印”批准，再送达盖章的文书。",
)
SEALING = Obstacle(
    "service:sealing",
    "文书已经批准用印，到送达之日还没有盖章，不能送达。",
    "行政处罚法 第五十九条、电子签名法 第十三条、第十四条",
    then="系统会接着办理；机关负责人也可以在文书页点“现在盖章”。盖好章再送达。",
)
NEEDS_SERVER = Obstacle(
    "service:servers", "没有写明送达人。", "民事诉讼法 第八十七条", then="写明后再登记。"
)
NEEDS_RECEIVER = Obstacle(
    "service:receiver",
    "没有写明收件人，或者收件人不是依法可以签收的人。",
    "民事诉讼法 第八十八条",
    then="写明收件人和与当事人的关系；不是这些人的，改用其他方式送达。",
)
NEEDS_WITNESS = Obstacle(
    "service:witness",
    "留置送达没有基层组织代表见证（送达人不能作见证人），也没有拍照录像。",
    "民事诉讼法 第八十九条",
    then="补填见证人，或者选择送达影像。",
)
NEEDS_CONFIRMATION = Obstacle(
    "service:confirmation",
    "没有当事人签名同意电子送达的《送达地址确认书》。",
    "行政处罚法 第六十一条",
    then="先取得确认书，或者改用其他方式送达。",
)
NEEDS_ARRIVAL = Obstacle(
    "service:arrival",
    "还没有证据表明文书已经到达当事人确认的系统。",
    "民事诉讼法 第九十条",
    then="在文书页用电子送达发送，等到达回执；或者选择送达影像（送达截图），或者改用其他方式。",
)
ARRIVED_OTHERWISE = Obstacle(
    "service:arrived_otherwise",
    "送达日期不是文书到达当事人系统的日期。",
    "民事诉讼法 第九十条",
    then="按到达回执上的日期登记。",
)
NEEDS_TRACKING = Obstacle(
    "service:tracking",
    "没有写明邮寄单号。",
    "民事诉讼法 第九十一条",
    then="写明单号，送达日期填回执上的签收日期。",
)
NEEDS_ATTEMPTS = Obstacle(
    "service:attempts",
    "公告送达须受送达人下落不明，或者其他方式都无法送达。",
    "民事诉讼法 第九十五条",
    then="在原因中写明经过。",
)


@dataclass(frozen=True, slots=True)
class Given:
    """What is said about a service. confirmed: the party agreed in writing to electronic ways.

    arrived: the day on which our own sending reached the system of the party.
    """

    way: str
    served_on: date
    today: date
    issued_on: date
    servers: int
    receiver: bool
    witness: bool
    film: bool
    tracking: bool
    reason: bool
    confirmed: bool
    arrived: date | None = None


def _unproven(given: Given) -> bool:
    """An electronic way of which nothing says that it arrived."""
    electronic = given.way == ELECTRONIC and given.confirmed
    return electronic and given.arrived is None and not given.film


DEMANDS: Mapping[str, tuple[Callable[[Given], bool], Obstacle]] = {
    DIRECT: (lambda g: g.receiver, NEEDS_RECEIVER),
    LEAVE: (lambda g: g.witness or g.film, NEEDS_WITNESS),
    ELECTRONIC: (lambda g: g.confirmed, NEEDS_CONFIRMATION),
    MAIL: (lambda g: g.tracking, NEEDS_TRACKING),
    ENTRUST: (lambda g: g.receiver, NEEDS_RECEIVER),
    NOTICE: (lambda g: g.reason, NEEDS_ATTEMPTS),
}


def service_obstacles(given: Given) -> list[Obstacle]:
    """What is wrong with a service, by its way (行政处罚法 六十一；民事诉讼法 八十七至九十五)."""
    met, obstacle = DEMANDS.get(given.way, (lambda _: False, UNKNOWN_WAY))
    checks = {
        FUTURE: given.served_on > given.today,
        BEFORE_PAPER: given.served_on < given.issued_on,
        NEEDS_SERVER: not given.servers,
        obstacle: not met(given),
        NEEDS_ARRIVAL: _unproven(given),
        ARRIVED_OTHERWISE: given.way == ELECTRONIC and given.arrived not in {None, given.served_on},
    }
    return [obstacle for obstacle, broken in checks.items() if broken]


def effective_on(way: str, served_on: date, calendar: Calendar) -> date:
    """The day a paper counts as served, in Beijing dates.

    For a public notice 30 days after it was issued, holidays or not (民事诉讼法 第九十五条).
    """
    return calendar.due(served_on, NOTICE_TERM).raw if way == NOTICE else served_on
