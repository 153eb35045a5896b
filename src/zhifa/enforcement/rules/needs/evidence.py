"""Evidence: complete, lawful, kept and gathered in time."""

from zhifa.enforcement.rules.binding import lost
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.needs.recusal import voided

BARE_GROUNDS = frozenset(
    {"breach_unproven", "underage_exemption", "incapacity_exemption", "time_barred"}
)


def missing_elements(facts: Facts) -> tuple[str, ...]:
    """Names of what the matter's list asks for and no item of evidence answers."""
    if facts.matter is None:
        return ()
    given = {e.need for e in facts.evidence}
    elements = facts.matter.elements
    return tuple(name for code, name, must, _ in elements if must and code not in given)


def spoken_kind(relation: str) -> str:
    """Which kind of evidence a record of questioning is, by who spoke (行政处罚法 四十六)."""
    return "party" if relation in {"party", "representative"} else "witness"


def kind_fits(facts: Facts) -> str | None:
    """An item is of a kind that the list asks for, or it is written why of another.

    The statute names the kinds, not which of them proves what (行政处罚法 四十六); the list does.
    """
    values = facts.values or {}
    told = next((e for e in _elements(facts) if e[0] == values.get("need_code")), None)
    kind = values.get("evidence_kind") or spoken_kind(str(values.get("relation")))
    if told is None or not told[3] or kind in told[3] or values.get("kind_reason"):
        return None
    words = names("evidence_kinds")
    return f"“{told[1]}”要用{'或者'.join(words[k] for k in told[3])}证明"


def _elements(facts: Facts) -> tuple[tuple[str, str, bool, tuple[str, ...]], ...]:
    return facts.matter.elements if facts.matter else ()


def evidence_complete(facts: Facts) -> str | None:
    """Every required item of the matter's evidence list is answered (行政处罚法 四十、四十六)."""
    if _unpunishable(facts):
        return None
    missing = missing_elements(facts)
    return "、".join(missing) if missing else None


def _unpunishable(facts: Facts) -> bool:
    """Whether no penalty is proposed for a ground that no list of evidence speaks of.

    The breach was not proven, or whoever did it cannot be punished: nobody is kept in a case until
    proof of a breach turns up (行政处罚法 三十、三十一、三十六、五十七).
    """
    said = facts.values if facts.move and facts.move.id == "conclude" else None
    told = said or (report.facts if (report := facts.last("conclude")) else {})
    return told.get("outcome") == "no_penalty" and told.get("ground") in BARE_GROUNDS


def evidence_lawful(facts: Facts) -> str | None:
    """G11: there is evidence, and all of it may be used (行政处罚法 四十六)."""
    return None if facts.evidence or _unpunishable(facts) else ""


def evidence_before(facts: Facts) -> str | None:
    """G10: nothing gathered after the decision supports it (最高法行政诉讼证据规定 六十)."""
    late = [e.name for e in facts.evidence if e.taken_on > facts.today]
    return "、".join(late) if late else None


MONITOR = frozenset({"examined", "announced", "verified", "told"})


def monitor_checked(facts: Facts) -> str | None:
    """P13: what a device recorded may be used only after four checks (行政处罚法 四十一)."""
    values = facts.values
    if values is None or not values.get("monitored"):
        return None
    return None if set(values.get("monitor", ())) >= MONITOR else ""


def contact_recorded(facts: Facts) -> str | None:
    """G05: at the scene or in questioning the certificate was shown (行政处罚法 五十五)."""
    if facts.values is not None and facts.values.get("outcome") == "no_penalty":
        return None
    void = voided(facts.acts)
    met = [a for a in facts.all("record_scene", "question") if a.seq not in void]
    return None if any(a.facts.get("shown_certificate") for a in met) else ""


def no_test_open(facts: Facts) -> str | None:
    """No test is still out."""
    return "" if facts.open_since("commission_test", "receive_test") else None


def test_untold(facts: Facts) -> str | None:
    """A test is out, and the party has not been told for how long (SJ 六十四)."""
    return None if facts.open_since("commission_test", "receive_test", "tell_test") else ""


def result_untold(facts: Facts) -> str | None:
    """A result came in, and the party has not been told (SJ 三十二)."""
    return None if facts.open_since("receive_test", "tell_result") else ""


def results_told(facts: Facts) -> str | None:
    """Whatever a test found, the party was told of it (SJ 三十二)."""
    return "" if result_untold(facts) is None else None


def test_open(facts: Facts) -> str | None:
    """A test is out."""
    return None if facts.open_since("commission_test", "receive_test") else ""


def papers_complete(facts: Facts) -> str | None:
    """The dossier holds every paper its outcome asks for."""
    required = facts.procedure.dossier["required"]
    early = facts.stage in {"not_filed", "referred"}
    wanted = set(required.get(facts.stage if early else "decided", ()))
    decided = facts.decision
    if decided:
        wanted |= set(required.get(decided.facts["decision"]["outcome"], ()))
    elif not early:
        wanted = set(required.get("ended", ("W01", "W02", "W58")))
    if lost(facts.acts) and not facts.last("serve_decision"):
        wanted -= {"W57"}  # what lost its force before it was served is served no more
    missing = sorted(wanted - facts.papers)
    return "、".join(missing) if missing else None
