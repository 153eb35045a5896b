"""Shape of what the machinery's pages ask, and what every room's forms share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models


def column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """A column of a model. TypeError for a relation back: no form asks for one."""
    found = model._meta.get_field(name)  # noqa: SLF001 - the documented way to a model's columns
    if not isinstance(found, models.Field):
        raise TypeError(f"{model.__name__}.{name} is no column")
    return found


def offer(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    """Give a field the choices of this form alone. TypeError when it offers none."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choices")
    field.choices = list(choices)


class JournalForm(forms.Form):
    """Which entries of the journal to show."""

    subject = forms.CharField(max_length=60, required=False)
    by = forms.CharField(max_length=80, required=False)
    kind = forms.CharField(max_length=80, required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    before = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    check = forms.BooleanField(required=False)
