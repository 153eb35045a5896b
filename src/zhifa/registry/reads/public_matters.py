"""The public lists that are drawn from a body's matters: counted by the database, read by pages.

No page reads a whole list: a count is one grouped query, a page of rows is a range of the codes of
the body's power list.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet, Subquery
from django.db.models.expressions import OuterRef

from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.models.shape import Shape
from zhifa.registry.reads.matters import holding_on
from zhifa.registry.rules.tier_words import tier_words

Row = tuple[str, ...]
ALL = Shape(0)
NAMED = 5  # codes of matters with a gap that are named

Tally = Mapping[int, int]  # shape → how many matters of a body's list have it


def having(tally: Tally, wanted: Shape, without: Shape = ALL) -> int:  # no viewer: sums a count
    """How many matters of a tally have all of some bits and none of others."""
    return sum(n for s, n in tally.items() if s & (wanted | without) == wanted)


@dataclass(frozen=True, slots=True)
class MatterList:
    """A list drawn from matters.

    of: the kind of matter it is about. hides: what a matter must not lack to have a row.
    gaps: what no matter of the kind may lack, with its word. none: said when there is none.
    """

    code: str
    title: str
    columns: Row
    cells: Callable[[Matter], Sequence[Row]]
    of: Shape = ALL
    hides: Shape = ALL
    gaps: tuple[tuple[Shape, str], ...] = ()
    none: str = ""

    def total(self, tally: Tally) -> int:
        """How many matters have rows."""
        return having(tally, self.of, self.hides)

    def missing(self, tally: Tally, codes: Mapping[Shape, Sequence[str]]) -> list[str]:
        """What is lacking, in words. codes: the first matters with each gap."""
        told = [self.none] if self.none and not having(tally, self.of) else []
        for bit, word in self.gaps:
            if count := having(tally, self.of | bit):
                named = "、".join(codes.get(bit, ()))
                rest = f"等 {count} 项" if count > len(codes.get(bit, ())) else ""
                told.append(f"没有{word}的事项：{named}{rest}" if named else f"没有{word}的{rest}")
        return told


def cited(matter: Matter) -> list[str]:  # no viewer: a row already in hand
    """Every clause that a matter rests on, once."""
    found = (*matter.basis_clauses, *matter.breach_clauses, *matter.penalty_clauses)
    return list(dict.fromkeys(found))


def _head(matter: Matter) -> Row:
    return (matter.code, matter.name)


def _check(matter: Matter) -> Row:
    told = matter.inspection
    points = "、".join(str(p.get("name", "")) for p in told.get("checkpoints", ()))
    cap = told.get("cap")
    often = "未定" if cap is None else f"同一对象一年最多 {cap} 次"
    return (*_head(matter), points, told.get("ratio") or "未定", often)


def _tiers(matter: Matter) -> list[Row]:
    return [
        (
            *_head(matter),
            str(t.get("name", "")),
            str(t.get("condition", "")),
            tier_words(t, matter.multiple_base),
        )
        for t in matter.tiers
    ]


def _filmed(matter: Matter) -> Row:
    steps = "；".join(f"{r['step']}（{r['means']}）" for r in matter.recording)
    return (*_head(matter), steps)


LISTS: Mapping[str, MatterList] = {
    one.code: one
    for one in (
        MatterList(
            "duties",
            "职责",
            ("编码", "事项", "责任"),
            lambda m: [(*_head(m), "；".join(map(str, m.duties)))],
            hides=Shape.NO_DUTIES,
            gaps=((Shape.NO_DUTIES, "责任事项"),),
        ),
        MatterList(
            "powers",
            "权限（权责清单）",
            ("编码", "事项", "类型", "施行起"),
            lambda m: [(*_head(m), m.get_kind_display(), m.from_on.isoformat())],
        ),
        MatterList(
            "bases",
            "依据",
            ("编码", "事项", "条款"),
            lambda m: [(*_head(m), "、".join(cited(m)))],
            gaps=((Shape.NO_CLAUSES, "依据"),),
        ),
        MatterList(
            "guides",
            "服务指南",
            ("编码", "事项", "类型", "施行起"),
            lambda m: [(*_head(m), m.get_kind_display(), m.from_on.isoformat())],
            gaps=((Shape.NO_CLAUSES, "依据"),),
        ),
        MatterList(
            "checks",
            "随机抽查事项清单",
            ("编码", "事项", "检查要点", "抽查比例", "频次"),
            lambda m: [_check(m)],
            of=Shape.INSPECTION,
            gaps=(
                (Shape.NO_CHECKPOINTS, "检查要点"),
                (Shape.NO_RATIO, "抽查比例"),
                (Shape.NO_CAP, "频次上限"),
            ),
            none="权责清单上没有行政检查事项",
        ),
        MatterList(
            "discretion",
            "裁量标准",
            ("编码", "事项", "档次", "情形", "幅度"),
            _tiers,
            of=Shape.PENALTY,
            hides=Shape.NO_TIERS,
            gaps=((Shape.NO_TIERS, "裁量档次"),),
        ),
        MatterList(
            "recordings",
            "音像记录事项清单",
            ("编码", "事项", "环节"),
            lambda m: [_filmed(m)],
            hides=Shape.NO_RECORDING,
        ),
    )
}


def _running(on: date) -> QuerySet[Matter]:
    return Matter.objects.filter(holding_on(on), code=OuterRef("matter_code")).order_by("-from_on")


def tallies(
    *, on: date, agency_id: int | None = None
) -> dict[int, dict[int, int]]:  # no viewer: counts
    """For every body, or one, how many matters on its list of a day have which shape."""
    held = PowerItem.objects.filter(holding_on(on)).order_by()
    held = held if agency_id is None else held.filter(agency_id=agency_id)
    shaped = held.values("agency_id").annotate(s=Subquery(_running(on).values("shape")[:1]))
    found: dict[int, dict[int, int]] = {}
    for body, shape, count in shaped.values_list("agency_id", "s").annotate(n=Count("pk")):
        if shape is not None:
            found.setdefault(body, {})[shape] = count
    return found


def codes_with(  # no viewer: codes of a public list
    *, agency_id: int, on: date, wanted: Shape, without: Shape = ALL, after: str = "", limit: int
) -> list[str]:
    """The codes on a body's list whose matters have some bits and not others, in order."""
    masked = F("shape").bitand(int(wanted | without))
    shape = Subquery(_running(on).annotate(masked=masked).values("masked")[:1])
    held = PowerItem.objects.filter(holding_on(on), agency_id=agency_id, matter_code__gt=after)
    fits = held.annotate(masked=shape).filter(masked=int(wanted))
    return list(fits.order_by("matter_code").values_list("matter_code", flat=True)[:limit])


def page_of(  # no viewer: a public list
    *, one: MatterList, agency_id: int, on: date, after: str, limit: int
) -> tuple[list[Row], str]:
    """Rows of so many matters after a code, and the code after which more come, else empty."""
    codes = codes_with(
        agency_id=agency_id,
        on=on,
        wanted=one.of,
        without=one.hides,
        after=after,
        limit=limit + 1,
    )
    shown = codes[:limit]
    found = Matter.objects.filter(holding_on(on), code__in=shown).order_by("code")
    rows = [row for matter in found for row in one.cells(matter)]
    return rows, shown[-1] if len(codes) > limit else ""
