"""Shape of submissions and opinions."""

from django import forms

from zhifa.kernel.forms import Named, telling
from zhifa.review.models import Submission

LONG = forms.Textarea(attrs={"class": "form-control", "rows": 5})


class SubmitForm(Named):
    """What the case unit tells the reviewers."""

    note = forms.CharField(
        label="送审说明",
        max_length=5000,
        widget=LONG,
        help_text="承办机构对送审材料的真实性、准确性、完整性负责。",
    )
    rev = forms.IntegerField(label="案件的版本", widget=forms.HiddenInput(), required=False)


class OpinionForm(Named):
    """The reviewer's opinion."""

    kind = forms.ChoiceField(
        label="审核意见种类", choices=Submission.Kind.choices, widget=forms.RadioSelect()
    )
    text = forms.CharField(label="审核意见", max_length=19_000, widget=LONG, validators=[telling])
