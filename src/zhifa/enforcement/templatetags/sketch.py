"""Marked words of a paper that is looked at beforehand."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from zhifa.records.reads import marked_runs

register = template.Library()
CLASSES = {"": "", "case": "zf-fill", "typed": "zf-fill typed", "todo": "zf-fill todo"}
LATER = "zf-fill later"


@register.simple_tag
def sketched(text: str) -> SafeString:
    """A text whose filled-in stretches are told apart."""
    rows = ((CLASSES.get(run.kind, LATER), run.text) for run in marked_runs(text))
    return format_html_join("", '<span class="{}">{}</span>', rows)
