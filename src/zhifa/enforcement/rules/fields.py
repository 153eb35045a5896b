"""The shape of what a form says: text in, typed values out, every fault named."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from zhifa.enforcement.rules.procedure import Field
from zhifa.kernel.phones import phone_fault
from zhifa.kernel.texts import UNSEEN_WORDS, thin, thin_words, unseen

BEIJING = ZoneInfo("Asia/Shanghai")
TEXT, LONG = 200, 20_000
MOST = Decimal("9999999999999999.99")
YEARS = range(1900, 2200)
LISTS = frozenset({"choices", "officers", "people"})
NARRATIVE = frozenset({"long", "name"})  # people have no place in the journal
WORDS = frozenset({"text", "name", "long", "personal", "phone", "date", "moment", "plan"})
PERSONAL = frozenset({"personal", "phone"})


class WrongError(ValueError):
    """A value of the wrong shape; its text is what the person reads."""


def _text(field: Field, value: Any) -> str:
    text = str(value).strip()
    if unseen(text):
        raise WrongError(UNSEEN_WORDS)
    most = LONG if field.kind == "long" else TEXT
    if len(text) > most:
        raise WrongError(f"最多 {most} 字，现有 {len(text)} 字。")
    if field.substance and thin(text, field.substance):
        raise WrongError(thin_words(field.substance))
    return text


def _phone(field: Field, value: Any) -> str:
    text = _text(field, value)
    if wrong := phone_fault(text):
        raise WrongError(wrong)
    return text


def _date(_: Field, value: Any) -> str:
    text = str(value).strip()
    try:
        return _near(date.fromisoformat(text)).isoformat()
    except ValueError:
        raise WrongError("日期写成 2026-01-31 的样子。") from None


Day = TypeVar("Day", bound=date)


def _near(day: Day) -> Day:
    """The day itself, if it lies where terms can be counted."""
    if day.year not in YEARS:
        raise ValueError(day)
    return day


def _moment(_: Field, value: Any) -> str:
    text = str(value).strip().replace(" ", "T")
    try:
        at = _near(datetime.fromisoformat(text))
    except ValueError:
        raise WrongError("时间写成 2026-01-31 09:30 的样子。") from None
    at = at if at.tzinfo else at.replace(tzinfo=BEIJING)
    return at.astimezone(BEIJING).isoformat(timespec="minutes")


def _money(_: Field, value: Any) -> str:
    text = str(value).strip().replace(",", "").replace("，", "")
    try:
        amount = Decimal("x" if "e" in text.lower() else text)  # 1e3 is nobody's way to write money
    except InvalidOperation:
        raise WrongError("金额只写数字，例如 5000.00。") from None
    if not amount.is_finite() or amount < 0 or amount > MOST:
        raise WrongError("金额不能为负，也不能超出可记录的范围。")
    if amount != amount.quantize(Decimal("0.01")):
        raise WrongError("金额最多两位小数。")
    return str(amount.quantize(Decimal("0.01")))


def _int(field: Field, value: Any) -> int:
    try:
        number = int(str(value).strip())
    except ValueError:
        raise WrongError("写整数。") from None
    if field.least is not None and number < field.least:
        raise WrongError(f"不能小于 {field.least}。")
    if field.most is not None and number > field.most:
        raise WrongError(f"不能大于 {field.most}。")
    return number


def _flag(_: Field, value: Any) -> bool:
    return str(value).strip().lower() in {"1", "true", "on", "yes", "是"}


def _choice(field: Field, value: Any) -> str:
    text = str(value).strip()
    if text not in dict(field.options):
        raise WrongError("从列出的选项中选择。")
    return text


def _many(value: Any) -> list[str]:
    parts = value if isinstance(value, list | tuple) else str(value).split(",")
    return [str(v).strip() for v in parts if str(v).strip()]


def _choices(field: Field, value: Any) -> list[str]:
    picked = _many(value)
    if not set(picked) <= set(dict(field.options)):
        raise WrongError("从列出的选项中选择。")
    return [code for code, _ in field.options if code in picked]


def _officers(field: Field, value: Any) -> list[int]:
    return sorted({_person(field, v) for v in _many(value)})


def _person(_: Field, value: Any) -> int:
    text = str(value).strip()
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise WrongError("从人员名单中选择。")
    return int(text)


def _key(_: Field, value: Any) -> str:
    text = str(value).strip()
    if not re.fullmatch(r"[0-9A-Za-z._-]{1,60}", text):
        raise WrongError("从列出的选项中选择。")
    return text


def _plan(field: Field, value: Any) -> list[list[str]]:
    rows = []
    for line in str(value).splitlines():
        parts = line.split()
        if not parts:
            continue
        if len(parts) != 2:  # noqa: PLR2004 - a date and an amount
            raise WrongError("每行写一期：日期和金额，中间空格。")
        rows.append([_date(field, parts[0]), _money(field, parts[1])])
        if Decimal(rows[-1][1]) == 0:
            raise WrongError("每期金额要大于零。")
    if not rows:
        raise WrongError("至少写一期。")
    return rows


SHAPES: Mapping[str, Callable[[Field, Any], Any]] = {
    "text": _text,
    "name": _text,
    "long": _text,
    "personal": _text,
    "phone": _phone,
    "date": _date,
    "moment": _moment,
    "money": _money,
    "int": _int,
    "flag": _flag,
    "choice": _choice,
    "choices": _choices,
    "officers": _officers,
    "people": _officers,
    "person": _person,
    "matter": _key,
    "party": _key,
    "recording": _key,
    "plan": _plan,
}


def _empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _storable(value: Any) -> bool:
    """Whether every database can keep it: no NUL, no half of a character."""
    text = str(value)
    return "\0" not in text and not re.search("[\ud800-\udfff]", text)


def _fits(field: Field, value: Any) -> bool:
    """Whether it is one value, or a list of values where the field takes a list."""
    if field.kind in LISTS and isinstance(value, list | tuple):
        return all(isinstance(v, str | int) and _storable(v) for v in value)
    kinds = str if field.kind in WORDS else str | int | float
    return isinstance(value, kinds) and _finite(value) and _storable(value)


def _finite(value: Any) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def clean(
    fields: Sequence[Field], data: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Values by field id, and faults by field id in Chinese.

    Values are plain JSON: dates and times as ISO texts (Beijing), money as a text with two
    decimals. A flag left out is False; an optional field left out is absent.
    """
    values: dict[str, Any] = {}
    faults: dict[str, list[str]] = {}
    for field in fields:
        given = data.get(field.id)
        if not _empty(given) and not _fits(field, given):
            faults[field.id] = [f"{field.name}：不是这一项能写的内容。"]
        elif field.kind == "flag":
            values[field.id] = _flag(field, given or "")
        elif _empty(given):
            if not field.optional:
                faults[field.id] = [f"{field.name}：尚未填写。"]
        else:
            try:
                values[field.id] = SHAPES[field.kind](field, given)
            except WrongError as wrong:
                faults[field.id] = [f"{field.name}：{wrong}"]
    known = {f.id for f in fields}
    for name in sorted(set(data) - known):
        faults[name] = ["没有这一项。"]
    return values, faults


def split(
    fields: Sequence[Field], values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str], dict[str, str]]:
    """Facts (kept in the journal), narratives (only their digest is), personal data (neither)."""
    kinds = {f.id: f.kind for f in fields}
    facts = {k: v for k, v in values.items() if kinds[k] not in NARRATIVE | PERSONAL}
    texts = {k: v for k, v in values.items() if kinds[k] in NARRATIVE}
    personal = {k: v for k, v in values.items() if kinds[k] in PERSONAL}
    return facts, texts, personal
