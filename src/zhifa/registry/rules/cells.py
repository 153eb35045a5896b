"""How a value stands in a cell of a list, and how it is read back; ValueError says why not."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from zhifa.kernel.encodings import GARBLED_WORDS, garbled

CARRIAGE = "_x000D_"  # how spreadsheets write a carriage return within a cell (ECMA-376 22.9.2.19)
LONGEST = 4000  # characters in one cell
BAR = "｜"  # noqa: RUF001 - a sign that nobody types by chance
NULLS = {"", "无", "/", "—", "-"}
_DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?: 00:00:00)?")
_MONEY = re.compile(r"-?\d{1,14}(?:\.\d{1,4})?")


class Repaired(ValueError):  # noqa: N818 - not an error: a value with a remark
    """The cell was readable after a repair. value: what was read; the text says what was done."""

    def __init__(self, value: Any, said: str) -> None:
        super().__init__(said)
        self.value = value


def text(cell: Any) -> str:
    """What a cell says, without space at its ends."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    said = str(cell).replace("\r\n", "\n").replace(CARRIAGE, "").strip()
    if garbled(said):
        raise ValueError(GARBLED_WORDS)
    if len(said) > LONGEST:
        raise ValueError(f"一格最多 {LONGEST} 字，请精简")
    return said


def plain_number(value: Any) -> int | float:
    """A number as JSON keeps it: whole ones without a point."""
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else float(number)


def amount(cell: Any) -> Decimal | None:
    """A sum or multiple; 元 and thousands separators are taken away."""
    said = text(cell)
    bare = said.replace(",", "").replace("，", "").removesuffix("元").strip()
    if bare in NULLS:
        return None
    if not _MONEY.fullmatch(bare):
        raise ValueError(f"不是数字：{said[:20]}。请写阿拉伯数字，单位元")
    try:
        value = Decimal(bare)
    except InvalidOperation:  # pragma: no cover - the pattern lets none through
        raise ValueError(f"不是数字：{said[:20]}") from None
    if value < 0:
        raise ValueError("不能是负数")
    if bare != said:
        raise Repaired(value, f"数字写成“{said[:20]}”，已读作 {value}")
    return value


def shown(value: Any) -> str:
    """A number without useless zeros; empty for none."""
    if value is None or value == "":
        return ""
    number = Decimal(str(value))
    return (
        f"{number.to_integral_value():f}"
        if number == number.to_integral_value()
        else f"{number.normalize():f}"
    )


def whole(cell: Any) -> int | None:
    """A count."""
    value = amount(cell)
    if value is not None and value != value.to_integral_value():
        raise ValueError("只能是整数")
    return None if value is None else int(value)


