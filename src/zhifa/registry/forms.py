"""The shape of input; whether it is right is the actions' business."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from zhifa.agencies.actions import Reform
from zhifa.agencies.models import Agency, Succession
from zhifa.kernel.forms import column, offer
from zhifa.kernel.workbook import LARGEST_FILE
from zhifa.registry.actions import Told
from zhifa.registry.models import AmendmentTask, Law, LawVersion, Party, PartyRecord
from zhifa.registry.pages import label
from zhifa.registry.reads import look_grounds, matter_fields, papers_of

SECRET = ("identity", "guardian", "address", "phone", "bank_account")
LONGEST = {"identity": 40, "guardian": 60, "address": 200, "phone": 20, "bank_account": 32}


def _of(name: str, **more: Any) -> forms.CharField:
    """A line for a column of Party, with its Chinese name."""
    asked = column(Party, name)
    length = asked.max_length or LONGEST[name]
    more.setdefault("required", False)
    return forms.CharField(label=str(asked.verbose_name), max_length=length, **more)


def _secret(name: str, kind: str = "text") -> forms.CharField:
    """A line for personal data: the browser keeps no memory of it."""
    return _of(name, widget=forms.TextInput(attrs={"type": kind, "autocomplete": "off"}))


class Shape(forms.Form):
    """A form whose gaps are named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = label("required").format(name=field.label)


class PartyForm(Shape):
    """A new party."""

    kind = forms.ChoiceField(
        label=column(Party, "kind").verbose_name,
        choices=Party.Kind.choices,
        widget=forms.RadioSelect,
        initial=Party.Kind.NATURAL,
    )
    name = _of("name", required=True)
    identity_kind = forms.ChoiceField(
        label=column(Party, "identity_kind").verbose_name,
        choices=[
            *papers_of(kind="natural_person").items(),
            *papers_of(kind="legal_person").items(),
        ],
        required=False,
    )
    identity = _secret("identity")
    credit_code = _of("credit_code")
    representative = _of("representative")
    guardian = _secret("guardian")
    address = _secret("address")
    phone = _secret("phone", "tel")
    bank_account = _secret("bank_account")
    area_code = _of("area_code")

    def details(self) -> dict[str, Any]:
        """What was told beside kind and name; without a document, its kind says nothing."""
        told = {k: v for k, v in self.cleaned_data.items() if k not in {"kind", "name"}}
        if not told["identity"]:
            del told["identity_kind"]
        return told


class PartyChangeForm(PartyForm):
    """What may change about a party; what is hidden stays as it is when left empty."""

    kind = None  # type: ignore[assignment]  # a parent's field is left out so
    gone_on = forms.DateField(
        label=column(Party, "gone_on").verbose_name,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d"),
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, papers: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "identity_kind", papers.items())
        for name in SECRET:
            self.fields[name].help_text = label("unchanged")

    def details(self) -> dict[str, Any]:
        """The columns told: the open ones as they are, the hidden ones when filled."""
        told = {**super().details(), "name": self.cleaned_data["name"]}
        told.pop("seen")
        return {k: v for k, v in told.items() if v or k not in SECRET}


