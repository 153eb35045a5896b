"""Shape of an answer to a warning."""

from django import forms


class AnswerForm(forms.Form):
    """Why it happened and what was done."""

    text = forms.CharField(
        label="原因和处置情况",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
