"""What is told of people and their certificates."""

from collections.abc import Iterable
from typing import Any

from django import forms

from zhifa.agencies.forms.shapes import CodesField, Revision, Shape, day, of
from zhifa.agencies.models import Certificate, CertificateSuspension, Post, Unit, User
from zhifa.agencies.pages import label
from zhifa.agencies.roles import roles
from zhifa.kernel.forms import offer


class PersonFacts(Shape):
    """What is registered of a person."""

    name = of(User, "name")
    phone = of(User, "phone", widget=forms.TextInput(attrs={"type": "tel"}), max_length=20)
    legally_qualified_on = of(User, "legally_qualified_on")
    reviewer_since = of(User, "reviewer_since")


class PersonChangeForm(PersonFacts, Revision):
    """What may change about a person; a mistyped name leaves no past."""

    corrects = forms.BooleanField(label=label("corrects"), required=False)

    def changes(self) -> tuple[dict[str, Any], str]:
        """The facts typed, without what is said of the change itself."""
        facts, seen = super().changes()
        return {k: v for k, v in facts.items() if k != "corrects"}, seen


class PersonForm(PersonFacts):
    """A new person."""

    username = of(User, "username")
    field_order = ("username", "name")


def _roles() -> list[tuple[str, str]]:
    """Every post there is."""
    return [(r.code, r.name) for r in roles().values()]


class AppointForm(Shape):
    """Which post."""

    agency = of(Post, "agency")
    unit = of(Post, "unit")
    role = forms.ChoiceField(label=label("roles"), choices=_roles)
    from_on = of(Post, "from_on")
    until_on = of(Post, "until_on")

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grouped: dict[str, list[tuple[int, str]]] = {}
        for unit in units:
            grouped.setdefault(unit.agency.name, []).append((unit.pk, unit.name))
        offer(self, "unit", [("", ""), *grouped.items()])


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


class PortraitForm(Shape):
    """The photo on a certificate."""

    file = forms.FileField(label=label("portrait"), help_text=label("portrait_help"))


class CardListForm(Shape):
    """A list of certificates from outside."""

    file = forms.FileField(label=label("card_list"), help_text=label("card_list_help"))
