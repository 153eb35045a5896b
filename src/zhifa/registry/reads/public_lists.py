"""What a body must publish before it acts, from the same records it works by, as of a day.

Source: the plan's list 事前公示 (实施方案 二（一）2); law.md 2.2 A1-A13.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel.access import Actor
from zhifa.registry.models.shape import Shape
from zhifa.registry.reads.authority import ENOUGH
from zhifa.registry.reads.public_facts import bodies_with, channels, planned_checks
from zhifa.registry.reads.public_matters import (
    LISTS,
    NAMED,
    MatterList,
    Row,
    Tally,
    codes_with,
    having,
    page_of,
    tallies,
)

FEW = 20  # rows of a list that stand on the page of all lists
PAGE = 100
ORDER = ("body", "people", "duties", "powers", "bases", "guides", "remedies", "channels", "checks",
         "plan", "discretion", "recordings")  # fmt: skip
REVIEW = ("60 日", "行政复议法 第二十条")
SUIT = ("6 个月", "行政诉讼法 第四十六条")


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of a body, or a page of it.

    missing: what it lacks, in words; empty when it is complete. total: how many rows it has, or
    matters with rows. after: where the next page begins; empty when there is none.
    """

    code: str
    title: str
    columns: Row
    rows: Sequence[Row]
    missing: Sequence[str]
    total: int = 0
    after: str = ""

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """The rows, each cell with the name of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def listing(code: str, title: str, columns: Row, rows: Sequence[Row], *missing: str) -> Listing:
    """A whole list; an empty one is incomplete. It serves no viewer: it holds what it is given."""
    lacking = [m for m in missing if m] or ([] if rows else [EMPTY])
    return Listing(code, title, columns, rows, lacking, len(rows))


EMPTY = "还没有内容"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of which body and day lists are drawn, and what of them.

    tally: its matters by shape. good: cards that may be used. complains, plans: whether it has
    channels of complaint, and a plan for the year. rows: how many of each, 0 for counts alone.
    after: where the page begins.
    """

    body: Agency
    on: date
    tally: Tally
    good: int
    complains: bool
    plans: bool
    rows: int = 0
    after: str = ""


class _Counts:
    """What is counted for every body at once, or for one."""

    def __init__(self, on: date, agency_id: int | None = None) -> None:
        self._on = on
        self._tallies = tallies(on=on, agency_id=agency_id)
        self._good = agencies.good_cards(on=on)
        self._complain, self._plan = bodies_with(on=on)

    def asked(self, body: Agency, rows: int = 0, after: str = "") -> _Asked:
        """What is asked of one of the bodies."""
        key = body.pk
        return _Asked(
            body,
            self._on,
            self._tallies.get(key, {}),
            self._good.get(key, 0),
            key in self._complain,
            key in self._plan,
            rows,
            after,
        )


def _body(asked: _Asked) -> Listing:
    body = asked.body
    facts = {
        "名称": body.name,
        "主体代码": body.code,
        "性质": body.get_nature_display(),
        "法定代表人": body.legal_representative,
        "地址": body.address,
        "公开电话": body.phone,
        "管辖区域": agencies.areas_named(codes=[body.area_code]),
        "职权依据": body.basis,
    }
    rows = [(name, value or "未登记") for name, value in facts.items()]
    return listing("body", "执法主体", ("项目", "内容"), rows, _lacks(facts))


def _lacks(facts: dict[str, str]) -> str:
    absent = [name for name, value in facts.items() if not value]
    return f"没有登记{'、'.join(absent)}" if absent else ""


def _people(asked: _Asked) -> Listing:
    columns = ("姓名", "证号", "证件", "执法区域", "有效期至", "当日")
    good, whole, key = asked.good, 0, asked.body.pk
    rows: list[Row] = []
    if asked.rows:
        whole = agencies.roster_size(agency_id=key, on=asked.on)
        rows = agencies.roster(agency_id=key, on=asked.on, after=asked.after, limit=asked.rows + 1)
    few = [] if good >= ENOUGH else [f"当日有效的执法证只有 {good} 个，不足两个"]
    shown = rows[: asked.rows]
    after = shown[-1][1] if len(rows) > len(shown) else ""
    return Listing("people", "执法人员", columns, shown, few, whole, after)


