"""Parties in, and what is asked of every entry."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.registry import events
from zhifa.registry.actions._party_keys import index
from zhifa.registry.models import Party
from zhifa.registry.rules.party_entry import CHANGEABLE, default_paper, entry_faults

KNOWN = Obstacle("party:known", "这个证件号码已经登记过。", then="请直接选用。")
MERGED = Obstacle("party:merged", "这一条已经并入另一条。", then="请改用并入后的当事人。")


def edits(by: Actor) -> list[Obstacle]:
    """NOT_YOURS unless some post may edit parties."""
    reach = by.reach("party:edit")
    return [] if reach is None or reach else [NOT_YOURS]


def subject_of(party: Party) -> str:
    """The journal chain of an entry."""
    return f"party:{party.pk}"


def _twins(party: Party) -> list[Obstacle]:
    others = Party.objects.exclude(pk=party.pk)
    found = others.none()
    if party.credit_code:
        found |= others.filter(credit_code=party.credit_code)
    if party.kind == Party.Kind.NATURAL and party.identity_hash:
        found |= others.filter(kind=party.kind, identity_hash=party.identity_hash)
    return [replace(KNOWN.about(p.name), fix=p.pk) for p in found]


def faults(party: Party, on: date) -> list[Obstacle]:
    """Why an entry cannot stand as it is, on a day."""
    own = dict.fromkeys(obstacle for _, obstacle in entry_faults(party, on))
    return [*own, *_twins(party)]


@transaction.atomic
def register_party(
    *, kind: str, name: str, details: Mapping[str, Any], by: Actor, at: datetime
) -> Party:
    """Put a party into the library.

    details: identity_kind (standards.md 4.5, else a citizen number), identity, credit_code,
    representative, guardian, address, phone, bank_account, area_code.
    Refused: no post may edit parties; no name or identity; a number that cannot exist; known
    already (the obstacle names the entry, its `fix` is the entry's id).
    """
    refuse_if(edits(by))
    told = {field: details[field] for field in CHANGEABLE if details.get(field)}
    made = {"identity_kind": default_paper(kind), **told, "kind": kind, "name": name}
    party = Party(**made)
    party.tidy()
    refuse_if(faults(party, localdate(at)))
    party.save(force_insert=True)
    index([party], fresh=True)
    event = events.PartyRegistered(party.pk)
    journal.record(event, subject=subject_of(party), by=by, at=at, rows=[party])
    return party


@transaction.atomic
def index_parties(*, by: Actor, at: datetime, many: int = 2000) -> int:
    """Make the keys of entries that have none yet; how many entries, 0 when all have.

    Refused: without party:edit.
    """
    refuse_if(edits(by))
    bare = Party.objects.filter(keys=None).order_by("pk")[:many]
    done = index(bare)
    if done:
        journal.record(events.PartiesIndexed(done), subject="parties", by=by, at=at)
    return done
