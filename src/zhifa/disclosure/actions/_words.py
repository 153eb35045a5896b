"""The public words of a decision, or why it has none."""

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.disclosure.rules import CODE_LABEL, masked_name, withheld
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import Decision
from zhifa.kernel.access import SYSTEM
from zhifa.registry import reads as registry
from zhifa.registry.models import Party


def issuer(decision: Decision) -> Agency:
    """The body in whose name it was decided."""
    case = decision.case
    code = case.matter.code if case.matter else ""
    return agencies.letterhead(
        agency=case.agency, matter_code=code, on=decision.decided_on, viewer=SYSTEM
    )


def lines_of(decision: Decision) -> dict[str, str]:
    """The public words of a decision: who, to whom, what for, what, when (law.md 2.3)."""
    case = decision.case
    person = bool(case.party and case.party.kind == Party.Kind.NATURAL)
    name = masked_name(case.party.name, person=person) if case.party else ""
    matter = case.matter
    lines = {
        "决定书文号": decision.number,
        "当事人": name,
        CODE_LABEL: "" if person or not case.party else case.party.credit_code,
        "违法行为": matter.breach if matter else "",
        "处罚依据": "、".join(matter.penalty_clauses) if matter else "",
        "执法类别": decision.get_outcome_display(),
        "执法结论": cases.sentence(decision=decision),
        "变更情况": cases.change_words(decision=decision),
        "作出决定的机关": issuer(decision).name,
        "决定日期": decision.decided_on.isoformat(),
    }
    return {label: text for label, text in lines.items() if text}


def withheld_as(decision: Decision) -> str:
    case = decision.case
    on = case.act_until or case.act_from or decision.decided_on
    age = registry.age_of(party=case.party, on=on, viewer=SYSTEM) if case.party else None
    kinds = frozenset(decision.holds[0])
    if decision.annulled_on:
        return "annulled"
    return withheld(age=age, kinds=kinds, summary=decision.summary, decided_on=decision.decided_on)
