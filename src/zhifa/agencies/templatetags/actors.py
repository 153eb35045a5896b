"""`{% load actors %}{% if actor|holds:"agency:edit" %}`: leave out what a person cannot open."""

from django import template

from zhifa.agencies.reads import Signed

register = template.Library()


@register.filter
def holds(actor: object, permission: str) -> bool:
    """Whether a post held today carries the permission anywhere."""
    return isinstance(actor, Signed) and actor.holds(permission)
