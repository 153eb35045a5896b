"""The form of a step, with the lists that this case gives it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.enforcement.models import Case
from zhifa.enforcement.reads.earlier import earlier_words
from zhifa.enforcement.reads.gather import acts_of, done, named
from zhifa.enforcement.reads.matters import law_of
from zhifa.enforcement.rules.basis import choice_due, fine_words, revised, told
from zhifa.enforcement.rules.facts import Done, LawNow
from zhifa.enforcement.rules.hearing import hearing_words
from zhifa.enforcement.rules.lists import lists, names
from zhifa.enforcement.rules.needs.recusal import HEADS, recused, waiting
from zhifa.enforcement.rules.payments import payment_words, payments
from zhifa.enforcement.rules.performing import left_to_do
from zhifa.enforcement.rules.preservation import still_kept
from zhifa.enforcement.rules.procedure import Field, Move
from zhifa.kernel.access import Actor, may
from zhifa.registry import reads as registry

Options = tuple[tuple[str, str], ...]
TEXTS = frozenset({"text", "text_reason"})
BASES = frozenset({"base", "base_unknown"})
# kind of penalty → the fields that are asked for with it alone
ONLY_WITH: Mapping[str, tuple[str, ...]] = {
    "goods_confiscation": ("goods", "goods_worth"),
    "business_suspension": ("suspension_days",),
    "permit_revocation": ("permit",),
    "permit_suspension": ("permit",),
}
DECIDING = ("unit_head", "agency_head", "chief_head", "reviewer", "hearing_chair", "panel_clerk")


def _tiers(case: Case, _: Actor, at: datetime) -> Options:
    """Those of the day of the act, and those of today where the matter was revised since."""
    law = law_of(case, at)
    if law is None:
        return tuple((t["code"], t["name"]) for t in case.matter.tiers) if case.matter else ()
    texts = (law.then, law.now) if revised(law) else (law.then,)
    found: dict[str, list[str]] = {}
    for code, name, *_sums in (tier for one in texts if one for tier in one.tiers):
        found.setdefault(code, []).append(name)
    return tuple((code, "或者".join(dict.fromkeys(names))) for code, names in found.items())


def _needs(case: Case, _: Actor, __: datetime) -> Options:
    """What the list of evidence asks for, each with the kinds that it asks for."""
    words, found = names("evidence_kinds"), []
    for element in case.matter.elements if case.matter else []:
        kinds = "、".join(words[k] for k in element.get("kinds", ()))
        name = f"{element['name']}（{kinds}）" if kinds else element["name"]
        found.append((element["code"], name))
    return tuple(found)


def _chairs(case: Case, viewer: Actor, at: datetime) -> Options:
    people = agencies.holders(
        agency_id=case.agency_id, role="hearing_chair", on=localdate(at), viewer=viewer
    )
    gone = recused(_done(case))
    return tuple((str(pk), name) for pk, name in people if pk not in gone)


def _done(case: Case) -> list[Done]:
    return [done(act) for act in acts_of(case)]


def _serving(case: Case, roles: tuple[str, ...], viewer: Actor, at: datetime) -> dict[int, str]:
    """Who holds one of the roles at the case's body."""
    found: dict[int, str] = {}
    for role in roles:
        found |= agencies.holders(
            agency_id=case.agency_id, role=role, on=localdate(at), viewer=viewer
        )
    return found


def _acting(case: Case, viewer: Actor, at: datetime) -> Options:
    """Who takes part in the case, and whose post makes them do so; who has left is not asked."""
    if not may(viewer, "case:read", case.agency_id):
        return ()
    acts = _done(case)
    took = {int(a.by.removeprefix("user:")) for a in acts if a.by.startswith("user:")}
    people = agencies.names_of_users(user_ids=took | named(*(a.facts for a in acts)))
    people |= _serving(case, DECIDING, viewer, at)
    gone = recused(acts)
    return tuple((str(pk), name) for pk, name in sorted(people.items()) if pk not in gone)


def _recusals(case: Case, viewer: Actor, _: datetime) -> Options:
    """About whom a request waits."""
    if not may(viewer, "case:read", case.agency_id):
        return ()
    open_ = waiting(_done(case))
    names = agencies.names_of_users(user_ids=open_)
    return tuple((str(pk), names[pk]) for pk in open_)


def _heads(case: Case, viewer: Actor, at: datetime) -> Options:
    """Those who lead the body and have not left the case."""
    gone = recused(_done(case))
    people = _serving(case, tuple(sorted(HEADS)), viewer, at)
    return tuple((str(pk), name) for pk, name in sorted(people.items()) if pk not in gone)


def _preservations(case: Case, viewer: Actor, _: datetime) -> Options:
    """Those that are still kept, by the number of their act."""
    if not may(viewer, "case:read", case.agency_id):
        return ()
    stored = {a.seq: a for a in acts_of(case)}
    kept = still_kept([done(a) for a in stored.values()])
    return tuple(
        (str(a.seq), f"{a.on}：{_first(stored[a.seq].texts.get('items', ''))}") for a in kept
    )


