"""Evidence: listed once, excluded with a reason, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.texts import thin
from zhifa.records import events, gates
from zhifa.records.actions._open import still_open, strangers
from zhifa.records.models import Dossier, Evidence
from zhifa.records.rules.obstacles import (
    EVIDENCE_AHEAD,
    EVIDENCE_FACTS,
    EVIDENCE_KIND,
    EXCLUDED_ALREADY,
    NEEDS_REASON,
    TWO_COLLECTORS,
)

COLLECTORS = 2


@dataclass(frozen=True, slots=True)
class Item:
    """What the law asks of an item of evidence (行政处罚法 第四十六条).

    need_code: the item of the matter's checklist it answers. collected_by: user ids.
    """

    kind: str
    name: str
    taken_on: date
    taken_place: str
    proves: str
    need_code: str = ""
    source: str = ""
    provider: str = ""
    copy_note: str = ""
    collected_by: Sequence[int] = ()
    recording_id: str = ""
    document_id: str = ""

    def obstacles(self, today: date) -> list[Obstacle]:
        """What keeps it from being listed."""
        checks = {
            EVIDENCE_KIND: self.kind not in Evidence.Kind.values,
            EVIDENCE_FACTS: not all(t.strip() for t in (self.name, self.taken_place, self.proves)),
            EVIDENCE_AHEAD: self.taken_on > today,
        }
        return [obstacle for obstacle, broken in checks.items() if broken]


@transaction.atomic
def add_evidence(*, dossier: Dossier, item: Item, by: Actor, at: datetime) -> Evidence:
    """Put an item on the list of evidence; the caller has checked that `by` may.

    Refused: the dossier is sealed; not one of the eight kinds; name, place or object of proof is
    missing; collected after today; the recording or paper is of another dossier.
    """
    still_open(dossier.pk)
    foreign = strangers(dossier.pk, recording_id=item.recording_id, document_id=item.document_id)
    refuse_if(item.obstacles(localdate(at)) + foreign)
    row = Evidence(
        dossier=dossier,
        kind=item.kind,
        name=item.name[:120],
        need_code=item.need_code,
        taken_on=item.taken_on,
        taken_place=item.taken_place[:200],
        source=item.source[:200],
        provider=item.provider[:60],
        copy_note=item.copy_note[:200],
        proves=item.proves[:200],
        collected_by=list(item.collected_by),
        recording_id=item.recording_id or None,
        document_id=item.document_id or None,
        listed_by=by.key,
        listed_at=at,
    )
    row.save(force_insert=True)
    event = events.EvidenceAdded(dossier.pk, row.pk)
    journal.record(event, subject=dossier.pk, by=by, at=at, rows=[row])
    return row


def _two_certified(agency_id: int, users: Sequence[int], on: date) -> list[Obstacle]:
    found = agencies.enforcers(user_ids=users, agency_id=agency_id, on=on, area="").values()
    lacking = "；".join(f"{s.name}：{s.why}" for s in found if not s.good)
    enough = len(found) == len(set(users)) and len(found) >= COLLECTORS
    return [] if enough and not lacking else [TWO_COLLECTORS.about(lacking)]


@transaction.atomic
def file_evidence(*, dossier: Dossier, item: Item, by: Actor, at: datetime) -> Evidence:
    """List an item from the dossier's own page.

    Refused: as add_evidence; `by` may not file records at the agency; `by` or a collector has
    left the case; fewer than two collectors with a certificate good on that day (行政处罚法
    第四十二条、第四十三条); the case is decided or over, its inquiry has ended,
    or it is not theirs; gathered before the clue was found.
    """
    refuse_if(
        unless(by, "record:file", dossier.agency_id)
        + gates.barred(dossier.pk, by=by, people=item.collected_by)
    )
    people = tuple(item.collected_by)
    refuse_if(gates.unlisted(dossier.pk, by=by, taken_on=item.taken_on, people=people))
    refuse_if(_two_certified(dossier.agency_id, item.collected_by, item.taken_on))
    return add_evidence(dossier=dossier, item=item, by=by, at=at)


@transaction.atomic
def exclude_evidence(
    *, evidence_id: str, reason: str, by: Actor, at: datetime, unlawful: bool = False
) -> Evidence:
    """Take an item off what may be used; it stays listed with the reason (行政处罚法 第四十六条).

    Refused: `by` may not file records at the agency, or has left the case; the dossier is sealed;
    the case is decided or over; no reason; excluded before.
    """
    item = Evidence.objects.select_for_update().select_related("dossier").get(pk=evidence_id)
    refuse_if(
        unless(by, "record:file", item.dossier.agency_id) + gates.barred(item.dossier_id, by=by)
    )
    still_open(item.dossier_id)
    refuse_if(gates.unlisted(item.dossier_id, by=by))
    checks = {EXCLUDED_ALREADY: item.excluded_at is not None, NEEDS_REASON: thin(reason)}
    refuse_if([obstacle for obstacle, broken in checks.items() if broken])
    item.lawful = not unlawful
    item.excluded_reason, item.excluded_by, item.excluded_at = reason.strip()[:200], by.key, at
    item.save(update_fields=["lawful", "excluded_reason", "excluded_by", "excluded_at"])
    event = events.EvidenceExcluded(item.dossier_id, item.pk)
    journal.record(event, subject=item.dossier_id, by=by, at=at, rows=[item])
    return item
