"""Laws in: facts from the house's index, texts from what the district imports."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.registry import events
from zhifa.registry.actions._law_changes import changed_by, note, standing
from zhifa.registry.actions._law_late import OF_INDEX, late
from zhifa.registry.actions._law_links import Told as Link
from zhifa.registry.actions._law_links import link, told_of
from zhifa.registry.actions._law_read import Text, Told, as_held, known_as, read_all, wanting
from zhifa.registry.actions._law_same import held_already, held_versions
from zhifa.registry.actions._law_search import Row, index_articles
from zhifa.registry.actions._law_store import BATCH, store, write_over
from zhifa.registry.models import Article, Digest, Law, LawVersion
from zhifa.registry.rules import law_files as files

SUBJECT = "library:laws"
NAMED = 5  # laws that the journal names


@dataclass(slots=True)
class Imported:
    """What an import found and did. anomalies: title and what is odd about its text.

    amendments: keys of the law changes that came with it. links: what it does to other laws.
    """

    files: int = 0
    laws: int = 0
    versions: int = 0
    articles: int = 0
    unchanged: int = 0
    anomalies: list[tuple[str, str]] = field(default_factory=list)
    amendments: list[int] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def keeps(by: Actor) -> list[Obstacle]:
    """Whether the actor keeps laws."""
    reach = by.reach("law:edit")
    return [] if reach is None or reach else [NOT_YOURS]


ADD = (
    "insert into registry_article (version_id, number, sub, path, text, paragraphs) "
    "values (%s, %s, %s, %s, %s, %s)"
)


def _add(texts: Sequence[Text], versions: Mapping[str, LawVersion]) -> list[Row]:
    """Store the articles of texts; a whole pack would take Django thrice as long."""
    told = connection.ops.adapt_json_value
    with connection.cursor() as cursor:
        cursor.executemany(
            ADD,
            [
                (
                    versions[t.record.key].pk,
                    a.number,
                    a.sub,
                    a.path,
                    a.text,
                    told(a.paragraphs, None),
                )
                for t in texts
                for a in t.articles
            ],
        )
    made = Article.objects.filter(version__in=[versions[t.record.key] for t in texts])
    columns = ("pk", "version_id", "number", "sub", "path", "text")
    return list(made.order_by("pk").values_list(*columns))


def put(texts: Sequence[Text], versions: dict[str, LawVersion]) -> list[Row]:
    """Put the articles of these texts under versions that have none."""
    found: list[Row] = []
    for start in range(0, len(texts), BATCH):
        few = texts[start : start + BATCH]
        found += _add(few, versions)
        for text in few:
            text.articles.clear()  # a whole pack does not fit twice
    for text in texts:
        version = versions[text.record.key]
        version.has_text, version.digest = True, text.digest
        version.numbering, version.outline = text.record.numbering, text.record.outline
    fields = ["has_text", "digest", "numbering", "outline"]
    write_over(LawVersion.objects, [versions[t.record.key] for t in texts], fields)
    return found


@transaction.atomic
def load_index(*, by: Actor, at: datetime) -> int:
    """Load the facts of laws that the repository carries; gives how many versions changed.

    Titles, numbers, dates, counts and the house's own 要点; no texts. Harmless when repeated.
    Refused: no post may keep laws.
    """
    refuse_if(keeps(by))
    records = files.index()
    changed, versions = store(records, today=localdate(at), late=OF_INDEX)
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
    write_over(Digest.objects, changed, ["text", "adopted_on"])
    return len(fresh) + len(changed) + len(stale)


@transaction.atomic
def import_laws(*, path: Path, by: Actor, at: datetime, told: Told | None = None) -> Imported:
    """Import statute texts from a folder, a laws.jsonl.gz, a DOCX or a Markdown file.

    A text already held, to the word, is left alone. A version newer than what is in force becomes
    a law change with its tasks. told: what the file does not say. Refused: no post may keep laws;
    nothing to import; a file that cannot be read or is not whole; days or level that nobody
    tells; a level that there is none of; another text or other days for a version held already;
    in force before it was passed; a cited law held already that changes from a day past, without
    told.late.
    """
    refuse_if(keeps(by))
    texts, why = known_as(read_all(path, told or Told())), told.late.strip() if told else ""
    known, today = held_versions(texts), localdate(at)
    held = held_already(texts, known)
    refuse_if([*wanting(texts), *held.obstacles] or ([] if why else late(texts, known, today)))
    same = {t.record.key for t in texts if _is_held(t, known)} | held.same
    before = standing()
    fit = [as_held(t, known.get(t.record.key)) for t in texts if t.record.key not in held.same]
    _, versions = store(fit, today=today, late=why)
    fresh = [t for t in texts if t.record.key not in same]
    report = taken(texts, fresh, put(fresh, versions))
    if fresh:
        event = events.LawsLoaded(path.name, report.laws, report.versions, report.articles)
        first = tuple(dict.fromkeys(t.record.title for t in fresh))[:NAMED]
        event = replace(event, digest=_digest_of(texts), titles=first)
        behind = any(versions[t.record.key].late_reason for t in fresh)
        event = replace(event, anomalies=len(report.anomalies), late=why[:200] if behind else "")
        journal.record(event, subject=SUBJECT, by=by, at=at)
        ended = link(fresh, versions)
        changes = changed_by(before, [*versions.values(), *ended], today=today)
        report.amendments = [note(change, by=by, at=at, late=why).pk for change in changes]
        report.links = told_of(fresh, versions)
    return report


def _is_held(text: Text, known: Mapping[str, LawVersion]) -> bool:
    version = known.get(text.record.key)
    return version is not None and version.digest == text.digest


def taken(texts: Sequence[Text], fresh: Sequence[Text], rows: Sequence[Row]) -> Imported:
    """Make what came in findable, and tell of it."""
    index_articles(rows)
    return Imported(
        files=len(texts),
        laws=len({t.record.title for t in texts}),
        versions=len(fresh),
        articles=len(rows),
        unchanged=len(texts) - len(fresh),
        anomalies=[(t.record.title, odd) for t in texts for odd in t.oddities],
    )


def _digest_of(texts: Sequence[Text]) -> str:
    """One digest over the texts of an import, whatever their order."""
    joined = "\n".join(sorted(f"{t.record.key} {t.digest}" for t in texts))
    return hashlib.sha256(joined.encode()).hexdigest()
