"""Keeping note of who cites which article."""

from collections.abc import Iterable, Iterator

from zhifa.registry.models import Citing, Matter
from zhifa.registry.rules.citations import parse
from zhifa.registry.rules.law_duties import Holder

BATCH = 500


def _rows(kind: str, holder: Holder) -> Iterator[Citing]:
    cited = {str(c): c for text in holder.cites for c in parse(text)}
    for words, citation in cited.items():
        yield Citing(
            kind=kind,
            ref=holder.ref,
            title=holder.title,
            address=holder.address,
            law=citation.law,
            number=citation.article,
            sub=citation.sub,
            cited=words[:300],
        )


def note_matters() -> int:
    """Take down what matters cite that were adopted since; how many citations were new.

    What a matter says never changes, so each is read once.
    """
    held = Citing.objects.filter(kind=Citing.Kind.MATTER)
    known = {int(ref) for ref in held.values_list("ref", flat=True).distinct()}
    fresh = (m for m in Matter.objects.order_by("pk").iterator(500) if m.pk not in known)
    rows = [
        row
        for m in fresh
        for row in _rows(Citing.Kind.MATTER, Holder(str(m.pk), m.name, "", m.cited))
    ]
    Citing.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _known(kind: str) -> set[tuple[str, str, str, str]]:
    found = Citing.objects.filter(kind=kind)
    return set(found.values_list("ref", "title", "address", "cited"))


def note_holders(kind: str, holders: Iterable[Holder]) -> int:
    """Make what is noted of one kind say what these say; how many rows, 0 if none changed."""
    rows = [row for holder in holders for row in _rows(kind, holder)]
    told = {(r.ref, r.title, r.address, r.cited) for r in rows}
    if told == _known(kind):
        return 0
    Citing.objects.filter(kind=kind).delete()
    Citing.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)
