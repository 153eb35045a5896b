"""Numbers that lead to a person or a firm: by shape, check digit and the words beside them.

Offsets are into the plain text (one character for one). A wrong check digit is no reason to let a
number through where its shape or the words beside it say what it is: most leaked numbers in real
files are mistyped ones.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from zhifa.disclosure.masking.spans import Span

GAP = r"[ \-._·]{0,3}"  # strokes or blanks, as people write numbers
PROVINCES = frozenset(
    str(n)
    for span in ((11, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66), (71, 72), (81, 84))
    for n in range(*span)
) | {"91"}
CITIZEN_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PLATE_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
CARD_WORDS = re.compile(
    r"账户|账号|帐号|帐户|卡号|银行|信用社|农信|邮储|支付宝|开户|存折|汇入|转账|转入"
)
ID_WORDS = re.compile(r"身份证|身份号码|证件号|公民身份|居民证|护照|通行证|驾驶证|居留证|社保|医保")
PHONE_WORDS = re.compile(r"电话|手机|联系方式|座机|传真|热线|拨打|致电|来电|微信")
SPELT = "[一二三四五六七八九零0壹贰叁肆伍陆柒捌玖幺两]"
SPELT_PHONE = re.compile(
    rf"(?<!{SPELT})[一壹幺][三四五六七八九叁肆伍陆柒捌玖]{SPELT}{{9}}(?!{SPELT})"
)
SPELT_CITIZEN = re.compile(rf"(?<!{SPELT}){SPELT}{{17}}(?:{SPELT}|[Xx])(?!{SPELT})")
MONTHS, DAYS = 12, 31
OLDEST = 1880


class Found(NamedTuple):
    """A number with its own characters only."""

    start: int
    end: int
    code: str


def _numbers(pattern: str, text: str) -> Iterator[Found]:
    for match in re.finditer(pattern, text):
        yield Found(match.start(), match.end(), re.sub(r"[ \-._·]", "", match.group()).upper())


def _before(text: str, at: int, many: int = 14) -> str:
    return text[max(0, at - many) : at]


def _day(code: str) -> bool:
    try:
        return date(int(code[:4]), int(code[4:6]), int(code[6:8])).year >= OLDEST
    except ValueError:
        return False


def citizen_check(body: str) -> str:
    """The check character of the first 17 digits of a citizen number (GB 11643)."""
    total = sum(int(c) * w for c, w in zip(body, CITIZEN_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def credit_check(body: str) -> str:
    """The check character of the first 17 characters of a credit code (GB 32100)."""
    total = sum(CREDIT.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return CREDIT[(31 - total % 31) % 31]


def citizens(text: str) -> Iterator[Span]:
    """Citizen numbers, 18 or the old 15 digits; some of their digits may be starred."""
    for found in _numbers(rf"(?<![0-9A-Za-z])(?:\d{GAP}){{17}}[\dXx](?![0-9A-Za-z])", text):
        code = found.code
        sound = citizen_check(code[:17]) == code[17]
        likely = code[:2] in PROVINCES and _day(code[6:14])
        told = ID_WORDS.search(_before(text, found.start))
        if likely or told or (sound and code[:2] in PROVINCES):
            rule = "citizen_checked" if sound else "citizen_shape"
            yield Span(found.start, found.end, "id_number", rule)
    for found in _numbers(r"(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])", text):
        told = ID_WORDS.search(_before(text, found.start))
        if told and found.code[:2] in PROVINCES and _day("19" + found.code[6:12]):
            yield Span(found.start, found.end, "id_number", "citizen_old")
    for match in SPELT_CITIZEN.finditer(text):
        yield Span(match.start(), match.end(), "id_number", "citizen_spelt")
    for match in re.finditer(r"(?<!\d)\d{3,17}[*xX\u00d7]{4,12}\d{0,4}[\dXx]?(?![\dA-Za-z])", text):
        if ID_WORDS.search(_before(text, match.start())):
            yield Span(match.start(), match.end(), "id_number", "citizen_partial")


def papers(text: str) -> Iterator[Span]:
    """Passports, permits and other personal papers, where the words say so."""
    word = r"(?:护照|通行证|台胞证|回乡证|居留证|军官证|士兵证|社保卡|医保卡|驾驶证|档案)"
    number = r"(?P<n>[A-Z]{0,3}\d{7,18}[A-Z]?)"
    for match in re.finditer(rf"{word}[^。；\n]{{0,8}}?[:： ]?{number}(?![0-9A-Za-z])", text):
        yield Span(match.start("n"), match.end("n"), "id_number", "paper_named")


def credits(text: str) -> Iterator[Span]:  # noqa: A001 - the field's word
    """Unified social credit codes; they stay public (law.md 2.4), so they are only marked."""
    pattern = (
        r"(?<![0-9A-Za-z])[1-9ANY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])"
    )
    for match in re.finditer(pattern, text):
        code = match.group()
        sound = credit_check(code[:17]) == code[17]
        named = re.search(r"信用代码|统一代码|税号|纳税人识别", _before(text, match.start(), 18))
        if (sound and not (code.isdigit() and _day(code[6:14]))) or named:
            yield Span(match.start(), match.end(), "credit_code", "credit_kept", code)


def phones(text: str) -> Iterator[Span]:
    """Mobile and fixed lines. Service numbers of five figures (12345) are nobody's."""
    mobile = rf"(?<![0-9A-Za-z])(?:\+?0{{0,2}}86{GAP})?1{GAP}[3-9](?:{GAP}\d){{9}}(?![0-9A-Za-z])"
    for match in re.finditer(mobile, text):
        yield Span(match.start(), match.end(), "phone", "mobile")
    fixed = (
        r"(?<![0-9A-Za-z\-])(?:[(（]0\d{2,3}[)）]|0\d{2,3})[ \-]{0,3}[2-9]\d{6,7}(?:[\-转]\d{1,6})?"
        r"(?![0-9A-Za-z])"
    )
    for match in re.finditer(fixed, text):
        yield Span(match.start(), match.end(), "phone", "fixed_line")
    local = r"(?<![0-9A-Za-z\-./])[2-9]\d{6,7}(?![0-9A-Za-z])"
    for match in re.finditer(local, text):
        if PHONE_WORDS.search(_before(text, match.start(), 8)):
            yield Span(match.start(), match.end(), "phone", "fixed_line_named")
    for match in SPELT_PHONE.finditer(text):
        yield Span(match.start(), match.end(), "phone", "mobile_spelt")
    partial = r"(?<!\d)1[3-9]\d[*\u00d7xX]{4,8}\d{0,4}(?!\d)"
    for match in re.finditer(partial, text):
        yield Span(match.start(), match.end(), "phone", "mobile_partial")


