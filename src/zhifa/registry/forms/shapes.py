"""What all forms of this room share."""

from typing import Any

from django import forms

from zhifa.kernel.forms import Spoken, telling
from zhifa.registry.pages import label


class Shape(Spoken):
    """A form whose gaps are named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = label("required").format(name=field.label)


class ReasonForm(Shape):
    """Only why."""

    reason = forms.CharField(label=label("reason"), max_length=200, validators=[telling])
