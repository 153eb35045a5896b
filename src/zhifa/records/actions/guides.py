"""Sending drafting guides in, and judging them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from zhifa.agencies.models import Agency
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Refused, refuse_if
from zhifa.kernel.texts import thin
from zhifa.records import events
from zhifa.records.models import DraftingGuide
from zhifa.records.rules import guides as rules
from zhifa.records.rules.templates import library

WAITING, ACCEPTED, RETURNED = "", "accepted", "returned"


def _subject(agency_id: int) -> str:
    """The chain of what is done to the guides of a body."""
    return f"guides:{agency_id}"


@transaction.atomic
def send_guide(
    *,
    agency: Agency,
    code: str,
    general: str,
    notes: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> DraftingGuide:
    """Send a body's guide for a kind of paper to the bureau; the one in force stays meanwhile.

    Refused: `by` may not at the body; no such paper; nothing said, or of what the paper does not
    hold; one waits already. Source: 方案 二（二）1 制作指引备案.
    """
    refuse_if(unless(by, "guide:send", agency.pk))
    form = library().templates.get(code)
    if form is None:
        raise Refused([rules.NO_PAPER.about(code)])
    said = {path: words.strip() for path, words in notes.items() if words.strip()}
    waits = DraftingGuide.objects.filter(agency=agency, code=code, verdict=WAITING).exists()
    faults = rules.faults(form, general.strip(), said)
    refuse_if([*faults, *([rules.WAITS] if waits else [])])
    row = DraftingGuide(
        agency=agency,
        code=code,
        general=general.strip(),
        notes=said,
        sent_by=by.key,
        sent_at=at,
    )
    row.save(force_insert=True)
    event = events.GuideSent(row.pk, agency.pk, code)
    journal.record(event, subject=_subject(agency.pk), by=by, at=at, rows=[row])
    return row


@transaction.atomic
def judge_guide(
    *, guide_id: str, accepted: bool, reason: str, by: Actor, at: datetime
) -> DraftingGuide:
    """Accept a guide, which is in force from now on, or return it with the reason.

    Refused: `by` may not, or sent it in; judged already; returned without a reason.
    """
    row = DraftingGuide.objects.select_for_update().get(pk=guide_id)
    refuse_if(unless(by, "guide:judge", row.agency_id))
    found = {
        rules.JUDGED: row.verdict != WAITING,
        rules.OWN_WORK: row.sent_by == by.key,
        rules.NO_REASON: not accepted and thin(reason),
    }
    refuse_if([obstacle for obstacle, wrong in found.items() if wrong])
    row.verdict = ACCEPTED if accepted else RETURNED
    row.reason = "" if accepted else reason.strip()[:300]
    row.judged_by, row.judged_at = by.key, at
    row.save(update_fields=["verdict", "reason", "judged_by", "judged_at"])
    event = events.GuideJudged(row.pk, row.agency_id, row.verdict)
    journal.record(event, subject=_subject(row.agency_id), by=by, at=at, rows=[row])
    return row
