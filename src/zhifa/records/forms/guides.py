"""Shape of what is typed about drafting guides."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhifa.records.forms.papers import Shape
from zhifa.records.rules.guides import LONGEST

PREFIX = "fact:"


class GuideForm(Shape):
    """What a guide says: in general, and of each fact that people type."""

    general = forms.CharField(
        label="总的要求",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, facts: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for path, label in facts.items():
            self.fields[f"{PREFIX}{path}"] = forms.CharField(
                label=label,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def notes(self) -> dict[str, str]:
        """What is said of each fact, path → words."""
        told = self.cleaned_data
        return {n.removeprefix(PREFIX): told[n] for n in told if n.startswith(PREFIX) and told[n]}


class JudgeForm(Shape):
    """Whether a guide is accepted, or returned and why."""

    verdict = forms.ChoiceField(
        label="审阅结果",
        choices=[("accepted", "同意备案"), ("returned", "退回修改")],
        widget=forms.RadioSelect(),
    )
    reason = forms.CharField(
        label="退回理由",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回的写明要改什么。",
    )
