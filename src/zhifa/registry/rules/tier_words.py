"""What a tier of discretion allows, in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def _number(value: Any) -> str:
    """A sum or a multiple, with commas and without needless zeros."""
    said = f"{Decimal(str(value)):,f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def _span(least: Any, most: Any, unit: str) -> str:
    if least is None and most is None:
        return ""
    if least is None or most is None:
        only = f"{_number(most if least is None else least)} {unit}"
        return f"{only}以下" if least is None else f"{only}以上"
    return f"{_number(least)} 至 {_number(most)} {unit}"


def tier_words(tier: Mapping[str, Any], base: str = "") -> str:
    """The range of a tier: in 元, in multiples of the base, or both where the clause has both."""
    fixed = _span(tier.get("min"), tier.get("max"), "元")
    times = _span(tier.get("multiple_min"), tier.get("multiple_max"), "倍")
    said = f"{base or '基数'}的 {times}" if times else ""
    return "；".join(part for part in (fixed, said) if part) or "不罚款"
