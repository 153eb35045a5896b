"""Shape of what is typed about records. Whether it is lawful is not a form's business."""

from collections.abc import Sequence
from typing import Any

from django import forms

from zhifa.agencies.models import Agency
from zhifa.agencies.reads import Standing
from zhifa.kernel.forms import Named
from zhifa.records.actions import Wording
from zhifa.records.models import Document, Evidence, Recording, Service
from zhifa.records.rules.codes import understood
from zhifa.records.rules.local_templates import Edit, editable, words_of
from zhifa.records.rules.looks import GROUNDS
from zhifa.records.rules.paper_kinds import PARTS
from zhifa.records.rules.service import RECEIVERS
from zhifa.records.rules.templates import Block, Template

Choices = Sequence[tuple[str, str]]
Shape = Named
DAY = {"invalid": "日期写成 2026-01-31 的样子。"}


def officers(label: str) -> forms.TypedMultipleChoiceField:
    """Boxes to tick people; which ones is filled in by the form."""
    return forms.TypedMultipleChoiceField(
        label=label, coerce=int, widget=forms.CheckboxSelectMultiple()
    )


def people(field: forms.Field, found: Sequence[Standing]) -> None:
    """Offer the officers whose certificate is good today."""
    if isinstance(field, forms.TypedMultipleChoiceField):
        field.choices = [(s.user_id, f"{s.name}（{s.number}）") for s in found if s.good]


def one_of(field: forms.Field, found: Sequence[Recording]) -> None:
    """Offer the recordings of the dossier, or none."""
    if isinstance(field, forms.ChoiceField):
        named = [(r.pk, f"{r.get_kind_display()}：{r.proves}") for r in found]
        field.choices = [("", "没有"), *named]


LARGEST_CHECKED = 20 * 1024 * 1024
CODE = "查验码是 26 位字母和数字，印在文书页脚二维码旁边。"


class SealForm(Shape):
    """What a seal is for."""

    reason = forms.CharField(label="用印事由", max_length=200)


class CallUpForm(Shape):
    """For what a dossier of another body is opened."""

    ground = forms.ChoiceField(label="事由", choices=[*GROUNDS.items()], widget=forms.RadioSelect)
    reason = forms.CharField(
        label="理由", max_length=200, help_text="写明调阅哪个问题，例如预警的内容、备案的文号。"
    )


