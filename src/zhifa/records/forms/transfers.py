"""Shape of what is typed about packages for the archive office."""

from collections.abc import Sequence
from typing import Any

from django import forms

from zhifa.kernel.forms import Named as Shape
from zhifa.kernel.forms import offer
from zhifa.records.forms.papers import DAY
from zhifa.records.models import TransferReceipt

HEX = "清单摘要是 64 位十六进制数字，照回执填写。"


class PackageForm(Shape):
    """Which archived dossiers are handed over, and to whom."""

    what = forms.ChoiceField(label="移交哪些案卷", widget=forms.RadioSelect())
    receiver = forms.CharField(
        label="接收单位", max_length=100, help_text="接收的档案馆，写全称；记入清单和流水。"
    )

    def __init__(self, *args: Any, waiting: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "what", waiting)


class ReceiptForm(Shape):
    """What the archive office answered to a package."""

    verdict = forms.ChoiceField(
        label="回执结果", choices=TransferReceipt.Verdict.choices, widget=forms.RadioSelect()
    )
    received_by = forms.CharField(label="接收人", max_length=60, help_text="档案馆经办人的姓名。")
    received_on = forms.DateField(label="回执日期", error_messages=DAY)
    sha256 = forms.RegexField(
        regex=r"^(\s*[0-9a-fA-F]){64}\s*$",
        label="回执所列清单摘要",
        max_length=200,
        error_messages={"invalid": HEX},
        help_text="照档案馆的回执填写 SHA-256，用来认定回执答的就是这一包。",
    )
    reason = forms.CharField(
        label="退回理由",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回的照回执写明；接收的不用写。",
    )
