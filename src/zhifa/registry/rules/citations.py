"""Citations of law: 《食品安全法》第一百二十四条第一款第（一）项, read and written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from zhifa.registry.rules.numerals import NUMBER, to_chinese, to_int

PREFIX = "中华人民共和国"
LEVELS = ("article", "paragraph", "item", "subitem")
LONGEST_RANGE = 60
_KINDS = "法典|法|条例|规定|办法|规则|细则|解释|决定|准则|规范|程序"
_LEADS = "违反了|违反|根据|依据|依照|按照|适用|构成|符合|参照|属于|以及|应当|触犯"
_TOKEN = re.compile(
    r"(?P<law>《[^《》]*(?:《[^《》]*》[^《》]*)*》)"
    rf"|第(?P<article>{NUMBER})条(?:之(?P<sub>{NUMBER}))?"
    rf"|第(?P<paragraph>{NUMBER})款"
    rf"|第?[（(](?P<item>{NUMBER})[）)]项|第(?P<item2>{NUMBER})项"
    rf"|第?[（(](?P<subitem>{NUMBER})[）)]目|第(?P<subitem2>{NUMBER})目"
    r"|(?P<note>[（(][^（）()《》]*(?:《[^《》]*》[^（）()《》]*)*[）)])"
    r"|(?P<range>至|到|[-—\u2013~～]+)(?=第)"
    r"|(?P<same>[本该同](?:法|条例|规定|办法|规则|细则|解释))(?=第)"
)
_BARE = re.compile(
    rf"(?<![《〈])(?P<name>[\u4e00-\u9fff（）]{{1,60}}(?:{_KINDS})(?:（试行）)?)"
    rf"(?P<note>[（(][^（）()]{{1,30}}[）)])?(?=第{NUMBER}条)"
)
_LEAD = re.compile(rf".*(?:{_LEADS})|^[和及与或、的之]+")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年|修|版)")
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)年?(?:修订|修正|修改)?[后版的]*$")
_ALIAS = re.compile(r"以下(?:统称|简称|称)为?(?:(\d{4})年?)?[《“\"]?([^《》“”\"（）()]+)")
_FILLER = re.compile(rf"{_LEADS}|之?规定|(?:19|20)\d\d年|修[订正改]|[、，,。.；;：:和及与或的了等]")


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision: article (条, 之), paragraph (款), item (项), subitem (目); 0 is not given.

    law: title without 中华人民共和国. year: of the amendment the writer names, 0 when none is.
    """

    law: str
    article: int = 0
    sub: int = 0
    paragraph: int = 0
    item: int = 0
    subitem: int = 0
    year: int = 0

    def __str__(self) -> str:
        parts = [
            f"《{self.law}》",
            f"（{self.year}年修订）" if self.year else "",
            f"第{to_chinese(self.article)}条" if self.article else "",
            f"之{to_chinese(self.sub)}" if self.sub else "",
            f"第{to_chinese(self.paragraph)}款" if self.paragraph else "",
            f"第（{to_chinese(self.item)}）项" if self.item else "",
            f"第{to_chinese(self.subitem)}目" if self.subitem else "",
        ]
        return "".join(parts)


def short(title: str) -> str:
    """How a title is looked up: no state's name in front, one kind of brackets, no spaces."""
    plain = re.sub(r"\s+", "", title).removeprefix(PREFIX)
    return plain.translate(str.maketrans("()《》", "（）〈〉"))


