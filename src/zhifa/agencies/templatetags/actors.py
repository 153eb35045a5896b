"""`{% load actors %}{% if actor|holds:"agency:edit" %}`: leave out what a person cannot open.

`{{ party.area_code|area }}`: a division by its name. `{{ session.agent|browser }}`: in words.
"""

from collections.abc import Iterable

from django import template

from zhifa.agencies.reads import Signed
from zhifa.agencies.rules import areas
from zhifa.agencies.rules.browsers import browser_words

register = template.Library()


@register.filter
def holds(actor: object, permission: str) -> bool:
    """Whether a post held today carries the permission anywhere."""
    return isinstance(actor, Signed) and actor.holds(permission)


@register.filter
def area(codes: str | Iterable[str]) -> str:
    """Names of administrative divisions; empty for none."""
    return areas.names_of([codes] if isinstance(codes, str) else codes)


@register.filter
def browser(agent: str) -> str:
    """Which browser on what."""
    return browser_words(agent)
