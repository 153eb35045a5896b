"""Passwords, codes and machine clients."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from zhifa.agencies.forms.shapes import Shape, of
from zhifa.agencies.models import ClientGrant, ClientRegistration, Post, User
from zhifa.agencies.pages import label
from zhifa.agencies.roles import roles
from zhifa.kernel.forms import offer


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


def _offered() -> list[tuple[str, str]]:
    """The posts a machine may hold: none that administers."""
    return [(r.code, r.name) for r in roles().values() if not r.administers]


class ClientForm(Shape):
    """A machine client."""

    name = forms.CharField(label=label("client_name"), max_length=40)
    agency = of(Post, "agency")
    purpose = of(ClientRegistration, "purpose", help_text=label("purpose_help"))
    roles = forms.MultipleChoiceField(
        label=label("roles"), choices=_offered, widget=forms.CheckboxSelectMultiple
    )


class ClientRefusalForm(Shape):
    """Why a client is not let in."""

    reason = of(ClientRegistration, "reason", required=True)


class GrantForm(Shape):
    """Whom a person lets act, for how long and for what: of what the person may do."""

    client = of(ClientGrant, "client")
    from_on = of(ClientGrant, "from_on")
    until_on = of(ClientGrant, "until_on", help_text=label("until_help"))
    scope = forms.MultipleChoiceField(
        label=label("scope"),
        help_text=label("scope_help"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        clients: QuerySet[User],
        held: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "scope", held)
        client = self.fields["client"]
        if isinstance(client, forms.ModelChoiceField):
            client.queryset = clients
