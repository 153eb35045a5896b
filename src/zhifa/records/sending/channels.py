"""What a channel is, and which ones this installation has. docs/service.md says how to connect one.

A channel tells only what it knows: that the letter was taken is not that it arrived.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from django.conf import settings

from zhifa.records.rules.sendings import EMAIL, SMS
from zhifa.records.sending.mail import Folder, Mail
from zhifa.records.sending.post import Letter
from zhifa.records.sending.text import Text


class Channel(Protocol):
    """Where letters are handed in. real: False where nothing leaves the machine."""

    real: bool

    def send(self, letter: Letter) -> str:
        """Hand the letter in; the number it was given. PostDown, PostRefused."""


def _mail(address: str) -> Channel:
    if address.startswith("folder:"):
        return Folder(address.removeprefix("folder:"))
    return Mail(address, settings.MAIL_FROM)


_MAKERS: Mapping[str, tuple[str, Callable[[str], Channel]]] = {
    EMAIL: ("SMTP_URL", _mail),
    SMS: ("SMS_URL", lambda address: Text(address, settings.SMS_SECRET)),
}


def channel(code: str) -> Channel | None:
    """The machine for letters of this kind; None where none is connected."""
    name, make = _MAKERS[code]
    address: str = getattr(settings, name)
    return make(address) if address else None
