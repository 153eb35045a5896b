"""Who takes a list of cases out, which ones and how many, is written down."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhifa.enforcement import events
from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.refusals import refuse_if

SUBJECT = "ledger"


@transaction.atomic
def note_ledger_export(*, filters: Sequence[str], count: int, by: Actor, at: datetime) -> None:
    """Note that a list of cases is taken out of the house.

    filters: the conditions as people read them; none for the whole ledger. count: rows of the
    list. Refused: without case:read.
    """
    reach = by.reach("case:read")
    refuse_if([NOT_YOURS] if reach is not None and not reach else [])
    journal.record(events.LedgerExported(list(filters), count), subject=SUBJECT, by=by, at=at)
