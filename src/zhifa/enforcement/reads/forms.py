"""Lists and proposals for the forms of a case: people, matters, parties, what was said before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate, localtime

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.reads.gather import acts_of, done, gather
from zhifa.enforcement.reads.seen import insist
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.lateness import owed
from zhifa.enforcement.rules.lists import names as list_names
from zhifa.enforcement.rules.needs.notice import hearing_needed
from zhifa.enforcement.rules.needs.recusal import recused
from zhifa.enforcement.rules.preservation import still_held
from zhifa.enforcement.rules.procedure import Field, Move, load
from zhifa.enforcement.rules.receipts import PAYING
from zhifa.kernel.access import Actor
from zhifa.records import reads as records
from zhifa.registry import reads as registry
from zhifa.registry.models import Matter

Choices = Sequence[tuple[str, str]]
CONTENT = (
    "kinds",
    "fine",
    "confiscation",
    "goods_worth",
    "suspension_days",
    "tier",
    "circumstance",
    "text",
    "permit",
)
BEGUN = "begun_at"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the lists of a form depend on beside the case.

    kind: of the power that the procedure carries out. chosen: the values so far. sought: by field
    id, the text searched for and why the search was refused. present: officers of the case alone
    can be named.
    """

    kind: str
    chosen: Mapping[str, Any]
    sought: Mapping[str, Mapping[str, str]]
    present: bool = False


class Entries(list[tuple[str, str]]):
    """Parties that a form offers: id, then name and, in a second line, what tells it apart.

    look: sought (what was searched for), more (whether there are more), why (it was refused).
    """

    look: Mapping[str, Any]


class Officers(list[tuple[str, str]]):
    """Officers that day: id and name. why: of those who cannot be named, the reason by id."""

    why: Mapping[str, str]


def _officers(
    agency: Agency, area: str, case: Case | None, asked: Asked, on: date, viewer: Actor
) -> Officers:
    matter = str(asked.chosen.get("matter") or "")
    code = case.matter.code if case and case.matter else matter
    people = agencies.officers_on(
        agency_id=agency.pk, matter_code=code, on=on, area=area, viewer=viewer
    )
    if asked.present and case:
        own = {o.user_id for o in case.officers.filter(until_on=None)}
        people = [s for s in people if s.user_id in own]
    found = Officers((str(s.user_id), s.name) for s in people)
    found.why = {str(s.user_id): s.why for s in people if not s.good}
    gone = recused([done(a) for a in acts_of(case)]) if case else ()
    found.why = {**found.why, **{str(user): "在本案中已经回避" for user in gone}}
    return found


def _apart(card: registry.PartyCard) -> str:
    number = card.credit_code or (card.identity and f"{card.paper} {card.identity}")
    told = (card.kind, number, card.address, "" if card.status == "在册" else card.status)
    return "，".join(word for word in told if word)


def _parties(sought: Mapping[str, str], chosen: str, on: date, viewer: Actor) -> Entries:
    search = "" if sought.get("why") else sought.get("text", "")
    cards, more = registry.parties_to_choose(search=search, chosen=chosen, on=on, viewer=viewer)
    found = Entries((c.id, f"{c.name}\n{_apart(c)}") for c in cards)
    told = {"sought": sought.get("text", ""), "why": sought.get("why", ""), "more": more}
    found.look = {**told, "enter": viewer.reach("party:edit") != frozenset()}
    return found


def _recordings(case: Case | None, viewer: Actor) -> Choices:
    if case is None:
        return []
    kept = records.recordings(dossier_id=case.dossier_id, viewer=viewer)
    return [
        (r.pk, f"{r.get_kind_display()} {localtime(r.taken_at):%m-%d %H:%M} {r.proves}")
        for r in kept
    ]


def _known_people(case: Case | None) -> Choices:
    """Names that a case holds: the party or who represents it, whoever an act names; once each."""
    if case is None:
        return []
    party, steps = case.party, load(case.procedure, case.procedure_version).moves
    own = [(party.representative or party.name) if party else ""]
    told = [
        str(act.texts.get(f.id) or act.facts.get(f.id) or "")
        for act in acts_of(case)
        for f in steps[act.move].fields
        if f.kind == "name"
    ]
    return [(name, name) for name in dict.fromkeys([*own, *told]) if name]


def choices_for(
    *,
    fields: Sequence[Field],
    agency: Agency,
    area: str,
    case: Case | None,
    asked: Asked,
    on: date,
    viewer: Actor,
) -> Mapping[str, Choices]:
    """The lists that fields offer, by field id."""
    found: dict[str, Choices] = {}
    for field in fields:
        if field.kind == "officers":
            found[field.id] = _officers(agency, area, case, asked, on, viewer)
        elif field.kind == "matter":
            listed = registry.power_list(agency_id=agency.pk, on=on, viewer=viewer)
            found[field.id] = [(m.code, m.name) for m in listed if m.kind == asked.kind]
        elif field.kind == "party":
            own = str(asked.chosen.get(field.id) or "")
            found[field.id] = _parties(asked.sought.get(field.id, {}), own, on, viewer)
        elif field.kind == "recording":
            found[field.id] = _recordings(case, viewer)
        elif field.kind == "name":
            found[field.id] = _known_people(case)
        elif field.options_from == "penalty_kinds" and case is not None and case.matter:
            party = case.party.kind if case.party else ""
            found[field.id] = _kinds(field, case.matter, party, on, viewer)
    return found


