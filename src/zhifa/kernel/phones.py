"""Numbers that reach people."""

import re
import unicodedata

MOBILE = re.compile(r"1[3-9][0-9]{9}")
FIXED_LINE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?")


def tidy(text: str) -> str:
    """A code as it is kept: full-width characters narrowed, upper case, no spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).upper()


def mobile_fault(text: str) -> str:
    """Why a mobile number is wrong."""
    right = MOBILE.fullmatch(tidy(text))
    return "" if right else "手机号应为 11 位数字，以 13 至 19 开头。"


def phone_fault(text: str) -> str:
    """Why a phone number is wrong: neither mobile nor fixed line with its area code."""
    right = MOBILE.fullmatch(tidy(text)) or FIXED_LINE.fullmatch(tidy(text))
    return "" if right else "请填 11 位手机号，或者带区号的固定电话，如 0812-5550000。"
