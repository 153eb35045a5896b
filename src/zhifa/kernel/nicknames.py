"""Short names that the demo gives to its cases, for commands: K1 for an identifier."""

import json

from django.conf import settings

FILES = {"case": "named.json", "dossier": "dossiers.json"}


def meant(word: str, what: str) -> str:
    """The identifier behind a name of the demo; `word` itself when it is none.

    what: whose identifier, "case" or "dossier". Outside the demo there are no such names.
    """
    file = settings.VAR / "demo" / FILES[what]
    if not settings.DEMO or not file.is_file():
        return word
    known: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return known.get(word.upper(), word)
