"""What an import may not do: change a text or the days of a version that is held already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhifa.kernel.refusals import Obstacle
from zhifa.registry.actions._law_read import Text
from zhifa.registry.models import Article, LawVersion
from zhifa.registry.rules.law_same import Place, differences
from zhifa.registry.rules.provisions import count_in

AT_ONCE = 50
CORRECTED = "已更正"
DIFFERS = Obstacle(
    "laws:text_differs",
    "库里已有这一版的正文，与这个文件不同，什么也没有改动",
    then="法律修改了的，按修改决定填它自己的公布日期和施行日期；"
    "原来导入有误的，写明更正原因再导入，原文留存。",
)
SHORT = Obstacle(
    "laws:not_whole",
    "文件的条数与目录所记的不同，什么也没有改动",
    then="换完整的文件再导入。",
)
DAYS = Obstacle(
    "laws:days_differ",
    "库里这一版的日期与这个文件所写的不同，什么也没有改动",
    then="核对日期；是另一次修改的，填修改决定自己的公布日期和施行日期。",
)
EARLY = Obstacle(
    "laws:force_before_adopted",
    "施行日期早于公布日期",
    then="核对这两个日期。",
)


@dataclass(slots=True)
class Held:
    """What of an import the library holds. same: keys whose words are held already."""

    obstacles: list[Obstacle] = field(default_factory=list)
    same: set[str] = field(default_factory=set)


def held_versions(texts: Sequence[Text]) -> dict[str, LawVersion]:
    """Key → version, of those that these texts are."""
    keys = [t.record.key for t in texts]
    rows = LawVersion.objects.defer("outline").select_related("law")
    return rows.in_bulk(keys, field_name="source_key")


def _on(day: date | None) -> str:
    return day.isoformat() if day else "不详"


def days_told(text: Text, version: LawVersion) -> list[Obstacle]:
    """A version's days are what they are, once both sides tell them."""
    record = text.record
    pairs = (
        ("公布日期", version.adopted_on, record.adopted_on),
        ("施行日期", version.in_force_from, record.in_force_from),
    )
    told = [
        f"{name}库里是 {_on(was)}，文件是 {_on(now)}"
        for name, was, now in pairs
        if was and now and was != now
    ]
    return [DAYS.about(f"《{version.law.short_title}》：{'；'.join(told)}")] if told else []


def _begun(texts: Iterable[Text]) -> list[Obstacle]:
    """Of new versions without a source's key: never in force before they were passed, nor twice."""
    own = [t for t in texts if t.record.key.startswith("own:")]
    rows = LawVersion.objects.filter(law__title__in={t.record.title for t in own})
    known = {
        (title, begun): adopted
        for title, begun, adopted in rows.exclude(in_force_from=None).values_list(
            "law__title", "in_force_from", "adopted_on"
        )
    }
    found = []
    for record in (t.record for t in own):
        begun, adopted = record.in_force_from, record.adopted_on
        if begun and adopted and begun < adopted:
            found.append(EARLY.about(f"《{record.title}》：{_on(begun)}，{_on(adopted)}"))
        if begun and (record.title, begun) in known:
            other = _on(known[record.title, begun])
            told = f"《{record.title}》：{_on(begun)} 起施行的一版，库里公布日期是 {other}"
            found.append(DAYS.about(told))
    return found


def _whole(text: Text, version: LawVersion) -> list[Obstacle]:
    """A text put to an entry of the index has as many articles as the index says."""
    count = count_in(text.record.numbering)
    if not version.article_count or count == version.article_count:
        return []
    told = f"《{version.law.short_title}》：目录 {version.article_count} 条，文件 {count} 条"
    return [SHORT.about(told)]


def articles_of(versions: Iterable[LawVersion]) -> Mapping[int, dict[Place, str]]:
    rows = Article.objects.filter(version__in=[v.pk for v in versions])
    found: dict[int, dict[Place, str]] = defaultdict(dict)
    for key, number, sub, text in rows.values_list("version_id", "number", "sub", "text"):
        found[key][number, sub] = text
    return found


def words_of(text: Text) -> dict[Place, str]:
    """Article → its words."""
    return {(a.number, a.sub): a.text for a in text.articles}


def _texts(changed: Sequence[tuple[Text, LawVersion]], held: Held) -> None:
    """Say which of these texts differ from what is held, and which do not."""
    for start in range(0, len(changed), AT_ONCE):
        few = changed[start : start + AT_ONCE]
        stored = articles_of(version for _, version in few)
        for text, version in few:
            told = differences(stored.get(version.pk, {}), words_of(text))
            if told:
                held.obstacles.append(DIFFERS.about(f"《{version.law.short_title}》：{told}"))
            else:
                held.same.add(text.record.key)


def _put_right(versions: Iterable[LawVersion]) -> set[tuple[int, str]]:
    """Law and digest of texts that have been corrected since; nobody imports them again."""
    laws = {v.law_id for v in versions}
    rows = LawVersion.objects.filter(status=CORRECTED).values_list("law_id", "digest")
    return {row for row in rows if row[0] in laws}


def held_already(texts: Sequence[Text], known: Mapping[str, LawVersion]) -> Held:
    """What stands against these texts, and which of them are held to the word."""
    pairs = [(t, known[t.record.key]) for t in texts if t.record.key in known]
    held = Held(_begun(t for t in texts if t.record.key not in known))
    for text, version in pairs:
        held.obstacles += days_told(text, version)
        held.obstacles += [] if version.has_text else _whole(text, version)
    fresh = [(t, v) for t, v in pairs if v.has_text and v.digest != t.digest]
    right = _put_right(v for _, v in fresh)
    held.same = {t.record.key for t, v in fresh if (v.law_id, t.digest) in right}
    _texts([(t, v) for t, v in fresh if t.record.key not in held.same], held)
    return held
