"""Laws half named in a search box (处罚法); what a paper cites is never guessed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Refused
from zhifa.registry.models import Law
from zhifa.registry.reads.laws import Resolved, resolve
from zhifa.registry.rules.citations import Citation, parse, read

MOST = 5  # laws that are offered
HIGHEST = ("法律", "行政法规")  # these alone are meant by half a name


def _bearing(name: str) -> list[str]:
    """Titles that end with a name, statutes before regulations, the shortest first."""
    held = Law.objects.filter(short_title__endswith=name, level__in=HIGHEST)
    told = held.exclude(short_title=name).values_list("short_title", "level")
    ordered = sorted(told[: 10 * MOST], key=lambda t: (HIGHEST.index(t[1]), len(t[0]), t[0]))
    return [title for title, _ in ordered[:MOST]]


def _meant(citation: Citation, on: date, viewer: Actor) -> Iterator[Resolved]:
    for title in _bearing(citation.law):
        try:
            yield from resolve(text=str(replace(citation, law=title)), on=on, viewer=viewer)
        except Refused:
            continue


def half_named(*, text: str, on: date, viewer: Actor) -> list[Resolved]:
    """What a text with one citation may mean, if it only bears the end of a law's title.

    Provisions in force on the day; empty where there is none, or more than one is cited.
    """
    cited = read(text) or parse(text)
    return list(_meant(cited[0], on, viewer)) if len(cited) == 1 and cited[0].law else []
