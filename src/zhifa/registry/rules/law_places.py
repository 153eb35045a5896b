"""Level and issuing body of a law whose source does not say."""

import re
from collections.abc import Iterable
from dataclasses import replace

from zhifa.registry.rules.law_records import Record

_LOCAL = re.compile(
    r"^(?:北京|天津|上海|重庆)市|^[\u4e00-\u9fff]{2,3}省|^(?:内蒙古|广西|西藏|宁夏|新疆)[\u4e00-\u9fff]*自治区"
    r"|^[\u4e00-\u9fff]{2,8}(?:市(?![场容政民值])|自治州|自治县)"
)
LEVELS = (
    "宪法", "法律", "行政法规", "地方性法规", "自治条例", "单行条例", "部门规章", "地方政府规章",
    "司法解释", "地方规范性文件", "规范性文件/政策文件", "技术规范/其他",
)  # fmt: skip
_CONGRESS = "全国人民代表大会"


def _level(record: Record) -> str:
    title, body = record.title, record.body
    if title == "中华人民共和国宪法":
        return "宪法"
    if title.startswith("中华人民共和国") and re.search("法(?:典)?$", title):
        return "法律"
    if title.startswith(("最高人民法院", "最高人民检察院")):
        return "司法解释"
    if _LOCAL.match(title):
        return "地方性法规" if title.endswith("条例") else ""
    return "行政法规" if body == "国务院" or title.startswith("中华人民共和国") else ""


def guess(record: Record) -> Record:
    """The record with the level that its title shows, where none is told; never a wrong guess."""
    level = record.level or _level(record)
    body = record.body or {"法律": f"{_CONGRESS}常务委员会", "行政法规": "国务院"}.get(level, "")
    return replace(record, level=level, body=body)


LOCAL = frozenset({"地方性法规", "地方政府规章", "自治条例", "单行条例", "地方规范性文件"})


def elsewhere(level: str, body: str, title: str, home: Iterable[str]) -> bool:
    """Whether a local rule is another place's: it names none of the divisions that are home."""
    return level in LOCAL and not any(name in body or title.startswith(name) for name in home)
