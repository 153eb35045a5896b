"""What a party was on days gone by: what changed is kept, what was written wrongly is put right."""

import json
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.kernel.access import Actor
from zhifa.kernel.models import Entry
from zhifa.registry import events
from zhifa.registry.models import Party, PartyCorrection, PartyFormer, PartyMerge
from zhifa.registry.reads.parties import sees_parties

Told = dict[str, Any]
ACTS = {events.PartyChanged.kind(): "变更", events.PartyCorrected.kind(): "更正"}
STEPS = 50


def _right(was: PartyFormer, corrections: Iterable[PartyCorrection]) -> Told:
    """What was registered until a day, with what was put right since."""
    told: Told = json.loads(was.told)
    until = was.until_on.isoformat()
    for row in corrections:
        if localdate(row.at) <= was.until_on:
            continue
        for field, one in row.told.items():
            within = one["after"] < until and (not one["until"] or until <= one["until"])
            if within and told.get(field) == one["was"]:
                told[field] = one["now"]
    return told


def formers_of(party: Party) -> list[tuple[date, Told]]:  # no viewer: what actions compare
    """What a party was, each with its last day, the latest first; as put right since."""
    corrections = list(PartyCorrection.objects.filter(party=party).order_by("pk"))
    rows = PartyFormer.objects.filter(party=party).order_by("-until_on")
    return [(row.until_on, _right(row, corrections)) for row in rows]


def party_on(*, party: Party, on: date, viewer: Actor) -> Party:
    """A party as it was on a day; a copy, not to be saved. Today's as it is.

    What was put right since is told right; what has changed since is told as it was.
    Party.DoesNotExist when the viewer may not see the library.
    """
    if not sees_parties(viewer):
        raise Party.DoesNotExist
    told = next((t for until, t in reversed(formers_of(party)) if until >= on), {})
    return _then(party, told)


def parties_then(*, rows: Sequence[Party], on: date, viewer: Actor) -> list[Party]:
    """Of a page of entries, those that were registered on a day, as they were; five queries.

    Copies, not to be saved. An entry whose registration the journal does not tell is kept.
    """
    if not sees_parties(viewer):
        return []
    keys = [row.pk for row in rows]
    begun = Entry.objects.filter(subject__in=[f"party:{key}" for key in keys], seq=1)
    since = {e.subject.removeprefix("party:"): localdate(e.at) for e in begun}
    put_right: dict[str, list[PartyCorrection]] = {}
    for one in PartyCorrection.objects.filter(party__in=keys).order_by("pk"):
        put_right.setdefault(one.party_id, []).append(one)
    was: dict[str, Told] = {}
    formers = PartyFormer.objects.filter(party__in=keys, until_on__gte=on)
    for former in formers.order_by("-until_on"):
        was[former.party_id] = _right(former, put_right.get(former.party_id, ()))
    later = PartyMerge.objects.filter(party__in=keys, undone_at=None, at__date__gt=on)
    apart = set(later.values_list("party_id", flat=True))
    stood = [row for row in rows if since.get(row.pk, on) <= on]
    return [_then(row, was.get(row.pk, {}), apart=row.pk in apart) for row in stood]


def _then(party: Party, told: Told, *, apart: bool = False) -> Party:
    """A copy with what was told then. apart: it was merged only later."""
    then = copy(party)
    for name, value in told.items():
        setattr(then, name, date.fromisoformat(value) if name == "gone_on" and value else value)
    if apart:
        then.merged_into = None
    return then


def registered_on(*, party: Party, viewer: Actor) -> date | None:
    """When an entry was made, as the journal tells; None where it does not tell the viewer."""
    if not sees_parties(viewer):
        return None
    first = Entry.objects.filter(subject=f"party:{party.pk}").order_by("seq").first()
    return localdate(first.at) if first else None


def former_names(*, party: Party, viewer: Actor) -> list[tuple[str, date]]:
    """Names that a party really had, each with its last day, the latest first."""
    if not sees_parties(viewer):
        return []
    found, later = [], party.name
    for until, told in formers_of(party):
        if told["name"] != later:
            found.append((str(told["name"]), until))
        later = told["name"]
    return found


@dataclass(frozen=True, slots=True)
class PartyStep:
    """That something of an entry was changed or put right: what (column names), why, by whom."""

    at: datetime
    act: str
    columns: Sequence[str]
    reason: str
    who: str


def _columns(payload: Mapping[str, Any]) -> list[str]:
    labels = {f.name: str(f.verbose_name) for f in Party._meta.concrete_fields}
    return [labels.get(name, name) for name in payload.get("fields", ())]


def party_steps(*, party: Party, viewer: Actor) -> list[PartyStep]:
    """Changes and corrections of an entry as the journal tells them, newest first; 50 at most."""
    if not sees_parties(viewer):
        return []
    rows = Entry.objects.filter(subject=f"party:{party.pk}", kind__in=ACTS)
    found = list(rows.order_by("-seq")[:STEPS])
    ids = {r.by: int(r.by.removeprefix("user:")) for r in found if r.by.startswith("user:")}
    names = agencies.names_of_users(user_ids=ids.values())
    return [
        PartyStep(
            at=row.at,
            act=ACTS[row.kind],
            columns=_columns(row.payload),
            reason=row.payload.get("reason", ""),
            who=names.get(ids.get(row.by, 0), "系统"),
        )
        for row in found
    ]
