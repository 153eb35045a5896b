"""Cases, their acts and clocks, for whoever may read them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from zhifa.agencies.models import User
from zhifa.enforcement.models import Act, Case, CaseQuerySet, Clock, Decision, Holds
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.needs.content import SUSPENSION
from zhifa.enforcement.rules.procedure import Stage, codes, load
from zhifa.kernel import calendar
from zhifa.kernel.access import Actor
from zhifa.kernel.nicknames import meant
from zhifa.kernel.reach import within

M = TypeVar("M", bound=Model)
SUMS = {"fine": "罚款", "confiscation": "没收违法所得", "goods_worth": "没收非法财物"}


def cases(*, viewer: Actor) -> CaseQuerySet:
    """Cases the viewer may read."""
    return Case.objects.visible_to(viewer).select_related("agency", "party", "matter")


def case(*, case_id: str, viewer: Actor) -> Case:
    """One case; Case.DoesNotExist when there is none or the viewer may not see it."""
    return cases(viewer=viewer).select_related("dossier", "unit").get(pk=case_id)


def called(*, word: str, viewer: Actor) -> CaseQuerySet:
    """The case of a number, of an id or, in the demo, of a name like K1; else none."""
    asked = meant(word, "case")
    found = cases(viewer=viewer).filter(Q(pk=asked) | Q(number=asked))
    return found if word else found.none()


def all_stage_names() -> dict[str, str]:  # no viewer: procedures are public
    """Stage id → Chinese name, over every procedure; the fullest procedure names shared ones."""
    return {code: stage.name for code, stage in all_stages().items()}


def all_stages() -> dict[str, Stage]:  # no viewer: procedures are public
    """Every stage by its id; the fullest procedure speaks for shared ones."""
    fullest = sorted((load(code) for code in codes()), key=lambda p: -len(p.moves))
    found: dict[str, Stage] = {}
    for stage in (s for law in fullest for s in law.stages.values()):
        found.setdefault(stage.id, stage)
    return found


def acts(*, case: Case, viewer: Actor) -> list[tuple[Act, str, str]]:
    """The acts of a case, newest first, with the name of each step and of who took it."""
    names = {m.id: m.name for m in load(case.procedure, case.procedure_version).moves.values()}
    found = Act.objects.filter(case__in=cases(viewer=viewer).filter(pk=case.pk)).order_by("-seq")
    rows = list(found)
    keys = {a.by.removeprefix("user:") for a in rows if a.by.startswith("user:")}
    people = {f"user:{u.pk}": u.name for u in User.objects.filter(pk__in=keys)}
    return [(a, names[a.move], people.get(a.by, "系统")) for a in rows]


def clock_rows(*, case: Case, viewer: Actor) -> list[Clock]:
    """The terms of a case, running ones first."""
    held = Clock.objects.filter(case__in=cases(viewer=viewer).filter(pk=case.pk))
    order = {"running": 0, "paused": 1, "late": 2, "met": 3}
    return sorted(held, key=lambda c: (order[c.state], c.due_on, c.code))


def of_visible(*, rows: QuerySet[M], viewer: Actor) -> QuerySet[M]:
    """Rows about cases, those about cases the viewer may read.

    By a join: for `case in (select …)` SQLite first lists every case of the viewer's agencies.
    """
    return within(rows, viewer.reach("case:read"), "case__agency_id")


def running_clocks(*, viewer: Actor, until: date) -> QuerySet[Clock]:
    """Running terms that end on or before a day, soonest first."""
    found = Clock.objects.filter(state="running", due_on__lte=until)
    return of_visible(rows=found, viewer=viewer).select_related("case").order_by("due_on", "pk")


def provisional_cases(*, viewer: Actor, until: date, limit: int) -> list[str]:
    """Cases with an open provisional term whose days the holiday tables, up to a day, now cover."""
    found = Clock.objects.filter(
        provisional=True,
        state__in=["running", "paused"],
        due_on__lte=until,
        start_on__year__gte=min(calendar.standard().years),
    )
    mine = of_visible(rows=found, viewer=viewer).order_by("case_id")
    return list(mine.values_list("case_id", flat=True).distinct()[:limit])


def overdue_clocks(*, viewer: Actor, on: date) -> QuerySet[Clock]:
    """The agency's own running terms whose last day lies before a day."""
    party = {r.id for code in codes() for r in load(code).clocks if r.party}
    found = Clock.objects.filter(state="running", due_on__lt=on).exclude(code__in=party)
    return of_visible(rows=found, viewer=viewer).select_related("case").order_by("pk")


