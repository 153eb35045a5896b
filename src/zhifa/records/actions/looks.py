"""Calling up a dossier from above: on a ground, in the dossier's own chain."""

from datetime import datetime

from django.db import transaction

from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import refuse_if
from zhifa.kernel.texts import thin
from zhifa.records import events
from zhifa.records.models import Dossier
from zhifa.records.reads.looks import oversees
from zhifa.records.rules.looks import GROUNDS, NO_GROUND, NO_OVERSEER, NO_REASON


@transaction.atomic
def call_up(*, dossier: Dossier, ground: str, reason: str, by: Actor, at: datetime) -> None:
    """An overseer says why a dossier is opened that day; its holder sees it.

    ground: of rules.looks. Refused: to whom the dossier is open anyway or not at all; no ground
    or reason (行政执法监督条例).
    """
    checks = {
        NO_OVERSEER: not oversees(viewer=by),
        NO_GROUND: ground not in GROUNDS,
        NO_REASON: thin(reason),
    }
    refuse_if([obstacle for obstacle, broken in checks.items() if broken])
    event = events.DossierCalledUp(dossier.pk, ground, reason.strip())
    journal.record(event, subject=dossier.pk, by=by, at=at)