def _kinds(field: Field, then: Matter, party: str, on: date, viewer: Actor) -> Choices:
    """Those that the penalty clause gives, and what it says of them; of then and of that day.

    party: the kind of party, for which the clause may say something apart.
    """
    now = registry.matter_on(code=then.code, on=on, viewer=viewer)
    texts = [then] if now is None or now.pk == then.pk else [then, now]
    given = {kind for one in texts for kind in one.kinds_for(party)}
    ordered = {kind for one in texts if not one.own_limit(party) for kind in one.ordered_kinds}
    grave = {kind for one in texts for kind in one.grave_kinds}
    said = {
        **dict.fromkeys(grave, "（情节严重的）"),
        **(in_tiers(texts[-1]) if not texts[-1].own_limit(party) else {}),
        **dict.fromkeys(ordered, "（应当给予）"),
    }
    return [(code, f"{name}{said.get(code, '')}") for code, name in field.options if code in given]


def in_tiers(matter: Matter) -> dict[str, str]:
    """What only some tiers demand, with the names of those tiers."""
    tiers: dict[str, list[str]] = {}
    for tier in matter.tiers:
        for kind in tier.get("ordered", ()):
            tiers.setdefault(kind, []).append(str(tier["name"]))
    return {kind: f"（{'、'.join(names)}的应当给予）" for kind, names in tiers.items()}


def _change(facts: Facts, now: Mapping[str, Any]) -> dict[str, Any]:
    """Another party or matter that the officers have asked for; to ask starts with what is."""
    asked = facts.open_since("ask_change", "approve_change", "refuse_change")
    names = ("party", "matter")
    if asked:
        return {name: asked.facts[f"to_{name}"] for name in names}
    return {f"to_{name}": now[name] for name in names if name in now}


def _content(case: Case) -> dict[str, Any]:
    for act in Act.objects.filter(case=case).order_by("-seq"):
        if act.facts.get("kinds"):
            return {**{k: act.facts[k] for k in CONTENT if k in act.facts}, **act.texts}
    return {}


def _goods(case: Case, move: Move, facts: Facts) -> dict[str, str]:
    """What is to be handed over: the lists of the goods that are held, as they were preserved."""
    if move.id != "hand_over_goods":
        return {}
    held = {act.seq for act in still_held(facts.acts)}
    lists = [a.texts.get("items", "").strip() for a in acts_of(case) if a.seq in held]
    return {"items": "\n".join(text for text in lists if text)}


def _due(move: Move, facts: Facts) -> dict[str, str]:
    """What is to be paid next, unless in parts: the first item that is owed, with its sum."""
    money = owed(facts, facts.today) if move.id in PAYING else None
    if money is None or money.plan:
        return {}
    sums = ({"item": item, "amount": str(sum_)} for item, sum_ in money.due.items() if sum_)
    return next(sums, {})


def _plan(facts: Facts) -> dict[str, str]:
    """When and how much the party asked to pay, where that waits for an answer."""
    asked = facts.open_since("ask_deferral", "approve_deferral", "refuse_deferral")
    rows = asked.facts.get("plan", ()) if asked else ()
    return {"plan": "\n".join(" ".join(row) for row in rows)}


def proposed(*, case: Case, move: Move, viewer: Actor, at: datetime) -> dict[str, Any]:
    """What a form starts with: today, the case's people and place, what was said before.

    Of a record that is written up now, when it began is for its writer to say.
    """
    insist(case, viewer)
    today, wanted = localdate(at).isoformat(), {f.id: f for f in move.fields}
    facts = gather(case=case, move=None, values=None, viewer=viewer, at=at)
    first: dict[str, Any] = {
        f.id: today for f in wanted.values() if f.kind == "date" and not f.optional
    }
    first |= {
        f.id: localtime(at).strftime("%Y-%m-%d %H:%M")
        for f in wanted.values()
        if f.kind == "moment" and f.id != BEGUN
    }
    first["officers"] = [str(u) for u in facts.officers]
    first["place"] = case.place
    if case.matter_id and case.matter:
        first["matter"] = case.matter.code
    first["party"] = case.party_id
    first |= _change(facts, first)
    first |= _goods(case, move, facts) | _plan(facts) | _due(move, facts)
    if case.act_from:
        first["act_from"] = case.act_from.isoformat()
        first["act_until"] = case.act_until.isoformat() if case.act_until else ""
        first["goes_on"] = bool(case.act_until and case.act_until > case.discovered_on)
    if "kinds" in wanted and not wanted["kinds"].optional:
        first |= {
            k: v
            for k, v in _content(case).items()
            if k in (*CONTENT, "facts", "tier_reason", "text_reason")
        }
        first["hearing_told"] = hearing_needed(facts, facts.content)
    if "ground" in wanted and move.id == "decide_no_penalty" and (said := facts.last("conclude")):
        first["ground"] = said.facts.get("ground", "")
    first.pop("by_on", None)
    return {k: v for k, v in first.items() if k in wanted and v not in (None, "")}


def kind_names() -> Mapping[str, str]:  # no viewer: the law's own words
    """Kinds of penalty by code."""
    return list_names("penalty_kinds")