def _luhn(code: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(code)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the sum of two digits
    return total % 10 == 0


def cards(text: str) -> Iterator[Span]:
    """Bank cards and accounts: 16 to 19 figures that check, or any account the words name."""
    for found in _numbers(r"(?<![0-9A-Za-z])\d(?:[ \-]?\d){14,18}(?![0-9A-Za-z])", text):
        named = CARD_WORDS.search(_before(text, found.start, 16))
        if named or (found.code[:2] in _CARD_STARTS and _luhn(found.code)):
            yield Span(found.start, found.end, "card", "card_named" if named else "card_checked")
    close = re.compile(
        r"(?:账户|账号|帐号|帐户|卡号)[^0-9。；，\n]{0,8}(?P<n>\d(?:[ \-]?\d){8,20})(?!\d)"
    )
    for match in close.finditer(text):
        yield Span(match.start("n"), match.end("n"), "card", "account_named")
    tail = re.compile(
        r"(?:卡号|账号|帐号|尾号)[^0-9。；，\n]{0,4}(?P<n>(?:\d{4,6}[*\u00d7xX ]{3,13})?\d{4})"
        r"(?!\d)"
    )
    for match in tail.finditer(text):
        if "*" in match.group("n") or "尾号" in match.group():
            yield Span(match.start("n"), match.end("n"), "card", "card_tail")


_CARD_STARTS = frozenset(
    map(str, (35, 37, *range(40, 44), 45, *range(51, 56), 60, 62, 68, 69, 90, 94, 95, 98, 99))
)


def plates(text: str) -> Iterator[Span]:
    """Number plates; the middle is masked (law.md 2.4)."""
    pattern = (
        rf"[{PLATE_PROVINCES}] ?[A-HJ-Z]{GAP}(?:[A-HJ-NP-Z0-9] ?){{4,5}}[A-HJ-NP-Z0-9挂学警港澳]"
        r"(?![0-9A-Za-z])"
    )
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if re.search(r"\d", match.group()):
            bare = match.group().replace(" ", "")
            shown = f"{bare[:2]}***{bare[-1]}"
            yield Span(match.start(), match.end(), "plate", "plate", shown)


def emails(text: str) -> Iterator[Span]:
    """Mail addresses."""
    for match in re.finditer(
        r"[A-Za-z0-9][\w.+\-]{0,63} ?@ ?[\w\-]+(?:\.[\w\-]+)+", text, re.ASCII
    ):
        yield Span(match.start(), match.end(), "email", "email")


NUMERAL = "一二三四五六七八九十0零"
DAY = (
    r"(?P<d>(?:19|20)\d{2} ?[年.\-/] ?\d{1,2} ?[月.\-/] ?\d{1,2} ?日?"
    rf"|[一二][{NUMERAL}]{{3}}年[{NUMERAL}]{{1,2}}月[{NUMERAL}]{{1,3}}日)"
)
BORN = "(?:出生日期|出生年月日|出生年月|出生于|出生时间|生日|出生)(?:为|是|在)?[:： ]?"
BORN_IN = r"生于 ?(?P<d>(?:19\d{2}|200\d) ?[年.\-/] ?\d{1,2} ?[月.\-/] ?\d{1,2} ?日?)"
BIRTHS = (
    BORN_IN,
    BORN + DAY,
    DAY + r"(?= ?(?:出生|生[，,。；、）)]|生于|日生))",
    BORN + r"(?P<d>(?:19|20)\d{2} ?年 ?\d{1,2} ?月)(?! ?\d)",
    BORN + r"(?P<d>(?:19|20)\d{2}[01]\d[0-3]\d)(?!\d)",
    r"[男女][，,、 ]{1,2}(?:[\u4e00-\u9fa5]{1,5}族[，,、 ]{1,2})?" + DAY + "(?![至到起])",
)
CHAT = (
    r"(?:微信号?|QQ号?码?|抖音号?|支付宝账?号?|微博号?|网名)[^A-Za-z0-9\n。；，]{0,6}"
    r"(?P<n>[A-Za-z][\w\-]{4,20}|\d{5,11})(?![\w@])"
)
FRAME = r"(?:车架号|车辆识别代号|VIN)[^A-Z0-9\n]{0,6}(?P<n>[A-HJ-NPR-Z0-9]{17})(?![A-Z0-9])"


def births(text: str) -> Iterator[Span]:
    """Days of birth."""
    for pattern in BIRTHS:
        for match in re.finditer(pattern, text):
            yield Span(match.start("d"), match.end("d"), "birth_date", "birth_named")


def others(text: str) -> Iterator[Span]:
    """Accounts of chat services, vehicle frames."""
    for match in re.finditer(CHAT, text, re.ASCII):
        yield Span(match.start("n"), match.end("n"), "other", "chat_account")
    for match in re.finditer(FRAME, text):
        yield Span(match.start("n"), match.end("n"), "other", "vehicle_frame")


def _phones_outside(text: str) -> Iterator[Span]:
    """Phones that are no piece of an account written in groups."""
    held = [(s.start, s.end) for s in cards(text)]
    for span in phones(text):
        if not any(a <= span.start and span.end <= b for a, b in held):
            yield span


FINDERS: tuple[Callable[[str], Iterator[Span]], ...] = (
    emails, citizens, papers, credits, _phones_outside, cards, plates, births, others,
)  # fmt: skip


def identifiers(text: str) -> Iterator[Span]:
    """Every number and account in a plain text."""
    for finder in FINDERS:
        yield from finder(text)
