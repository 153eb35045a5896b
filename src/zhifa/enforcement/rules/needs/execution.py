"""After the decision: paying, deferring, urging, going to court, closing."""

from decimal import Decimal

from zhifa.enforcement.rules.binding import WORDS, lost, undone
from zhifa.enforcement.rules.clocks import suit_ends
from zhifa.enforcement.rules.contesting import remedy_term
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.lateness import owed
from zhifa.enforcement.rules.money import ZERO, Account

OVER = frozenset({"closed", "archived"})


def _account(facts: Facts) -> Account | None:
    return owed(facts, facts.on)


def is_penalty(facts: Facts) -> str | None:
    """A penalty was decided that still binds."""
    if lost(facts.acts):
        return f"决定已{WORDS[undone(facts.acts)]}，不再执行"
    return None if _account(facts) else ""


def money_due(facts: Facts) -> str | None:
    """Something is still to be paid."""
    money = _account(facts)
    if money is None or money.outstanding > 0:
        return None
    if lost(facts.acts):
        return ""
    return "已经缴清" if money.fine + money.confiscation > ZERO else "决定没有罚款和没收"


def payment_fits(facts: Facts) -> str | None:
    """Not more is paid than is due."""
    money = _account(facts)
    if facts.values is None or money is None:
        return None
    left = money.due[facts.values["item"]]
    return f"该款项应缴余额 {left} 元" if Decimal(facts.values["amount"]) > left else None


def official_receipt(facts: Facts) -> str | None:
    """The receipt is the finance department's (行政处罚法 七十)."""
    return None if facts.values is None or facts.values.get("receipt") else ""


def deferral_asked(facts: Facts) -> str | None:
    """An application to defer waits for an answer (行政处罚法 六十六)."""
    return None if facts.open_since("ask_deferral", "approve_deferral", "refuse_deferral") else ""


def payment_overdue(facts: Facts) -> str | None:
    """The time to pay was over when the party was urged (行政强制法 三十五)."""
    clock = facts.clocks.get("c.pay")
    return None if clock and facts.on > clock.latest_on else ""


def urged(facts: Facts) -> str | None:
    """The party has been urged in writing since the money fell due (行政强制法 五十四)."""
    return None if facts.open_since("urge", "approve_deferral") else ""


def urging_waited(facts: Facts) -> str | None:
    """Ten workdays have passed since the urging letter was served (行政强制法 五十四)."""
    clock = facts.clocks.get("c.urge")
    return clock.until if clock and facts.today <= clock.latest_on else None


def no_remedy_open(facts: Facts) -> str | None:
    """No reconsideration or suit is under way (行政强制法 五十三)."""
    return "" if facts.open_since("note_remedy", "end_remedy") else None


def not_suspended(facts: Facts) -> str | None:
    """In reconsideration or suit nobody is urged before it is seen that nothing suspends that.

    As a rule neither stops the execution (行政处罚法 七十三); the review body or the court may.
    """
    running = facts.open_since("note_remedy", "end_remedy")
    if running is None or facts.values is None or facts.values.get("not_suspended"):
        return None
    return f"{running.facts.get('number', '')}"


def remedy_open(facts: Facts) -> str | None:
    """A reconsideration or suit is under way."""
    return None if facts.open_since("note_remedy", "end_remedy") else ""


def was_served(facts: Facts) -> str | None:
    """A decision has reached the party: only then is there something to contest."""
    return None if facts.last("serve_decision") else ""


def remedy_theirs(facts: Facts) -> str | None:
    """The officers of the case; after its closing, whoever of the body investigates."""
    return None if facts.asker in facts.officers or facts.stage in OVER else ""


def remedy_end_dated(facts: Facts) -> str | None:
    """A reconsideration or suit ends after it was noted, however late that is told here."""
    begun = facts.open_since("note_remedy", "end_remedy")
    if facts.values is None or begun is None:
        return None
    if facts.on > facts.today:
        return f"{facts.on} 晚于今天"
    return f"{facts.on} 早于登记的 {begun.on}" if facts.on < begun.on else None


def remedy_term_over(facts: Facts) -> str | None:
    """The party can no longer sue, and no deferral runs (行政强制法 五十三; 行政处罚法 七十二)."""
    served = facts.last("serve_decision")
    if served is None:
        return ""
    ends = suit_ends(served, facts.acts, facts.calendar, remedy_term(facts.procedure))
    return None if facts.today > ends else f"期限至 {ends}"


def court_applied(facts: Facts) -> str | None:
    """The court was asked; what it answers is the answer to that (行政强制法 五十四)."""
    return None if facts.last("apply_court") else ""


def court_window_open(facts: Facts) -> str | None:
    """Within three months after that (行政强制法 五十三)."""
    clock = facts.clocks.get("c.court")
    return f"期满日 {clock.due_on}" if clock and facts.today > clock.due_on else None


def _court(facts: Facts) -> tuple[bool, bool]:
    """Whether the court took the application, and whether it is done with it."""
    told = [a.facts["result"] for a in facts.all("court_answered")]
    last = told[-1] if told else ""
    return last != "refused" and "accepted" in told, last in {"ended", "executed"}


def court_not_pending(facts: Facts) -> str | None:
    """No application waits for the court, nor runs there (行政强制法 五十五 至 五十七)."""
    last = facts.last("apply_court", "court_answered")
    if last is None or last.facts.get("result") in {"refused", "ended", "executed"}:
        return None
    return "法院已经受理" if last.move == "court_answered" else "还没有登记法院的处理结果"


def _unperformed(facts: Facts, outcome: str) -> str:
    """Why a penalty does not count as carried out; empty when it does."""
    if outcome != "penalty" or lost(facts.acts):
        return "没有仍然有效的处罚决定"
    if facts.last("serve_decision") is None:
        return "决定书还没有送达"
    money = _account(facts)
    left = money.outstanding if money else ZERO
    return f"还有 {left} 元没有缴清" if left > 0 else ""


def closing_reason_holds(facts: Facts) -> str | None:
    """The reason for closing is borne out by the acts; else which fact is missing (SJ 77)."""
    if facts.values is None:
        return None
    made = facts.decision
    outcome = made.facts["decision"]["outcome"] if made else ""
    accepted, ended = _court(facts)
    none = "本案已经作出决定" if made else ""
    unpunished = outcome == "no_penalty" and facts.last("serve_decision")
    missing = {
        "performed": _unperformed(facts, outcome),
        "court_accepted": "" if accepted else "没有登记法院受理",
        "court_ended": "" if ended else "没有登记法院终结执行或者执行完毕",
        "no_penalty": "" if unpunished else "没有已经送达的不予行政处罚决定",
        "party_gone": "" if facts.party and facts.party.gone_on else "当事人没有登记死亡或者终止",
        "annulled": "" if lost(facts.acts) else "没有登记决定被撤销或者确认无效",
        "withdrawn": none,
        "unproven": none,
        "converted": none,
    }
    return missing.get(str(facts.values["close_reason"]), "没有这一情形") or None
