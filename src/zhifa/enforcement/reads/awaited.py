"""Papers of a case that wait for the seal before they can be served."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zhifa.enforcement.reads.moves import Option
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.needs.serving import leave_of, paper_sealed, to_serve


@dataclass(frozen=True, slots=True)
class Awaited:
    """A paper that is made and not sealed. asked: nobody has given leave yet."""

    paper: str
    title: str
    why: str
    asked: bool


def awaited(
    *, facts: Facts, steps: Sequence[Option], papers: Mapping[str, list[tuple[str, str]]]
) -> tuple[Awaited, ...]:  # no viewer: words for a case in hand
    """Each paper once, in the order of the steps that serve them (行政处罚法 五十九)."""
    titles = {pk: title for made in papers.values() for pk, title in made}
    found: dict[str, Awaited] = {}
    for serving in (replace(facts, move=o.move) for o in steps if o.move.serves):
        made, why = to_serve(serving), paper_sealed(serving)
        paper = str(made.facts.get("document", "")) if made else ""
        if why and paper in titles:
            asked = leave_of(serving) is None
            found.setdefault(paper, Awaited(paper, titles[paper], why, asked))
    return tuple(found.values())