@dataclass(slots=True)
class _Reader:
    """Walks a text: which law we are in, which provision is being said."""

    found: list[Citation] = field(default_factory=list)
    aliases: dict[str, Citation] = field(default_factory=dict)
    law: Citation | None = None  # the law named last, without a provision
    at: Citation | None = None  # the provision being said
    ranged: bool = False
    cited: bool = True  # whether the law named last has been cited or may be dropped
    faults: list[str] = field(default_factory=list)

    def close(self) -> None:
        """The provision being said is complete."""
        if self.at is not None:
            self.found.append(self.at)
        elif self.law is not None and not self.cited:
            self.found.append(self.law)
        self.at, self.cited = None, True

    def name(self, title: str, year: int) -> None:
        """A law's title has been met."""
        self.close()
        known = self.aliases.get(title)
        self.law = known or Citation(short(title), year=year)
        if year and known:
            self.law = replace(known, year=year)
        self.cited, self.ranged = False, False

    def note(self, text: str) -> None:
        """Brackets after a title: a year, a document number, or a short name for later."""
        if self.law is None or self.at is not None:
            return
        alias = _ALIAS.search(text)
        if alias:
            self.aliases[short(alias[2])] = self.law
        elif year := _YEAR.search(text):
            self.law = replace(self.law, year=int(year[1]))

    def say(self, level: str, number: int, sub: int = 0) -> None:
        """第…条, 款, 项 or 目 has been met."""
        base = self.law if level == "article" else self.at
        if base is None or not number:
            self.faults.append(f"第{number}{level}")
            return
        depth = LEVELS.index(level)
        said = self.at is not None and any(getattr(self.at, name) for name in LEVELS[depth:])
        before = getattr(self.at, level) if self.ranged and said else 0
        if said:
            self.close()
        blank: dict[str, Any] = dict.fromkeys(LEVELS[depth:], 0)
        blank["sub"] = sub if level == "article" else base.sub
        if before and before < number <= before + LONGEST_RANGE:
            between = range(before + 1, number)
            self.found += [replace(base, **blank | {level: n}) for n in between]
        self.at, self.ranged, self.cited = replace(base, **blank | {level: number}), False, True


def _bracket(match: re.Match[str]) -> str:
    name = _LEAD.sub("", match["name"])
    dropped = match["name"][: len(match["name"]) - len(name)]
    if re.fullmatch("[本该同](?:法|条例|规定|办法|规则|细则|解释)", name) or len(name) < len(
        "某法"
    ):
        return match[0]
    return f"{dropped}《{name}》{match['note'] or ''}"


def _tidy(text: str) -> str:
    return _BARE.sub(_bracket, re.sub(r"\s+", "", text))


def _feed(reader: _Reader, token: re.Match[str], before: str) -> None:
    kind, word = str(token.lastgroup), token[0]
    if kind == "law":
        year = _YEAR_BEFORE.search(before)
        reader.name(short(word[1:-1]), int(year[1]) if year else 0)
    elif kind == "note":
        reader.note(word)
    elif kind == "range":
        reader.ranged = reader.at is not None
    elif kind == "same":
        reader.close()
    elif token["article"]:
        reader.say("article", to_int(token["article"]), to_int(token["sub"] or "0"))
    else:
        reader.say(kind.rstrip("2"), to_int(token[kind]))


def _walk(text: str, reader: _Reader) -> Iterator[str]:
    """Feed every token to the reader; give what stands between them."""
    end = 0
    for token in _TOKEN.finditer(text):
        yield text[end : token.start()]
        _feed(reader, token, text[end : token.start()])
        end = token.end()
    reader.close()
    yield text[end:]


def parse(text: str) -> tuple[Citation, ...]:
    """Every provision that a text cites, in order; a law named without an article counts too.

    Several provisions after one title belong to it: 《甲法》第一条、第二条第一款. A range
    (第一条至第三条) gives each member. Titles may stand without brackets.
    """
    reader = _Reader()
    for _ in _walk(_tidy(text), reader):
        pass
    return tuple(reader.found)


def read(text: str) -> tuple[Citation, ...]:
    """As `parse`, for a text that must be citations and nothing else; else the empty tuple."""
    reader = _Reader()
    rest = "".join(_FILLER.sub("", gap) for gap in _walk(_tidy(text), reader))
    return () if rest or reader.faults else tuple(reader.found)
