"""Files into texts that can be stored: read, cut, described, with what is odd about them."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from zhifa.kernel.refusals import Obstacle, Refused, refuse_if
from zhifa.registry.models import Law, LawVersion
from zhifa.registry.rules import law_files as files
from zhifa.registry.rules import law_text
from zhifa.registry.rules.citations import short
from zhifa.registry.rules.law_places import LEVELS, guess
from zhifa.registry.rules.law_records import NotALawError, Record, amended, of_pack
from zhifa.registry.rules.law_repeals import repealed
from zhifa.registry.rules.provisions import count_in

NOTHING = Obstacle(
    "laws:nothing_to_import",
    "这里没有可导入的法律文本。",
    then="请给出文件夹、.jsonl.gz、.docx 或者 .md 文件。",
)
UNREADABLE = Obstacle(
    "laws:unreadable_file",
    "这个文件读不出法律文本。",
    then="请核对文件是否完整、编码是否为 UTF-8。",
)
FAULTY = Obstacle("laws:faulty_file", "这个文件不能导入", then="按说明改好文件再导入。")
UNDATED_FILE = Obstacle(
    "laws:force_day_wanted",
    "从文本里看不出这一版从哪天起施行（修正后的文本只写原法的施行日期）。",
    then="另外填写施行日期。",
)
LEVEL_WANTED = Obstacle(
    "laws:level_wanted",
    "看不出这部法的位阶。",
    then="另外填写：法律、行政法规、地方性法规、部门规章等。",
)
LEVEL_UNKNOWN = Obstacle(
    "laws:level_unknown",
    "没有这个位阶",
    then=f"写成这些之一：{'、'.join(LEVELS)}。",
)
MISSING = Obstacle(
    "laws:article_missing",
    "条号不连续，少了条文",
    then="核对文件，把缺的条文补全再导入。",
)
MOST_NAMED = 5
GAPS = "条号不连续"
REPEATS = "条号重复，只取先出现的"
UNDATED = "施行日期不详"
WHOLE = "没有分条，整篇收入"
MISCOUNTED = "条数与来源所记不同"


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of a file because its text does not; what is empty is not said.

    late: why what it says is entered only after the day it begins.
    """

    level: str = ""
    body: str = ""
    number: str = ""
    adopted_on: date | None = None
    in_force_from: date | None = None
    domains: Sequence[str] = ()
    late: str = ""

    def over(self, record: Record) -> Record:
        """The record with what was said."""
        said: dict[str, Any] = {
            "level": self.level,
            "body": self.body,
            "number": self.number,
            "adopted_on": self.adopted_on,
            "in_force_from": self.in_force_from,
            "domains": tuple(self.domains),
        }
        told = {name: value for name, value in said.items() if value}
        if self.in_force_from:
            told["day_taken"] = False
        return replace(record, **told)


@dataclass(frozen=True, slots=True)
class Text:
    """One text, read and cut. ends: laws it repeals, each with the article that says so.

    told: which of level and body somebody told; the others are guesses from the title.
    """

    record: Record
    articles: list[law_text.ArticleText]
    digest: str
    oddities: tuple[str, ...]
    ends: Sequence[tuple[str, int, int]]
    strict: bool
    told: frozenset[str] = frozenset()


def _oddities(head: Mapping[str, Any], record: Record, cut: law_text.Cut) -> tuple[str, ...]:
    expected, last = head.get("n_articles"), max((a.number for a in cut.articles), default=0)
    count = count_in(record.numbering)
    found = {
        WHOLE: not cut.articles,
        GAPS: last != count,
        REPEATS: bool(cut.repeated),
        UNDATED: record.in_force_from is None,
        MISCOUNTED: expected is not None and int(expected) != count,
    }
    return tuple(name for name, odd in found.items() if odd)


def _keyed(head: dict[str, Any]) -> dict[str, Any]:
    """A text without a key of its own gets one from its title and day."""
    if "id" not in head:
        said = f"{head['title']}|{head.get('version_date')}"
        head["id"] = f"own:{hashlib.sha256(said.encode()).hexdigest()[:20]}"
    return head


