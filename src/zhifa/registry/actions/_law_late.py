"""Versions and repeals of laws that are entered after the day they begin say why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zhifa.kernel.refusals import Obstacle
from zhifa.registry.actions._citing import note_matters
from zhifa.registry.actions._law_read import Text
from zhifa.registry.models import Citing, Law, LawVersion
from zhifa.registry.rules.citations import short

OF_INDEX = "随软件附带的法律目录更新后才收录"
MOST_NAMED = 5
BACKDATED = Obstacle(
    "laws:backdated",
    "库里已有、正被引用的法律，新版本或者废止从今天以前的一天算起，过去日子的答案会跟着变",
    then="核对日期；确实如此的，写明为什么现在才录入（补录原因）。",
)
REPEAL_BACKDATED = Obstacle(
    "law:repeal_backdated",
    "废止从今天以前的一天算起，过去日子的答案会跟着变，没有写明补录原因。",
    then="核对日期；确实如此的，写明为什么现在才录入（补录原因）。",
)


def follows(begun: date | None, held: Iterable[LawVersion], today: date) -> bool:
    """Whether a version that begins on a day past is to follow one that is held already."""
    if begun is None or begun >= today:
        return False
    return any(v.in_force_from is not None and v.in_force_from < begun for v in held)


def _late_versions(texts: Sequence[Text], known: Mapping[str, LawVersion], today: date) -> set[str]:
    """Titles of laws that get a version which should have been here before today."""
    fresh = [t.record for t in texts if t.record.key not in known]
    rows = LawVersion.objects.filter(law__title__in={r.title for r in fresh})
    held: dict[str, list[LawVersion]] = {}
    for version in rows.select_related("law"):
        held.setdefault(version.law.title, []).append(version)
    return {r.title for r in fresh if follows(r.in_force_from, held.get(r.title, ()), today)}


def _ended_late(texts: Sequence[Text], known: Mapping[str, LawVersion], today: date) -> set[str]:
    """Titles of laws held whose last day, told now for the first time, is past."""
    found = {
        t.record.title
        for t in texts
        if (version := known.get(t.record.key)) is not None
        and version.repealed_on is None
        and t.record.in_force_until is not None
        and t.record.in_force_until < today
    }
    ending = {
        name: t.record.in_force_from
        for t in texts
        if t.strict and t.record.in_force_from and t.record.in_force_from < today
        for name, _, _ in t.ends
    }
    running = LawVersion.objects.filter(law__short_title__in=ending, in_force_until=None)
    rows = running.values_list("law__title", "law__short_title", "in_force_from")
    return found | {title for title, name, begun in rows if begun and begun < ending[name]}


def late(texts: Sequence[Text], known: Mapping[str, LawVersion], today: date) -> list[Obstacle]:
    """Laws that something cites and that an import would change for days gone by.

    known: key → version held. A law that the library never held and texts of versions that it
    knows change no answer, nor do versions older than all that are held.
    """
    titles = _late_versions(texts, known, today) | _ended_late(texts, known, today)
    if not titles:
        return []
    note_matters()
    names = {short(title): title for title in titles}
    names |= dict(Law.objects.filter(title__in=titles).values_list("short_title", "title"))
    cited = set(Citing.objects.filter(law__in=names).values_list("law", flat=True).distinct())
    told = sorted(f"《{name}》" for name in cited)
    more = f"等 {len(told)} 部" if len(told) > MOST_NAMED else ""
    return [BACKDATED.about("、".join(told[:MOST_NAMED]) + more)] if told else []
