"""What was written in each act, as the timeline tells it."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhifa.enforcement.models import Act
from zhifa.enforcement.rules.payments import WAS, payment_words
from zhifa.enforcement.rules.procedure import Procedure


def said(
    procedure: Procedure, done: Sequence[tuple[Act, str, str]]
) -> Mapping[str, list[tuple[str, str]]]:
    """Act id → what was written in it, each led in by the name of its field."""
    names = {m.id: {f.id: f"{f.name}：" for f in m.fields} for m in procedure.moves.values()}
    return {
        act.pk: [
            *_corrected(act.facts),
            *((names[act.move].get(key, ""), text) for key, text in act.texts.items() if text),
        ]
        for act, _, _ in done
    }


def _corrected(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Of a corrected payment: what stood before, and what stands now."""
    if WAS not in facts:
        return []
    now = [("更正为：", payment_words(facts))] if "receipt" in facts else []
    return [("原登记：", payment_words(facts[WAS])), *now]
