"""Preserved goods: which are which, and which are still kept (行政处罚法 五十六)."""

import hashlib
import re
from collections.abc import Sequence

from zhifa.enforcement.rules.facts import Done
from zhifa.enforcement.rules.search import squeezed

PARTS = re.compile(r"[、，,；;:：\s]+")
# a remark is no part of the name, a number is
ASIDE = re.compile(r"[（(\[【〔](?![^）)]*(?:批号|批次|编号))[^）)\]】〕]*[）)\]】〕]")
FIGURE = re.compile(r"(?<=[0-9])\s+(?=[^\W\d])")  # 500 克 is one word
NAME_AND_MAKE = 2
HELD = frozenset({"seized", "transferred"})  # dealt with, and in the hands of the body all the same


def _key(line: str) -> str:
    """Goods by name and make; how many there are does not make them other goods."""
    bare = ASIDE.sub(" ", line) if squeezed(ASIDE.sub("", line)) else line
    parts = [squeezed(part) for part in PARTS.split(FIGURE.sub("", bare.strip()))]
    return "|".join([part for part in parts if part][:NAME_AND_MAKE])


def goods(listed: str) -> dict[str, str]:
    """A digest of each of the goods of a list, one a line, and its words."""
    lines = [line.strip() for line in listed.splitlines()]
    return {
        hashlib.sha256(key.encode()).hexdigest()[:16]: line for line in lines if (key := _key(line))
    }


def _named(act: Done, kept: Sequence[Done]) -> str:
    """The number of the preservation that an act deals with; one that names none: the oldest."""
    return str(act.facts.get("preservation") or kept[0].seq)


def still_kept(acts: Sequence[Done]) -> list[Done]:
    """The preservations that have not been dealt with, oldest first."""
    kept: list[Done] = []
    for act in acts:
        if act.move == "preserve_evidence":
            kept.append(act)
        elif act.move == "dispose_preservation" and kept:
            named = _named(act, kept)
            kept = [one for one in kept if str(one.seq) != named]
        elif act.move == "hand_over_goods":
            kept = []
    return kept


def still_held(acts: Sequence[Done]) -> list[Done]:
    """The preservations whose goods the body has: kept, seized, or to go with the case."""
    given: set[str] = set()
    for index, act in enumerate(acts):
        kept = still_kept(acts[:index])
        if act.move == "dispose_preservation" and kept and act.facts.get("disposal") not in HELD:
            given.add(_named(act, kept))
    handed = max((a.seq for a in acts if a.move == "hand_over_goods"), default=0)
    made = (a for a in acts if a.move == "preserve_evidence" and a.seq > handed)
    return [act for act in made if str(act.seq) not in given]
