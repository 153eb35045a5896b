"""Findings raised once and closed when mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import refuse_if
from zhifa.registry import events
from zhifa.registry.actions.matters import edits
from zhifa.registry.models import Finding
from zhifa.registry.reads import BASE_CHECKS, Fault, faults_on


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the libraries did. open: findings that stand now."""

    raised: int
    mended: int
    open: int


@transaction.atomic
def check_base(*, by: Actor, at: datetime, seen: Sequence[Fault] | None = None) -> Checked:
    """Check the libraries as of today; raise what is new, close what is mended.

    seen: what a look just before this took its locks found; without it the look is taken here.
    What stays wrong stays one finding; what comes back is a new one. Refused: no post may edit
    matters.
    """
    refuse_if(edits(by))
    looked = faults_on(on=localdate(at), viewer=by) if seen is None else seen
    wrong = {(f.rule, f.subject): f for f in looked}
    standing = list(Finding.objects.select_for_update().filter(mended_at=None))
    known = {(f.rule, f.subject) for f in standing}
    mended = [f for f in standing if (f.rule, f.subject) not in wrong]
    for finding in mended:
        finding.mended_at = at
        finding.save(update_fields=["mended_at"])
    fresh = [
        Finding(rule=f.rule, subject=f.subject, words=f.words, raised_at=at)
        for key, f in wrong.items()
        if key not in known
    ]
    Finding.objects.bulk_create(fresh)
    done = Checked(len(fresh), len(mended), len(wrong))
    event = events.BaseChecked(done.raised, done.mended, done.open)
    journal.record(event, subject=BASE_CHECKS, by=by, at=at, rows=[*fresh, *mended])
    return done
