"""Entries that are one party: merged, taken back exactly, or found to be two after all."""

from datetime import datetime

from django.db import transaction

from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.seals import digest_of
from zhifa.kernel.texts import thin
from zhifa.registry import events
from zhifa.registry.actions.parties import MERGED, edits, subject_of
from zhifa.registry.models import Party, PartyApart, PartyMerge
from zhifa.registry.rules.identity import organisation_of

NOT_ONE = Obstacle(
    "party:not_one",
    "两条的证件号码不同，不是同一个当事人，不能合并。",
    then="核对证件号码；登记有误的先更正。",
)
ITSELF = Obstacle("party:itself", "选的是同一条。", then="选择另一条当事人。")
OTHER_KIND = Obstacle(
    "party:other_kind", "两条的类别不同，不能合并。", then="核对类别；登记有误的先更正。"
)
NO_REASON = Obstacle("party:reason", "没有写明合并的理由。", then="写明理由，会记入流水。")
UNDONE = Obstacle("party:undone", "这次合并已经撤回。", over="已经撤回，不需要再办。")
CHANGED = Obstacle("party:changed", "这一条与合并前不一致，不能撤回。", then="请交审计管理员核对。")
APART = Obstacle(
    "party:apart", "这两条已经认定不是同一个当事人。", over="已经认定分开，不需要再办。"
)


def _apart(party: Party, kept: Party) -> list[Obstacle]:
    """Why two entries are not one party."""
    alike = party.identity_kind == kept.identity_kind and party.of_person
    papers = {party.identity, kept.identity} - {""}
    numbers = {organisation_of(p.credit_code) for p in (party, kept)} - {""}
    differ = len(numbers) > 1 or (alike and len(papers) > 1)
    return [
        *([ITSELF] if party.pk == kept.pk else []),
        *([MERGED] if party.merged_into_id or kept.merged_into_id else []),
        *([OTHER_KIND] if party.kind != kept.kind else []),
        *([NOT_ONE] if differ else []),
    ]


def _locked(party: Party, kept: Party) -> tuple[Party, Party]:
    ids = {party.pk, kept.pk}
    rows = {p.pk: p for p in Party.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    return rows[party.pk], rows[kept.pk]


@transaction.atomic
def merge_parties(*, party: Party, kept: Party, reason: str, by: Actor, at: datetime) -> Party:
    """Let one entry go on in place of another that is the same party; nothing is deleted.

    Cases and records keep the entry they were filed with; `reads.same_party` finds all of them.
    Refused: no post may edit parties; no reason; other kind, other codes, merged already.
    """
    refuse_if(edits(by))
    party, kept = _locked(party, kept)
    refuse_if([*([NO_REASON] if thin(reason) else []), *_apart(party, kept)])
    made = PartyMerge.objects.create(
        party=party,
        kept=kept,
        reason=reason.strip(),
        before=digest_of(party),
        by=by.key,
        at=at,
    )
    party.merged_into = kept
    party.save(update_fields=["merged_into"])
    event = events.PartiesMerged(party.pk, kept.pk, reason.strip())
    journal.record(event, subject=subject_of(party), by=by, at=at, rows=[party, made])
    return kept


@transaction.atomic
def undo_merge(*, merge: PartyMerge, reason: str, by: Actor, at: datetime) -> Party:
    """Take a merge back: the entry is again exactly what it was, and stands on its own.

    What came to the kept entry meanwhile stays with it. Refused: no post may edit parties; no
    reason; taken back already; the entry is not what it was.
    """
    refuse_if(edits(by))
    merge = PartyMerge.objects.select_for_update().get(pk=merge.pk)
    party = Party.objects.select_for_update().get(pk=merge.party_id)
    said = [NO_REASON] if thin(reason) else []
    refuse_if([*said, *([UNDONE] if merge.undone_at else [])])
    merge.undone_at, merge.undone_by, merge.undone_reason = at, by.key, reason.strip()
    merge.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    party.merged_into = None
    refuse_if([] if digest_of(party) == merge.before else [CHANGED])
    party.save(update_fields=["merged_into"])
    event = events.MergeUndone(party.pk, merge.kept_id, reason.strip())
    journal.record(event, subject=subject_of(party), by=by, at=at, rows=[party, merge])
    return party


@transaction.atomic
def keep_apart(*, one: Party, other: Party, reason: str, by: Actor, at: datetime) -> PartyApart:
    """Write down that two like entries are two parties; they are proposed no more.

    Refused: no post may edit parties; no reason; the same entry; found so already.
    """
    refuse_if(edits(by))
    first, second = sorted((one, other), key=lambda p: p.pk)
    known = PartyApart.objects.filter(one=first, other=second).exists()
    found = {
        NO_REASON: thin(reason),
        ITSELF: first.pk == second.pk,
        APART: known,
    }
    refuse_if([o for o, is_so in found.items() if is_so])
    row = PartyApart.objects.create(
        one=first, other=second, reason=reason.strip(), by=by.key, at=at
    )
    event = events.PartiesKeptApart(first.pk, second.pk, reason.strip())
    journal.record(event, subject=subject_of(first), by=by, at=at, rows=[row])
    return row
