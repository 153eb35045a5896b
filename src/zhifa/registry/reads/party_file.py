"""What a party's file holds: records, merges, looks; and entries that look like it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from zhifa.agencies import reads as agencies
from zhifa.kernel.access import Actor
from zhifa.registry.models import (
    Party,
    PartyApart,
    PartyKey,
    PartyLook,
    PartyMerge,
    PartyRecord,
)
from zhifa.registry.reads.parties import same_party, sees_parties
from zhifa.registry.rules import likeness
from zhifa.registry.rules.grounds import GROUNDS, KEEP, KINDS, OF_CASES, ground_name
from zhifa.registry.rules.identity import organisation_of
from zhifa.registry.rules.likeness import Traits

BUCKET = 50  # more entries than this share a key by chance: it says nothing
BUCKETS = 200
LOOKS = 50
SOME_LICENCES = 5
BEST = 10
Members = dict[tuple[str, str], list[str]]
LEADING = ("code", "name", "paper", "phone")  # a pair that weighs enough shares one of these


def traits(*, party: Party) -> Traits:  # no viewer: what actions compare, shown to nobody
    """What of an entry counts for likeness."""
    return Traits(
        name=party.name,
        person=party.kind == Party.Kind.NATURAL,
        credit_code=party.credit_code,
        identity=party.identity,
        phone=party.phone,
        address=party.address,
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """Two entries that may be one party; reasons in Chinese, the heavier the likelier."""

    party: Party
    other: Party
    reasons: Sequence[str]
    weight: int


def _may_merge(one: Party, other: Party) -> bool:
    """Whether the two could be one at all: same kind, no two different numbers."""
    numbers = {organisation_of(p.credit_code) for p in (one, other)} - {""}
    papers = {one.identity, other.identity} - {""}
    same_paper = one.of_person and one.identity_kind == other.identity_kind
    differ = len(numbers) > 1 or (same_paper and len(papers) > 1)
    return one.kind == other.kind and not differ


def _alike(one: Party, other: Party) -> Alike | None:
    if not _may_merge(one, other):
        return None
    found = likeness.reasons(traits(party=one), traits(party=other))
    weight = likeness.weight(found)
    if weight < likeness.ENOUGH:
        return None
    return Alike(one, other, [likeness.WORDS[reason] for reason in found], weight)


def _found_apart(ids: Iterable[str]) -> set[tuple[str, str]]:
    wanted = set(ids)
    rows = PartyApart.objects.filter(one_id__in=wanted, other_id__in=wanted)
    return set(rows.values_list("one_id", "other_id"))


def _bucket(key: PartyKey) -> list[str]:
    """Other entries with a key; none when the key says nothing."""
    others = PartyKey.objects.filter(kind=key.kind, value=key.value).exclude(party=key.party_id)
    ids = list(others.values_list("party_id", flat=True)[: BUCKET + 1])
    return ids if len(ids) <= BUCKET else []


def likely_same(*, party: Party, viewer: Actor) -> list[Alike]:
    """Entries that may be the same party, the likeliest first; ten at most.

    Looks at entries that share a key only: at most eight keys of at most fifty entries.
    """
    if not sees_parties(viewer) or party.merged_into_id:
        return []
    ids = {pk for key in PartyKey.objects.filter(party=party) for pk in _bucket(key)}
    others = Party.objects.filter(pk__in=ids, merged_into=None, kind=party.kind)
    apart = _found_apart({party.pk, *ids})
    pairs = (
        _alike(party, other)
        for other in others
        if (min(party.pk, other.pk), max(party.pk, other.pk)) not in apart
    )
    return sorted((p for p in pairs if p), key=lambda p: (-p.weight, p.other.pk))[:BEST]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Some pairs, and where to go on; after is empty at the end."""

    rows: Sequence[Alike]
    after: str


def _shared_keys(after: str) -> list[tuple[str, str]]:
    """Keys that a few entries share, in order of kind and value."""
    found = PartyKey.objects.filter(kind__in=LEADING, party__merged_into=None)
    kind, _, value = after.partition(".")
    if kind:
        found = found.filter(Q(kind__gt=kind) | Q(kind=kind, value__gt=value))
    groups = found.values("kind", "value").annotate(many=Count("pk"))
    few = groups.filter(many__gte=2, many__lte=BUCKET).order_by("kind", "value")
    return [(g["kind"], g["value"]) for g in few[:BUCKETS]]


def _entries(
    keys: Sequence[tuple[str, str]],
) -> tuple[dict[tuple[str, str], list[str]], dict[str, Party]]:
    members: dict[tuple[str, str], list[str]] = {}
    values = {value for _, value in keys}
    rows = PartyKey.objects.filter(
        kind__in={kind for kind, _ in keys}, value__in=values, party__merged_into=None
    )
    for kind, value, pk in rows.order_by("party_id").values_list("kind", "value", "party_id"):
        members.setdefault((kind, value), []).append(pk)
    ids = {pk for found in members.values() for pk in found}
    return members, Party.objects.in_bulk(ids)


