"""What the library holds of a day: a text of that day, or only one of another."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, F, Min, OuterRef

from zhifa.kernel.access import Actor
from zhifa.registry.models import Law, LawVersion
from zhifa.registry.reads.laws import version_on, versions


def _far(version: LawVersion, on: date) -> int:
    """Days between a day and the stretch of a version that has a first day."""
    begun, until = version.in_force_from or on, version.in_force_until or date.max
    return max((begun - on).days, (on - until).days, 0)


def nearest(found: Iterable[LawVersion], on: date) -> LawVersion | None:  # no viewer: of those told
    """The version whose days are nearest to a day; None where no days are known."""
    dated = [v for v in found if v.in_force_from]
    return min(dated, key=lambda v: _far(v, on), default=None)


def _span(version: LawVersion) -> str:
    until = f"至 {version.in_force_until} " if version.in_force_until else "起"
    return f"{version.in_force_from} {until}施行的一版"


DAY_TAKEN = (
    "来源没有写这一版从哪天起施行，上面的施行日期取自公布日期；引用前请核对公布令或者修改决定。"
)
MISSING = "当日的写法可能不同，请另查当时的文本。"


def _original(law: Law, found: Iterable[LawVersion]) -> date | None:
    """When the law was promulgated, where its first text is held: before it there is no other."""
    passed = min((v.adopted_on for v in found if v.adopted_on and v.in_force_from), default=None)
    return passed if passed and law.since and passed <= law.since else None


def _why(law: Law, found: Sequence[LawVersion], on: date) -> tuple[str, bool]:
    """Why no version held is of a day, and whether the law had one that is not held."""
    first = min((v.in_force_from for v in found if v.in_force_from), default=None)
    passed = _original(law, found)
    if first is not None and passed is not None and on < first:
        promulgated = f"{passed} 公布，" if passed < first else ""
        return f"这部法 {promulgated}{first} 起施行，{on} 还没有施行。", False
    began = law.since or first
    if began is not None and on < began:
        known = "起施行" if began == first else "是已知最早的公布或者施行日期"
        return f"这部法 {began} {known}，{on} 还没有施行。", False
    if first is not None and on >= first:
        return f"{on} 这部法已经不再施行。", False
    oldest = f"收有的最早一版 {first} 起施行。" if first else ""
    return f"法律库没有收 {on} 施行的文本。{oldest}", True


def day_note(*, law: Law, version: LawVersion, on: date, viewer: Actor) -> str:
    """What to know where the version shown is not of the day asked; empty where it is."""
    if version.corrected or version.holds_on(on):
        return ""
    shown = f"下面是 {_span(version)}。" if version.in_force_from else "下面这一版施行日期不详。"
    held = version_on(law=law, on=on, viewer=viewer)
    if held is not None:
        return f"{on} 施行的是 {_span(held)}，{shown}"
    found = list(versions(law=law, viewer=viewer))
    near = nearest(found, on)
    told = f"离这一天最近的是 {_span(near)}，" if near and near.pk != version.pk else ""
    why, missing = _why(law, found, on)
    return f"{why}{told}{shown}{MISSING if missing else ''}"


def absence(*, law: Law, on: date, viewer: Actor) -> str:
    """Why no version of a law answers for a day, and which is the nearest."""
    found = list(versions(law=law, viewer=viewer))
    near = nearest(found, on)
    return _why(law, found, on)[0] + (f"离这一天最近的是 {_span(near)}。" if near else "")


def laws_missing_on(*, on: date, viewer: Actor) -> int:  # noqa: ARG001 - statutes are public
    """How many laws had begun by a day of which the library holds no text as old as that."""
    first = Law.objects.filter(since__lte=on).annotate(first=Min("versions__in_force_from"))
    originals = LawVersion.objects.filter(law=OuterRef("pk"), adopted_on__lte=OuterRef("since"))
    held = Exists(originals.exclude(in_force_from=None))
    return first.filter(~held, first__gt=on, since__lt=F("first")).count()
