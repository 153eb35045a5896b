"""When a paper may be sealed, and what may stand in the way. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from zhifa.kernel.refusals import Obstacle

DATA = Path(__file__).parents[1] / "data" / "sealing.toml"
SEALS = "电子签名法 第十三条、第十四条"

INTERNAL = Obstacle("seal:internal", "内部文书不盖机关印章。", SEALS, over="内部文书不用印。")
NO_STEP = Obstacle(
    "seal:no_step", "这份文书不是办案步骤作出的，不能用印。", SEALS, then="在案件页办理相应步骤。"
)
SEALED_ALREADY = Obstacle("seal:done", "这份文书已经盖章。", over="已经盖章，不必再批准。")
ORDERED_ALREADY = Obstacle(
    "seal:ordered", "这份文书已经批准用印，正在办理。", then="等用印办完，刷新页面查看。"
)
WITHDRAWN = Obstacle(
    "seal:withdrawn", "这份文书已经失效，不能再用印。", over="文书失效；需要的另行制作。"
)
NO_CREDENTIAL = Obstacle(
    "seal:no_credential", "还没有登记可用的签章证书。", then="联系安全管理员登记，登记后自动补办。"
)
EXPIRED = Obstacle(
    "seal:expired", "签章证书不在有效期内。", then="联系安全管理员更换，更换后自动补办。"
)
REVOKED_ALREADY = Obstacle(
    "credential:revoked", "这张证书已经吊销。", over="已经吊销，不需要再办。"
)
NEEDS_REASON = Obstacle(
    "credential:reason", "没有写明吊销的原因。", then="写明原因，例如密钥遗失、人员离任。"
)
UNKNOWN_KEY = Obstacle(
    "credential:unknown_key",
    "签名服务中没有这个名称的密钥。",
    then="请先在签名服务中生成或者导入。",
)
IN_USE = Obstacle(
    "credential:in_use",
    "已有一张在用的证书。",
    then="更换时先吊销原证书；已盖的章凭时间戳继续有效。",
)
WITHDRAWN_ALREADY = Obstacle(
    "paper:withdrawn", "这份文书已经登记失效。", over="已经登记，不需要再办。"
)

LONGEST_WAIT = timedelta(hours=6)
FIRST_WAIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Automatic:
    """A paper whose making is the leave to seal it. person: who made it signs too.

    handed: it is handed over where it is made, before anybody can seal it (行政处罚法 五十二).
    """

    code: str
    person: bool
    source: str
    handed: bool = False


@cache
def automatic() -> dict[str, Automatic]:
    """Papers sealed without a further approval, by code."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["automatic"]
    return {
        r["code"]: Automatic(r["code"], r["person"], r["source"], r.get("handed", False))
        for r in rows
    }


def made_on_the_spot(code: str) -> bool:
    """Whether officers, and no head, make and sign a paper where they stand."""
    told = automatic().get(code)
    return told is not None and told.handed


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave to seal a paper, and how it went. on: the Beijing day of the leave.

    ready_on: from when it may be served, the day of the seal; None while there is none.
    why: why it could not be sealed yet.
    """

    on: date
    ready_on: date | None
    why: str = ""


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many vain tries."""
    return min(FIRST_WAIT * (1 << min(tries, 16)), LONGEST_WAIT)
