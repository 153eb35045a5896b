"""Laws held twice for the same days, in words that are not the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from zhifa.registry.models import Article, LawVersion
from zhifa.registry.reads.laws import rank
from zhifa.registry.rules.law_compare import Place, said
from zhifa.registry.rules.law_records import OUT_OF_FORCE
from zhifa.registry.rules.law_same import differences


@dataclass(frozen=True, slots=True)
class Twins:
    """Two texts of one law for the same days. read: the one that answers; words: what differs."""

    read: LawVersion
    other: LawVersion
    words: str


def _doubled(on: date) -> list[Sequence[LawVersion]]:
    """Versions of one law with a text and one first day, the one that answers first."""
    rows = LawVersion.objects.filter(in_force_from__lte=on, has_text=True)
    rows = rows.exclude(in_force_until=None, status__in=OUT_OF_FORCE).exclude(corrected__gt="")
    days = rows.order_by().values("law_id", "in_force_from").annotate(n=Count("pk"))
    laws = {row["law_id"] for row in days if row["n"] > 1}
    held: dict[tuple[int, date | None], list[LawVersion]] = defaultdict(list)
    for version in rows.filter(law__in=laws).select_related("law").order_by("law_id", "pk"):
        held[version.law_id, version.in_force_from].append(version)
    return [sorted(some, key=rank, reverse=True) for some in held.values() if len(some) > 1]


def _said(versions: Iterable[LawVersion]) -> Mapping[int, Mapping[Place, str]]:
    """Version → what its articles say, however they are printed."""
    rows = Article.objects.filter(version__in=[v.pk for v in versions])
    found: dict[int, dict[Place, str]] = defaultdict(dict)
    for key, number, sub, text in rows.values_list("version_id", "number", "sub", "text"):
        found[key][number, sub] = said(text)
    return found


def twin_texts(*, on: date) -> Iterator[Twins]:  # no viewer: statutes are public
    """Laws of which two texts hold, or held, for the same days up to one, and say other things."""
    for some in _doubled(on):
        words, read = _said(some), some[0]
        for other in some[1:]:
            told = differences(words[read.pk], words[other.pk])
            if told:
                yield Twins(read, other, told)
