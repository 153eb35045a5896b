"""Shape of submissions and opinions."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhifa.kernel.forms import Named, telling
from zhifa.review.models import PointAnswer, Submission
from zhifa.review.rules.finding import NAMES

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


class PointsForm(Named):
    """What the reviewer says of each of the eight points; what is left open is left out."""

    def __init__(self, *args: Any, held: Mapping[int, PointAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in NAMES.items():
            answer = held.get(number)
            self.fields[f"verdict_{number}"] = forms.ChoiceField(
                label=f"第 {number} 项认定",
                choices=PointAnswer.Verdict.choices,
                widget=forms.RadioSelect(),
                required=False,
                initial=answer.verdict if answer else None,
                help_text=name,
            )
            self.fields[f"reason_{number}"] = forms.CharField(
                label=f"第 {number} 项的理由",
                max_length=500,
                required=False,
                widget=forms.TextInput(attrs={"class": "form-control"}),
                initial=answer.reason if answer else "",
            )

    def given(self) -> dict[int, tuple[str, str]]:
        """Verdict and reason by point, of the points that were answered."""
        told = self.cleaned_data
        return {
            n: (told[f"verdict_{n}"], told[f"reason_{n}"]) for n in NAMES if told[f"verdict_{n}"]
        }
