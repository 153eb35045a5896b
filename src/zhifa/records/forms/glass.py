"""Shape of what comes in when a party signs. Whether it holds is not a form's business."""

from collections.abc import Sequence
from typing import Any

from django import forms

from zhifa.kernel.forms import Named, offer
from zhifa.records.models import PartySignature, Recording

HIDDEN = forms.HiddenInput


class PartySignatureForm(Named):
    """A hand written on the glass, a scanned page, or why there is none.

    words, strokes and image are filled in by the page itself.
    """

    way = forms.ChoiceField(
        label="签名情况",
        choices=PartySignature.Way.choices,
        widget=forms.RadioSelect(),
        initial=PartySignature.Way.GLASS,
    )
    signer = forms.CharField(
        label="当事人姓名",
        max_length=60,
        help_text="签名的人；拒绝或者不能签名的，写应当签名的人。",
    )
    reason = forms.CharField(
        label="没有签名的原因",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="只在拒绝签名、不在场或者不能签名时填写。",
    )
    witness = forms.CharField(
        label="见证人",
        max_length=60,
        required=False,
        help_text="由见证人签名；没有见证人的，选一段录像。办案人员不能作见证人。",
    )
    film = forms.ChoiceField(label="录像", required=False)
    scan = forms.FileField(
        label="签名页扫描件",
        required=False,
        help_text="JPEG、PNG 或者 PDF，不超过 10 MB。",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )
    words = forms.CharField(label="文书内容摘要", max_length=64, required=False, widget=HIDDEN)
    strokes = forms.CharField(label="签名笔迹", required=False, widget=HIDDEN)
    image = forms.CharField(label="签名图像", required=False, widget=HIDDEN)

    def __init__(self, *args: Any, films: Sequence[Recording] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(r.pk, f"{r.get_kind_display()}：{r.proves}") for r in films]
        offer(self, "film", [("", "没有"), *named])
