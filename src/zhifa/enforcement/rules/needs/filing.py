"""Filing, jurisdiction, limitation, and the terms of checking and deciding."""

from datetime import date

from zhifa.enforcement.rules.facts import Facts
from zhifa.kernel.calendar import Term, Unit

FOUND = "discovered_on"


def not_filing(facts: Facts) -> bool:
    """Whether a clue is about to be turned down: then only the reason counts (SJ 十八至二十)."""
    if facts.move is None or facts.move.id != "propose_filing":
        return False
    return facts.values is None or facts.values.get("proposal") == "not_file"


def matter_known(facts: Facts) -> str | None:
    """A matter is named and known; a clue that is not filed needs none."""
    if facts.values is None or not_filing(facts) or facts.matter:
        return None
    return None if facts.values.get("matter") else ""


def matter_stands(facts: Facts) -> str | None:
    """The matter that a form names stood on the day of the breach (行政处罚法 三十七)."""
    values = facts.values or {}
    if not values.get("matter") or not_filing(facts) or facts.matter:
        return None
    return str(values.get("act_until") or values.get("act_from") or "")


def party_known(facts: Facts) -> str | None:
    """A party is named and known; a clue that is not filed needs none."""
    return None if facts.values is None or not_filing(facts) or facts.party else ""


def filing_facts_told(facts: Facts) -> str | None:
    """Whoever asks to file says since when the breach went on and what was found (SJ 十九)."""
    if facts.values is None or not_filing(facts):
        return None
    return None if _dates(facts)[1] and facts.values.get("facts") else ""


def penalty_matter(facts: Facts) -> str | None:
    """The matter that a form names is of the procedure's own kind of power."""
    named = facts.values and facts.values.get("matter")
    if not named or not_filing(facts) or facts.matter is None:
        return None
    return None if facts.matter.kind == facts.procedure.kind else ""


def party_fits(facts: Facts) -> str | None:
    """The matter is one for the party's kind: 非医师行医 is a person's breach, no firm's."""
    if facts.matter is None or facts.party is None or not_filing(facts):
        return None
    allowed = facts.matter.object_kinds
    if not allowed or facts.party.kind in allowed:
        return None
    return f"适用于{'、'.join(allowed.values())}"


def found_in_order(facts: Facts) -> str | None:
    """A breach is found after it began, and under the law that this procedure carries out."""
    if facts.values is None:
        return None
    if facts.on < facts.procedure.version:
        return f"本程序自 {facts.procedure.version} 起施行"
    begun = facts.values.get("act_from")
    return f"违法行为开始于 {begun}" if begun and facts.on < date.fromisoformat(begun) else None


def begun_before_found(facts: Facts) -> str | None:
    """Nothing is found before it began, whatever a later form says (行政处罚法 三十六)."""
    begun = (facts.values or {}).get("act_from")
    if not begun or not_filing(facts):
        return None
    found = _discovered(facts)
    return f"发现日期是 {found}" if date.fromisoformat(begun) > found else None


def ended_when_found(facts: Facts) -> str | None:
    """The breach ended by the day it was found, unless the form says that it goes on.

    Only what goes on or goes on again ends later; the two or five years run from that end
    (行政处罚法 三十六).
    """
    values = facts.values or {}
    if not values.get("act_until") or not_filing(facts):
        return None
    ended, goes_on = date.fromisoformat(values["act_until"]), bool(values.get("goes_on"))
    found = facts.on if facts.move and facts.move.date == FOUND else _discovered(facts)
    if goes_on == (ended > found):
        return None
    told = f"终了日期 {ended}，发现日期 {found}"
    return f"{told}，又写明发现以后仍在连续或者继续" if goes_on else told


def redated(facts: Facts) -> str:
    """The days of the breach as they were told before, where a form tells others; else empty."""
    values, before = facts.values or {}, _stated(facts)
    if not values.get("act_from") or not before.get("act_from"):
        return ""
    days = [(told["act_from"], told.get("act_until") or "") for told in (before, values)]
    since, until = days[0]
    return "" if days[0] == days[1] else f"{since} 至 {until or '仍在继续'}"


def dates_explained(facts: Facts) -> str | None:
    """Other days than the clue or the last proposal told have a reason (行政处罚法 三十六)."""
    if facts.values is None or not_filing(facts) or facts.values.get("dates_reason"):
        return None
    before = redated(facts)
    return f"此前登记的是 {before}" if before else None


