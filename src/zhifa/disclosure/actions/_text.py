"""The words of the paper on their way to the public, as the publisher decided of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from zhifa.disclosure.masking import PUBLIC, Choice, Known, decided, places_of
from zhifa.disclosure.models import Publication, PublicText
from zhifa.disclosure.reads import proposal
from zhifa.disclosure.rules import NOT_IN_TEXT, TEXT_CHANGED
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.refusals import Obstacle

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Chosen:
    """What will be public of a paper, and what keeps it from being so.

    known: what the case and the publisher protect; what is said to be public is not among it.
    """

    digest: str
    text: str
    spans: list[dict[str, object]]
    choice: Choice
    known: Sequence[Known] = ()
    obstacles: Sequence[Obstacle] = field(default=())


def choose(publication: Publication, choice: Choice) -> Chosen:
    """Apply a choice to the proposal of now."""
    made = proposal(publication=publication, viewer=SYSTEM)
    hidden = [w for w in choice.hidden if len(w.strip()) >= SHORTEST]
    lost = [w for w in hidden if not list(places_of(made.source, w))]
    obstacles = [TEXT_CHANGED] if choice.digest not in {"", made.digest} else []
    obstacles += [NOT_IN_TEXT.about("、".join(lost))] if lost else []
    text, spans = decided(made.source, made.spans, choice)
    shown = [
        made.source[s.start : s.end]
        for n, s in enumerate(made.spans)
        if choice.spans.get(n) == PUBLIC
    ]
    known = [one for one in made.known if one.value not in shown]
    known += [Known(words, "secret", "secret") for words in hidden]
    return Chosen(made.digest, "" if choice.whole else text, spans, choice, known, obstacles)


def keep(publication: Publication, chosen: Chosen, by: Actor, at: datetime) -> Sequence[PublicText]:
    """Store what was decided of the words, for the public and for whoever asks why."""
    if not chosen.spans and not chosen.text and not chosen.choice.whole:
        return []
    row = PublicText.objects.filter(publication=publication).first()
    row = row or PublicText(publication=publication)
    row.source_sha256, row.text, row.spans = chosen.digest, chosen.text, chosen.spans
    row.hidden, row.whole = list(chosen.choice.hidden), chosen.choice.whole
    row.confirmed_by, row.confirmed_at = by.key, at
    row.save()
    return [row]
