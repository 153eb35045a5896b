"""Panels of higher rooms, each loaded by htmx on its own."""

from datetime import date

from django import template

from zhifa.kernel import slots

register = template.Library()


@register.inclusion_tag("kernel/slot.html")
def slot(name: str, key: str, on: date | None = None) -> dict[str, list[str]]:
    """The panels of `name` for the object with this key; links where there is no script.

    on: the day that the page shows, where it is not today.
    """
    day = f"?on={on.isoformat()}" if on else ""
    return {"urls": [f"{url}{day}" for url in slots.urls(name, key)]}
