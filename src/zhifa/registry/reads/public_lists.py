"""What a body must publish before it acts, from the same records it works by, as of a day.

Source: the plan's list 事前公示 (实施方案 二（一）2); law.md 2.2 A1-A13.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel.access import Actor
from zhifa.registry.models import Matter
from zhifa.registry.reads.matters import power_list

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of a body. missing: what it lacks, in words; empty when it is complete."""

    code: str
    title: str
    columns: Row
    rows: Sequence[Row]
    missing: Sequence[str]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """The rows, each cell with the name of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def listing(code: str, title: str, columns: Row, rows: Sequence[Row], *missing: str) -> Listing:
    """A list; an empty one is incomplete. It serves no viewer: it holds what it is given."""
    lacking = [m for m in missing if m]
    return Listing(code, title, columns, rows, lacking or ([] if rows else ["还没有内容"]))


def _body(body: Agency) -> Listing:
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


def _people(body: Agency, on: date) -> Listing:
    columns = ("姓名", "证号", "证件", "执法区域", "有效期至", "当日")
    rows = agencies.roster(agency_id=body.pk, on=on)
    good = sum(row[-1] == "有效" for row in rows)
    few = "" if good >= 2 else f"当日有效的执法证只有 {good} 个，不足两个"  # noqa: PLR2004 - 行政处罚法 第四十二条
    return listing("people", "执法人员", columns, rows, few)


def _without(matters: Sequence[Matter], column: str, word: str) -> str:
    bare = [m.code for m in matters if not getattr(m, column)]
    some = "、".join(bare[:5])
    more = f"等 {len(bare)} 项" if len(bare) > len(bare[:5]) else ""
    return f"没有{word}的事项：{some}{more}" if bare else ""


def _cited(matter: Matter) -> list[str]:
    found = (*matter.basis_clauses, *matter.breach_clauses, *matter.penalty_clauses)
    return list(dict.fromkeys(found))


def _duties(matters: Sequence[Matter]) -> Listing:
    rows = [(m.code, m.name, "；".join(map(str, m.duties))) for m in matters if m.duties]
    lacks = _without(matters, "duties", "责任事项")
    return listing("duties", "职责", ("编码", "事项", "责任"), rows, lacks)


def _powers(matters: Sequence[Matter]) -> Listing:
    rows = [(m.code, m.name, m.get_kind_display(), m.from_on.isoformat()) for m in matters]
    return listing("powers", "权限（权责清单）", ("编码", "事项", "类型", "施行起"), rows)


def _bases(matters: Sequence[Matter]) -> Listing:
    rows = [(m.code, m.name, "、".join(_cited(m))) for m in matters]
    bare = [m.code for m in matters if not _cited(m)]
    lacks = f"没有依据的事项：{'、'.join(bare[:5])}" if bare else ""
    return listing("bases", "依据", ("编码", "事项", "条款"), rows, lacks)


def _remedies(body: Agency) -> Listing:
    facts = {"行政复议机关": body.reconsideration_body, "管辖法院": body.court}
    rows = [(name, value or "未登记") for name, value in facts.items()]
    return listing("remedies", "救济渠道", ("渠道", "机关"), rows, _lacks(facts))


def _checks(matters: Sequence[Matter]) -> Listing:
    inspections = [m for m in matters if m.kind == Matter.Kind.INSPECTION]
    rows = [
        (
            m.code,
            m.name,
            "、".join(str(p.get("name", "")) for p in m.inspection.get("checkpoints", [])),
            str(m.inspection.get("cap", "未定")),
        )
        for m in inspections
    ]
    none = "" if inspections else "权责清单上没有行政检查事项"
    lacks = none or _without(inspections, "inspection", "检查要点和频次上限")
    return listing(
        "checks", "随机抽查事项清单", ("编码", "事项", "检查要点", "一年上限（次）"), rows, lacks
    )


def _discretion(matters: Sequence[Matter]) -> Listing:
    penalties = [m for m in matters if m.kind == Matter.Kind.PENALTY]
    rows = [
        (m.code, m.name, str(t.get("name", "")), str(t.get("condition", "")))
        for m in penalties
        for t in m.tiers
    ]
    lacks = _without(penalties, "tiers", "裁量档次")
    return listing("discretion", "裁量标准", ("编码", "事项", "档次", "情形"), rows, lacks)


def _recordings(matters: Sequence[Matter]) -> Listing:
    rows = [
        (m.code, m.name, "；".join(f"{r['step']}（{r['means']}）" for r in m.recording))
        for m in matters
        if m.recording
    ]
    return listing("recordings", "音像记录事项清单", ("编码", "事项", "环节"), rows)


def public_lists(*, agency_id: int, on: date, viewer: Actor) -> list[Listing]:
    """The lists of a body that its registers hold, as of a day; procedures and review not yet."""
    body = agencies.agency_on(agency_id=agency_id, on=on, viewer=viewer)
    if body is None:
        return []
    matters = list(power_list(agency_id=agency_id, on=on, viewer=viewer))
    return [
        _body(body),
        _people(body, on),
        _duties(matters),
        _powers(matters),
        _bases(matters),
        _remedies(body),
        _checks(matters),
        _discretion(matters),
        _recordings(matters),
    ]
