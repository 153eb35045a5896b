"""What may be sent in, and what is said when it may not. Pure."""

import re
from datetime import datetime
from pathlib import PurePosixPath

from zhifa.kernel.refusals import Obstacle
from zhifa.records.rules.obstacles import EMPTY_FILE

DIGEST = re.compile(r"[0-9a-f]{64}")
BAD = re.compile(r"[\x00-\x1f\x7f]")
LONGEST = 200
TOO_LONG = Obstacle(
    "upload:too_long", "文件超过一次能上传的大小。", then="请分段录制，或者请系统管理员调整上限。"
)
NO_ROOM = Obstacle(
    "upload:no_room",
    "存放音像记录的空间不够，没有收下；已有的记录没有改动。",
    then="请系统管理员扩容后再传，已传的部分保留到期满。",
)
ENDED = Obstacle(
    "upload:ended", "这次上传已经了结或者逾期清除。", then="请重新选择文件，从头上传。"
)
NOT_WHOLE = Obstacle("upload:not_whole", "文件还没有传完。", then="传完以后再入库。")
ELSEWHERE = Obstacle(
    "upload:offset", "接着传的位置与已收到的不一致。", then="先问已收到多少字节，再从那里接着传。"
)
IN_HAND = Obstacle(
    "upload:in_hand", "同一个文件正在另一处上传。", then="等那一处传完或者断开，再接着传。"
)
UNLIKE_PIECE = Obstacle(
    "upload:piece", "这一段的校验值不符，没有收下。", then="从这一段的开头重传。"
)
UNLIKE_WHOLE = Obstacle(
    "upload:whole", "传完的文件与所报的 SHA-256 不符，没有收下。", then="请从头重传。"
)
WRONG_LENGTH = Obstacle(
    "upload:length", "送来的字节超过所报的长度，多出的一段没有收下。", then="请核对文件后重传。"
)
WRONG_DIGEST = Obstacle(
    "upload:digest", "所报的 SHA-256 不是 64 位小写十六进制数。", then="改正后再传，或者不报。"
)
UNREADABLE = Obstacle(
    "recording:unreadable",
    "录像、录音打不开：文件不完整，或者内容不是所选的种类。",
    "最高人民法院关于行政诉讼证据若干问题的规定 第十二条",
    then="从设备重新导出；确实只有这一份的，选“电子文件”入库并在证明对象中写明。",
)


def plain_name(told: str) -> str:
    """A file's name without its folders and without signs that no name has."""
    last = PurePosixPath(told.replace("\\", "/")).name
    return BAD.sub("", last).strip(". ")[-LONGEST:] or "未命名"


def begin_obstacles(*, length: int, most: int, left: int, sha256: str) -> list[Obstacle]:
    """What keeps an upload from being begun."""
    checks = {
        EMPTY_FILE: not length,
        TOO_LONG: length > most,
        NO_ROOM: length > left,
        WRONG_DIGEST: bool(sha256) and DIGEST.fullmatch(sha256) is None,
    }
    return [obstacle for obstacle, broken in checks.items() if broken]


def over(
    *, ended_at: datetime | None, whole_at: datetime | None, ends: datetime, at: datetime
) -> bool:
    """Whether nothing more comes of an upload. What is whole waits for its facts without end."""
    return ended_at is not None or (whole_at is None and ends <= at)
