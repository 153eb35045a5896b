"""What an act settles beyond its form: computed once, stored in the act, never guessed again."""

from collections.abc import Mapping
from typing import Any

from zhifa.enforcement.rules.clock_rules import ClockRule
from zhifa.enforcement.rules.facts import ClockState, Facts
from zhifa.enforcement.rules.needs.decision import digest_of, review_scope, scope
from zhifa.enforcement.rules.needs.filing import redated
from zhifa.enforcement.rules.needs.major import reasons
from zhifa.enforcement.rules.obstacles import warnings
from zhifa.enforcement.rules.preservation import goods


def late_terms(facts: Facts) -> list[str]:
    """Terms that this act ends after their last day, and that the agency must answer for."""
    if facts.move is None:
        return []
    mine = [
        r
        for r in facts.procedure.clocks
        if facts.move.id in r.stop and r.overrun in {"alert", "explain"}
    ]
    ended = ((r.id, _ended(facts, r)) for r in mine)
    return sorted(
        code for code, clock in ended if clock and clock.open and clock.over(facts.on, facts.at)
    )


def _ended(facts: Facts, rule: ClockRule) -> ClockState | None:
    """The round that the act ends: of terms side by side, the one that it names."""
    named = str((facts.values or {}).get(rule.each) or "") if rule.each else ""
    starts = [str(a.seq) for a in facts.all(*rule.start)]
    if named not in starts:
        return facts.clocks.get(rule.id)
    own = (c for c in facts.rounds if c.code == rule.id and c.round == starts.index(named) + 1)
    return next(own, None)


def penalty(facts: Facts) -> dict[str, Any]:
    """The decision that `decide` makes, from the content that was proposed, noticed, reviewed."""
    content = facts.content
    if content is None:
        raise ValueError("no content has been proposed")
    held, notice = facts.last("report_hearing"), facts.notice
    named = (("text", content.text), ("permit", content.permit))
    used = {name: told for name, told in named if told}
    return {
        **used,
        "outcome": "penalty",
        "kinds": list(content.kinds),
        "fine": str(content.fine),
        "confiscation": str(content.confiscation),
        **({"goods_worth": str(content.goods_worth)} if content.goods_worth is not None else {}),
        "tier": content.tier,
        "surcharge": bool((facts.values or {}).get("surcharge")),
        "review_rules": list(scope(facts)),
        "hearing_seq": held.seq if held else 0,
        "notice": str(notice.facts.get("document", "")) if notice else "",
        **({"suspension_days": content.suspension_days} if content.suspension_days else {}),
        "major": list(reasons(facts.procedure, facts.party, content)),
    }


def no_penalty(facts: Facts) -> dict[str, Any]:
    """The decision that `decide_no_penalty` makes."""
    held = facts.last("report_hearing")
    return {
        "outcome": "no_penalty",
        "ground": (facts.values or {})["ground"],
        "kinds": [],
        "fine": "0.00",
        "confiscation": "0.00",
        "tier": "",
        "surcharge": False,
        "review_rules": list(scope(facts)),
        "hearing_seq": held.seq if held else 0,
        "notice": "",
    }


def reviewed_digest(facts: Facts) -> str:
    """What a review now would be passing: the content on the table."""
    report = facts.last("conclude")
    outcome = str(report.facts["outcome"]) if report else "penalty"
    return digest_of(facts.content if outcome == "penalty" else None, outcome)


def scope_now(facts: Facts) -> tuple[str, ...]:
    """The review rules that fire for the content on the table, shown before anybody decides."""
    report = facts.last("conclude")
    outcome = str(report.facts.get("outcome", "penalty")) if report else "penalty"
    return review_scope(facts, facts.content if outcome == "penalty" else None, outcome)


def ended_by(facts: Facts) -> str:
    """Why an inquiry ends, as the officers asked."""
    asked = facts.last("propose_termination")
    return str(asked.facts["close_reason"]) if asked else ""


def settled(facts: Facts) -> Mapping[str, Any]:
    """Facts added to the act by its move's effects, as far as they need no database."""
    effects = facts.move.effects if facts.move else ()
    found: dict[str, Any] = {}
    if "decide" in effects or "decide_on_spot" in effects:
        found["decision"] = penalty(facts)
    if "decide_no_penalty" in effects:
        found["decision"] = no_penalty(facts)
    if "grant_clearance" in effects:
        found["content_digest"] = reviewed_digest(facts)
    if facts.move and facts.move.id == "propose_filing" and (before := redated(facts)):
        found["redated"] = before
    if facts.move and facts.move.id == "terminate":
        found["close_reason"] = ended_by(facts)
    if facts.move and facts.move.id == "preserve_evidence":
        found["goods"] = sorted(goods(str((facts.values or {}).get("items", ""))))
    late = late_terms(facts)
    warned = [o.code for o in warnings(facts, facts.move)] if facts.move else []
    return {
        **found,
        **({"late": late} if late else {}),
        **({"warned": warned} if warned else {}),
    }
