"""What imported texts say about other laws: that they end."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from zhifa.registry.actions._law_read import Text
from zhifa.registry.actions._law_store import BATCH, intervals
from zhifa.registry.models import Law, LawLink, LawVersion
from zhifa.registry.rules.citations import Citation, short
from zhifa.registry.rules.law_records import OUT_OF_FORCE

ENDED = "已废止"


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
