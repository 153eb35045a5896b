"""How case numbers and document numbers are written: patterns as data. Pure."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhifa.kernel.refusals import Obstacle

FILE = Path(__file__).parents[1] / "data" / "numbers.toml"
PART = re.compile(r"\{(\w+)(?::([1-9]))?\}")
LONGEST = 60
WIDEST = 999_999
YEAR = 4
NAMES = {
    "area": "行政区划代码",
    "body": "主体代码",
    "short": "文号简称",
    "act": "行为代码",
    "word": "代字",
    "year": "年份",
    "yy": "两位年份",
    "seq": "序号",
}
CASE, DOCUMENT, ARCHIVE = "case", "document", "archive"
SERIES = {"decision": DOCUMENT}  # runs begun under an older name go on

PATTERN_EMPTY = Obstacle("number_form:empty", "没有写编号规则。", then="写明由哪几段组成。")
PATTERN_STRANGE = Obstacle(
    "number_form:strange", "规则里有不认识的段。", then="只用页面上列出的几段。"
)
PATTERN_PLAIN = Obstacle(
    "number_form:plain", "规则里有空格、换行或者括号不成对。", then="去掉空格，把括号写完整。"
)
PATTERN_LACKS = Obstacle("number_form:lacks", "规则缺一段，编号会重复。", then="补上这一段。")
PATTERN_LONG = Obstacle(
    "number_form:long", f"编号会长于 {LONGEST} 个字。", then="减少固定文字或者补位。"
)
NOT_LATER = Obstacle(
    "number_form:not_later", "起用日期不晚于现有的规则，或者早于今天。", then="改用今天以后的日期。"
)
NO_SOURCE = Obstacle("number_form:source", "没有写明依据。", then="写明标准或者文件的编号。")
IN_USE = Obstacle(
    "number:in_use",
    "带这个文号的文书仍然有效，文号不能作废。",
    then="文书依法撤销或者被更正代替以后，再作废文号。",
)
FOR_LIFE = Obstacle(
    "number:for_life",
    "案件编号和档号跟随案件终身，不作废。",
    "DB51/T 3050—2023 编号的使用",
    over="不予立案、销案的案件也保留编号。",
)
NOT_OURS = Obstacle("number:unknown", "没有这个编号。", over="没有可以作废的编号。")
UNKNOWN_WORD = Obstacle("number:word", "没有这个代字。", then="从代字表中选择。")
NO_PURPOSE = Obstacle("number:purpose", "没有写明取号用途。", then="写明用在哪份文书上。")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of number: its name and pattern, and which parts it cannot do without.

    needs: of each group one part must stand in every pattern. provisional: why the pattern of the
    house is not final, empty when it is.
    """

    name: str
    pattern: str
    source: str
    provisional: str
    needs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything of data/numbers.toml. words: kind of paper → the word of its numbers."""

    kinds: Mapping[str, Kind]
    acts: Mapping[str, str]
    words: Mapping[str, str]


@cache
def rules() -> Rules:
    """The rules of the house."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    kinds = {
        code: Kind(**{**row, "needs": tuple(map(tuple, row["needs"]))})
        for code, row in told["kinds"].items()
    }
    return Rules(kinds, told["acts"], told["words"])


@dataclass(frozen=True, slots=True)
class Run:
    """A run of numbers: which kind, of which body, for which word or act, in which year."""

    kind: str
    agency_id: int
    word: str
    year: int

    @property
    def key(self) -> str:
        """What the run is called where numbers are taken."""
        own = "decision" if self.kind == DOCUMENT and self.word in DECIDING else self.kind
        middle = f":{self.word}" if self.word else ""
        return f"{own}:{self.agency_id}{middle}:{self.year}"


DECIDING = frozenset({"罚", "当罚", "不罚"})


def run_of(key: str) -> Run | None:
    """The run that a key names; None for a run of something else."""
    kind, _, rest = key.partition(":")
    kind, parts = SERIES.get(kind, kind), rest.split(":")
    plain = len(parts) in {2, 3} and parts[0].isdecimal() and parts[-1].isdecimal()
    if kind not in rules().kinds or not plain:
        return None
    return Run(kind, int(parts[0]), parts[1] if len(parts) > 2 else "", int(parts[-1]))  # noqa: PLR2004 - with a word between


def written(pattern: str, facts: Mapping[str, str], year: int, value: int) -> str:
    """A number as a pattern writes it."""
    told = {**facts, "year": str(year), "yy": f"{year % 100:02d}"}

    def part(match: re.Match[str]) -> str:
        name, width = match[1], match[2]
        return (
            f"{value:0{width}d}" if name == "seq" and width else {**told, "seq": str(value)}[name]
        )

    return PART.sub(part, pattern)


def _faults(kind: Kind, pattern: str) -> Iterator[Obstacle]:
    parts = PART.findall(pattern)
    used = {name for name, _ in parts}
    for name, width in parts:
        if name not in NAMES or (width and name != "seq"):
            yield PATTERN_STRANGE.about(f"{{{name}{':' + width if width else ''}}}")
    bare = PART.sub("", pattern)
    if re.search(r"[\s{}]", bare) or not bare.isprintable():
        yield PATTERN_PLAIN
    for group in kind.needs:
        if not used & set(group):
            yield PATTERN_LACKS.about(NAMES[group[0]])


def pattern_faults(kind: str, pattern: str, facts: Mapping[str, str]) -> list[Obstacle]:
    """Why numbers cannot be written by a pattern. facts: of a body, to see how long they get."""
    if not pattern:
        return [PATTERN_EMPTY]
    found = list(_faults(rules().kinds[kind], pattern))
    if not found and len(written(pattern, facts, 2099, WIDEST)) > LONGEST:
        found.append(PATTERN_LONG)
    return found


def word_of(template: str) -> str:
    """The word of the numbers of a kind of paper; empty for papers without a number."""
    return rules().words.get(template, "")
