"""The decision itself: review, panel, crime, no-penalty grounds."""

import hashlib
import json

from zhifa.enforcement.rules.basis import NEW
from zhifa.enforcement.rules.binding import lost
from zhifa.enforcement.rules.facts import Content, Facts
from zhifa.enforcement.rules.lists import names
from zhifa.enforcement.rules.needs.content import ANSWERABLE, CONFISCATIONS
from zhifa.enforcement.rules.needs.filing import time_barred
from zhifa.enforcement.rules.needs.redo import redone
from zhifa.enforcement.rules.scope_words import SCOPE

MAJOR_KINDS = frozenset(
    {
        "permit_revocation",
        "business_suspension",
        "closure_order",
        "trade_bar",
        "qualification_downgrade",
    }
)
TWO = 2
SENT_BACK = ("reopen", "return_decision", "approve_change", "police_refused")


def digest_of(content: Content | None, outcome: str) -> str:
    """One word for a content, so that a review holds for it and for no other."""
    body: list[object] = [outcome]
    if content is not None and outcome == "penalty":
        body += [sorted(content.kinds), str(content.fine), str(content.confiscation), content.tier]
        body += [content.suspension_days] if content.suspension_days else []
        body += [content.text] if content.text == NEW else []
        body += [content.permit] if content.permit else []
        body += [] if content.goods_worth is None else [f"goods {content.goods_worth}"]
    return hashlib.sha256(json.dumps(body).encode()).hexdigest()


def review_scope(facts: Facts, content: Content | None, outcome: str) -> tuple[str, ...]:
    """Which rules L1-L13 make legal review a must (行政处罚法 五十八; law.md 4.1).

    L8 is of coercion, L10 of licences, L11 of levies: none of them is a penalty. L9, all penalties,
    is recommended and left to the agency, which may always send a case.
    """
    report = facts.last("conclude")
    matter, said = facts.matter, report.facts if report else {}
    fine = content.money if content and outcome == "penalty" else 0
    kinds = set(content.kinds) if content and outcome == "penalty" else set()
    fired = {
        "L1": bool(matter and matter.public_interest and outcome == "penalty"),
        "L2": bool(said.get("social_risk")),
        "L3": bool(kinds & MAJOR_KINDS),
        "L4": bool(facts.last("hold_hearing")),
        "L5": bool(said.get("complex") or (matter and matter.statutes >= TWO)),
        "L6": bool(matter and matter.code in facts.procedure.reviewed_by_law),
        "L7": bool(matter and fine >= matter.major_from),
        "L12": bool(matter) and _spared(facts, content, outcome),
        "L13": bool(redone(facts)),
    }
    return tuple(rule for rule, true in fired.items() if true)


def _spared(facts: Facts, content: Content | None, outcome: str) -> bool:
    """L12: a case that reaches the major line ends without a penalty, or below the range."""
    matter = facts.matter
    if matter is None:
        return False
    due = max(matter.fine_min or 0, content.money if content and outcome == "no_penalty" else 0)
    below = bool(content and content.circumstance == "mitigated")
    return due >= matter.major_from and (outcome == "no_penalty" or below)


def _outcome(facts: Facts) -> str:
    return "no_penalty" if facts.move and facts.move.id == "decide_no_penalty" else "penalty"


def scope(facts: Facts) -> tuple[str, ...]:
    """The rules that fire for the decision being asked for."""
    return review_scope(facts, facts.content, _outcome(facts))


def _passed(facts: Facts) -> tuple[int, str]:
    """Step and content digest of the review that still holds; (0, "") when none does.

    It holds for the report it saw: a report written anew is reviewed anew.
    """
    act = facts.last("pass_review", "return_review", "conclude", *SENT_BACK)
    if act is None or act.move != "pass_review":
        return 0, ""
    return act.seq, str(act.facts.get("content_digest", ""))


def review_passed(facts: Facts) -> str | None:
    """P2: in scope means passed before the decision (行政处罚法 五十八)."""
    fired = scope(facts)
    named = "、".join(SCOPE[rule] for rule in fired)
    return f"本案{named}" if fired and not _passed(facts)[0] else None


def review_after_hearing(facts: Facts) -> str | None:
    """P2: after a hearing the review must be passed again (law.md P2)."""
    held, passed = facts.last("hold_hearing", "report_hearing"), _passed(facts)[0]
    return "" if held and passed and passed < held.seq else None


def review_covers(facts: Facts) -> str | None:
    """S28: what is decided is what was reviewed."""
    passed, digest = _passed(facts)
    if not passed or not scope(facts):
        return None
    outcome = _outcome(facts)
    if digest == digest_of(facts.content, outcome):
        return None
    return "" if outcome == "penalty" else "审核的是给予处罚；退回调查，另提不予处罚的报告后再送审"


