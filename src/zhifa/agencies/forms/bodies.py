"""What is told of bodies, mergers and mandates."""

from typing import Any

from django import forms

from zhifa.agencies.forms.shapes import DayInput, Revision, Shape, day, of
from zhifa.agencies.models import Agency, CertificateSuspension, Unit
from zhifa.agencies.pages import label


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
    """What may change about a body, from when and on what document."""

    from_on = forms.DateField(
        label=label("since"), help_text=label("since_help"), widget=DayInput(), required=False
    )
    document = forms.CharField(
        label=label("document"), help_text=label("document_help"), max_length=120, required=False
    )
    corrects = forms.BooleanField(label=label("corrects"), required=False)

    def since(self) -> dict[str, Any]:
        """From when the change holds, and whether the register had been wrong."""
        return {name: self.cleaned_data[name] for name in ("from_on", "document", "corrects")}

    def changes(self) -> tuple[dict[str, Any], str]:
        """The facts typed, without what is said of the change itself."""
        facts, seen = super().changes()
        return {k: v for k, v in facts.items() if k not in self.since()}, seen


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


class LetterForm(Shape):
    """The signed letter of a mandate."""

    file = forms.FileField(label=label("letter"), help_text=label("letter_help"))
