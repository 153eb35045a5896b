"""Shape of publishing and withdrawing."""

from typing import Any

from django import forms

from zhifa.disclosure.rules import GROUNDS
from zhifa.kernel.forms import Named, offer, telling


class PublishForm(Named):
    """The publisher's word that secrets and privacy were checked."""

    checked = forms.BooleanField(
        label="已完成国家秘密、商业秘密和个人隐私审查", required=False, widget=forms.CheckboxInput()
    )


class WithdrawForm(Named):
    """Why a decision is taken down. lost: whether it has lost its force."""

    def __init__(self, *args: Any, lost: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "ground", [one for one in GROUNDS.items() if lost or one[0] != "lost"])
        self.initial.setdefault("ground", "lost" if lost else "mistaken")

    ground = forms.ChoiceField(label="撤下的情形", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="向社会说明的原因",
        max_length=300,
        validators=[telling],
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
        help_text="公开页面上会显示。写明哪里有误，或者决定由哪个机关、哪份文书撤销。",
    )