def likely_pairs(*, viewer: Actor, after: str = "") -> Pairs:
    """Pairs of entries that may be one party, over the whole library, some at a time."""
    if not sees_parties(viewer):
        return Pairs((), "")
    keys = _shared_keys(after)
    members, parties = _entries(keys)
    apart = _found_apart(parties)
    found: dict[tuple[str, str], Alike] = {}
    for key in keys:
        ids = members.get(key, [])
        for i, one in enumerate(ids):
            for other in ids[i + 1 :]:
                pair = None if (one, other) in apart else _alike(parties[one], parties[other])
                if pair:
                    found.setdefault((one, other), pair)
    more = ".".join(keys[-1]) if len(keys) == BUCKETS else ""
    return Pairs(sorted(found.values(), key=lambda p: -p.weight), more)


def party_records(*, party: Party, viewer: Actor) -> QuerySet[PartyRecord]:
    """Licences, promises and repairs of a party and of all entries that are the same one."""
    ids = same_party(party_id=party.pk, viewer=viewer)
    found = PartyRecord.objects.filter(party_id__in=ids).select_related("party")
    return found.order_by("kind", "-from_on", "-pk")


def licences_on(*, party: Party, on: date, viewer: Actor) -> list[PartyRecord]:
    """The licences of a party that stand on a day, newest first; five at most."""
    held = party_records(party=party, viewer=viewer).filter(
        Q(until_on=None) | Q(until_on__gte=on),
        kind=PartyRecord.Kind.LICENCE,
        ended_on=None,
        from_on__lte=on,
    )
    return list(held.order_by("-from_on", "-pk")[:SOME_LICENCES])


def party_record(*, pk: int, viewer: Actor) -> PartyRecord | None:
    """One record."""
    rows = PartyRecord.objects.select_related("party").filter(pk=pk)
    return rows.first() if sees_parties(viewer) else None


def merges_of(*, party: Party, viewer: Actor) -> list[tuple[PartyMerge, str, str]]:
    """Merges into and out of an entry, newest first, with who merged and who took it back."""
    if not sees_parties(viewer):
        return []
    rows = PartyMerge.objects.filter(Q(party=party) | Q(kept=party))
    found = list(rows.select_related("party", "kept").order_by("-at", "-pk")[:LOOKS])
    names = _names(k for m in found for k in (m.by, m.undone_by))
    return [(m, names.get(m.by, "系统"), names.get(m.undone_by, "")) for m in found]


def merge_of(*, pk: int, viewer: Actor) -> PartyMerge | None:
    """One merge."""
    rows = PartyMerge.objects.select_related("party", "kept").filter(pk=pk)
    return rows.first() if sees_parties(viewer) else None


def _names(keys: Iterable[str]) -> dict[str, str]:
    ids = {k: int(k.removeprefix("user:")) for k in set(keys) if k.startswith("user:")}
    told = agencies.names_of_users(user_ids=ids.values())
    return {key: told[pk] for key, pk in ids.items() if pk in told}


@dataclass(frozen=True, slots=True)
class Look:
    """Who saw a party's personal data, how and why."""

    row: PartyLook
    who: str
    how: str
    ground: str


def looks_at(*, party: Party, viewer: Actor) -> list[Look]:
    """The latest looks at a party's personal data; for those who may look themselves, and audit."""
    reach = [viewer.reach(p) for p in ("party:edit", "audit:read")]
    if not any(r is None or r for r in reach):
        return []
    ids = same_party(party_id=party.pk, viewer=viewer) or {party.pk}
    rows = list(PartyLook.objects.filter(party_id__in=ids).order_by("-at", "-pk")[:LOOKS])
    names = _names(r.by for r in rows)
    return [
        Look(r, names.get(r.by, "系统"), KINDS.get(r.kind, r.kind), ground_name(r.ground))
        for r in rows
    ]


def look_grounds(*, viewer: Actor) -> dict[str, str]:
    """On what grounds a person may see personal data, by code; only keepers on all of them."""
    reach = viewer.reach(KEEP)
    keeps = reach is None or bool(reach)
    return {code: name for code, name in GROUNDS.items() if keeps or code in OF_CASES}


@dataclass(frozen=True, slots=True)
class Looked:
    """How often one person looked on a day."""

    who: str
    kind: str
    many: int


def looks_on(*, on: date, viewer: Actor) -> list[Looked]:
    """The digest of a day for audit: who looked how often, the most first."""
    if viewer.reach("audit:read") is not None:
        return []
    rows = PartyLook.objects.filter(at__date=on).values("by", "kind").annotate(many=Count("pk"))
    found = list(rows.order_by("-many", "by")[:LOOKS])
    names = _names(r["by"] for r in found)
    return [Looked(names.get(r["by"], "系统"), KINDS[r["kind"]], r["many"]) for r in found]
