"""Shape of an answer to a warning."""

from django import forms

from zhifa.kernel.forms import Named, telling


class AnswerForm(Named):
    """Why it happened and what was done."""

    text = forms.CharField(
        label="原因和处置情况",
        max_length=5000,
        validators=[telling],
        required=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )


class FilingForm(Named):
    """What the bureau says to a report of a major penalty."""

    answer = forms.ChoiceField(label="答复", choices=[("receive", "收到"), ("return", "退回补正")])
    opinion = forms.CharField(
        label="意见",
        max_length=5000,
        required=False,
        help_text="退回的，写明要补正什么；收到的可以不写。",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
