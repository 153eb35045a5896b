"""The guide 服务指南 to a matter at a body, drawn from the matter, the procedure and the body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.enforcement.rules.procedure import Procedure, versions
from zhifa.kernel.access import Actor
from zhifa.registry import reads as registry
from zhifa.registry.models import Matter
from zhifa.registry.reads import Clause, Listing

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as of a day. facts: who, where, over whom; parts: what only this kind has.

    terms: name, how long, source. roads: procedures with their steps. remedies, channels: the
    body's public lists.
    """

    matter: Matter
    body: Agency
    facts: Pairs
    clauses: Sequence[Clause]
    parts: Pairs
    terms: Sequence[tuple[str, str, str]]
    roads: Pairs
    duties: Sequence[str]
    remedies: Listing | None
    channels: Listing | None


def _steps(procedure: Procedure) -> str:
    return " → ".join(procedure.phases.values())


def _roads(matter: Matter, on: date) -> Pairs:
    """The procedures by which it is done here: those of penalties, on the spot where it may be."""
    if matter.kind != Matter.Kind.PENALTY:
        return []
    wanted = ["penalty_ordinary", *(["penalty_summary"] if matter.summary_allowed else [])]
    found = [[p for p in versions(code) if p.version <= on] for code in wanted]
    return [(held[-1].name, _steps(held[-1])) for held in found if held]


def _facts(matter: Matter, body: Agency) -> Pairs:
    told = registry.matter_words(matter=matter)
    return [
        ("事项编码", matter.code),
        ("类型", matter.get_kind_display()),
        ("实施机关", body.name),
        ("办理地点", body.address or "未登记"),
        ("咨询电话", body.phone or "未登记"),
        ("对象", "、".join(told.objects) or "未写明"),
        ("行使层级", "、".join(told.levels) or "未写明"),
        ("施行起", matter.from_on.isoformat()),
    ]


def guide(*, agency_id: int, matter_code: str, on: date, viewer: Actor | None) -> Guide | None:
    """The guide of a day; None where the matter is not on the body's list that day."""
    body = agencies.agency_on(agency_id=agency_id, on=on, viewer=viewer)
    held = registry.power_list(agency_id=agency_id, on=on, viewer=viewer)
    matter = held.filter(code=matter_code).first()
    if body is None or matter is None:
        return None
    told = registry.matter_words(matter=matter)

    def listed(code: str) -> Listing | None:
        return registry.public_list(agency_id=agency_id, code=code, on=on, viewer=viewer)

    cited = [*matter.basis_clauses, *matter.breach_clauses, *matter.penalty_clauses]
    return Guide(
        matter,
        body,
        _facts(matter, body),
        registry.clauses(cited=list(dict.fromkeys(cited)), on=on, viewer=viewer),
        told.particulars,
        told.terms,
        _roads(matter, on),
        [str(one) for one in matter.duties],
        listed("remedies"),
        listed("channels"),
    )
