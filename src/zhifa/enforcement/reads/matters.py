"""A case's matter as the rules know it: of the day of the act, or of today where that is used."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from zhifa.enforcement.models import Case
from zhifa.enforcement.rules.basis import NEW
from zhifa.enforcement.rules.facts import LawNow
from zhifa.enforcement.rules.matter_facts import MatterFacts
from zhifa.enforcement.rules.measure import Measure
from zhifa.kernel.access import SYSTEM
from zhifa.registry import reads as registry
from zhifa.registry.models import Matter, Party
from zhifa.registry.reads import Range

NONE: tuple[str, ...] = ()
Tier = tuple[str, str, Decimal | None, Decimal | None]


def _element(row: Mapping[str, Any]) -> tuple[str, str, bool, tuple[str, ...]]:
    """One line of the list of evidence: code, name, whether it must be, kinds that answer it."""
    return row["code"], row["name"], row.get("required", True), tuple(row.get("kinds", ()))


def matter_facts(matter: Matter | None, party: Party | None) -> MatterFacts | None:
    """A matter as the rules know it; thresholds by the kind of party."""
    if matter is None:
        return None
    kind = party.kind if party else ""
    many = party is not None and matter.as_organisation(kind)
    own, limit = matter.own_limit(kind), matter.fine_range(party_kind=kind)
    return MatterFacts(
        id=matter.pk,
        code=matter.code,
        kinds=matter.kinds_for(kind),
        ordered_kinds=tuple(matter.ordered_kinds),
        grave_kinds=tuple(matter.grave_kinds),
        fine_min=limit.least,
        fine_max=limit.most,
        tiers=tuple(_tier(t, limit if own else None) for t in matter.tiers),
        elements=tuple(_element(e) for e in matter.elements),
        hearing_from=matter.hearing_organisation if many else matter.hearing_natural,
        major_from=matter.major_organisation if many else matter.major_natural,
        limitation_years=matter.limitation_years,
        public_interest=matter.public_interest,
        summary_allowed=matter.summary_allowed,
        waivers=tuple(matter.waivers),
        statutes=len(_laws(matter)),
        kind=matter.kind,
        object_kinds={code: Party.Kind(code).label for code in matter.object_kinds},
        clauses=(tuple(matter.breach_clauses), tuple(matter.penalty_clauses)),
        multiples=None if own else _measure(matter),
        correction=matter.correction,
        clocks=tuple(matter.clocks),
        hearing_taken_from=_taken_line(matter, many=many),
        hearing_kinds=tuple(matter.hearing_kinds),
        hearing_source=matter.hearing_source,
        hearing_settled=matter.settled,
        own_limit=str(own.get("clause", "")) if own else None,
        refused_tiers=matter.refused_tiers,
        ordered_tiers=matter.ordered_tiers,
        figures_open=matter.figures_open,
        conditions={t["code"]: str(t.get("condition") or "") for t in matter.tiers},
    )


def _taken_line(matter: Matter, *, many: bool) -> Decimal | None:
    """From which sum of confiscations a hearing is told of."""
    return matter.hearing_taken_organisation if many else matter.hearing_taken_natural


def _laws(matter: Matter) -> set[str]:
    """The laws that a matter's clauses are of."""
    clauses = "".join((*matter.breach_clauses, *matter.penalty_clauses))
    return set(re.findall("《([^《》]+)》", clauses))


def _money(row: Mapping[str, Any], name: str) -> Decimal | None:
    return None if row.get(name) is None else Decimal(str(row[name]))


def _tier(row: Mapping[str, Any], limit: Range | None) -> Tier:
    """A tier, cut to the party's own range; one that lies outside it sets no sums."""
    least, most = _money(row, "min"), _money(row, "max")
    if limit is not None and (least, most) != (None, None):
        least, most = limit.cut(least, most)
    return row["code"], row["name"], least, most


def _measure(matter: Matter) -> Measure | None:
    """The multiples of the clause and of those tiers that tell theirs; None when it has none."""
    of = matter.multiples
    if of is None:
        return None
    told = {t["code"]: (_money(t, "multiple_min"), _money(t, "multiple_max")) for t in matter.tiers}
    tiers = {
        c: (low, high) for c, (low, high) in told.items() if low is not None and high is not None
    }
    name = matter.multiple_base or "基数"
    return Measure(name, of.least, of.most, of.start, of.floor, tiers, of.begins)


def matter_used(
    then: Matter | None, breach: date | None, text: str, today: date
) -> tuple[Matter | None, date | None]:
    """The matter in the text that is used, and the day on which its clauses must stand."""
    if then is None or text != NEW:
        return then, breach
    return registry.matter_on(code=then.code, on=today, viewer=SYSTEM) or then, today


def law_now(
    then: Matter | None, party: Party | None, breach: date | None, today: date
) -> tuple[LawNow, ...]:
    """The law of today beside that of the act; nothing while either day is not known."""
    if then is None or breach is None or then.kind != Matter.Kind.PENALTY:
        return ()
    now = registry.matter_on(code=then.code, on=today, viewer=SYSTEM)
    was, changed, gone = matter_facts(then, party), NONE, NONE
    if was is None:
        return ()
    if now is not None and now.pk == then.pk:
        clauses = (*then.breach_clauses, *then.penalty_clauses)
        changed, gone = registry.changed_between(
            citations=clauses, before=breach, after=today, viewer=SYSTEM
        )
    return (LawNow(was, matter_facts(now, party), changed, gone),)


def law_of(case: Case, at: datetime) -> LawNow | None:
    """The law of the act and of today, of a case that names its matter and its day."""
    breach = case.act_until or case.act_from
    return next(iter(law_now(case.matter, case.party, breach, localdate(at))), None)


def levels_of(matter: Matter | None, on: date | None) -> tuple[tuple[str, str], ...]:
    """The penalty clauses of a matter that stand on a day, each with the level of its law."""
    if matter is None or on is None:
        return ()
    return registry.levels_of(citations=matter.penalty_clauses, on=on, viewer=SYSTEM)
