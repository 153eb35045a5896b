"""Photos and scans that a step names, for the timeline."""

from django import template

from zhifa.enforcement.models import Act
from zhifa.enforcement.reads import shown
from zhifa.enforcement.rules.procedure import Procedure

register = template.Library()


@register.filter
def scans(act: Act, procedure: Procedure) -> list[tuple[str, str]]:
    """Recording id and the name of its field, of each file that the act names."""
    return shown(act, procedure)
