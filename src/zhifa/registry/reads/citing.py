"""Who cites an article: matters, procedures, papers. Cases are known to the room above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhifa.kernel.access import Actor
from zhifa.registry.models import Citing, Matter
from zhifa.registry.rules.citations import parse
from zhifa.registry.rules.law_duties import Holder

PAGE = 20


@dataclass(frozen=True, slots=True)
class Cited:
    """Something that cites an article. code: of a matter; address: page of anything else."""

    kind: str
    title: str
    cited: str
    code: str = ""
    address: str = ""


def _rows(law: str, number: int, sub: int) -> list[Citing]:
    found = Citing.objects.filter(law=law, number=number, sub=sub)
    return list(found.order_by("kind", "title", "pk"))


def _cites(holder: Holder) -> set[str]:
    return {str(c)[:300] for text in holder.cites for c in parse(text)}


def citations_noted(*, holders: Mapping[str, Iterable[Holder]], viewer: Actor) -> bool:  # noqa: ARG001 - what is public
    """Whether what is noted of these holders by kind, and of every matter, is what they say."""
    for kind, told in holders.items():
        says = {(h.ref, h.title, h.address, cited) for h in told for cited in _cites(h)}
        noted = Citing.objects.filter(kind=kind).values_list("ref", "title", "address", "cited")
        if says != set(noted):
            return False
    refs = Citing.objects.filter(kind=Citing.Kind.MATTER).values_list("ref", flat=True)
    known = {int(ref) for ref in refs.distinct()}
    fresh = (m for m in Matter.objects.order_by("pk").iterator(500) if m.pk not in known)
    return not any(_cites(Holder(str(m.pk), m.name, "", m.cited)) for m in fresh)


def _standing(rows: Sequence[Citing], on: date) -> dict[str, Matter]:
    refs = [int(r.ref) for r in rows if r.kind == Citing.Kind.MATTER]
    day = Q(from_on__lte=on) & (Q(until_on=None) | Q(until_on__gte=on))
    return {str(m.pk): m for m in Matter.objects.filter(day, pk__in=refs)}


def cited_by(
    *,
    law: str,
    number: int,
    sub: int,
    on: date,
    viewer: Actor,  # noqa: ARG001 - matters, procedures and papers are public
    page: int = 1,
) -> tuple[list[Cited], int]:
    """A page of what cites an article on a day, and how many there are. law: its short title."""
    rows = _rows(law, number, sub)
    matters = _standing(rows, on)
    kept = [r for r in rows if r.kind != Citing.Kind.MATTER or r.ref in matters]
    told = [
        Cited(
            str(r.get_kind_display()),
            matters[r.ref].name if r.ref in matters else r.title,
            r.cited,
            matters[r.ref].code if r.ref in matters else "",
            r.address,
        )
        for r in kept[(page - 1) * PAGE : page * PAGE]
    ]
    return told, len(kept)


def matters_citing(*, law: str, number: int, sub: int, viewer: Actor) -> list[int]:  # noqa: ARG001 - public
    """Rows of matters, of any day, that cite an article."""
    rows = _rows(law, number, sub)
    return [int(r.ref) for r in rows if r.kind == Citing.Kind.MATTER]
