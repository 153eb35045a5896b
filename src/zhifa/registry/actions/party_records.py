"""Licences, promises and repairs of a party, as somebody told them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.texts import thin
from zhifa.registry import events
from zhifa.registry.actions.parties import MERGED, edits, subject_of
from zhifa.registry.models import Party, PartyRecord

NO_SOURCE = Obstacle("record:source", "没有写明来源。", then="写明来自哪个系统、哪份文件。")
BLANK = Obstacle("record:blank", "没有写明名称和发证、受理机关。", then="写明后再登记。")
WRONG_KIND = Obstacle("record:kind", "没有这一种档案。", then="请重新选择。")
REVERSED = Obstacle("record:reversed", "有效期止早于有效期起。", then="请核对。")
FUTURE = Obstacle("record:future", "开始日期还没有到。", then="请核对。")
KNOWN = Obstacle("record:known", "这个编号已经登记过。", over="已经登记，不需要再登记。")
ENDED = Obstacle("record:ended", "这一条已经终止。", over="已经终止，不需要再办。")
EARLY = Obstacle("record:early", "终止日期早于开始日期。", then="请核对。")
NO_REASON = Obstacle("record:reason", "没有写明终止的原因。", then="写明原因后再终止。")


def _faults(row: PartyRecord, today: date) -> list[Obstacle]:
    same = PartyRecord.objects.filter(party=row.party, kind=row.kind, number=row.number)
    found = {
        WRONG_KIND: row.kind not in PartyRecord.Kind.values,
        BLANK: not (row.title and row.body),
        NO_SOURCE: not row.source,
        REVERSED: row.until_on is not None and row.until_on < row.from_on,
        FUTURE: row.from_on > today,
        MERGED: row.party.merged_into_id is not None,
        KNOWN: bool(row.number) and same.exists(),
    }
    return [o for o, is_so in found.items() if is_so]


@transaction.atomic
def add_record(*, party: Party, facts: Mapping[str, Any], by: Actor, at: datetime) -> PartyRecord:
    """Enter a licence, promise or repair. facts: the columns of PartyRecord that are told.

    Refused: no post may edit parties; no source, name or body; days reversed or to come; merged;
    the number is known.
    """
    refuse_if(edits(by))
    party = Party.objects.select_for_update().get(pk=party.pk)
    told = {k: v.strip() if isinstance(v, str) else v for k, v in facts.items()}
    row = PartyRecord(party=party, **told)
    refuse_if(_faults(row, localdate(at)))
    row.save(force_insert=True)
    event = events.PartyRecordAdded(party.pk, row.pk, row.kind)
    journal.record(event, subject=subject_of(party), by=by, at=at, rows=[row])
    return row


@transaction.atomic
def end_record(
    *, record: PartyRecord, on: date, reason: str, by: Actor, at: datetime
) -> PartyRecord:
    """Say that a record holds no more after a day: revoked, withdrawn, broken.

    Refused: no post may edit parties; ended already; before it began; no reason.
    """
    refuse_if(edits(by))
    row = PartyRecord.objects.select_for_update().select_related("party").get(pk=record.pk)
    found = {
        ENDED: row.ended_on is not None,
        EARLY: on < row.from_on,
        NO_REASON: thin(reason),
    }
    refuse_if([o for o, is_so in found.items() if is_so])
    row.ended_on, row.end_reason = on, reason.strip()
    row.save(update_fields=["ended_on", "end_reason"])
    event = events.PartyRecordEnded(row.party_id, row.pk)
    journal.record(event, subject=subject_of(row.party), by=by, at=at, rows=[row])
    return row
