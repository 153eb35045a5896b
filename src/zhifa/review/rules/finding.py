"""What a check says: a verdict, the sentence why, the article, the papers it rests on."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Found(StrEnum):
    """The machine's verdicts, the mildest first; none of them is anybody's approval."""

    FIT = "fit"
    HUMAN = "human"
    DOUBT = "doubt"
    WRONG = "wrong"


WORDS = {
    Found.FIT: "符合",
    Found.HUMAN: "需人工判断",
    Found.DOUBT: "存疑",
    Found.WRONG: "不符合",
}
ORDER = tuple(Found)
NAMES = {
    1: "执法主体是否合法",
    2: "执法人员是否具备资格",
    3: "执法程序是否合法",
    4: "事实是否清楚，证据是否合法充分",
    5: "适用法律是否准确，裁量是否适当",
    6: "是否超越法定权限",
    7: "文书是否完备、规范",
    8: "是否涉嫌犯罪、需要移送",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. code: its kind, stable. papers: ids, both places of a clash."""

    point: int
    code: str
    found: Found
    why: str
    source: str
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One of the eight points 审核要点: the worst of its findings, or what was looked at in vain.

    digest: of what was found, so that an answer holds for this and for nothing else.
    """

    number: int
    found: Found
    why: str
    source: str
    papers: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """The question that the point asks (方案二（三）3)."""
        return NAMES[self.number]

    @property
    def words(self) -> str:
        """The verdict in Chinese."""
        return WORDS[self.found]

    @property
    def digest(self) -> str:
        """One word for all that was found."""
        told = [f"{self.number}{self.found}", *sorted(f"{f.code}:{f.why}" for f in self.findings)]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


def point(
    number: int,
    findings: Sequence[Finding],
    why: str,
    source: str,
    papers: tuple[str, ...] = (),
) -> Point:
    """A point with its findings, those of the procedure's conditions among them."""
    found = tuple(sorted(findings, key=lambda f: -ORDER.index(f.found)))
    worst = found[0].found if found else Found.FIT
    named = "；".join(f.why.rstrip("。") for f in found[:3])
    more = f"；另有 {len(found) - 3} 处" if len(found) > 3 else ""  # noqa: PLR2004 - as many as named
    return Point(
        number,
        worst,
        f"{named}{more}。" if found else why,
        found[0].source if found else source,
        tuple(dict.fromkeys(p for f in found for p in f.papers)) or papers,
        found,
    )
