"""The shape of input; whether it is lawful is the actions' business."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db import models

from zhifa.agencies.models import (
    Agency,
    Certificate,
    CertificateSuspension,
    Delegation,
    Post,
    Unit,
    User,
)
from zhifa.agencies.pages import label
from zhifa.agencies.roles import roles

SEPARATORS = re.compile(r"[\s,，、;；]+")


class DayInput(forms.DateInput):
    """A date picker of the browser's own."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def of(model: type[models.Model], name: str, **changes: Any) -> forms.Field:
    """The form field of a model's column, with its Chinese name and its limits."""
    column = model._meta.get_field(name)  # noqa: SLF001 - the documented way to a model's columns
    assert isinstance(column, models.Field)  # noqa: S101 - relations back have no form field
    if isinstance(column, models.DateField):
        changes.setdefault("widget", DayInput())
    field = column.formfield(**changes)
    assert field is not None  # noqa: S101 - only automatic columns have none
    return field


def day(name: str = "on") -> forms.DateField:
    """A date that is no column, named in data/pages.toml."""
    return forms.DateField(label=label(name), widget=DayInput())


class Shape(forms.Form):
    """A form whose controls carry the classes of the style sheet and whose gaps are named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = label("required").format(name=field.label)
            if isinstance(field.widget, forms.CheckboxSelectMultiple):
                continue
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"


class CodesField(forms.CharField):
    """Several codes in one box, apart by spaces, commas or line breaks; a list of texts."""

    def __init__(self, name: str) -> None:
        super().__init__(
            label=label(name),
            help_text=label(f"{name}_help"),
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def clean(self, value: Any) -> Any:
        """The codes, in the order typed."""
        return [code for code in SEPARATORS.split(super().clean(value)) if code]


class Revision(Shape):
    """A form that remembers the row as it was when the page was opened."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def changes(self) -> tuple[dict[str, Any], str]:
        """The facts typed, and the digest of the row as seen."""
        facts = dict(self.cleaned_data)
        return facts, facts.pop("seen")


class AgencyFacts(Shape):
    """What is registered of a body."""

    name = of(Agency, "name")
    short_name = of(Agency, "short_name")
    nature = of(Agency, "nature")
    credit_code = of(Agency, "credit_code")
    area_code = of(Agency, "area_code")
    superior = of(Agency, "superior")
    legal_representative = of(Agency, "legal_representative")
    address = of(Agency, "address")
    phone = of(Agency, "phone")
    basis = of(Agency, "basis")
    reconsideration_body = of(Agency, "reconsideration_body")
    court = of(Agency, "court")
    bank = of(Agency, "bank")


class AgencyChangeForm(AgencyFacts, Revision):
    """What may change about a body."""


class AgencyForm(AgencyFacts):
    """A new body."""

    code = of(Agency, "code")
    established_on = of(Agency, "established_on")
    field_order = ("code", "name", "short_name", "nature", "established_on")


class OnForm(Shape):
    """Only a day."""

    on = day()


class ReasonForm(OnForm):
    """A day and a reason."""

    reason = of(CertificateSuspension, "reason")


class NothingForm(Shape):
    """A page that only asks whether to go on."""


class UnitForm(Shape):
    """A new division."""

    name = of(Unit, "name")
    kind = of(Unit, "kind")


class PersonFacts(Shape):
    """What is registered of a person."""

    name = of(User, "name")
    phone = of(User, "phone", widget=forms.TextInput(attrs={"type": "tel"}), max_length=20)
    legally_qualified_on = of(User, "legally_qualified_on")
    reviewer_since = of(User, "reviewer_since")


class PersonChangeForm(PersonFacts, Revision):
    """What may change about a person."""


class PersonForm(PersonFacts):
    """A new person."""

    username = of(User, "username")
    field_order = ("username", "name")


class AppointForm(Shape):
    """Which post."""

    agency = of(Post, "agency")
    unit = of(Post, "unit")
    role = forms.ChoiceField(label=label("roles"))
    from_on = of(Post, "from_on")
    until_on = of(Post, "until_on")

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grouped: dict[str, list[tuple[int, str]]] = {}
        for unit in units:
            grouped.setdefault(unit.agency.name, []).append((unit.pk, unit.name))
        self.fields["unit"].choices = [("", ""), *grouped.items()]  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (r.code, r.name) for r in roles().values()
        ]


class CertificateForm(Shape):
    """What is printed on the card."""

    agency = of(Certificate, "agency")
    number = of(Certificate, "number")
    kind = of(Certificate, "kind")
    areas = CodesField("areas")
    valid_from = of(Certificate, "valid_from")
    valid_until = of(Certificate, "valid_until")


class SuspendForm(Shape):
    """A suspension."""

    from_on = of(CertificateSuspension, "from_on")
    until_on = of(CertificateSuspension, "until_on")
    reason = of(CertificateSuspension, "reason")


class ResumeForm(Shape):
    """From when the certificate may be used again."""

    from_on = day("from_on")


class DelegateForm(Shape):
    """A mandate."""

    delegate = of(Delegation, "delegate")
    number = of(Delegation, "number")
    matter_codes = CodesField("matter_codes")
    from_on = of(Delegation, "from_on")
    until_on = of(Delegation, "until_on")
    published_on = of(Delegation, "published_on")


def _secret(name: str, complete: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": complete})
    return forms.CharField(label=label(name), strip=False, max_length=128, widget=widget, **more)


class SignInForm(Shape):
    """Name and password."""

    username = forms.CharField(
        label=label("username"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = _secret("password", "current-password")


class CodeForm(Shape):
    """A code of the second factor, or a recovery code."""

    code = forms.CharField(
        label=label("code"),
        help_text=label("code_help"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
    )


class NewPasswordForm(Shape):
    """A password set for another person."""

    password = _secret("new", "new-password", help_text=label("new_help"))


class OwnPasswordForm(NewPasswordForm):
    """A password changed by its owner."""

    old = _secret("old", "current-password")
    again = _secret("again", "new-password")
    field_order = ("old", "password", "again")

    def clean_again(self) -> str:
        """The repetition must repeat."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(label("again_wrong"))
        return again


class ClientForm(Shape):
    """A machine client."""

    name = forms.CharField(label=label("client_name"), max_length=40)
    agency = of(Post, "agency")
    roles = forms.MultipleChoiceField(label=label("roles"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Sequence[tuple[str, str]] = [
            (r.code, r.name) for r in roles().values() if not r.administers
        ]
        self.fields["roles"].choices = offered  # type: ignore[attr-defined]
