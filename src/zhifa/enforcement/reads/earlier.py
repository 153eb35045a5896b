"""Whether a party has been found in the same breach before (行政处罚法 三十三: 初次违法)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from zhifa.enforcement.models import Case, Decision
from zhifa.enforcement.rules.facts import LOST
from zhifa.kernel.access import SYSTEM
from zhifa.registry import reads as registry
from zhifa.registry.models import Matter, Party

NO_BREACH = ("breach_unproven", "no_longer_punished")
MOST = 500  # decisions on one party that are looked through


@dataclass(frozen=True, slots=True)
class LookBack:
    """What was looked through and found: the day it begins, the years, whether the matter says so.

    found: decision, case and day of each earlier breach, the newest first.
    """

    since: date
    years: int
    settled: bool
    found: tuple[str, ...]


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _same_kind(one: Matter, other: Matter | None) -> bool:
    """The same matter in whatever version, or a breach of a same clause."""
    if other is None:
        return False
    return one.code == other.code or bool(set(one.breach_clauses) & set(other.breach_clauses))


def look_back(
    case: Case, matter: Matter | None, party: Party | None, breach: date | None, today: date
) -> LookBack | None:
    """Decided cases of the same party, merged entries too, for the same kind of breach.

    From so many years before the breach as the matter says. A decision that lost its force, or
    that found no breach, is none. None while the matter or the party is not known.
    """
    if matter is None or party is None:
        return None
    since = _years_before(breach or today, matter.look_back)
    same = registry.same_party(party_id=party.pk, viewer=SYSTEM)
    decided = Decision.objects.filter(case__party__in=same, decided_on__gte=since)
    standing = decided.exclude(case=case.pk).exclude(annulment__in=LOST)
    breaches = standing.exclude(ground__in=NO_BREACH).select_related("case__matter")
    found = [
        f"{one.number}（{one.case.number or one.case_id}，{one.decided_on}）"
        for one in breaches.order_by("-decided_on", "-pk")[:MOST]
        if _same_kind(matter, one.case.matter)
    ]
    told = matter.first_breach_years is not None
    return LookBack(since, matter.look_back, told, tuple(found))


def earlier_words(case: Case, at: datetime) -> str:
    """What the look found, for the form."""
    breach = case.act_until or case.act_from
    look = look_back(case, case.matter, case.party, breach, localdate(at))
    if look is None:
        return ""
    years = f"回看 {look.years} 年{'' if look.settled else '，待核定'}"
    if look.found:
        return f"{look.since} 以来已有同类违法：{'、'.join(look.found)}（{years}）。"
    return f"本平台 {look.since} 以来没有这一当事人的同类违法（{years}）。"
