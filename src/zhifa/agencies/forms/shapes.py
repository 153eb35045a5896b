"""Parts of this room's forms."""

import re
from typing import Any

from django import forms
from django.db import models

from zhifa.agencies.pages import label
from zhifa.kernel.forms import Spoken, column

PICKED = (forms.CheckboxSelectMultiple, forms.RadioSelect, forms.CheckboxInput)
SEPARATORS = re.compile(r"[\s,，、;；]+")


class DayInput(forms.DateInput):
    """A date picker of the browser's own."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def of(model: type[models.Model], name: str, **changes: Any) -> forms.Field:
    """The form field of a model's column, with its Chinese name and its limits."""
    asked = column(model, name)
    if isinstance(asked, models.DateField):
        changes.setdefault("widget", DayInput())
    field = asked.formfield(**changes)
    if field is None:
        raise TypeError(f"{model.__name__}.{name} fills itself")
    return field


def day(name: str = "on") -> forms.DateField:
    """A date that is no column, named in data/pages.toml."""
    return forms.DateField(label=label(name), widget=DayInput())


class Shape(Spoken):
    """A form whose controls carry the classes of the style sheet and whose gaps are named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = label("required").format(name=field.label)
            if isinstance(field.widget, PICKED):
                continue
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"


class CodesField(forms.CharField):
    """Several codes in one box, apart by spaces, commas or line breaks; a list of texts."""

    def __init__(self, name: str) -> None:
        super().__init__(
            label=label(name),
            help_text=label(f"{name}_help"),
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def clean(self, value: Any) -> Any:
        """The codes, in the order typed."""
        return [code for code in SEPARATORS.split(super().clean(value)) if code]


class Revision(Shape):
    """A form that remembers the row as it was when the page was opened."""

    seen = forms.CharField(
        label="页面的版本", max_length=64, required=False, widget=forms.HiddenInput
    )

    def changes(self) -> tuple[dict[str, Any], str]:
        """The facts typed, and the digest of the row as seen."""
        facts = dict(self.cleaned_data)
        return facts, facts.pop("seen")
