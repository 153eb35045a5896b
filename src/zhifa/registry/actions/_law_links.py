"""What imported texts say about other laws: that they end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhifa.registry.actions._law_read import Text
from zhifa.registry.actions._law_store import BATCH, intervals
from zhifa.registry.models import Law, LawLink, LawVersion
from zhifa.registry.rules.citations import Citation, short
from zhifa.registry.rules.law_records import OUT_OF_FORCE

ENDED = "已废止"
TOLD = 50  # what an upload did to other laws, and to which versions


@dataclass(frozen=True, slots=True)
class Told:
    """What a text does to another law, or to the version before it.

    kind: repeals or amends. title: of the law; law: its key, None where the library has none.
    words: the article that says so, or from which day on the version before it was in force.
    """

    kind: str
    title: str
    words: str
    law: int | None = None


def _links(texts: Sequence[Text], versions: Mapping[str, LawVersion]) -> list[LawLink]:
    names = {name for text in texts for name, _, _ in text.ends}
    others = {law.short_title: law for law in Law.objects.filter(short_title__in=names)}
    found = []
    for text in texts:
        version = versions[text.record.key]
        for name, number, sub in text.ends:
            if other := others.get(name):
                said = Citation(short(text.record.title), number, sub)
                found.append(
                    LawLink(
                        law_id=version.law_id,
                        other=other,
                        kind=LawLink.Kind.REPEALS,
                        cited=str(said),
                        on=version.in_force_from,
                    )
                )
    return found


def _end(links: Sequence[LawLink]) -> list[LawVersion]:
    """Let the laws go out of force that these say end, where nobody has said so before."""
    days: dict[int, date] = {link.other_id: link.on for link in links if link.on}
    ended = []
    for version in LawVersion.objects.filter(law_id__in=days, in_force_until=None):
        day = days[version.law_id]
        begun = version.in_force_from
        if begun and begun < day and version.status not in OUT_OF_FORCE:
            version.repealed_on, version.status = day - timedelta(days=1), ENDED
            ended.append(version)
    LawVersion.objects.bulk_update(ended, ["repealed_on", "status"], batch_size=BATCH)
    intervals(v.law_id for v in ended)
    return list(LawVersion.objects.filter(pk__in=[v.pk for v in ended]))


def link(texts: Sequence[Text], versions: Mapping[str, LawVersion]) -> list[LawVersion]:
    """Write down which laws these texts end, and give the versions that go out of force by it.

    A whole collection says of each law whether it is in force; a single text is taken at its word.
    """
    found = _links(texts, versions)
    LawLink.objects.bulk_create(found, batch_size=BATCH, ignore_conflicts=True)
    singles = {versions[t.record.key].law_id for t in texts if t.strict}
    return _end([one for one in found if one.law_id in singles])


def _before(version: LawVersion) -> Iterator[Told]:
    """The version that one follows."""
    older = LawVersion.objects.filter(
        law_id=version.law_id, in_force_from__lt=version.in_force_from, corrected=""
    )
    before = older.order_by("-in_force_from", "-pk").select_related("law").first()
    if before is not None:
        words = f"{before.in_force_from} 起施行的一版"
        yield Told("amends", before.law.title, words, before.law_id)


def told_of(texts: Sequence[Text], versions: Mapping[str, LawVersion]) -> list[Told]:
    """What these texts, few as they are, say and do: laws they end, versions they follow."""
    if len(texts) > TOLD:
        return []
    names = {name for text in texts for name, _, _ in text.ends}
    known = {law.short_title: law for law in Law.objects.filter(short_title__in=names)}
    found: list[Told] = []
    for text in texts:
        version = versions[text.record.key]
        if version.in_force_from:
            found += _before(version)
        for name, number, sub in text.ends:
            law = known.get(name)
            said = str(Citation(short(text.record.title), number, sub))
            held = (law.title, law.pk) if law else (name, None)
            found.append(Told("repeals", held[0], said, held[1]))
    return found[:TOLD]