def _remedies(asked: _Asked) -> Listing:
    """Where and within what time to go on; a statute may set other terms (law.md 2.1)."""
    facts = {"行政复议机关": asked.body.reconsideration_body, "管辖法院": asked.body.court}
    ways = (("申请行政复议", "行政复议机关", REVIEW, "知道行政行为之日起"),
            ("提起行政诉讼", "管辖法院", SUIT, "知道或者应当知道行政行为之日起"))  # fmt: skip
    rows = [
        (way, facts[whom] or "未登记", f"{since} {term}，法律另有规定的从其规定", article)
        for way, whom, (term, article), since in ways
    ]
    return listing("remedies", "救济渠道", ("渠道", "机关", "期限", "依据"), rows, _lacks(facts))


def _channels(asked: _Asked) -> Listing:
    columns = ("方式", "号码或者地址", "受理机构", "受理时间", "启用日期")
    rows: list[Row] = []
    if asked.rows:
        held = channels(agency_id=asked.body.pk, on=asked.on, viewer=None)
        rows = [
            (c.get_kind_display(), c.address, c.handler, c.hours or "未写明", c.from_on.isoformat())
            for c in held
        ]
    lacking = [] if asked.complains else ["没有登记投诉举报渠道"]
    return Listing("channels", "投诉举报渠道", columns, rows, lacking, len(rows))


def _plan(asked: _Asked) -> Listing:
    columns = ("编码", "检查对象", "抽查比例", "每个对象全年最多", "月份", "公布日期")
    rows: list[Row] = []
    if asked.rows:
        held = planned_checks(agency_id=asked.body.pk, on=asked.on, viewer=None)
        rows = [
            (c.matter_code, c.objects_said, c.share, f"{c.times} 次",
             f"{c.first_month} 月至 {c.last_month} 月", c.from_on.isoformat())
            for c in held
        ]  # fmt: skip
    lacking = [] if asked.plans else [f"没有公布 {asked.on.year} 年度检查计划"]
    return Listing("plan", f"{asked.on.year} 年度检查计划", columns, rows, lacking, len(rows))


def _guides(asked: _Asked) -> Listing:
    """The guides of its matters; each also says where the body is and how to ask it."""
    found = _of_matters(LISTS["guides"], asked)
    facts = {"地址": asked.body.address, "公开电话": asked.body.phone}
    lacks = _lacks(facts)
    return replace(found, missing=[*found.missing, *([lacks] if lacks else [])])


def _of_matters(one: MatterList, asked: _Asked) -> Listing:
    key, after = asked.body.pk, ""
    rows: Sequence[Row] = ()
    codes: dict[Shape, list[str]] = {}
    if asked.rows:
        rows, after = page_of(
            one=one, agency_id=key, on=asked.on, after=asked.after, limit=asked.rows
        )
        codes = {
            bit: codes_with(agency_id=key, on=asked.on, wanted=one.of | bit, limit=NAMED)
            for bit, _ in one.gaps
            if having(asked.tally, one.of | bit)
        }
    total = one.total(asked.tally)
    missing = one.missing(asked.tally, codes) or ([] if total else [EMPTY])
    return Listing(one.code, one.title, one.columns, rows, missing, total, after)


OWN = {
    "body": _body,
    "people": _people,
    "guides": _guides,
    "remedies": _remedies,
    "channels": _channels,
    "plan": _plan,
}


def _list(code: str, asked: _Asked) -> Listing:
    return OWN[code](asked) if code in OWN else _of_matters(LISTS[code], asked)


def public_lists(*, agency_id: int, on: date, viewer: Actor | None) -> list[Listing]:
    """The lists of a body that its registers hold, as of a day, each by its first rows."""
    body = agencies.agency_on(agency_id=agency_id, on=on, viewer=viewer)
    if body is None:
        return []
    asked = _Counts(on, agency_id).asked(body, FEW)
    return [_list(code, asked) for code in ORDER]


def public_list(
    *, agency_id: int, code: str, on: date, viewer: Actor | None, after: str = ""
) -> Listing | None:
    """A page of one list of a body; None for a list that the registers do not hold."""
    body = agencies.agency_on(agency_id=agency_id, on=on, viewer=viewer)
    if body is None or code not in ORDER:
        return None
    return _list(code, _Counts(on, agency_id).asked(body, PAGE, after))


def public_gaps(
    *,
    bodies: Sequence[Agency],
    on: date,
    viewer: Actor | None,  # noqa: ARG001 - public
) -> Mapping[int, list[Listing]]:
    """What the lists of bodies lack, without their rows; as many queries for one as for all.

    bodies: as they were on the day.
    """
    counts = _Counts(on)
    return {b.pk: [_list(code, counts.asked(b)) for code in ORDER] for b in bodies}
