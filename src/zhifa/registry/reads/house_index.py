"""What the index of laws that the repository carries says: of citations, and of the library."""

from functools import cache

from zhifa.registry.models import LawVersion
from zhifa.registry.rules import law_files, provisions
from zhifa.registry.rules.citations import parse, short
from zhifa.registry.rules.law_records import Record
from zhifa.registry.rules.provisions import Shape


@cache
def _shelf() -> dict[str, list[Record]]:
    """Short title → the versions that are in force by the index, else all."""
    found: dict[str, list[Record]] = {}
    for record in law_files.index():
        found.setdefault(short(record.title), []).append(record)
    return {
        title: [r for r in records if r.status.startswith("现行")] or records
        for title, records in found.items()
    }


@cache
def index_faults(text: str) -> tuple[str, ...]:
    """What is wrong with the citations of a text by the house's own index; without a viewer.

    Empty when every provision exists in a version in force. It tells of no particular day.
    """
    cited = parse(text)
    if not cited:
        return (provisions.UNREADABLE.about(text[:40]).message,)
    told = []
    for citation in cited:
        records = _shelf().get(citation.law)
        if not records:
            told.append(provisions.UNKNOWN_LAW.about(str(citation)).message)
        elif not citation.article:
            told.append(provisions.ARTICLE_WANTED.about(str(citation)).message)
        else:
            faults = [Shape(r.numbering, r.outline).fault(citation) for r in records]
            if all(faults) and faults[0]:
                told.append(faults[0].message)
    return tuple(told)


def index_moved() -> list[str]:  # no viewer: facts of laws are public
    """Versions whose days the house's index tells otherwise than the library, which keeps its own.

    Each as title with both days; the library is put right by whoever keeps it, in the open.
    """
    held = {v.source_key: v for v in LawVersion.objects.select_related("law")}
    found = []
    for record in law_files.index():
        version = held.get(record.key)
        kept = version.in_force_from if version else None
        if version and kept and record.in_force_from not in {None, kept}:
            told = f"库里 {kept} 起施行，目录写 {record.in_force_from}"
            found.append(f"《{version.law.short_title}》：{told}")
    return found
