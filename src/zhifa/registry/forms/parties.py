"""Forms about parties; whether what they say is right is the actions' business."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhifa.kernel.forms import column, offer, telling
from zhifa.kernel.workbook import LARGEST_FILE
from zhifa.registry.forms.shapes import ReasonForm, Shape
from zhifa.registry.models import Party, PartyRecord
from zhifa.registry.pages import label
from zhifa.registry.reads import papers_of
from zhifa.registry.rules.grounds import GROUNDS

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
    reason = forms.CharField(
        label=label("reason"),
        help_text=label("party_reason_help"),
        max_length=200,
        validators=[telling],
        widget=forms.Textarea(attrs={"rows": 2}),
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
        told = {k: v for k, v in told.items() if k not in {"seen", "reason", "source"}}
        return {k: v for k, v in told.items() if v or k not in SECRET}

    def proof(self) -> dict[str, str]:
        """By what paper, where that is asked for."""
        source = self.cleaned_data.get("source")
        return {"source": source} if source else {}


class PartyCorrectForm(PartyChangeForm):
    """What may have been written wrongly about a party: its kind, too."""

    kind = forms.ChoiceField(label=column(Party, "kind").verbose_name, choices=Party.Kind.choices)  # type: ignore[assignment]  # a parent's parent had it

    source = forms.CharField(
        label=label("kind_source"),
        help_text=label("kind_source_help"),
        max_length=80,
        required=False,
    )
    field_order = ("kind", "source", "name")

    def details(self) -> dict[str, Any]:
        """The columns told, with the kind."""
        return {**super().details(), "kind": self.cleaned_data["kind"]}


class MergeForm(Shape):
    """Into which entry, and why."""

    kept = forms.CharField(label=label("kept"), help_text=label("kept_help"), max_length=40)
    reason = forms.CharField(
        label=label("reason"),
        max_length=200,
        validators=[telling],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LookForm(Shape):
    """On what ground and why somebody wants to look."""

    ground = forms.ChoiceField(
        label=label("ground"), choices=lambda: [("", "请选择"), *GROUNDS.items()]
    )
    reason = forms.CharField(
        label=label("look_reason"),
        help_text=label("look_help"),
        max_length=200,
        validators=[telling],
    )

    def offer(self, grounds: Mapping[str, str]) -> None:
        """Show these grounds alone; another one is refused with its reason all the same."""
        field = self.fields["ground"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "请选择"), *grounds.items()]


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


class PartyListForm(Shape):
    """A list of parties from a file."""

    file = forms.FileField(label=label("party_file"), help_text=label("party_file_help"))

    @property
    def content(self) -> bytes:
        """The bytes of the file, one more than may be at most."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return bytes(file.read(LARGEST_FILE + 1))
