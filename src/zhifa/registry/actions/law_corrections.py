"""A text imported wrongly is put right: in the open, with why, the wrong one kept."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.texts import thin
from zhifa.registry import events
from zhifa.registry.actions._law_changes import Turn, note
from zhifa.registry.actions._law_read import Text, Told, known_as, read_all, unknown_levels
from zhifa.registry.actions._law_same import (
    CORRECTED,
    articles_of,
    days_told,
    held_versions,
    words_of,
)
from zhifa.registry.actions._law_search import forget_versions
from zhifa.registry.actions._law_store import store
from zhifa.registry.actions.laws import SUBJECT, Imported, keeps, put, taken
from zhifa.registry.models import Article, LawVersion
from zhifa.registry.rules.law_same import differences

NOT_ONE = Obstacle(
    "laws:correct_one", "一次只能更正一部法的正文。", then="请一个文件一个文件地办。"
)
WHY = Obstacle("laws:correction_reason", "没有写明更正的原因。", then="写明哪里有误、以什么为准。")
NOT_HELD = Obstacle(
    "laws:no_text_to_correct", "库里没有这一版的正文。", then="不填更正原因，直接导入。"
)
ALIKE = Obstacle(
    "laws:nothing_to_correct", "这个文件与库里的正文一致。", over="没有要更正的，不需要再办。"
)


def _faults(texts: list[Text], version: LawVersion | None, reason: str) -> list[Obstacle]:
    if len(texts) != 1:
        return [NOT_ONE]
    found = [*([WHY] if thin(reason) else []), *unknown_levels(texts)]
    if version is None or not version.has_text:
        return [*found, NOT_HELD]
    same = not differences(articles_of([version])[version.pk], words_of(texts[0]))
    return [*found, *days_told(texts[0], version), *([ALIKE] if same else [])]


def _set_aside(version: LawVersion, reason: str) -> LawVersion:
    """Move the text of a version to a row of its own, which is never in force."""
    times = LawVersion.objects.filter(law_id=version.law_id).exclude(corrected="").count()
    kept = LawVersion.objects.create(
        law_id=version.law_id,
        level=version.level,
        issuing_body=version.issuing_body,
        number=version.number,
        adopted_on=version.adopted_on,
        status=CORRECTED,
        article_count=version.article_count,
        numbering=version.numbering,
        outline=version.outline,
        has_text=True,
        source_key=f"{version.source_key[:70]}#{times + 1}",
        digest=version.digest,
        corrected=reason,
    )
    forget_versions([version.pk])
    Article.objects.filter(version=version).update(version=kept)
    version.has_text, version.digest = False, ""
    version.save(update_fields=["has_text", "digest"])
    return kept


@transaction.atomic
def correct_law(
    *, path: Path, reason: str, by: Actor, at: datetime, told: Told | None = None
) -> Imported:
    """Put the text of a version held right; the wrong one stays readable, tasks go out.

    Refused: no post may keep laws; not one readable text; no reason; no text held of that
    version, the same, or one of other days.
    """
    refuse_if(keeps(by))
    texts, why = known_as(read_all(path, told or Told())), reason.strip()[:300]
    key = texts[0].record.key
    version = LawVersion.objects.select_for_update().filter(source_key=key).first()
    refuse_if(_faults(texts, version and held_versions(texts)[key], why))
    kept = _set_aside(LawVersion.objects.get(source_key=key), why)
    _, versions = store([texts[0].record], today=localdate(at))
    report = taken(texts, texts, put(texts, versions))
    right = versions[key]
    event = events.LawCorrected(
        right.law_id, right.pk, kept.pk, why, texts[0].digest, report.articles
    )
    journal.record(event, subject=SUBJECT, by=by, at=at)
    report.amendments = [note(Turn(kept, right, localdate(at)), by=by, at=at).pk]
    return report
