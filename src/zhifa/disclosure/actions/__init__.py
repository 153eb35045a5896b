"""The only writers of this room."""

from zhifa.disclosure.actions.corrections import note_corrections, publish_corrections
from zhifa.disclosure.actions.publications import (
    must_change,
    must_leave,
    prepare,
    publish,
    renew,
    takes_effect,
    withdraw,
)

__all__ = [
    "must_change",
    "must_leave",
    "note_corrections",
    "prepare",
    "publish",
    "publish_corrections",
    "renew",
    "takes_effect",
    "withdraw",
]
