"""Shape of submissions and opinions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhifa.kernel.forms import Named, telling
from zhifa.review.models import PointAnswer, ReviewProblem, Submission
from zhifa.review.rules.finding import NAMES
from zhifa.review.rules.problems import MOST, Told

PASSING = {Submission.Kind.AGREE, Submission.Kind.FIXES}
LONGEST = 19_000
PARTS = (("wrong", "问题", 300), ("basis", "依据", 100), ("todo", "要求", 200))
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

    def __init__(self, *args: Any, problems: Sequence[ReviewProblem] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for problem in problems:
            self.fields[f"answer_{problem.number}"] = forms.CharField(
                label=f"对第 {problem.number} 条问题的答复",
                max_length=500,
                widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
                validators=[telling],
                help_text=f"{problem.wrong}。要求：{problem.todo}".replace("。。", "。"),
            )

    def answers(self) -> dict[int, str]:
        """The answers by the number of the problem."""
        told = self.cleaned_data
        return {int(k.removeprefix("answer_")): v for k, v in told.items() if "answer_" in k}


class OpinionForm(Named):
    """The reviewer's opinion."""

    kind = forms.ChoiceField(
        label="审核意见种类", choices=Submission.Kind.choices, widget=forms.RadioSelect()
    )
    text = forms.CharField(label="审核意见", max_length=19_000, widget=LONG, validators=[telling])

    def __init__(self, *args: Any, drafts: Sequence[Told] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = [("", "选一项"), *((str(n), f"{n}. {name}") for n, name in NAMES.items())]
        for n in range(1, MOST + 1):
            told = drafts[n - 1] if n <= len(drafts) else None
            self.fields[f"point_{n}"] = forms.ChoiceField(
                label="要点",
                choices=points,
                required=False,
                initial=str(told.point) if told else "",
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            for name, word, most in PARTS:
                self.fields[f"{name}_{n}"] = forms.CharField(
                    label=word,
                    max_length=most,
                    required=False,
                    initial=getattr(told, name) if told else "",
                    widget=forms.TextInput(attrs={"class": "form-control"}),
                )

    def clean(self) -> dict[str, Any]:
        """The point of every problem is chosen; opinion and problems together fit in the paper."""
        told = super().clean() or {}
        for n in range(1, MOST + 1):
            if told.get(f"wrong_{n}", "").strip() and not told.get(f"point_{n}"):
                self.add_error(f"point_{n}", "选一项要点。")
        long = sum(len(str(told.get(name) or "")) for name in self.fields)
        if told.get("kind") not in PASSING and long > LONGEST:
            self.add_error("text", f"意见和问题合计最多 {LONGEST} 个字，现有 {long} 个，请缩短。")
        return told

    def problems(self) -> list[Told]:
        """The problems that were written, in order; a row without one is left out."""
        told = self.cleaned_data
        return [
            Told(int(told[f"point_{n}"]), *(told[f"{name}_{n}"] for name, *_ in PARTS))
            for n in range(1, MOST + 1)
            if told[f"wrong_{n}"].strip()
        ]

    def rows(self) -> list[list[Any]]:
        """The fields of each problem, for the page; the first ones, as many as are used."""
        names = ("point", *(name for name, *_ in PARTS))
        every = [[self[f"{name}_{n}"] for name in names] for n in range(1, MOST + 1)]
        used = [n for n, row in enumerate(every) if row[1].value()]
        return every[: min(MOST, (used[-1] + 1 if used else 0) + 2)]


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
