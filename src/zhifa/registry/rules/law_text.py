"""Statute texts in Markdown or plain form, cut into articles, paragraphs and items."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from zhifa.registry.rules.numerals import NUMBER, to_int

Item: TypeAlias = list[str]  # its own words, then its subitems 目
Paragraph: TypeAlias = list[str | Item]  # its own words, then its items 项

_ARTICLE = re.compile(rf"[#>*\s]*第({NUMBER})条(?:之({NUMBER}))?(\**[\s　]*)(.*)")
_QUOTED = re.compile(
    r"规定|第|[、和及至]|(?:的|所)"
)  # 第三条规定：… at a line's head is no article
_HEADING = re.compile(rf"#*\s*(第{NUMBER}(编|分编|章|节)(?:[\s　].*)?|(附则))")
_ITEM = re.compile(rf"[*-]?\s*[（(]({NUMBER})[)）]\s*(.*)")
_SUBITEM = re.compile(r"(?:[0-9\uff10-\uff19]{1,2}[.\uff0e、]|[①-⑳])\s*(.*)")
_END = re.compile(r"附件|附表|附录|附[:：]|-{3,}|<http|\*\s*\*\s*\*")
_LONGEST_HEADING = 60
_DEPTH = {"编": 0, "分编": 1, "章": 2, "节": 3}


@dataclass(slots=True)
class ArticleText:
    """An article as found in a text. path: the headings above it, outermost first."""

    number: int
    sub: int
    path: str
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole article, a line a paragraph, item or subitem."""
        return "\n".join(lines_of(self.paragraphs))

    def add(self, line: str) -> None:
        """Take one more line: a subitem, an item of the last paragraph, or a new paragraph."""
        if not line:
            return
        last = self.paragraphs[-1] if self.paragraphs else None
        item = last[-1] if last else None
        if last is not None and _ITEM.match(line):
            last.append([line])
        elif isinstance(item, list) and _SUBITEM.match(line):
            item.append(line)
        else:
            self.paragraphs.append([line])


def lines_of(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The lines of paragraphs in the order of the text."""
    found: list[str] = []
    for paragraph in paragraphs:
        for part in paragraph:
            found += [part] if isinstance(part, str) else part
    return found


@dataclass(slots=True)
class _Splitter:
    """Reads line by line. A number met again belongs to a repeated or attached text."""

    found: list[ArticleText] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)
    path: dict[str, str] = field(default_factory=dict)
    open: bool = False
    repeated: int = 0
    again: list[tuple[int, int]] = field(default_factory=list)
    ended: bool = False  # attachments may number their own articles

    def head(self, kind: str, words: str) -> None:
        """A heading: it ends what stood below the one it replaces."""
        depth = _DEPTH.get(kind, 2)
        self.path = {k: v for k, v in self.path.items() if _DEPTH[k] < depth}
        self.path[kind or "章"] = re.sub(r"[\s　]+", " ", words)
        self.open = False

    def article(self, number: int, sub: int, words: str) -> None:
        """第…条 at the head of a line."""
        self.open = (number, sub) not in self.seen
        if not self.open:
            self.repeated += 1
            if not self.ended:
                self.again.append((number, sub))
            return
        self.seen.add((number, sub))
        self.found.append(ArticleText(number, sub, " ".join(self.path.values())))
        self.found[-1].add(words)

    def line(self, raw: str) -> None:
        """One line of the text."""
        line = raw.strip().replace("**", "").strip()
        article = _ARTICLE.match(line)
        if article and (raw.strip().startswith("**") or not _is_quoted(article)):
            number = to_int(article[1]), to_int(article[2] or "0")
            self.article(*number, article[4].strip())
        elif len(line) <= _LONGEST_HEADING and (heading := _HEADING.fullmatch(line)):
            self.head(heading[2] or "", heading[1] or heading[3])
        elif line.startswith("#") or _END.match(line):
            self.open = False
            self.ended = self.ended or bool(_END.match(line))
        elif self.open:
            self.found[-1].add(line)


def _is_quoted(article: re.Match[str]) -> bool:
    return not article[3] and bool(_QUOTED.match(article[4]))


@dataclass(frozen=True, slots=True)
class Cut:
    """The articles of a text in order, and how many headings repeated an earlier number.

    again: those of them that stand before any attachment.
    """

    articles: list[ArticleText]
    repeated: int
    again: list[tuple[int, int]] = field(default_factory=list)


def cut(text: str) -> Cut:
    """A text cut into articles. Contents, preamble and attachments are left out."""
    splitter = _Splitter()
    for raw in text.splitlines():
        if raw.strip():
            splitter.line(raw)
    return Cut(splitter.found, splitter.repeated, splitter.again)


def whole(text: str) -> ArticleText:
    """A text without articles, kept in one piece under number 0."""
    lines = (line.strip().lstrip("# ") for line in text.splitlines())
    return ArticleText(0, 0, "", [[line] for line in lines if line])


def numbering_of(articles: Sequence[ArticleText]) -> str:
    """Which articles there are, as runs: "1-17,17.1,18-86"; 17.1 is 第十七条之一."""
    runs: list[str] = []
    start = last = 0
    for number, sub in sorted((a.number, a.sub) for a in articles):
        if not sub and number == last + 1 and start:
            last = number
            runs[-1] = f"{start}-{last}"
            continue
        runs.append(f"{number}.{sub}" if sub else str(number))
        start, last = (0, last) if sub else (number, number)
    return ",".join(runs)


def outline_of(articles: Sequence[ArticleText]) -> str:
    """How many items each paragraph of each article has: "0 0,3 0"; articles in order."""
    ordered = sorted(articles, key=lambda a: (a.number, a.sub))
    return " ".join(",".join(str(len(p) - 1) for p in a.paragraphs) or "0" for a in ordered)


def shape_of(articles: Sequence[ArticleText]) -> tuple[str, str]:
    """Numbering and outline of a text."""
    return numbering_of(articles), outline_of(articles)
