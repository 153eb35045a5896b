"""Appraising dossiers whose term has ended, and destroying those that a second person released."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max, TextField, Value
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM, Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.texts import thin
from zhifa.records import events, gates, shredder
from zhifa.records.models import (
    Appraisal,
    AppraisalItem,
    BindingDue,
    Destruction,
    DestructionWatch,
    Document,
    Dossier,
    ProofDue,
)
from zhifa.records.reads.destruction import files_of, standings
from zhifa.records.rules import destruction as rules
from zhifa.records.rules.destruction import Judgement

APPROVED, RETURNED = Appraisal.Verdict.APPROVED, Appraisal.Verdict.RETURNED
DESTROY, KEEP = AppraisalItem.Verdict.DESTROY, AppraisalItem.Verdict.KEEP
NOTHING = Value("", output_field=TextField())  # past the encryption: there is nothing to hide


def _subject(agency_id: int) -> str:
    """The chain of what is appraised at a body."""
    return f"appraisals:{agency_id}"


def _locked(ids: Sequence[str]) -> list[Dossier]:
    found = Dossier.objects.select_for_update().filter(pk__in=ids)
    return list(found.order_by("archive_number", "pk"))


def _free(
    dossiers: Sequence[Dossier], doomed: Sequence[str], at: datetime, *, besides: str = ""
) -> list[Obstacle]:
    """What keeps dossiers from being appraised, and those doomed from being destroyed."""
    told = standings(dossiers=dossiers, besides=besides, viewer=SYSTEM)
    today, held = localdate(at), gates.held(doomed)
    return [
        obstacle
        for d in dossiers
        for obstacle in (
            *rules.standing_obstacles(told[d.pk], today),
            *(why.about(d.archive_number) for why in held.get(d.pk, ())),
        )
    ]


@transaction.atomic
def appraise(*, agency: Agency, said: Sequence[Judgement], by: Actor, at: datetime) -> Appraisal:
    """Make a list of dossiers whose term has ended: each kept on, or to be destroyed, and why.

    Refused: `by` may not at the body; nothing or too much said; a dossier of another body, kept
    for ever, before its term, on another list, handed over or destroyed; one to be destroyed with
    a dispute open. Source: 档案法 第二十一条; 机关档案管理规定 (鉴定与销毁), given as standard.
    """
    refuse_if(unless(by, "case:archive", agency.pk) + rules.said_obstacles(said))
    Agency.objects.select_for_update().get(pk=agency.pk)
    named = {one.dossier_id: one for one in said}
    dossiers = [d for d in _locked(list(named)) if d.agency_id == agency.pk]
    refuse_if([rules.OTHERS] if len(dossiers) < len(said) else [])
    refuse_if(_free(dossiers, [one.dossier_id for one in said if one.destroy], at))
    last = Appraisal.objects.filter(agency=agency).aggregate(last=Max("number"))["last"] or 0
    row = Appraisal(agency=agency, number=last + 1, made_by=by.key, made_at=at)
    row.save(force_insert=True)
    items = [_item(row, d, named[d.pk], at) for d in dossiers]
    event = events.DossiersAppraised(row.pk, agency.pk, row.number, len(items))
    journal.record(event, subject=_subject(agency.pk), by=by, at=at, rows=[row, *items])
    return row


def _item(row: Appraisal, dossier: Dossier, one: Judgement, at: datetime) -> AppraisalItem:
    item = AppraisalItem(
        appraisal=row,
        dossier=dossier,
        verdict=DESTROY if one.destroy else KEEP,
        term="" if one.destroy else one.term,
        kept_until=None if one.destroy else rules.new_end(one.term, localdate(at)),
        reason=one.reason.strip()[:300],
    )
    item.save(force_insert=True)
    return item


def _doomed(row: Appraisal) -> list[Dossier]:
    named = row.items.filter(verdict=DESTROY, dossier__destruction=None)
    return _locked(list(named.values_list("dossier", flat=True)))


@transaction.atomic
def judge_appraisal(
    *, appraisal_id: str, approved: bool, opinion: str, by: Actor, at: datetime
) -> Appraisal:
    """Approve a list, which releases what it dooms, or return it with the reason.

    Refused: `by` may not, or made it; judged already; returned without a reason; a dossier to be
    destroyed can no longer be.
    """
    row = Appraisal.objects.select_for_update().get(pk=appraisal_id)
    checks = {
        rules.SAME_PERSON: row.made_by == by.key,
        rules.JUDGED: row.verdict != Appraisal.Verdict.WAITING,
        rules.NO_OPINION: not approved and thin(opinion),
    }
    found = [obstacle for obstacle, wrong in checks.items() if wrong]
    refuse_if(unless(by, "dossier:destroy", row.agency_id) + found)
    if approved:
        doomed = _doomed(row)
        refuse_if(_free(doomed, [d.pk for d in doomed], at, besides=row.pk))
    row.verdict = APPROVED if approved else RETURNED
    row.opinion = opinion.strip()[:300]
    row.judged_by, row.judged_at = by.key, at
    row.save(update_fields=["verdict", "opinion", "judged_by", "judged_at"])
    event = events.AppraisalJudged(row.pk, row.agency_id, row.verdict)
    journal.record(event, subject=_subject(row.agency_id), by=by, at=at, rows=[row])
    return row


@transaction.atomic
def watch_destruction(*, appraisal_id: str, by: Actor, at: datetime) -> DestructionWatch:
    """Sign, in person, that one is there when an approved list is destroyed 监销.

    Refused: `by` may not; the list is not approved, or done; signed already.
    """
    row = Appraisal.objects.select_for_update().get(pk=appraisal_id)
    checks = {
        rules.NOT_APPROVED: row.verdict != APPROVED,
        rules.DONE: row.verdict == APPROVED and not _doomed(row),
        rules.WATCHED: row.watches.filter(watched_by=by.key).exists(),
    }
    found = [obstacle for obstacle, wrong in checks.items() if wrong]
    refuse_if(unless(by, "dossier:watch", row.agency_id) + found)
    watch = DestructionWatch(appraisal=row, watched_by=by.key, watched_at=at)
    watch.save(force_insert=True)
    event = events.DestructionWatched(row.pk, row.agency_id)
    journal.record(event, subject=_subject(row.agency_id), by=by, at=at, rows=[watch])
    return watch


@transaction.atomic
def destroy(*, appraisal_id: str, by: Actor, at: datetime) -> list[Destruction]:
    """Destroy what an approved list dooms: words and files go, everything else stays.

    Refused: `by` may not; the list is not approved, or done; fewer than two others watch; a
    dossier can no longer be destroyed. Source: 档案法 第二十一条.
    """
    row = Appraisal.objects.select_for_update().get(pk=appraisal_id)
    doomed = _doomed(row)
    others = row.watches.exclude(watched_by=by.key).count()
    checks = {
        rules.NOT_APPROVED: row.verdict != APPROVED,
        rules.DONE: row.verdict == APPROVED and not doomed,
        rules.NO_WATCH: others < rules.WATCHERS,
    }
    found = [obstacle for obstacle, wrong in checks.items() if wrong]
    refuse_if(unless(by, "case:archive", row.agency_id) + found)
    refuse_if(_free(doomed, [d.pk for d in doomed], at, besides=row.pk))
    made = [_destroyed(row, dossier, by, at) for dossier in doomed]
    transaction.on_commit(shredder.shred)
    return made


def _destroyed(row: Appraisal, dossier: Dossier, by: Actor, at: datetime) -> Destruction:
    files = sorted(files_of(dossier_id=dossier.pk, viewer=SYSTEM))
    made = Destruction(
        dossier=dossier,
        appraisal=row,
        files=files,
        destroyed_on=localdate(at),
        destroyed_by=by.key,
        destroyed_at=at,
    )
    made.save(force_insert=True)
    papers = Document.objects.filter(dossier=dossier)
    papers.update(content=NOTHING, fields=NOTHING)
    BindingDue.objects.filter(dossier=dossier).delete()
    ProofDue.objects.filter(document__dossier=dossier).delete()
    erased = list(papers.order_by("pk"))
    event = events.DossierDestroyed(dossier.pk, row.pk, row.number, len(erased), len(files))
    journal.record(event, subject=dossier.pk, by=by, at=at, rows=[made, *erased])
    return made
