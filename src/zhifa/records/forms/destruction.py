"""Shape of what is typed about dossiers whose term has ended."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from zhifa.kernel.forms import Named as Shape
from zhifa.records.actions import Judgement
from zhifa.records.models import Dossier
from zhifa.records.rules.destruction import EVER, TERMS

LEAVE, DESTROY = "", "destroy"
CHOICES = [
    (LEAVE, "这次不列"),
    *((term, f"续存 {term}") for term in TERMS),
    (EVER, "续存，永久"),
    (DESTROY, "销毁"),
]
NO_REASON = "列入清册的写明理由。"


class AppraisalForm(Shape):
    """For each dossier that is due: kept on and for how long, or destroyed, and why."""

    def __init__(self, *args: Any, due: Sequence[Dossier], **options: Any) -> None:
        super().__init__(*args, **options)
        self.due = due
        for d in due:
            name = f"{d.archive_number} {d.title}"
            self.fields[f"say:{d.pk}"] = forms.ChoiceField(
                label=f"{name}：鉴定意见",
                choices=CHOICES,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"why:{d.pk}"] = forms.CharField(
                label=f"{name}：理由",
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    def clean(self) -> dict[str, Any]:
        """Whatever is put on the list says why."""
        told: dict[str, Any] = super().clean() or {}
        for d in self.due:
            if told.get(f"say:{d.pk}") and not told.get(f"why:{d.pk}"):
                self.add_error(f"why:{d.pk}", NO_REASON)
        return told

    def rows(self) -> Iterator[tuple[Dossier, forms.BoundField, forms.BoundField]]:
        """Each dossier with its two fields."""
        for d in self.due:
            yield d, self[f"say:{d.pk}"], self[f"why:{d.pk}"]

    def said(self) -> list[Judgement]:
        """What was said of each dossier that is put on the list."""
        told = self.cleaned_data
        return [
            Judgement(
                dossier_id=d.pk,
                destroy=told[f"say:{d.pk}"] == DESTROY,
                reason=told[f"why:{d.pk}"],
                term="" if told[f"say:{d.pk}"] == DESTROY else told[f"say:{d.pk}"],
            )
            for d in self.due
            if told[f"say:{d.pk}"]
        ]


class AppraisalJudgeForm(Shape):
    """Whether a list is approved, or returned and why."""

    verdict = forms.ChoiceField(
        label="审批结果",
        choices=[("approved", "批准"), ("returned", "退回")],
        widget=forms.RadioSelect(),
    )
    opinion = forms.CharField(
        label="审批意见",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回的写明要改什么。",
    )


class DestroyForm(Shape):
    """That one knows what cannot be undone."""

    sure = forms.BooleanField(
        label="我已核对清册和案卷，知道销毁以后不能恢复",
        error_messages={"required": "核对以后勾选，再销毁。"},
    )
