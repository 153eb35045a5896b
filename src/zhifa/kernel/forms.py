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


GAP = "{name}：尚未填写。"


class Named(forms.Form):
    """A form whose gaps are named, and whose only choice is made already."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages["required"] = GAP.format(name=field.label)
            if isinstance(field, forms.ChoiceField) and field.required:
                choose_only(self, name, field)


def choose_only(form: forms.Form, name: str, field: forms.ChoiceField) -> None:
    """Where there is one thing to choose by a radio, choose it."""
    sought = hasattr(field.widget, "look")  # what a search found is for a person to choose
    if isinstance(field.widget, forms.RadioSelect) and not sought and not form.initial.get(name):
        choices = [key for key, _ in field.widget.choices]
        if len(choices) == 1 and choices[0]:
            form.initial[name] = choices[0]


class JournalForm(forms.Form):
    """Which entries of the journal to show."""

    subject = forms.CharField(max_length=60, required=False)
    by = forms.CharField(max_length=80, required=False)
    kind = forms.CharField(max_length=80, required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    before = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    check = forms.BooleanField(required=False)
