"""Laws in: facts from the house's index, texts from what the district imports."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.refusals import Obstacle, Refused, refuse_if
from zhifa.registry import events
from zhifa.registry.actions._law_search import forget_articles, index_articles
from zhifa.registry.actions._law_store import BATCH, store
from zhifa.registry.models import Article, Digest, Law, LawVersion
from zhifa.registry.rules import law_files as files
from zhifa.registry.rules import law_text
from zhifa.registry.rules.law_records import Record, amended, of_pack
from zhifa.registry.rules.provisions import count_in

SUBJECT = "library:laws"
NOTHING = Obstacle(
    "laws:nothing_to_import", "这里没有可导入的法律文本，请给出文件夹、.jsonl.gz 或者 .md 文件。"
)
UNREADABLE = Obstacle(
    "laws:unreadable_file", "这个文件读不出法律文本，请核对文件是否完整、编码是否为 UTF-8。"
)
GAPS = "条号不连续"
REPEATS = "条号重复，只取先出现的"
UNDATED = "施行日期不详"
WHOLE = "没有分条，整篇收入"
MISCOUNTED = "条数与来源所记不同"


@dataclass(slots=True)
class Imported:
    """What an import found and did. anomalies: title and what is odd about its text."""

    files: int = 0
    laws: int = 0
    versions: int = 0
    articles: int = 0
    unchanged: int = 0
    anomalies: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Text:
    """One text, read and cut."""

    record: Record
    articles: list[law_text.ArticleText]
    digest: str
    oddities: tuple[str, ...]


def _keeps(by: Actor) -> list[Obstacle]:
    reach = by.reach("law:edit")
    return [] if reach is None or reach else [NOT_YOURS]


def _oddities(head: dict[str, Any], record: Record, cut: law_text.Cut) -> tuple[str, ...]:
    expected, last = head.get("n_articles"), max((a.number for a in cut.articles), default=0)
    count = count_in(record.numbering)
    found = {
        WHOLE: not cut.articles,
        GAPS: last != count,
        REPEATS: bool(cut.repeated),
        UNDATED: record.in_force_from is None,
        MISCOUNTED: expected is not None and int(expected) != count,
    }
    return tuple(name for name, odd in found.items() if odd)


def _read(head: dict[str, Any], text: str) -> _Text:
    cut = law_text.cut(text)
    record = of_pack(head, law_text.shape_of(cut.articles))
    record = amended(record, files.amendments())
    whole = [law_text.whole(text)] if not cut.articles and text.strip() else []
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _Text(record, cut.articles or whole, digest, _oddities(head, record, cut))


def _read_all(path: Path) -> list[_Text]:
    try:
        found = [_read(head, text) for head, text in files.texts(path)]
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as fault:
        problem = NOTHING if isinstance(fault, FileNotFoundError) else UNREADABLE
        raise Refused([problem.about(path.name)]) from fault
    refuse_if([] if found else [NOTHING.about(path.name)])
    return list({t.record.key: t for t in found}.values())


def _rows(text: _Text, version: LawVersion) -> Iterable[Article]:
    for piece in text.articles:
        yield Article(
            version=version,
            number=piece.number,
            sub=piece.sub,
            path=piece.path,
            text=piece.text,
            paragraphs=piece.paragraphs,
        )


def _replace(texts: Sequence[_Text], versions: dict[str, LawVersion]) -> int:
    """Put the articles of these texts where older ones of the same versions stood."""
    stale = [versions[t.record.key].pk for t in texts if versions[t.record.key].has_text]
    for start in range(0, len(stale), BATCH):
        old = Article.objects.filter(version_id__in=stale[start : start + BATCH])
        forget_articles(old.values_list("pk", flat=True))
        old.delete()
    rows = [row for text in texts for row in _rows(text, versions[text.record.key])]
    Article.objects.bulk_create(rows, batch_size=4 * BATCH)
    for text in texts:
        version = versions[text.record.key]
        version.has_text, version.digest = True, text.digest
        version.numbering, version.outline = text.record.numbering, text.record.outline
    fields = ["has_text", "digest", "numbering", "outline"]
    LawVersion.objects.bulk_update(
        [versions[t.record.key] for t in texts], fields, batch_size=BATCH
    )
    return len(rows)


@transaction.atomic
def load_index(*, by: Actor, at: datetime) -> int:
    """Load the facts of laws that the repository carries; gives how many versions changed.

    Titles, numbers, dates, counts and the house's own 要点; no texts. Harmless when repeated.
    Refused: no post may keep laws.
    """
    refuse_if(_keeps(by))
    records = files.index()
    changed, versions = store(records)
    changed += _digests()
    if changed:
        event = events.LawsLoaded("index.csv", len({r.title for r in records}), len(versions), 0)
        journal.record(event, subject=SUBJECT, by=by, at=at)
    return changed


def _digests() -> int:
    """Make the 要点 say what the file says."""
    laws = {law.short_title: law for law in Law.objects.order_by("-pk")}
    stale = {(d.law_id, d.number, d.sub): d for d in Digest.objects.all()}
    fresh, changed = [], []
    for title, number, sub, words, adopted in files.digests():
        law = laws[title]
        digest = stale.pop((law.pk, number, sub), None)
        if digest is None:
            digest = Digest(law=law, number=number, sub=sub)
            fresh.append(digest)
        elif (digest.text, digest.adopted_on) != (words, adopted):
            changed.append(digest)
        digest.text, digest.adopted_on = words, adopted
    Digest.objects.filter(pk__in=[d.pk for d in stale.values()]).delete()
    Digest.objects.bulk_create(fresh, batch_size=BATCH)
    Digest.objects.bulk_update(changed, ["text", "adopted_on"], batch_size=BATCH)
    return len(fresh) + len(changed) + len(stale)


@transaction.atomic
def import_laws(*, path: Path, by: Actor, at: datetime) -> Imported:
    """Import statute texts from a folder, a laws.jsonl.gz or a Markdown file.

    A text already held, to the byte, is left alone; a changed one replaces the older copy.
    Refused: no post may keep laws; nothing to import; a file that cannot be read.
    """
    refuse_if(_keeps(by))
    texts = _read_all(path)
    _, versions = store([t.record for t in texts])
    fresh = [t for t in texts if versions[t.record.key].digest != t.digest]
    report = Imported(
        files=len(texts),
        laws=len({t.record.title for t in texts}),
        versions=len(fresh),
        articles=_replace(fresh, versions),
        unchanged=len(texts) - len(fresh),
        anomalies=[(t.record.title, odd) for t in texts for odd in t.oddities],
    )
    index_articles({versions[t.record.key].law_id for t in fresh}, on=localdate(at))
    event = events.LawsLoaded(path.name, report.laws, report.versions, report.articles)
    event = replace(event, digest=_digest_of(texts), anomalies=len(report.anomalies))
    if fresh:
        journal.record(event, subject=SUBJECT, by=by, at=at)
    return report


def _digest_of(texts: Sequence[_Text]) -> str:
    """One digest over the texts of an import, whatever their order."""
    joined = "\n".join(sorted(f"{t.record.key} {t.digest}" for t in texts))
    return hashlib.sha256(joined.encode()).hexdigest()