def _read(head: dict[str, Any], text: str, told: Told) -> Text:
    cut = law_text.cut(text)
    record = of_pack(_keyed(head), law_text.shape_of(cut.articles), text)
    if head.get("strict"):  # an amended text tells the law's first day, not its own
        force = head["version_effective"]
        begun = date.fromisoformat(force) if force else None
        record = replace(record, in_force_from=begun, day_taken=False)
    record = told.over(amended(record, files.amendments()))
    said = frozenset(name for name in ("level", "body") if getattr(record, name))
    record = guess(record)
    whole = [law_text.whole(text)] if not cut.articles and text.strip() else []
    return Text(
        record,
        cut.articles or whole,
        hashlib.sha256(text.encode()).hexdigest(),
        _oddities(head, record, cut),
        repealed(record.title, cut.articles),
        bool(head.get("strict")),
        said,
    )


def _missing(text: Text) -> list[int]:
    """Numbers that a file of one's own leaves out; texts of a pack are told of as they are."""
    if not (text.strict or text.record.key.startswith("own:")):
        return []
    numbers = {a.number for a in text.articles if a.number}
    return sorted(set(range(1, max(numbers, default=0))) - numbers)


def wanting(texts: Sequence[Text]) -> list[Obstacle]:
    """What a text on its own must tell, or somebody for it."""
    found = []
    for text in texts:
        if text.strict and text.record.in_force_from is None:
            found.append(UNDATED_FILE.about(text.record.title))
        if text.strict and not text.record.level:
            found.append(LEVEL_WANTED.about(text.record.title))
        if missing := _missing(text):
            named = "、".join(f"第 {number} 条" for number in missing[:MOST_NAMED])
            found.append(MISSING.about(f"《{text.record.title}》缺{named}"))
    return [*found, *unknown_levels(texts)]


def unknown_levels(texts: Iterable[Text]) -> list[Obstacle]:
    """Levels that there are none of."""
    records = [text.record for text in texts]
    return [
        LEVEL_UNKNOWN.about(f"《{record.title}》：{record.level}")
        for record in records
        if record.level and record.level not in LEVELS
    ]


def read_all(path: Path, told: Told) -> list[Text]:
    """Every text at a place; refused when there is none or one cannot be read."""
    try:
        found = [_read(head, text, told) for head, text in files.texts(path)]
    except NotALawError as fault:
        raise Refused([FAULTY.about(str(fault))]) from fault
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as fault:
        problem = NOTHING if isinstance(fault, FileNotFoundError) else UNREADABLE
        raise Refused([problem.about(path.name)]) from fault
    refuse_if([] if found else [NOTHING.about(path.name)])
    return list({t.record.key: t for t in found}.values())


def _known(names: set[str]) -> dict[str, Law]:
    """Short title → law, where only one law is called so."""
    rows = list(Law.objects.filter(short_title__in=names))
    counted = Counter(law.short_title for law in rows)
    return {law.short_title: law for law in rows if counted[law.short_title] == 1}


def _as_known(text: Text, law: Law) -> tuple[str, str]:
    """Level and body as the library has them, unless somebody told others: a guess changes none."""
    level, body = text.record.level, text.record.body
    return (
        level if "level" in text.told else law.level or level,
        body if "body" in text.told else law.issuing_body or body,
    )


def as_held(text: Text, version: LawVersion | None) -> Record:
    """The record of a text; of a version held, a guess changes neither level nor body."""
    if version is None:
        return text.record
    guessed = {"level": version.level, "body": version.issuing_body}
    kept: dict[str, Any] = {n: was for n, was in guessed.items() if was and n not in text.told}
    return replace(text.record, **kept)


def known_as(texts: Sequence[Text]) -> list[Text]:
    """Texts without a key of their own go by the title and key that the library knows."""
    own = [t for t in texts if t.record.key.startswith("own:")]
    laws = _known({short(t.record.title) for t in own})
    held = LawVersion.objects.filter(law__in=laws.values(), corrected="").exclude(adopted_on=None)
    rows = held.order_by("pk").values_list("law__short_title", "adopted_on", "source_key")
    keys = {(title, adopted): key for title, adopted, key in rows}
    found = {}
    for text in own:
        name = short(text.record.title)
        key = keys.get((name, text.record.adopted_on), text.record.key)
        record = replace(text.record, key=key)
        if law := laws.get(name):
            level, body = _as_known(text, law)
            record = replace(record, title=law.title, level=level, body=body)
        found[text.record.key] = replace(text, record=record)
    return [found.get(t.record.key, t) for t in texts]
