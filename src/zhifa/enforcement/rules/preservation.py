"""Preserved goods: which are which, and which are still kept (行政处罚法 五十六)."""

import hashlib
import re
from collections.abc import Sequence

from zhifa.enforcement.rules.facts import Done
from zhifa.enforcement.rules.search import squeezed

PARTS = re.compile(r"[、，,；;:：\s]+")
FIGURE = re.compile(r"(?<=[0-9])\s+(?=[^\W\d])")  # 500 克 is one word
NAME_AND_MAKE = 2


def _key(line: str) -> str:
    """Goods by name and make; how many there are does not make them other goods."""
    parts = [squeezed(part) for part in PARTS.split(FIGURE.sub("", line.strip()))]
    return "|".join([part for part in parts if part][:NAME_AND_MAKE])


def goods(listed: str) -> dict[str, str]:
    """A digest of each of the goods of a list, one a line, and its words."""
    lines = [line.strip() for line in listed.splitlines()]
    return {
        hashlib.sha256(key.encode()).hexdigest()[:16]: line for line in lines if (key := _key(line))
    }


def still_kept(acts: Sequence[Done]) -> list[Done]:
    """The preservations that have not been dealt with, oldest first.

    An act that deals with one names it; one that names none deals with the oldest.
    """
    kept: list[Done] = []
    for act in acts:
        if act.move == "preserve_evidence":
            kept.append(act)
        elif act.move == "dispose_preservation" and kept:
            named = str(act.facts.get("preservation") or kept[0].seq)
            kept = [one for one in kept if str(one.seq) != named]
    return kept
