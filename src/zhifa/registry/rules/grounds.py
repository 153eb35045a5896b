"""On what grounds personal data may be seen in full, and how often.

Source: 个人信息保护法 第六条、第三十四条 (no more than the statutory duty needs).
"""

from collections.abc import Mapping

GROUNDS: Mapping[str, str] = {
    "case": "办理案件",
    "service": "送达文书",
    "execution": "缴纳和执行",
    "complaint": "处理投诉举报",
    "request": "当事人本人申请",
    "check": "核对登记信息",
}
# what each ground needs to see, and no more
NEEDS: Mapping[str, tuple[str, ...]] = {
    "case": ("identity", "guardian", "address", "phone"),
    "service": ("guardian", "address", "phone"),
    "execution": ("identity", "address", "phone", "bank_account"),
    "complaint": ("address", "phone"),
    "request": ("identity", "guardian", "address", "phone", "bank_account"),
    "check": ("identity", "guardian", "address", "phone", "bank_account"),
}
# for these a case about the party must be one's own; the others are for who keeps the library
KEEP = "party:kind"
OF_CASES = frozenset({"case", "service", "execution", "complaint"})
SEARCH = "search"
REVEAL = "reveal"
KINDS: Mapping[str, str] = {SEARCH: "按证件号码查找", REVEAL: "查看完整信息"}
# how often one person may do so within an hour; the rest waits, and is told so
HOURLY: Mapping[str, int] = {SEARCH: 60, REVEAL: 30}


def ground_name(code: str) -> str:
    """A ground in Chinese; a look-up by number has none of its own."""
    return GROUNDS.get(code, "查找")
