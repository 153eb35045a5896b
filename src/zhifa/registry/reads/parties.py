"""Parties, with personal data masked unless a paper needs it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.kernel.fields import keyed_hash
from zhifa.registry.models import Party, PartyMerge
from zhifa.registry.rules import identity as codes
from zhifa.registry.rules.identity import age_on, citizen_id, masked, masked_name, tidy

NUMBER = re.compile(r"[0-9A-Za-z]{8,18}")  # asked for exactly, not by the beginning of a name
FEW, ENOUGH = 5, 20


def parties_without_keys(*, viewer: Actor) -> bool:
    """Whether entries wait for the keys by which like ones are found; no to who may not edit."""
    if viewer.reach("party:edit") is not None:
        return False
    return Party.objects.filter(keys=None).exists()


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A party as pages show it: what is personal is masked, empty when not known."""

    id: str
    name: str
    kind: str
    status: str
    credit_code: str
    paper: str
    identity: str
    age: int | None
    representative: str
    guardian: str
    address: str
    phone: str
    bank_account: str
    area_code: str
    gone_on: date | None
    merged_into: Party | None


def sees_parties(viewer: Actor) -> bool:  # a check, not an answer: no viewer but this one
    """Whether somebody may see the library of parties."""
    reach = viewer.reach("registry:read")
    return reach is None or bool(reach)


def _exact(search: str) -> Q:
    code = tidy(search)
    hashes = {keyed_hash(code), keyed_hash(citizen_id(code))}
    return Q(credit_code=code) | Q(identity_hash__in=hashes)


def _merged_after(on: date | None) -> Q:
    """Entries that stood on their own on a day, and were merged since; none without a day."""
    if on is None:
        return Q(pk__in=())
    since = PartyMerge.objects.filter(undone_at=None, at__date__gt=on)
    return Q(pk__in=since.values("party_id"))


def parties(
    *,
    viewer: Actor,
    search: str = "",
    kind: str = "",
    after: tuple[str, str] | None = None,
    on: date | None = None,
) -> QuerySet[Party]:
    """Parties by beginning of name; exact by credit code or identity document.

    after: name and id where the page before ended. Merged entries are found only by their code;
    on: those merged after this day stood then. Empty without registry:read.
    """
    if not sees_parties(viewer):
        return Party.objects.none()
    found = Party.objects.order_by("name", "pk")
    if search:
        exact = found.filter(_exact(search))
        found = exact if exact.exists() else found.filter(name__startswith=search)
    else:
        found = found.filter(Q(merged_into=None) | _merged_after(on))
    if kind:
        found = found.filter(kind=kind)
    if after is not None:
        name, pk = after
        found = found.filter(name__gte=name).filter(Q(name__gt=name) | Q(pk__gt=pk))
    return found


def by_number(search: str) -> bool:  # no viewer: a look at the question, not at an answer
    """Whether what is asked for looks like a credit code or the number of a document."""
    return NUMBER.fullmatch(tidy(search)) is not None


def parties_to_choose(
    *, search: str, chosen: str, on: date, viewer: Actor
) -> tuple[Sequence[PartyCard], bool]:
    """What a form offers, and whether there is more: the chosen one, then 20 that a search finds.

    Without a search the newest five. A merged entry stands for the one that goes on in its place.
    """
    rows, most = parties(viewer=viewer, search=search), ENOUGH if search else FEW
    if not search:
        rows = rows.order_by("-pk")
    found = list(rows.select_related("merged_into")[: most + 1])
    own = party_or_none(party_id=chosen, viewer=viewer) if chosen else None
    kept = {p.pk: p for p in (p.merged_into or p for p in [*([own] if own else []), *found[:most]])}
    cards = [card(party=p, on=on, viewer=viewer) for p in kept.values()]
    return [c for c in cards if c], bool(search) and len(found) > most


def party(*, party_id: str, viewer: Actor) -> Party:
    """One party; Party.DoesNotExist when the viewer may not see the library."""
    found = Party.objects if sees_parties(viewer) else Party.objects.none()
    return found.get(pk=party_id)


def party_or_none(*, party_id: str, viewer: Actor) -> Party | None:
    """One party, or None."""
    return Party.objects.filter(pk=party_id).first() if sees_parties(viewer) else None


def party_by_identity(*, code: str, viewer: Actor) -> Party | None:
    """The party with this credit code or identity document."""
    found = Party.objects.filter(_exact(code)).order_by("merged_into_id", "pk")
    return found.first() if sees_parties(viewer) and tidy(code) else None


def same_party(*, party_id: str, viewer: Actor) -> frozenset[str]:
    """The ids of all entries that are the same party: merged into it, or with it into another."""
    own = party_or_none(party_id=party_id, viewer=viewer)
    if own is None:
        return frozenset()
    top, above = own.pk, own.merged_into_id
    while above:
        top = above
        above = Party.objects.values_list("merged_into_id", flat=True).get(pk=top)
    ids, fresh = {top}, {top}
    while fresh:
        fresh = set(Party.objects.filter(merged_into__in=fresh).values_list("pk", flat=True)) - ids
        ids |= fresh
    return frozenset(ids)


def age_of(*, party: Party, on: date, viewer: Actor) -> int | None:
    """A person's age on a day, from the citizen number; None when unknown or no person."""
    if not sees_parties(viewer) or not party.of_person or party.born_on is None:
        return None
    return age_on(party.born_on, on)


def card(*, party: Party, on: date, viewer: Actor) -> PartyCard | None:
    """A party as pages show it on a day; None without registry:read."""
    if not sees_parties(viewer):
        return None
    person = party.kind == Party.Kind.NATURAL
    papers = codes.PERSON_PAPERS if party.of_person else codes.ORGANISATION_PAPERS
    return PartyCard(
        id=party.pk,
        name=party.name,
        kind=party.get_kind_display(),
        status=party.status,
        credit_code=party.credit_code,
        paper=papers.get(party.identity_kind, "") if party.identity else "",
        identity=masked(party.identity),
        age=age_of(party=party, on=on, viewer=viewer),
        representative=party.representative,
        guardian=masked_name(party.guardian),
        address=party.address[:6] + "****" if person and party.address else party.address,
        phone=masked(party.phone),
        bank_account=masked(party.bank_account),
        area_code=party.area_code,
        gone_on=party.gone_on,
        merged_into=party.merged_into,
    )


def papers_of(*, kind: str) -> dict[str, str]:  # no viewer: a list of codes
    """Identity documents that a kind of party may have, by code (standards.md 4.5)."""
    person = kind in {Party.Kind.NATURAL, Party.Kind.BUSINESS}
    return dict(codes.PERSON_PAPERS if person else codes.ORGANISATION_PAPERS)


def party_lines(*, party: Party, viewer: Actor) -> dict[str, str]:
    """A party as papers name it, in full: papers need it, screens do not.

    Party.DoesNotExist when the viewer may not see the library.
    """
    if not sees_parties(viewer):
        raise Party.DoesNotExist
    person = party.kind == Party.Kind.NATURAL
    paper = codes.PERSON_PAPERS.get(party.identity_kind, "") if person else ""
    word = {"居民身份证": "身份证号"}.get(paper, f"{paper}号码")
    line = f"{word} {party.identity}" if person else f"统一社会信用代码 {party.credit_code}"
    head = "" if person else f"，负责人 {party.representative}" if party.representative else ""
    return {
        "name": party.name,
        "kind": party.get_kind_display(),
        "line": line + head,
        "address": party.address,
        "phone": party.phone,
    }
