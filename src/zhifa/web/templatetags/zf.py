"""Tags and filters of the house's pages: icons, tags, clocks, fields, money, days.

The parts themselves are templates in templates/zf/; docs/ui.md lists them with their arguments.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime

from zhifa.web.controls import Control, control

register = template.Library()
WEEK = "一二三四五六日"
FULL, NEAR = 100, 3
NOTE_ICONS = {
    "": "info-circle",
    "ok": "circle-check",
    "warn": "alert-triangle",
    "bad": "alert-octagon",
}
GATE_ICONS = {
    "ok": "circle-check",
    "no": "circle-x",
    "wait": "clock-hour-4",
    "na": "circle-minus",
}
GATE_WORDS = {"ok": "已满足：", "no": "未满足：", "wait": "等待：", "na": "不适用："}
MESSAGE_KINDS = {"success": "ok", "warning": "warn", "error": "bad"}


@register.simple_tag
def zf_icon(name: str) -> SafeString:
    """An icon from the sprite of `zhifa icons`; decoration, never the sole carrier of sense."""
    return format_html(
        '<svg class="zf-ic" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("zf/img/icons.svg"),
        name,
    )


@register.inclusion_tag("zf/_tag.html")
def zf_tag(text: str, kind: str = "") -> dict[str, Any]:
    """A status: text and shape. kind: "", info, ok, warn, bad, ai, plain."""
    return {"text": text, "kind": kind}


@register.inclusion_tag("zf/_clock.html")
def zf_clock(clock: Any) -> dict[str, Any]:
    """A legal term with what is left of it, its due date and its article."""
    return {"clock": clock}


@register.inclusion_tag("zf/_mini.html")
def zf_mini(current: int, total: int = 8) -> dict[str, Any]:
    """Where a case is, as a row of little bars. current counts from 1."""
    bars = ["d" if n < current else "n" if n == current else "" for n in range(1, total + 1)]
    return {"current": current, "total": total, "bars": bars}


@register.inclusion_tag("zf/_steps.html")
def zf_steps(phases: Sequence[Any]) -> dict[str, Any]:
    """The stepper. phases: name, state (done, now or empty) and, if known, sub (a short date)."""
    states = [_of(p, "state") for p in phases]
    done = [n for n, state in enumerate(states) if state == "done"]
    here = states.index("now") if "now" in states else max(done, default=-1)
    after = phases[here + 1] if here + 1 < len(phases) else None
    return {
        "phases": phases,
        "here": here + 1,
        "name": _of(phases[max(here, 0)], "name") if phases else "",
        "after": _of(after, "name") if after else "",
    }


@register.inclusion_tag("zf/_field.html")
def zf_field(field: BoundField) -> dict[str, Control]:
    """A form field in the house's way: label, help, error, input."""
    return {"c": control(field)}


@register.filter
def note_icon(kind: str) -> str:
    """The icon of a note."""
    return NOTE_ICONS.get(kind, NOTE_ICONS[""])


@register.filter
def gate_icon(state: str) -> str:
    """The icon of a condition."""
    return GATE_ICONS[state]


@register.filter
def gate_word(state: str) -> str:
    """What a screen reader says before a condition."""
    return GATE_WORDS[state]


@register.filter
def message_kind(tags: str) -> str:
    """The kind of note for a Django message."""
    return next((MESSAGE_KINDS[t] for t in tags.split() if t in MESSAGE_KINDS), "")


@register.filter
def width(value: float) -> str:
    """The class of a bar's width, for 0 to 100."""
    return f"zf-w-{min(FULL, max(0, round(value)))}"


@register.filter
def money(value: Any) -> str:
    """5,000 元; with two decimals when there are 分."""
    if value in (None, ""):
        return ""
    sum_ = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{sum_:,.2f}".removesuffix(".00") + " 元"


@register.filter
def day(value: date | None) -> str:
    """2026-11-19, Beijing date."""
    if not value:
        return ""
    return (localdate(value) if isinstance(value, datetime) else value).isoformat()


@register.filter
def short(value: date | None, today: date | None = None) -> str:
    """11-19 in the year of today (Beijing), else 2026-11-19."""
    full = day(value)
    return full[5:] if full[:4] == f"{(today or localdate()).year:04}" else full


@register.filter
def weekday(value: date | None) -> str:
    """星期三."""
    return f"星期{WEEK[value.weekday()]}" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """2026-11-19 10:32, Beijing time."""
    return f"{localtime(value):%Y-%m-%d %H:%M}" if value else ""


@register.filter
def left(due: date | None, today: date) -> str:
    """剩 2 天, 今天到期 or 超 1 天."""
    if due is None:
        return ""
    days = (due - today).days
    if days == 0:
        return "今天到期"
    return f"剩 {days} 天" if days > 0 else f"超 {-days} 天"


@register.filter
def nearness(due: date | None, today: date) -> str:
    """over, soon (within three days) or ok: how a due date is coloured."""
    if due is None:
        return "ok"
    days = (due - today).days
    return "over" if days < 0 else "soon" if days <= NEAR else "ok"


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """mapping[key], or nothing."""
    return mapping.get(key, "") if hasattr(mapping, "get") else ""


@register.filter
def may(actor: Any, permission: str) -> bool:
    """Whether a post held today carries the permission anywhere; absent things are not shown."""
    return bool(actor) and actor.holds(permission)


def _of(thing: Any, name: str) -> Any:
    """An attribute or a key, as templates read them."""
    return thing.get(name, "") if isinstance(thing, Mapping) else getattr(thing, name, "")
