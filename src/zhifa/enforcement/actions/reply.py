"""That somebody reported by name, never who."""

from zhifa.enforcement.actions.step import Step
from zhifa.enforcement.rules.needs.informant import BINDS, NAMED
from zhifa.kernel.access import SYSTEM
from zhifa.registry import reads as registry

BY_WORD = frozenset({"complaint", "report"})
MARKET = frozenset({"market", "quality"})


def know_informant(step: Step) -> None:
    """Note that a complaint or report came by name, and whether the body answers in five workdays.

    投诉举报处理暂行办法 二 binds market regulation alone: a body with such matters on its list.
    """
    if step.values.get("source_kind") in BY_WORD and step.values.get("informant"):
        fields = registry.listed_fields(agency_id=step.case.agency_id, on=step.on, viewer=SYSTEM)
        step.added |= {NAMED: True, BINDS: bool(fields & MARKET)}
