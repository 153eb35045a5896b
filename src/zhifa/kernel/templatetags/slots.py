"""Panels of higher rooms, each loaded by htmx on its own."""

from django import template

from zhifa.kernel import slots

register = template.Library()


@register.inclusion_tag("kernel/slot.html")
def slot(name: str, key: str) -> dict[str, list[str]]:
    """The panels of `name` for the object with this key; links where there is no script."""
    return {"urls": slots.urls(name, key)}
