"""How well personal data is masked, kind by kind, and how fast.

Texts: papers invented here, spelt badly on purpose, whose every personal datum is known; the data
pack's personal-data sets (labels of their makers); parties of the pack's penalty decisions.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from django.conf import settings

from zhifa.disclosure.masking import Span, redact
from zhifa.web.bench.masked_papers import Gold, papers

KINDS = {
    "ID_CARD": "id_number", "PHONE": "phone", "EMAIL": "email", "ADDRESS": "address",
    "PERSON": "person",
}  # fmt: skip
NAMES = {
    "id_number": "证件号码", "phone": "电话", "email": "邮箱", "address": "地址", "person": "姓名",
    "card": "银行账号", "plate": "车牌", "birth_date": "出生日期", "other": "其他账号",
}  # fmt: skip
TITLES = re.compile("(?:副?主任医师|医生|医师|博士|教授)$")
SETS = {  # those of the pack that label persons; only the first is like a decision
    "multipriv_zh": "个人信息段落", "resume": "简历", "peopledaily": "新闻", "weibo": "微博",
}  # fmt: skip
NOT_PERSONS = re.compile("某|当事|你们|公司|所$|局$")
SHORT, LONG = 2, 3


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _labelled(row: Mapping[str, Any]) -> tuple[str, list[Gold]]:
    """A row of the pack; a title behind a name is none of it, mere nouns are no names."""
    found = []
    for one in row["entities"]:
        kind = KINDS.get(one["type"])
        if kind and one.get("otype") != "PER.NOM":
            title = TITLES.search(row["text"], one["start"], one["end"])
            found.append(Gold(one["start"], title.start() if title else one["end"], kind))
    return row["text"], found


class Tally:
    """Counts by kind: what was to be found, what was covered whole, what was masked, rightly."""

    def __init__(self) -> None:
        self.gold: Counter[str] = Counter()
        self.hit: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.right: Counter[str] = Counter()

    def add(self, spans: Sequence[Span], gold: Sequence[Gold]) -> None:
        """A datum is found when it is masked from end to end, of whatever kind it was taken for."""
        spans = [s for s in spans if s.kind != "credit_code"]
        for one in gold:
            self.gold[one.kind] += 1
            self.hit[one.kind] += any(s.start <= one.start and one.end <= s.end for s in spans)
        for span in spans:
            self.told[span.kind] += 1
            self.right[span.kind] += any(g.start < span.end and span.start < g.end for g in gold)

    def figures(self, name: str, kinds: Sequence[str]) -> Iterator[tuple[str, float]]:
        """Recall of every kind, and precision of names; of sets that label other kinds too."""
        for kind in kinds:
            if self.gold[kind]:
                recall = 100 * self.hit[kind] / self.gold[kind]
                yield f"{name}，{NAMES[kind]} 召回（{self.gold[kind]} 处）", recall
        if self.told["person"]:
            yield f"{name}，姓名 精确", 100 * self.right["person"] / self.told["person"]


def _parties(path: Path) -> tuple[int, int]:
    """Persons who are parties of penalty decisions: how many, and of how many no letter is left."""
    whole = hidden = 0
    for row in _rows(path):
        text = row["text"]
        for name in re.split("[、,，]", row["party"] or ""):
            if SHORT <= len(name) <= LONG and name in text and not NOT_PERSONS.search(name):
                whole += 1
                hidden += name not in redact(text).text
    return whole, hidden


def _pack(folder: Path, most: int) -> Iterator[tuple[str, float]]:
    for code, name in SETS.items():
        tally = Tally()
        for row in islice(_rows(folder / "pii" / f"{code}.dev.jsonl.gz"), most):
            text, gold = _labelled(row)
            tally.add(redact(text).spans, gold)
        kinds = tuple(NAMES) if code == "multipriv_zh" else ("person",)
        yield from tally.figures(f"数据包 {name}", kinds)
    whole, hidden = _parties(folder / "penalties" / "csrc_events.dev.jsonl.gz")
    yield f"数据包 处罚决定，当事人处处遮去（{whole} 人次，含公司简称）", 100 * hidden / whole


def measure(told: Mapping[str, Any], say: Callable[[str], None]) -> dict[str, float]:
    """Per cent by set and kind; characters and megabytes of text a second."""
    made, tally = papers(told["papers"], Random(2026)), Tally()  # noqa: S311 - invented texts
    redact(made[0][0])  # words and weights are read once
    begun = perf_counter()
    for text, gold in made:
        tally.add(redact(text).spans, gold)
    taken, size = perf_counter() - begun, sum(len(text.encode()) for text, _ in made)
    found = dict(tally.figures("自拟文书", tuple(NAMES)))
    say(f"自拟文书 {len(made)} 份")
    if (settings.DATA_PACK / "pii").is_dir():
        found |= dict(_pack(settings.DATA_PACK, told["most"]))
    else:
        say("跳过数据包各集：没有数据包")
    return {**found, "kB": size / taken / 1e3}
