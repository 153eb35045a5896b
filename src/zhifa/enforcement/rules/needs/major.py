"""Major penalties are reported to the government and answered by it (law.md c.filing.major)."""

from collections.abc import Iterator

from zhifa.enforcement.rules.binding import lost
from zhifa.enforcement.rules.facts import Content, Facts, PartyFacts
from zhifa.enforcement.rules.needs.content import SUSPENSION
from zhifa.enforcement.rules.procedure import Procedure

REPORT, RETURN, RECEIVE = "report_major", "return_major", "receive_major"


def reasons(
    procedure: Procedure, party: PartyFacts | None, content: Content | None
) -> Iterator[str]:
    """Why a penalty is a major one: amount, suspension, revocation; none when it is not.

    Source: 四川省重大行政处罚行政强制备案规定 第二条, whose figures the procedure's data hold.
    """
    line = procedure.major
    if line is None or content is None:
        return
    if content.money >= (line.organisation if party and party.organised else line.natural):
        yield "amount"
    days = content.suspension_days
    if SUSPENSION in content.kinds and (days is None or days >= line.suspension_days):
        yield "suspension"
    if line.kinds & set(content.kinds):
        yield "revocation"


def is_major(facts: Facts) -> bool:
    """Whether a major penalty was decided that still binds."""
    decided = facts.decision
    if decided is None or lost(facts.acts):
        return False
    return bool(decided.facts["decision"].get("major"))


def major_decided(facts: Facts) -> str | None:
    """There is a major penalty to report."""
    return None if is_major(facts) else ""


def major_unreported(facts: Facts) -> str | None:
    """It has not been reported, or the report was returned."""
    last = facts.last(REPORT, RETURN, RECEIVE)
    return "" if last and last.move != RETURN else None


def major_reported(facts: Facts) -> str | None:
    """A major penalty has been reported, and the report was not returned (第四条)."""
    return "" if is_major(facts) and major_unreported(facts) is None else None


def major_pending(facts: Facts) -> str | None:
    """A report waits for an answer."""
    return None if facts.open_since(REPORT, RETURN, RECEIVE) else ""
