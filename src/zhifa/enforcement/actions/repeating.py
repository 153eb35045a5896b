"""A form that is sent a second time: the same one again, or another one with the same word."""

from collections.abc import Mapping
from typing import Any

from zhifa.enforcement.models import Act
from zhifa.enforcement.rules.obstacles import SUBMITTED
from zhifa.enforcement.rules.procedure import load
from zhifa.kernel.refusals import refuse_if

COMPARED = frozenset({"text", "name", "long", "date", "choice", "moment"})


def _plain(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").strip()


def same_again(*, before: Act, move: str, data: Mapping[str, Any]) -> None:
    """Refused when a word that was used for one form comes with another one.

    What people write is compared as they wrote it; sums and lists, which are kept in another
    shape, are not.
    """
    law = load(before.case.procedure, before.case.procedure_version)
    stored = {**before.facts, **before.texts}
    asked = (f.id for f in law.moves[before.move].fields if f.kind in COMPARED)
    differs = any(_plain(data[name]) != _plain(stored.get(name)) for name in asked if name in data)
    refuse_if([SUBMITTED] if before.move != move or differs else [])
