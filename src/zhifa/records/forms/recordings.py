"""Shape of what is said of a recording."""

from typing import Any

from django import forms

from zhifa.kernel import ids
from zhifa.kernel.forms import Named as Shape
from zhifa.records.models import Recording

MOMENT = {"invalid": "时间写成 2026-01-31 09:30 的样子。"}


class RecordingForm(Shape):
    """A file and the facts that make it usable (方案 二（二）2).

    upload: the file came before the form, in pieces.
    """

    file = forms.FileField(label="文件")
    upload = forms.CharField(
        label="上传编号", widget=forms.HiddenInput, required=False, max_length=ids.LENGTH
    )
    kind = forms.ChoiceField(
        label="种类", choices=Recording.Kind.choices, widget=forms.RadioSelect()
    )
    taken_at = forms.DateTimeField(
        label="采集时间", widget=forms.DateTimeInput(), error_messages=MOMENT
    )
    taken_place = forms.CharField(label="采集地点", max_length=200)
    taken_by = forms.CharField(label="采集人", max_length=60)
    proves = forms.CharField(label="证明对象", max_length=200)
    origin = forms.ChoiceField(
        label="来源设备", choices=Recording.Origin.choices, widget=forms.RadioSelect()
    )
    device = forms.CharField(label="设备编号", max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("upload")