def day(cell: Any) -> date | None:
    """A date; one written as text is read and remarked on."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = text(cell)
    if said in NULLS:
        return None
    found = _DAY.fullmatch(said) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", said)
    try:
        value = date(*map(int, found.groups())) if found else None
    except ValueError:
        value = None
    if value is None:
        raise ValueError(f"不是日期：{said[:20]}。请写成 2026-01-01 的样子")
    if said == value.isoformat():
        return value
    raise Repaired(value, f"日期写成文字“{said[:20]}”，已读作 {value}")


def yes(cell: Any) -> bool:
    """是 or 否; an empty cell is 否."""
    said = text(cell)
    if said in {"是", "有", "1", "True"}:
        return True
    if said in NULLS | {"否", "0", "False"}:
        return False
    raise ValueError(f"只能写“是”或者“否”：{said[:20]}")


def escaped(part: str) -> str:
    """A part of a line, so that bars and line ends in it do not divide it."""
    return part.replace("\\", "\\\\").replace(BAR, "\\p").replace("\n", "\\n")


def unescaped(part: str) -> str:
    """The part as it was."""
    told = {"p": BAR, "n": "\n"}
    return re.sub(r"\\(.)", lambda m: told.get(m[1], m[1]), part.strip())


def codes(names: Mapping[str, str]) -> "Codec":
    """Several of a fixed set, written in Chinese with 、 between them."""
    return _codes(tuple(names.items()))


@cache
def _codes(pairs: tuple[tuple[str, str], ...]) -> "Codec":
    names = dict(pairs)
    back = {name: code for code, name in names.items()}

    words = sorted({*back, *names}, key=len, reverse=True)
    token = re.compile("|".join(map(re.escape, words)) + r"|[^；;\n、，,]+")

    def read(cell: Any) -> list[str]:
        said = [p.strip() for p in token.findall(text(cell)) if p.strip() not in NULLS]
        unknown = [p for p in said if p not in back and p not in names]
        if unknown:
            raise ValueError(f"没有“{unknown[0][:20]}”这一项，只能从这些里选：{'、'.join(back)}")
        return list(dict.fromkeys(back.get(p, p) for p in said))

    return Codec(read, lambda value: "、".join(names.get(c, c) for c in value or ()), list)


def one_of(names: Mapping[str, str], default: str = "") -> "Codec":
    """One of a fixed set, written in Chinese."""
    return _one_of(tuple(names.items()), default)


@cache
def _one_of(pairs: tuple[tuple[str, str], ...], default: str) -> "Codec":
    names = dict(pairs)
    back = {name: code for code, name in names.items()}

    def read(cell: Any) -> str:
        said = text(cell)
        if said in NULLS and default:
            return default
        if said in names:
            return said
        if said not in back:
            wrong = f"“{said[:20]}”不在可选范围" if said else "是空的，请从这些里选"
            raise ValueError(f"{wrong}：{'、'.join(back)}")
        return back[said]

    return Codec(read, lambda value: names.get(value, value), lambda: default)


@dataclass(frozen=True, slots=True)
class Codec:
    """Both ways between a value and a cell. blank: what an absent cell means."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    blank: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a line. kind: text, number, codes, one (code) or yes; names: of the codes."""

    key: str
    name: str
    kind: str = "text"
    names: Mapping[str, str] = field(default_factory=dict)
    must: bool = False

    def write(self, row: Mapping[str, Any]) -> str:
        """The part as text; what is left out is empty."""
        value = row.get(self.key)
        if value is None:
            return ""
        ways: Mapping[str, Callable[[Any], str]] = {
            "number": shown,
            "codes": lambda v: "、".join(self.names.get(c, c) for c in v),
            "one": lambda v: self.names.get(v, v),
            "yes": lambda v: "是" if v else "否",
        }
        return ways.get(self.kind, lambda v: escaped(str(v)))(value)

    def read(self, said: str) -> Any:
        """The value, None when empty."""
        if not said:
            if self.must:
                raise ValueError(f"“{self.name}”没有写")
            return None
        if self.kind == "number":
            value = amount(said)
            return None if value is None else plain_number(value)
        if self.kind == "codes":
            return codes(self.names).read(said)
        if self.kind == "one":
            return one_of(self.names).read(said)
        return yes(said) if self.kind == "yes" else unescaped(said)


def _record(line: str, parts: Sequence[Part]) -> dict[str, Any]:
    said = [p.strip() for p in line.split(BAR)]
    if len(said) > len(parts):
        raise ValueError(f"“{line[:20]}”分得太多，依次写：{BAR.join(p.name for p in parts)}")
    said += [""] * (len(parts) - len(said))
    told = {part.key: part.read(one) for part, one in zip(parts, said, strict=True)}
    return {key: value for key, value in told.items() if value is not None}


def records(*parts: Part) -> Codec:
    """A list of records, one a line, the parts divided by BAR."""

    def read(cell: Any) -> list[dict[str, Any]]:
        return [_record(line, parts) for line in text(cell).split("\n") if line.strip()]

    def write(value: Any) -> str:
        lines = (BAR.join(p.write(row) for p in parts).rstrip(BAR) for row in value or ())
        return "\n".join(lines)

    return Codec(read, write, list)


def record(*parts: Part) -> Codec:
    """One record on one line."""
    many = records(*parts)

    def read(cell: Any) -> dict[str, Any]:
        found = many.read(cell)
        if len(found) > 1:
            raise ValueError("只能写一行")
        return dict(found[0]) if found else {}

    return Codec(read, lambda value: many.write([value] if value else []), dict)


def pairs(names: Mapping[str, str]) -> Codec:
    """A table of words, one a line: 名称：内容."""
    back = {name: code for code, name in names.items()}

    def read(cell: Any) -> dict[str, str]:
        found = {}
        for line in filter(str.strip, text(cell).split("\n")):
            name, *said = re.split("[:：]", line, maxsplit=1)
            if not said or name.strip() not in back:
                raise ValueError(
                    f"“{line[:20]}”看不懂，每行写“名称：内容”，可写：{'、'.join(back)}"
                )
            found[back[name.strip()]] = unescaped(said[0])
        return found

    def write(value: Any) -> str:
        return "\n".join(f"{names.get(k, k)}：{escaped(v)}" for k, v in (value or {}).items())

    return Codec(read, write, dict)


TEXT = Codec(text, lambda value: value or "", str)
LINES = Codec(
    lambda cell: [unescaped(one) for one in text(cell).split("\n") if one.strip()],
    lambda value: "\n".join(escaped(one) for one in value or ()),
    list,
)
MONEY = Codec(amount, shown, lambda: None)
WHOLE = Codec(whole, shown, lambda: None)
DAY = Codec(day, lambda value: value, lambda: None)
YES = Codec(yes, lambda value: "是" if value else "否", lambda: False)
