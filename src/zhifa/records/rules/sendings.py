"""Where a paper may be sent by wire, what became of it, and what stands in the way. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from zhifa.kernel.refusals import Obstacle

EMAIL, SMS = "email", "sms"
SENT, DELIVERED, OPENED, FAILED = "sent", "delivered", "opened", "failed"
ARRIVED = (DELIVERED, OPENED)  # what proves that it reached the system of the party
TRIES = 8  # a day and a half of growing waits; then the sending has failed
LINK_DAYS = 180

_MAIL = re.compile(r"(?a)[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d{9})(?!\d)")

GAVE_UP = "发了多次，发送服务都没有接收。"
LOST = "文书到不了当事人确认的系统"
LAW = "行政处罚法 第六十一条、民事诉讼法 第九十条"
INTERNAL = Obstacle("sending:internal", "内部文书不对外送达。", LAW, over="内部文书不用发送。")
UNSEALED = Obstacle(
    "sending:unsealed",
    "文书还没有盖章，不能发送。",
    "电子签名法 第十三条、第十四条",
    then="请机关负责人在“待批准用印”批准，盖章后再发送。",
)
WITHDRAWN = Obstacle(
    "sending:withdrawn", "文书已经失效，不再发送。", LAW, over="失效的文书不能送达。"
)
SERVED = Obstacle(
    "sending:served", "这份文书已经送达。", LAW, over="送达日期以送达回证为准，不用再发。"
)
UNCONFIRMED = Obstacle(
    "sending:confirmation",
    "没有当事人签名同意电子送达的《送达地址确认书》。",
    LAW,
    then="先取得确认书，或者改用其他方式送达。",
)
NO_ACCOUNT = Obstacle(
    "sending:account",
    "确认书写的接收方式不是电子邮箱，也不是手机号，系统不能自动发送。",
    LAW,
    then="用确认的方式（例如传真）发送，截图或者拍照入卷后登记送达；或者改用其他方式。",
)
NOT_CONNECTED: Mapping[str, Obstacle] = {
    EMAIL: Obstacle(
        "sending:no_mail",
        "没有接通发信服务器。",
        LAW,
        then="请系统管理员按运维手册接通，或者改用其他方式送达。",
    ),
    SMS: Obstacle(
        "sending:no_sms",
        "没有接通短信服务。",
        LAW,
        then="请系统管理员按运维手册接通，或者改用其他方式送达。",
    ),
}
UNDER_WAY = Obstacle(
    "sending:under_way",
    "这份文书已经发出，还没有结果。",
    LAW,
    then="等回执；急的改用其他方式送达。",
)
ARRIVED_ALREADY = Obstacle(
    "sending:arrived",
    "这份文书已经到达当事人确认的系统。",
    LAW,
    then="按到达日期登记送达。",
)


def account_of(text: str) -> tuple[str, str] | None:
    """Channel and account in what the party wrote; None when neither mail nor mobile is there."""
    if mail := _MAIL.search(text):
        return EMAIL, mail[0]
    mobile = _MOBILE.search(text)
    return (SMS, mobile[1]) if mobile else None


def hidden(channel: str, account: str) -> str:
    """An account as it stands where not everybody needs it whole."""
    if channel == SMS:
        return f"{account[:3]}****{account[-4:]}"
    name, _, house = account.partition("@")
    return f"{name[:1]}***@{house}"


def link_open(ordered_at: datetime, at: datetime) -> bool:
    """Whether the address in the letter still opens the paper."""
    return at < ordered_at + timedelta(days=LINK_DAYS)
