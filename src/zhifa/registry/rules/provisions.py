"""Whether a provision exists: what a law's numbering and outline can tell without its text."""

from dataclasses import dataclass
from functools import lru_cache

from zhifa.kernel.refusals import Obstacle
from zhifa.registry.rules.citations import Citation

FIT = "行政处罚法 第三十七条、第五十九条"
UNREADABLE = Obstacle(
    "citation:unreadable",
    "看不出引用的是哪部法的哪一条。",
    then="请写成《某某法》第几条第几款第几项。",
)
UNKNOWN_LAW = Obstacle(
    "citation:unknown_law", "法律库里没有这部法。", then="核对名称，或者先导入。"
)
NO_ARTICLE = Obstacle("citation:no_such_article", "这部法没有这一条。", FIT, then="请核对条号。")
ARTICLE_WANTED = Obstacle("citation:no_such_article", "只写了法名。", FIT, then="请写到条。")
NO_PARAGRAPH = Obstacle(
    "citation:no_such_paragraph",
    "这一条没有引用的款、项或者目。",
    FIT,
    then="核对款、项、目的序号。",
)
NOT_IN_FORCE = Obstacle(
    "citation:not_in_force", "这一版在该日不施行。", FIT, then="请改用当日施行的版本。"
)
VERSION_MISSING = Obstacle(
    "citation:version_missing",
    "法律库里没有该日施行的那一版。",
    FIT,
    then="先导入当时的文本，再引用。",
)


@lru_cache(maxsize=512)
def numbers_in(numbering: str) -> frozenset[tuple[int, int]]:
    """The (article, sub) pairs of a numbering such as "1-17,17.1,18-86"."""
    found: set[tuple[int, int]] = set()
    for run in filter(None, numbering.split(",")):
        first, _, last = run.partition("-")
        number, _, sub = first.partition(".")
        found |= {(n, int(sub or 0)) for n in range(int(number), int(last or number) + 1)}
    return frozenset(found)


def count_in(numbering: str) -> int:
    """How many articles there are; 第X条之Y is not counted apart."""
    return len({number for number, sub in numbers_in(numbering) if not sub})


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a version without its text. outline: empty when not known."""

    numbering: str
    outline: str = ""

    @property
    def numbers(self) -> frozenset[tuple[int, int]]:
        """The articles there are, each as (number, sub)."""
        return numbers_in(self.numbering)

    def items(self, number: int, sub: int) -> list[int] | None:
        """Items in each paragraph of an article; None when not known."""
        if not self.outline:
            return None
        ordered = sorted(self.numbers)
        token = self.outline.split(" ")[ordered.index((number, sub))]
        return [int(n) for n in token.split(",")]

    def fault(self, citation: Citation) -> Obstacle | None:
        """Why the provision cannot exist here, or None."""
        if not citation.article:
            return None
        if (citation.article, citation.sub) not in self.numbers:
            return NO_ARTICLE.about(f"{citation}；共 {count_in(self.numbering)} 条")
        items = self.items(citation.article, citation.sub)
        return (
            None
            if items is None or has_part(items, citation)
            else NO_PARAGRAPH.about(str(citation))
        )


def paragraph_of(items: list[int], citation: Citation) -> int | None:
    """Index of the cited paragraph; where only an item is cited, the first that has it."""
    if citation.paragraph:
        return citation.paragraph - 1 if citation.paragraph <= len(items) else None
    return next((i for i, n in enumerate(items) if n >= citation.item), None)


def has_part(items: list[int], citation: Citation) -> bool:
    """Whether the cited paragraph and item are among these paragraphs."""
    at = paragraph_of(items, citation)
    return at is not None and items[at] >= citation.item
