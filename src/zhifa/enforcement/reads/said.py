"""What was written in each act, as the timeline tells it."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhifa.agencies import reads as agencies
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.reads.seen import insist
from zhifa.enforcement.rules.asking import ENDS, asks
from zhifa.enforcement.rules.facts import CONTENT_MOVES
from zhifa.enforcement.rules.fields import PERSONAL
from zhifa.enforcement.rules.payments import WAS, payment_words
from zhifa.enforcement.rules.procedure import Field, Move, Procedure, load
from zhifa.enforcement.rules.words import answers
from zhifa.kernel.access import Actor

# what is told in a word beside the long texts: how much, which result, by which number
SHORT = frozenset({"choice", "money", "int", "plan", "text", "name"})
PERSON = "user:"
IN_DOSSIER = "在案卷里"
SHOWN_ELSEWHERE = frozenset({"text", "circumstance", "tier", "need_code", "evidence_kind"})


def said(
    procedure: Procedure, done: Sequence[tuple[Act, str, str]]
) -> Mapping[str, list[tuple[str, str]]]:
    """Act id → what was written in it, each led in by the name of its field."""
    return {act.pk: _of(act, procedure.moves[act.move]) for act, _, _ in done}


def _of(act: Act, move: Move) -> list[tuple[str, str]]:
    names = {f.id: f"{f.name}：" for f in move.fields}
    texts = [(names.get(key, ""), text) for key, text in act.texts.items() if text]
    return [*_corrected(act.facts), *_short(act, move), *texts]


def _short(act: Act, move: Move) -> list[tuple[str, str]]:
    """Sums, results and numbers; what is proposed is told by the report and its papers."""
    if move.id in CONTENT_MOVES or WAS in act.facts:
        return []
    asked: list[Field] = [f for f in move.fields if f.kind in SHORT - PERSONAL]
    asked = [f for f in asked if f.id not in SHOWN_ELSEWHERE and f.id not in act.texts]
    told = answers(asked, act.facts, {})
    yes = [f.name for f in move.fields if f.kind == "flag" and act.facts.get(f.id) is True]
    return [*((f"{f.name}：", told[f.id]) for f in asked if told[f.id]), *((w, "") for w in yes)]


def shown(act: Act, procedure: Procedure) -> list[tuple[str, str]]:  # no viewer: ids alone
    """Photos and scans that an act names, as recording id and the name of their field."""
    asked = [f for f in procedure.moves[act.move].fields if f.kind == "recording"]
    return [(str(act.facts[f.id]), f.name) for f in asked if act.facts.get(f.id)]


def asked_for(*, case: Case, move: Move, viewer: Actor) -> list[tuple[str, str]]:
    """What the officers asked for and this step answers, with who and when; else nothing."""
    insist(case, viewer)
    answered = asks(move.id)
    told = {*answered, *(end for ask in answered for end in ENDS[ask])}
    last = Act.objects.filter(case=case, move__in=told).order_by("seq").last() if told else None
    if last is None or last.move not in answered:
        return []
    procedure = load(case.procedure, case.procedure_version)
    asking = procedure.moves[last.move]
    users = [int(last.by.removeprefix(PERSON))] if last.by.startswith(PERSON) else []
    who = "、".join(agencies.names_on(user_ids=users, on=last.on).values())
    kept = [(f"{name}：", IN_DOSSIER) for _, name in shown(last, procedure)]
    return [(f"{asking.name}：", f"{who} {last.on.isoformat()}"), *_of(last, asking), *kept]


def _corrected(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Of a corrected payment: what stood before, and what stands now."""
    if WAS not in facts:
        return []
    now = [("更正为：", payment_words(facts))] if "receipt" in facts else []
    return [("原登记：", payment_words(facts[WAS])), *now]
