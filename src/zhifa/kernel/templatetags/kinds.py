"""Names of events in the journal."""

from django import template

from zhifa.kernel import events

register = template.Library()


@register.filter
def title(kind: str) -> str:
    """The Chinese title of a stored kind."""
    return events.title_of(kind)