class CredentialForm(Shape):
    """Whose seal, and what the provider calls its key."""

    agency = forms.ChoiceField(label="机关", widget=forms.Select())
    ref = forms.CharField(
        label="密钥名称",
        max_length=80,
        required=False,
        help_text="签名服务或者密码机中的名称；由签名服务现在生成的，不填。",
    )

    def __init__(self, *args: Any, homes: Sequence[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["agency"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(a.pk), a.name) for a in homes]


class RevocationForm(Shape):
    """Why a certificate is revoked."""

    reason = forms.CharField(label="吊销原因", max_length=200, help_text="例如密钥遗失、人员离任。")


class ExportForm(Shape):
    """What a dossier is taken out for, and in which form."""

    WHOLE = "whole"
    what = forms.ChoiceField(
        label="内容",
        choices=[
            (WHOLE, "案卷包：全部文书、音像原件、流水和核验程序（压缩包）"),
            (Document.Volume.MAIN.value, "正卷装订件（一个 PDF，连续编页）"),
            (Document.Volume.SIDE.value, "副卷装订件（内部，一个 PDF，连续编页）"),
        ],
        initial=WHOLE,
        widget=forms.RadioSelect(),
    )

    purpose = forms.CharField(
        label="用途", max_length=200, help_text="例如应诉、案卷评查、移交档案馆；记入流水。"
    )


class CheckForm(Shape):
    """The code of a paper, typed as anybody might."""

    code = forms.CharField(label="查验码", max_length=60)

    def clean_code(self) -> str:
        """The code it means."""
        meant = understood(self.cleaned_data["code"])
        if not meant:
            raise forms.ValidationError(CODE)
        return meant


class EvidenceForm(Shape):
    """One item of evidence (行政处罚法 第四十六条)."""

    kind = forms.ChoiceField(label="证据种类", choices=Evidence.Kind.choices)
    name = forms.CharField(label="证据名称", max_length=120)
    taken_on = forms.DateField(label="收集日期", widget=forms.DateInput(), error_messages=DAY)
    taken_place = forms.CharField(label="收集地点", max_length=200)
    source = forms.CharField(label="来源", max_length=200, required=False)
    provider = forms.CharField(label="提供人", max_length=60, required=False)
    copy_note = forms.CharField(
        label="与原件核对情况",
        max_length=200,
        required=False,
        help_text="复印件写明“与原件一致”、核对人和日期。",
    )
    proves = forms.CharField(label="证明对象", max_length=200)
    collected_by = officers("收集人员")
    recording_id = forms.ChoiceField(label="对应的音像记录", required=False)

    def __init__(
        self,
        *args: Any,
        crew: Sequence[Standing] = (),
        films: Sequence[Recording] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        people(self.fields["collected_by"], crew)
        one_of(self.fields["recording_id"], films)


class ExclusionForm(Shape):
    """Why an item of evidence is no longer used."""

    reason = forms.CharField(
        label="排除原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
    unlawful = forms.BooleanField(label="取得方式不合法", required=False)


class ServiceForm(Shape):
    """How a paper reached its addressee (行政处罚法 第六十一条)."""

    way = forms.ChoiceField(label="送达方式", choices=Service.Way.choices)
    served_on = forms.DateField(
        label="送达日期",
        widget=forms.DateInput(),
        error_messages=DAY,
        help_text="邮寄填签收日期；公告填发布日期，满三十日视为送达。",
    )
    served_time = forms.TimeField(
        label="送达时间",
        required=False,
        widget=forms.TimeInput(attrs={"placeholder": "09:30"}),
        error_messages={"invalid": "时间写成 09:30 的样子。"},
    )
    place = forms.CharField(label="送达地点", max_length=200)
    servers = officers("送达人")
    receiver = forms.CharField(label="收件人", max_length=60, required=False)
    relation = forms.ChoiceField(label="收件人与当事人关系", required=False, choices=RECEIVERS)
    witness = forms.CharField(
        label="见证人",
        max_length=60,
        required=False,
        help_text="留置送达须有基层组织代表见证，或者有拍照录像。",
    )
    film = forms.ChoiceField(label="送达影像", required=False)
    tracking = forms.CharField(label="邮寄单号", max_length=60, required=False)
    reason = forms.CharField(
        label="采用该方式的原因",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        crew: Sequence[Standing] = (),
        films: Sequence[Recording] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        people(self.fields["servers"], crew)
        one_of(self.fields["film"], films)


class ReachForm(Shape):
    """Where and how the party wants to be reached."""

    party = forms.CharField(label="当事人", max_length=100)
    address = forms.CharField(label="送达地址", max_length=200)
    receiver = forms.CharField(label="收件人", max_length=60)
    phone = forms.CharField(label="联系电话", max_length=40)
    electronic = forms.BooleanField(label="当事人书面同意电子送达", required=False)
    account = forms.CharField(
        label="电子送达方式和账号",
        max_length=100,
        required=False,
        help_text="例如：电子邮件 name@example.com。",
    )
    signed_on = forms.DateField(
        label="当事人签名日期", widget=forms.DateInput(), error_messages=DAY
    )


class TemplateForm(Shape):
    """How a place words a template: block by block, one block more, and the notes."""

    begins_on = forms.DateField(
        label="起用日期",
        widget=forms.DateInput(),
        error_messages=DAY,
        help_text="这一天以后立案的案件使用；已经立案的不变。",
    )
    reason = forms.CharField(label="理由", max_length=200, help_text="例如某某规定的要求。")

    def __init__(
        self, *args: Any, parent: Template, own: Template | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        shown = own if own and len(own.blocks) >= len(parent.blocks) else parent
        self.words = [n for n, block in enumerate(parent.blocks) if editable(block)]
        for n in self.words:
            self._block(n, parent.blocks[n], shown.blocks[n])
        more = shown.blocks[len(parent.blocks)] if len(shown.blocks) > len(parent.blocks) else None
        self._line("more_heading", "增加一块：小标题", more.heading if more else "")
        self._text("more_words", "增加一块：文字", words_of(more) if more else "")
        self._line("more_article", "增加一块：条文", more.article if more else "")
        self._text("notes", "附注，每行一条", "\n".join(shown.notes))

    def _line(self, name: str, label: str, initial: str, told: str = "") -> None:
        self.fields[name] = forms.CharField(
            label=label, required=False, max_length=200, initial=initial, help_text=told
        )

    def _text(self, name: str, label: str, initial: str, told: str = "") -> None:
        area = forms.Textarea(attrs={"rows": min(10, 2 + initial.count("\n") + len(initial) // 45)})
        self.fields[name] = forms.CharField(
            label=label,
            required=False,
            max_length=4000,
            initial=initial,
            widget=area,
            help_text=told,
        )

    def _block(self, n: int, parent: Block, shown: Block) -> None:
        parts = "、".join(PARTS[part] for part in parent.parts)
        told = f"法定必备事项：{parts}，不能删除。{parent.article}" if parts else parent.article
        self._line(f"heading_{n}", f"第 {n + 1} 块小标题", shown.heading)
        self._text(f"words_{n}", f"第 {n + 1} 块文字", words_of(shown), told)

    def wording(self) -> Wording:
        """What was typed, for the action."""
        told = self.cleaned_data
        edits = {n: Edit(told[f"heading_{n}"], told[f"words_{n}"]) for n in self.words}
        more = Block(told["more_heading"], told["more_words"], article=told["more_article"])
        notes = tuple(filter(None, map(str.strip, told["notes"].splitlines())))
        return Wording(edits, more if more.text.strip() else None, notes)