def _payments(case: Case, viewer: Actor, _: datetime) -> Options:
    """Those that stand, by the number of their act."""
    if not may(viewer, "case:read", case.agency_id):
        return ()
    return tuple((str(a.seq), payment_words(a.facts)) for a in payments(_done(case)))


def _other_penalties(case: Case, viewer: Actor, _: datetime) -> Options:
    """Penalties that are not paid and not noted as carried out."""
    if not may(viewer, "case:read", case.agency_id):
        return ()
    known = names("penalty_kinds")
    return tuple((kind, known[kind]) for kind in left_to_do(_done(case)))


def _first(listed: str) -> str:
    lines = listed.splitlines()
    return f"{lines[0]}{f'等 {len(lines)} 件' if len(lines) > 1 else ''}" if lines else ""


FROM_CASE: Mapping[str, Callable[[Case, Actor, datetime], Options]] = {
    "tiers": _tiers,
    "evidence_needs": _needs,
    "hearing_chair": _chairs,
    "preservations": _preservations,
    "other_penalties": _other_penalties,
    "acting": _acting,
    "payments": _payments,
    "recusals": _recusals,
    "heads": _heads,
}


def _filled(field: Field, options: Options) -> Field:
    return replace(field, options=options)


def _texts(fields: Sequence[Field], law: LawNow | None) -> list[Field]:
    """The choice of a text of the law, with both told; left out where there is none to make."""
    if law is None or not choice_due(law):
        return [f for f in fields if f.id not in TEXTS]
    return [replace(f, help=told(law)) if f.id == "text" else f for f in fields]


def _weighed(fields: Sequence[Field], law: LawNow | None) -> list[Field]:
    """Without the fields that only other clauses ask for: bases, goods, terms, permits."""
    if law is None:
        return list(fields)
    texts = [text for text in (law.then, law.now) if text]
    kinds = {kind for text in texts for kind in text.kinds}
    left = {f for kind, asked in ONLY_WITH.items() if kind not in kinds for f in asked}
    left -= {f for kind, asked in ONLY_WITH.items() if kind in kinds for f in asked}
    if not any(text.multiples for text in texts):
        left |= BASES
    return [f for f in fields if f.id not in left]


def _figures(field: Field, case: Case, law: LawNow | None) -> Field:
    """What may be fined of this kind of party, and its hearing line, beside what asks for them."""
    if law is None or case.party is None:
        return field
    if field.id == "fine":
        words = fine_words(law.then, case.party.get_kind_display())
        return replace(field, help=f"{words}{field.help}")
    if field.id == "hearing_told":
        return replace(field, help=f"{hearing_words(law.then)}。{field.help}")
    return field


def _permits(field: Field, case: Case, viewer: Actor, at: datetime) -> Field:
    """The papers of the party that the platform knows of, beside the one that is to be revoked."""
    if field.id != "permit" or case.party is None or not may(viewer, "case:read", case.agency_id):
        return field
    held = registry.licences_on(party=case.party, on=localdate(at), viewer=viewer)
    told = "；".join(f"{one.title} {one.number}".strip() for one in held)
    return replace(field, help=f"平台登记的证件：{told}。{field.help}") if told else field


def _first_breach(field: Field, case: Case, viewer: Actor, at: datetime) -> Field:
    """What the platform itself knows of earlier breaches, beside the officers' word."""
    if field.id != "first_breach" or not may(viewer, "case:read", case.agency_id):
        return field
    return replace(field, help=f"{earlier_words(case, at)}{field.help}")


def fields_for(
    *, case: Case, move: Move, viewer: Actor, at: datetime, shown: bool = True
) -> tuple[Field, ...]:
    """The fields of a step: lists filled in, and beside them what the law says of this case.

    shown: whether anybody reads them; what is only read is not looked up for a write.
    """
    found = []
    for field in move.fields:
        name = field.options_from
        if name in FROM_CASE:
            found.append(_filled(field, FROM_CASE[name](case, viewer, at)))
        else:
            found.append(_filled(field, lists()[name]) if name else field)
    found = [_first_breach(f, case, viewer, at) for f in found] if shown else found
    if not {f.id for f in found} & {"fine", *TEXTS}:
        return tuple(found)
    law = law_of(case, at)
    asked = _weighed(_texts(found, law), law)
    if not shown:
        return tuple(asked)
    return tuple(_permits(_figures(f, case, law), case, viewer, at) for f in asked)


def opening_fields(*, move: Move, viewer: Actor) -> tuple[Field, ...]:  # noqa: ARG001 - reads say for whom
    """The fields of a procedure's first step, before there is a case."""
    return tuple(_filled(f, lists()[f.options_from]) if f.options_from else f for f in move.fields)
