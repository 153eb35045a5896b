"""A paper is made, then sealed, then served: each of these is a step of its own."""

from zhifa.enforcement.rules.facts import Done, Facts
from zhifa.enforcement.rules.leave import Leave
from zhifa.enforcement.rules.procedure import Move, Procedure


def makers(procedure: Procedure, move: Move) -> tuple[str, ...]:
    """The steps that make what a step serves."""
    return tuple(m.id for m in procedure.moves.values() if set(m.documents) & set(move.serves))


def to_serve(facts: Facts) -> Done | None:
    """The act that made the paper which the step serves; None once it was served or is stale."""
    move = facts.move
    if move is None or not move.serves:
        return None
    made = makers(facts.procedure, move)
    last = facts.last(*made, move.id, *move.anew)
    return last if last and last.move in made else None


def paper_made(facts: Facts) -> str | None:
    """The paper that the step serves has been made, and not served yet."""
    return None if to_serve(facts) else ""


def leave_of(facts: Facts) -> Leave | None:
    """The leave to seal what the step serves."""
    made = to_serve(facts)
    return facts.leaves.get(str(made.facts.get("document", ""))) if made else None


def paper_sealed(facts: Facts) -> str | None:
    """What is handed over bears the seal by the day of service (行政处罚法 五十九)."""
    if to_serve(facts) is None:
        return None
    leave = leave_of(facts)
    if leave is None:
        return "还没有批准用印"
    if leave.ready_on is None:
        return f"已经批准用印，暂时没有盖上：{leave.why}" if leave.why else "已经批准用印，正在盖章"
    early = facts.values is not None and facts.on < leave.ready_on
    return f"{leave.ready_on} 才盖章，送达不能早于这一天" if early else None


def _without_seal(facts: Facts, kind: str) -> str | None:
    """A paper of this kind is in the dossier and bears no seal."""
    return f"《{facts.bare[kind]}》还没有盖章" if kind in facts.bare else None


def application_sealed(facts: Facts) -> str | None:
    """The court is asked by a paper with signature and seal (行政强制法 五十五)."""
    return _without_seal(facts, "W55")


def transfer_sealed(facts: Facts) -> str | None:
    """The police get a letter with the seal (行政执法机关移送涉嫌犯罪案件的规定 六)."""
    return _without_seal(facts, "W06")


def report_sealed(facts: Facts) -> str | None:
    """A major penalty is reported under the seal (四川省重大行政处罚行政强制备案规定 四)."""
    return _without_seal(facts, "W77")


def papers_sealed(facts: Facts) -> str | None:
    """What left the house bears its seal before the dossier is closed for good."""
    asked = facts.procedure.dossier.get("sealed", ())
    bare = [facts.bare[kind] for kind in asked if kind in facts.bare]
    return "".join(f"《{title}》" for title in bare) or None