class MergeForm(Shape):
    """Into which entry, and why."""

    kept = forms.CharField(label=label("kept"), help_text=label("kept_help"), max_length=40)
    reason = forms.CharField(
        label=label("reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(Shape):
    """Only why."""

    reason = forms.CharField(label=label("reason"), max_length=200)


class SettleForm(Shape):
    """What became of tasks of a law change, and how."""

    outcome = forms.ChoiceField(
        label=label("outcome"), choices=AmendmentTask.Outcome.choices, required=False
    )
    reason = forms.CharField(label=label("reason"), max_length=300, required=False)


class LookForm(Shape):
    """On what ground and why somebody wants to look."""

    ground = forms.ChoiceField(
        label=label("ground"), choices=lambda: [("", "请选择"), *look_grounds().items()]
    )
    reason = forms.CharField(
        label=label("look_reason"), help_text=label("look_help"), max_length=200
    )


class RecordForm(Shape):
    """A licence, promise or repair."""

    kind = forms.ChoiceField(
        label=label("record_kind"), choices=PartyRecord.Kind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(label=label("record_title"), max_length=120)
    number = forms.CharField(label=label("record_number"), max_length=60, required=False)
    body = forms.CharField(label=label("record_body"), max_length=100)
    from_on = forms.DateField(label=label("record_from"), widget=forms.DateInput(format="%Y-%m-%d"))
    until_on = forms.DateField(
        label=label("record_until"), required=False, widget=forms.DateInput(format="%Y-%m-%d")
    )
    source = forms.CharField(
        label=label("record_source"), help_text=label("record_source_help"), max_length=120
    )
    detail = forms.CharField(
        label=label("record_detail"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EndRecordForm(ReasonForm):
    """From when on a record holds no more."""

    on = forms.DateField(label=label("on"), widget=forms.DateInput(format="%Y-%m-%d"))
    field_order = ("on", "reason")


class MergeBodiesForm(Shape):
    """Into which body, from when, on what document, and who finishes the open cases."""

    successor = forms.ChoiceField(label=label("successor"))
    from_on = forms.DateField(label=label("reform_from"), widget=forms.DateInput(format="%Y-%m-%d"))
    document = forms.CharField(label=label("document"), max_length=120)
    casework = forms.ChoiceField(
        label=label("casework"), choices=Succession.Casework.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, bodies: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "successor", [("", "请选择"), *bodies])

    def reform(self) -> Reform:
        """What is told beside the body."""
        told = self.cleaned_data
        return Reform(told["from_on"], told["document"], told["casework"])


class TransferPowersForm(MergeBodiesForm):
    """Which matters go over."""

    matter_codes = forms.CharField(
        label=label("matter_codes"),
        help_text=label("matter_codes_help"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("successor", "matter_codes")

    def codes(self) -> list[str]:
        """The codes typed, in their order."""
        return re.split(r"[\s,，、;；]+", self.cleaned_data["matter_codes"].strip())


class AuthorityForm(Shape):
    """Which day, body, matter and place is asked about."""

    on = forms.DateField(
        label=label("on"), widget=forms.DateInput(format="%Y-%m-%d"), required=False
    )
    agency = forms.ChoiceField(label=label("agency"), required=False)
    matter = forms.CharField(label=label("matter"), max_length=40, required=False)
    area = forms.CharField(label=label("area"), max_length=12, required=False)
    person = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", [("", "请选择"), *bodies])


class ListForm(Shape):
    """A power list from a file."""

    file = forms.FileField(label=label("list_file"), help_text=label("list_file_help"))
    agency = forms.ChoiceField(label=label("list_agency"), required=False)
    from_on = forms.DateField(
        label=label("list_from_on"),
        help_text=label("list_from_on_help"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d"),
    )
    field = forms.ChoiceField(
        label=label("list_field"), help_text=label("list_field_help"), required=False
    )

    def __init__(self, *args: Any, bodies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {body.code: body for body in bodies}
        named = [(body.code, body.name) for body in bodies]
        offer(self, "agency", [("", label("list_library")), *named])
        fields = [(code, row["title"]) for code, row in matter_fields().items()]
        offer(self, "field", [("", label("list_no_field")), *fields])

    @property
    def content(self) -> bytes:
        """The bytes of the file, one more than may be at most."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return bytes(file.read(LARGEST_FILE + 1))

    @property
    def body(self) -> Agency | None:
        """Whose list it is; None for the library."""
        return self.bodies.get(self.cleaned_data["agency"])


class LawFileForm(Shape):
    """A statute's file, and what it may not tell itself."""

    file = forms.FileField(label=label("law_file"), help_text=label("law_file_help"))
    in_force_from = forms.DateField(
        label=label("law_force"), help_text=label("law_force_help"), required=False
    )
    level = forms.CharField(
        label=column(Law, "level").verbose_name,
        help_text=label("law_level_help"),
        max_length=20,
        required=False,
    )
    body = forms.CharField(
        label=column(Law, "issuing_body").verbose_name,
        max_length=200,
        required=False,
    )
    number = forms.CharField(
        label=column(LawVersion, "number").verbose_name,
        max_length=200,
        required=False,
    )

    def told(self) -> Told:
        """What was said of the file."""
        said = self.cleaned_data
        return Told(
            level=said["level"],
            body=said["body"],
            number=said["number"],
            in_force_from=said["in_force_from"],
        )
