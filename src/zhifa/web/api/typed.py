"""What a machine says, read by the forms of the pages: the same limits and the same words."""

from typing import Any

from django import forms

from zhifa.kernel.refusals import Malformed


def typed(form: forms.Form) -> dict[str, Any]:
    """What a form makes of it; Malformed, field by field, where a page would say what is wrong."""
    if not form.is_valid():
        raise Malformed({name: [str(w) for w in words] for name, words in form.errors.items()})
    return form.cleaned_data