def review_not_pending(facts: Facts) -> str | None:
    """No review is under way."""
    return "" if _under_review(facts) else None


def review_pending(facts: Facts) -> str | None:
    """A review is under way: the case was sent, and not sent back or answered since."""
    return None if _under_review(facts) else ""


def _under_review(facts: Facts) -> bool:
    return bool(facts.open_since("submit_review", "pass_review", "return_review", *SENT_BACK))


def review_content_known(facts: Facts) -> str | None:
    """There is a signed report to review."""
    signed, report = facts.last("cosign_report"), facts.last("conclude")
    return None if signed and report and signed.seq > report.seq else ""


def decision_proposed(facts: Facts) -> str | None:
    """The officers have put the decision forward since the last notice or return."""
    last = facts.last("propose_decision", "notify", "renotify", *SENT_BACK)
    return None if last and last.move == "propose_decision" else ""


def crime_suspected(facts: Facts) -> str | None:
    """A written report of a suspected crime waits for an answer."""
    ends = ("approve_transfer", "refuse_transfer", "police_refused", "police_filed")
    return None if facts.open_since("suspect_crime", *ends) else ""


def crime_approved(facts: Facts) -> str | None:
    """The chief head has approved the transfer."""
    ends = ("send_transfer", "police_refused", "police_filed", "suspect_crime")
    return None if facts.open_since("approve_transfer", *ends) else ""


def no_crime_open(facts: Facts) -> str | None:
    """P9: no suspicion of crime is left untransferred (行政处罚法 二十七、五十七)."""
    ends = ("refuse_transfer", "police_refused", "police_filed")
    return "" if facts.open_since("suspect_crime", *ends) or _moving(facts) else None


def crime_open(facts: Facts) -> str | None:
    """A suspicion of crime is on its way to the police."""
    return None if _moving(facts) else ""


def _moving(facts: Facts) -> bool:
    ends = ("refuse_transfer", "police_refused", "police_filed")
    act = facts.last("suspect_crime", "approve_transfer", "send_transfer", *ends)
    return bool(act and act.move not in ends)


def no_penalty_grounded(facts: Facts) -> str | None:
    """The conditions of the chosen ground hold (行政处罚法 三十至三十三、三十六、五十七)."""
    values = facts.values
    if values is None:
        return None
    corrected, harmless = values.get("corrected"), values.get("harmless")
    slight = harmless or values.get("slight")
    age = facts.party.age if facts.party else None
    grounds = {
        "minor_breach_waiver": bool(corrected and harmless),
        "first_breach_waiver": bool(
            corrected
            and slight
            and values.get("first_breach")
            and values.get("first_breach_reason")
            and not facts.earlier
        ),
        "no_fault_waiver": bool(values.get("no_fault_proof")),
        "underage_exemption": age is not None and age < ANSWERABLE,
        "incapacity_exemption": bool(facts.party and facts.party.incapable),
        "time_barred": time_barred(facts),
        "breach_unproven": bool(values.get("reason")),
        "no_longer_punished": any(law.over for law in facts.law_now),
    }
    return None if grounds.get(values["ground"], False) else ""


def ground_reported(facts: Facts) -> str | None:
    """No penalty for the ground that was investigated and reviewed, and for no other.

    Where the report proposed a penalty and the party's answer or the hearing showed that none is
    due, it names no ground. Source: 行政处罚法 五十七.
    """
    report, values = facts.last("conclude"), facts.values
    if values is None or report is None or report.facts["outcome"] != "no_penalty":
        return None
    told = str(report.facts.get("ground") or "")
    if values.get("ground") == told:
        return None
    return f"报告的结论是“{names('no_penalty_grounds').get(told, '没有写明')}”"


def no_earlier_breach(facts: Facts) -> str | None:
    """No first breach where the party was found in the same kind of breach before (三十三)."""
    values = facts.values
    if values is None or values.get("ground") != "first_breach_waiver":
        return None
    return "、".join(facts.earlier) or None


def remedies_told(facts: Facts) -> str | None:
    """G13: the agency's reconsideration body and court are known (行政处罚法 五十九)."""
    return None if facts.powers.get("remedies") else ""


def decision_not_served(facts: Facts) -> str | None:
    """The decision has not been served yet, and has not lost its force."""
    if lost(facts.acts):
        return "决定已经没有效力"
    return "" if facts.last("serve_decision") else None


def confiscates(content: Content) -> bool:
    """Whether gains or goods are confiscated."""
    return bool(CONFISCATIONS & set(content.kinds))


def annulment_in_force(facts: Facts) -> str | None:
    """The annulling instrument has taken effect, and came after the decision."""
    decided = facts.decision
    if facts.values is None or decided is None:
        return None
    if facts.on < decided.on:
        return f"生效日期早于决定日期 {decided.on}"
    return "" if facts.on > facts.today else None
