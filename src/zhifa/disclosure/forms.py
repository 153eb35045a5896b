"""Shape of publishing and withdrawing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from zhifa.disclosure.masking import KINDS, MASK, PUBLIC, REASONS, Choice, Span
from zhifa.disclosure.reads import Proposal
from zhifa.disclosure.rules import GROUNDS
from zhifa.kernel.forms import Named, offer, telling


class CheckForm(Named):
    """The publisher's word that secrets and privacy were checked."""

    checked = forms.BooleanField(
        label="已完成国家秘密、商业秘密和个人隐私审查", required=False, widget=forms.CheckboxInput()
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the paper's words; of one that may be hidden, what is asked about it."""

    words: str
    number: int = 0
    span: Span | None = None
    field: forms.BoundField | None = None
    kind: str = ""
    article: str = ""


class PublishForm(CheckForm):
    """What becomes public of the paper's words: piece by piece, further words, or nothing.

    The proposal: what the masker would hide; each piece is hidden as proposed unless told.
    """

    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    hidden = forms.CharField(
        label="另行隐去的文字",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
        help_text="商业秘密、漏遮的个人信息：照决定书里的写法，一行一处；各处都隐去。",
    )
    whole = forms.ChoiceField(
        label="决定书全文",
        required=False,
        choices=[("", "隐去以后公开"), *((k, f"不公开：{v}") for k, v in REASONS.items())],
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.initial["digest"] = proposal.digest
        for number, span in enumerate(proposal.spans):
            ways = [(MASK, f"隐去，显示“{span.shown}”"), (PUBLIC, "公开")]
            self.fields[f"span_{number}"] = forms.ChoiceField(
                label=f"第 {number + 1} 处",
                required=False,
                choices=[*ways, *((k, f"不公开：{v}") for k, v in REASONS.items())],
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def pieces(self) -> Iterator[Piece]:
        """The paper's words in order, those that may be hidden with their question."""
        at, source = 0, self.proposal.source
        for number, span in enumerate(self.proposal.spans):
            kind, article = KINDS[span.kind]
            yield Piece(source[at : span.start])
            field = self[f"span_{number}"]
            words = source[span.start : span.end]
            yield Piece(words, number + 1, span, field, kind, article)
            at = span.end
        yield Piece(source[at:])

    def choice(self) -> Choice:
        """What was chosen."""
        told = self.cleaned_data
        spans = {n: told[f"span_{n}"] or MASK for n in range(len(self.proposal.spans))}
        hidden = [line.strip() for line in told["hidden"].splitlines() if line.strip()]
        return Choice(told["digest"], spans, hidden, told["whole"])


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
