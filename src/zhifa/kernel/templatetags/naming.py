"""Codes on a page with the names behind them."""

from collections.abc import Iterable, Mapping

from django import template

register = template.Library()


@register.filter
def spelled(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Codes with their names, a code alone where no name is known."""
    return "、".join(f"{names[code]}（{code}）" if code in names else code for code in codes)
