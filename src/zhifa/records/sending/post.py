"""A letter, and how handing it in may fail."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """ref: our number of the sending, the same at every try. attachment: the sealed PDF."""

    ref: str
    at: datetime
    to: str
    subject: str
    text: str
    attachment: bytes
    name: str


class PostDown(Exception):  # noqa: N818 - a state of the other machine, not a fault of ours
    """The machine does not answer, or asks to come again later."""


class PostRefused(Exception):  # noqa: N818 - its answer
    """The machine will never take this letter; its words."""
