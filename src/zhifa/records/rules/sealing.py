"""When a paper may be sealed, and what may stand in the way. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from zhifa.kernel.refusals import Obstacle

DATA = Path(__file__).parents[1] / "data" / "sealing.toml"
SEALS = "电子签名法 第十三条、第十四条"

INTERNAL = Obstacle("seal:internal", "内部文书不盖机关印章。", SEALS)
NO_STEP = Obstacle(
    "seal:no_step", "这份文书不是办案步骤作出的，不能用印；请在案件页办理相应步骤。", SEALS
)
SEALED_ALREADY = Obstacle("seal:done", "这份文书已经盖章，不必再批准。")
ORDERED_ALREADY = Obstacle("seal:ordered", "这份文书已经批准用印，正在办理。")
WITHDRAWN = Obstacle("seal:withdrawn", "这份文书已经失效，不能再用印。")
NO_CREDENTIAL = Obstacle(
    "seal:no_credential", "还没有登记可用的签章证书，请联系安全管理员登记后自动补办。"
)
EXPIRED = Obstacle("seal:expired", "签章证书不在有效期内，请联系安全管理员更换后自动补办。")
REVOKED_ALREADY = Obstacle("credential:revoked", "这张证书已经吊销。")
NEEDS_REASON = Obstacle("credential:reason", "写明吊销的原因，例如密钥遗失、人员离任。")
UNKNOWN_KEY = Obstacle(
    "credential:unknown_key", "签名服务中没有这个名称的密钥，请先在签名服务中生成或者导入。"
)
IN_USE = Obstacle(
    "credential:in_use", "已有一张在用的证书；更换时先吊销原证书，已盖的章凭时间戳继续有效。"
)
WITHDRAWN_ALREADY = Obstacle("paper:withdrawn", "这份文书已经登记失效。")

LONGEST_WAIT = timedelta(hours=6)
FIRST_WAIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Automatic:
    """A paper whose making is the leave to seal it. person: who made it signs too."""

    code: str
    person: bool
    source: str


@cache
def automatic() -> dict[str, Automatic]:
    """Papers sealed without a further approval, by code."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["automatic"]
    return {r["code"]: Automatic(r["code"], r["person"], r["source"]) for r in rows}


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many vain tries."""
    return min(FIRST_WAIT * (1 << min(tries, 16)), LONGEST_WAIT)