def clock_name(*, clock: Clock) -> str:  # no viewer: a procedure is public
    """The Chinese name of a term."""
    law = load(clock.case.procedure, clock.case.procedure_version)
    return next(r.name for r in law.clocks if r.id == clock.code)


def warning_words(*, case: Case, move: str, code: str) -> str:  # no viewer: a procedure is public
    """What a step was taken in spite of, in words, with its article."""
    law = load(case.procedure, case.procedure_version)
    told = law.needs[code]
    return f"{law.moves[move].name}：{told.message}（{told.source}）"


def decision(*, case: Case, viewer: Actor) -> Decision | None:
    """The decision of a case, if one was made."""
    return decisions(viewer=viewer).filter(case=case).first()


def decisions(*, viewer: Actor) -> QuerySet[Decision]:
    """Decisions of the cases the viewer may read."""
    found = Decision.objects.select_related("act", "case__party", "document")
    return of_visible(rows=found, viewer=viewer)


def in_effect_from(*, decision: Decision, viewer: Actor) -> date | None:
    """Since when a decision counts as served; None when it has not been (行政处罚法 六十一)."""
    served = of_visible(rows=Act.objects.filter(move="serve_decision"), viewer=viewer)
    act = served.filter(case=decision.case_id).order_by("seq").last()
    return date.fromisoformat(act.facts["effective_on"]) if act else None


def sentence(*, decision: Decision) -> str:  # no viewer: words for a decision in hand
    """What of a decision holds now, in one line: kinds and sums, or the ground for none."""
    return _words(decision, decision.holds)


def change_words(*, decision: Decision) -> str:  # no viewer: words for a decision in hand
    """What a changed decision was, since when it is another, and by which paper; else empty."""
    if not decision.changed_to or decision.changed_on is None:
        return ""
    made = _words(decision, decision.made)
    return f"原决定为{made}；{decision.changed_on} 起按{decision.changed_to['paper']}变更"


def _words(decision: Decision, told: Holds) -> str:
    if decision.outcome == Decision.Outcome.NO_PENALTY:
        return f"不予行政处罚：{names('no_penalty_grounds').get(decision.ground, '')}"
    sums = [(word, n) for word, n in zip(SUMS.values(), told[1:], strict=True) if n]
    days = decision.act.facts["decision"].get("suspension_days")
    return penalty_words(kinds=told.kinds, sums=sums, suspension_days=days)


def penalty_words(  # no viewer: words for what is in hand
    *, kinds: Sequence[str], sums: Sequence[tuple[str, Decimal]], suspension_days: int | None = None
) -> str:
    """Kinds and sums in one line; what has a sum is named once, with it; a suspension, its days."""
    named = [names("penalty_kinds").get(k, k) for k in kinds]
    if suspension_days:
        longer = f" {suspension_days} 日"
        named = [n + longer if k == SUSPENSION else n for k, n in zip(kinds, named, strict=True)]
    rest = "、".join(n for n in named if n not in {word for word, _ in sums})
    told = [_summed(word, f"{n:,.2f}".removesuffix(".00")) for word, n in sums]
    return "；".join([rest, *told] if rest else told)


def _summed(word: str, sum_: str) -> str:
    """Money is paid; goods are handed over, and have a worth."""
    return f"{word}（货值 {sum_} 元）" if word == SUMS["goods_worth"] else f"{word} {sum_} 元"