def body_may_act(facts: Facts) -> str | None:
    """G01: on the agency's power list, in its area (行政处罚法 十七、二十二)."""
    if facts.matter is None or not_filing(facts):
        return None
    return None if facts.powers.get("listed") and facts.powers.get("in_area") else ""


def delegation_valid(facts: Facts) -> str | None:
    """G02: a delegated body holds a published, unexpired mandate (行政处罚法 二十、二十一)."""
    if facts.matter is None or not_filing(facts):
        return None
    return None if facts.powers.get("mandated") else ""


def citations_in_force(facts: Facts) -> str | None:
    """G08: the clauses of the matter were in force when the breach happened (行政处罚法 三十七)."""
    if not_filing(facts):
        return None
    return "；".join(facts.citation_faults) if facts.citation_faults else None


def _dates(facts: Facts) -> tuple[date | None, bool]:
    """When the breach ended (None while it goes on), and whether dates are known at all."""
    told = facts.values or {}
    source = told if "act_from" in told else _stated(facts)
    if not source.get("act_from"):
        return None, False
    until = source.get("act_until")
    return (date.fromisoformat(until) if until else None), True


def _stated(facts: Facts) -> dict[str, str]:
    act = next((a for a in reversed(facts.acts) if a.facts.get("act_from")), None)
    return dict(act.facts) if act else {}


def time_barred(facts: Facts) -> bool:
    """P8: found more than 2 (or 5) years after the breach ended (行政处罚法 三十六)."""
    return bool(_barred(facts))


def _barred(facts: Facts) -> str:
    """When the breach ended, how long it could be found and when it was; empty: in time."""
    ended, known = _dates(facts)
    if not known or ended is None or facts.matter is None:
        return ""
    found, years = _discovered(facts), facts.matter.limitation_years
    last = facts.calendar.due(ended, Term(years, Unit.YEAR, "行政处罚法 第三十六条")).on
    if found <= last:
        return ""
    return f"{ended} 行为终了，{years} 年的期限到 {last}，{found} 才发现"


def _discovered(facts: Facts) -> date:
    """When the breach was found: of a case begun by another, when that one found it."""
    opened = facts.last(facts.procedure.opening, "register_redo", "register_turned")
    told = opened.facts.get(FOUND) if opened else None
    if told:
        return date.fromisoformat(told)
    return opened.on if opened else facts.on


def within_limitation(facts: Facts) -> str | None:
    """P8: the breach is not barred by time."""
    return _barred(facts) or None


def _proposed(facts: Facts, proposal: str) -> str | None:
    asked = facts.last("propose_filing")
    return None if asked and asked.facts["proposal"] == proposal else ""


def filing_proposed(facts: Facts) -> str | None:
    """The officers proposed to file."""
    return _proposed(facts, "file")


def refusal_proposed(facts: Facts) -> str | None:
    """The officers proposed not to file."""
    return _proposed(facts, "not_file")


def filing_endorsed(facts: Facts) -> str | None:
    """The head of the case unit has signed since the proposal."""
    return None if facts.open_since("endorse_filing", "propose_filing") else ""


def _open_term(facts: Facts, code: str) -> str | None:
    clock = facts.clocks.get(code)
    return "" if clock and clock.over(facts.today, facts.at) else None


def check_term_open(facts: Facts) -> str | None:
    """The checking term has not run out: an extension afterwards is none (SJ 18)."""
    return _open_term(facts, "c.file")


def decide_term_open(facts: Facts) -> str | None:
    """The deciding term has not run out: an extension afterwards is none (行政处罚法 六十)."""
    return _open_term(facts, "c.decide")


def not_extended(facts: Facts) -> str | None:
    """The same head has not extended the same term before."""
    return "" if facts.move and facts.last(facts.move.id) else None


def extended_once(facts: Facts) -> str | None:
    """The head's extension comes before the panel's."""
    return None if facts.last("extend_case") else ""


def overrun_explained(facts: Facts) -> str | None:
    """P1: a late decision stands in law, but the head says why (行政处罚法 六十)."""
    clock = facts.clocks.get("c.decide")
    if facts.values is None or clock is None or not clock.over(facts.today, facts.at):
        return None
    if facts.values.get("overrun_reason"):
        return None
    return f"期满日 {clock.raw_on}，顺延至 {clock.due_on}"
