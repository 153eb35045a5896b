"""Shape of what is typed about numbers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from zhifa.agencies.models import Agency
from zhifa.kernel.forms import Named as Shape
from zhifa.records.forms.papers import DAY
from zhifa.records.models import NumberForm


class VoidForm(Shape):
    """Why a number is void."""

    reason = forms.CharField(
        label="作废原因", max_length=200, help_text="例如文书作废重制、取号后没有制作。"
    )


class TakeForm(Shape):
    """For which paper a number is taken by hand."""

    word = forms.ChoiceField(label="代字")
    purpose = forms.CharField(
        label="用途", max_length=200, help_text="写明文书名称和相对人；只在系统外制作文书时取号。"
    )

    def __init__(self, *args: Any, words: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["word"]
        if isinstance(field, forms.ChoiceField):
            field.choices = words


class NumberFormForm(Shape):
    """How numbers are written from a day on."""

    agency = forms.ChoiceField(label="适用机关", required=False)
    kind = forms.ChoiceField(
        label="种类", choices=NumberForm.Kind.choices, widget=forms.RadioSelect()
    )
    pattern = forms.CharField(
        label="规则",
        max_length=100,
        help_text="例如 {short}{word}〔{year}〕{seq}号；{seq:5} 表示序号补足五位。",
    )
    source = forms.CharField(label="依据", max_length=200, help_text="标准或者文件的名称和编号。")
    begins_on = forms.DateField(
        label="起用日期",
        widget=forms.DateInput(),
        error_messages=DAY,
        help_text="这一天起取的号按新规则写；已有编号不变，序号接着排。",
    )

    def __init__(self, *args: Any, homes: Sequence[Agency], house: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["agency"]
        if isinstance(field, forms.ChoiceField):
            every = [("", "全部机关（没有另立的）")] if house else []
            field.choices = [*every, *((a.code, a.name) for a in homes)]
