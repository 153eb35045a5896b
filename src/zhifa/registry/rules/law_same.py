"""Whether a text is what the library holds already: which articles differ, in words."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from zhifa.registry.rules.numerals import LARGEST, to_chinese

Place: TypeAlias = tuple[int, int]
Texts: TypeAlias = Mapping[Place, str]
NAMED = 8
_SPACE = re.compile(r"\s+")


def said(text: str) -> str:
    """The words of a text, however they are spaced."""
    return _SPACE.sub("", text)


def place(number: int, sub: int) -> str:
    """第三十六条, 第二条之一; 全文 where a text has no articles."""
    if not 1 <= number <= LARGEST:
        return "全文"
    return f"第{to_chinese(number)}条{f'之{to_chinese(sub)}' if sub else ''}"


def _runs(places: Sequence[Place]) -> list[list[Place]]:
    runs: list[list[Place]] = []
    for at in sorted(places):
        follows = runs and not at[1] and runs[-1][-1] == (at[0] - 1, 0)
        if follows:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _named(places: Sequence[Place]) -> str:
    runs = _runs(places)
    words = [
        place(*run[0]) if len(run) == 1 else f"{place(*run[0])}至{place(*run[-1])}" for run in runs
    ]
    more = f"等 {len(places)} 条" if len(words) > NAMED else ""
    return "、".join(words[:NAMED]) + more


def differences(held: Texts, told: Texts) -> str:
    """What a text says otherwise than the one held; empty when both say the same."""
    both = held.keys() & told.keys()
    other = [p for p in both if said(held[p]) != said(told[p])]
    parts = (
        ("文字不同", other),
        ("缺少", list(held.keys() - told.keys())),
        ("多出", list(told.keys() - held.keys())),
    )
    return "；".join(f"{what}{_named(places)}" for what, places in parts if places)
