"""Shape of publishing and withdrawing."""

from django import forms

from zhifa.kernel.forms import Named


class PublishForm(Named):
    """The publisher's word that secrets and privacy were checked."""

    checked = forms.BooleanField(
        label="已完成国家秘密、商业秘密和个人隐私审查", required=False, widget=forms.CheckboxInput()
    )


class WithdrawForm(Named):
    """Why a decision is taken down."""

    reason = forms.CharField(
        label="撤下原因",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
        help_text="原因会公开，例如：本决定已被行政复议机关撤销。",
    )
