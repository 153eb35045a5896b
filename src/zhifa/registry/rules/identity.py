"""Identity codes and their check digits (GB 32100, 11714, 11643); numbers that reach people.

A `…_fault` says in Chinese why a code is wrong and what to do; it is empty when the code is right.
"""

import re
from datetime import date

from zhifa.kernel import phones

tidy, mobile_fault, phone_fault = phones.tidy, phones.mobile_fault, phones.phone_fault
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CREDIT = re.compile(r"[1-9ANY][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}[0-9A-HJ-NPQRTUWXY]")
STAND_IN = "00000000000000000X"
CREDIT_WEIGHTS = [pow(3, i, 31) for i in range(17)]
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CITIZEN = re.compile(r"[1-9][0-9]{16}[0-9X]")
CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
OLD_LENGTH = 15
CREDIT_CODE, CITIZEN_ID = "001", "111"
MALE, FEMALE = "1", "2"

# standards.md 4.5: codes as 互联网+监管 uses them; the meanings beside 001 and 111 are unconfirmed
PERSON_PAPERS = {
    "111": "居民身份证",
    "112": "临时居民身份证",
    "154": "居住证",
    "414": "普通护照",
    "511": "台湾居民来往大陆通行证",
    "516": "港澳居民来往内地通行证",
    "553": "外国人永久居留身份证",
    "990": "其他",
}
ORGANISATION_PAPERS = {"001": "统一社会信用代码", "099": "其他法人证件"}
PATTERNS = {
    "414": re.compile(r"[A-Z0-9]{5,18}"),
    "511": re.compile(r"[0-9]{8}([0-9]{2})?"),
    "516": re.compile(r"[HM][0-9]{8,10}"),
    "553": re.compile(r"[A-Z]{3}[0-9]{12}|9[0-9]{17}"),
}
ANY_PAPER = re.compile(r"[0-9A-Z一-鿿()〔〕（）-]{4,40}")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATES = (
    re.compile(rf"[{_PROVINCES}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9挂学警港澳]"),
    re.compile(rf"[{_PROVINCES}][A-HJ-NP-Z][A-HJK][A-HJ-NP-Z0-9][0-9]{{4}}"),  # new energy, small
    re.compile(rf"[{_PROVINCES}][A-HJ-NP-Z][0-9]{{5}}[A-HJK]"),  # new energy, large
)
ACCOUNT = re.compile(r"[0-9]{12,19}")


def credit_check(body: str) -> str:
    """The check character of the first 17 characters of a credit code (GB 32100)."""
    total = sum(ALPHABET.index(c) * w for c, w in zip(body, CREDIT_WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def organisation_check(body: str) -> str:
    """The check character of the eight characters of an organisation code (GB 11714)."""
    total = sum(LETTERS.index(c) * w for c, w in zip(body, ORGANISATION_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


def credit_code_fault(text: str) -> str:
    """Why a unified social credit code is wrong. Source: GB 32100, GB 11714.

    The stand-in of public lists is let through. Letters may stand in places 1, 2 and 9 to 18.
    """
    code = tidy(text)
    if code == STAND_IN:
        return ""
    if not CREDIT.fullmatch(code):
        return "统一社会信用代码应为 18 位数字和大写字母，不含 I、O、S、V、Z。"
    if code[17] != credit_check(code[:17]):
        return "统一社会信用代码的校验位不对，请核对证照原件。"
    if code[16] != organisation_check(code[8:16]):
        return "统一社会信用代码第 9 至 17 位（组织机构代码）的校验位不对，请核对证照原件。"
    return ""


def organisation_of(code: str) -> str:
    """The organisation code in a credit code: the same body keeps it when it is registered anew."""
    return code[8:17]


def citizen_id(text: str) -> str:
    """A citizen number in its 18 character form: upper case X, 15 digits lengthened."""
    code = tidy(text)
    if len(code) == OLD_LENGTH and code.isascii() and code.isdigit():
        body = code[:6] + "19" + code[6:]
        return body + citizen_check(body)
    return code


def citizen_check(body: str) -> str:
    """The check character of the first 17 digits of a citizen number (GB 11643)."""
    total = sum(int(c) * w for c, w in zip(body, CITIZEN_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def born_on(text: str) -> date | None:
    """The birth date in a citizen number, or None when it holds none."""
    code = citizen_id(text)
    try:
        return date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return None


def sex_of(text: str) -> str:
    """GB/T 2261.1 from a citizen number: 1 male, 2 female."""
    return MALE if int(citizen_id(text)[16]) % 2 else FEMALE


def citizen_id_fault(text: str, on: date | None = None) -> str:
    """Why a citizen number is wrong. Source: GB 11643.

    on: a day by which the holder must have been born. The division is not checked: people keep
    the number of a place that has since changed its code.
    """
    code = citizen_id(text)
    if not CITIZEN.fullmatch(code):
        return "身份证号应为 18 位数字，末位可以是 X。"
    born = born_on(code)
    if born is None:
        return "身份证号中的出生日期不存在，请核对证件原件。"
    if on is not None and born > on:
        return "身份证号中的出生日期还没有到，请核对证件原件。"
    wrong = code[17] != citizen_check(code[:17])
    return "身份证号的校验位不对，请核对证件原件。" if wrong else ""


def paper_number(kind: str, text: str) -> str:
    """A document's number as it is kept. kind: of standards.md 4.5."""
    return citizen_id(text) if kind in {"111", "112"} else tidy(text)


def paper_fault(kind: str, text: str, on: date | None = None) -> str:
    """Why the number of an identity document is wrong. kind: of standards.md 4.5."""
    if kind in {"111", "112"}:
        return citizen_id_fault(text, on)
    if kind == CREDIT_CODE:
        return credit_code_fault(text)
    name = PERSON_PAPERS.get(kind) or ORGANISATION_PAPERS.get(kind)
    if name is None:
        return "没有这种证件类型，请重新选择。"
    fits = PATTERNS.get(kind, ANY_PAPER).fullmatch(tidy(text))
    return "" if fits else f"{name}号码的格式不对，请核对证件原件。"


def age_on(born: date, on: date) -> int:
    """Full years on a day (Beijing dates); one is a year older from the day after the birthday.

    Source: 周岁从周岁生日的第二天起算 (the usual rule in penalty and criminal practice).
    """
    had = (on.month, on.day) > (born.month, born.day)
    return on.year - born.year - (0 if had else 1)


def plate_fault(text: str) -> str:
    """Why a number plate is wrong. Source: GA 36, as standards.md 4.4 gives it."""
    plate = tidy(text).replace("·", "")
    right = any(p.fullmatch(plate) for p in PLATES)
    return "" if right else "号牌号码格式不对，如 川D12345、川D12345F。"


def bank_card_fault(text: str) -> str:
    """Why a bank card number is wrong: 12 to 19 digits and the Luhn check."""
    number = tidy(text)
    if not ACCOUNT.fullmatch(number):
        return "银行卡号应为 12 至 19 位数字。"
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(number))]
    total = sum(n - 9 if n > 9 else n for n in doubled)  # noqa: PLR2004 - two digits added up
    return "银行卡号的校验位不对，请核对卡面。" if total % 10 else ""


def masked(text: str, last: int = 4) -> str:
    """A number with all but its last characters hidden; short ones are hidden whole."""
    return "*" * max(len(text) - last, 4) + text[-last:] if len(text) > last else "*" * len(text)


def masked_name(name: str) -> str:
    """A person's name with only the family name kept."""
    return name[:1] + "*" * max(len(name) - 1, 1) if name else ""
