"""Everything that stands between a case and a step."""

from collections.abc import Sequence

from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.procedure import Move
from zhifa.kernel.access import NOT_YOURS
from zhifa.kernel.refusals import Obstacle

NO_SUCH_MOVE = Obstacle("no_such_move", "本程序没有这一步。", then="到案件页选择列出的步骤。")
NOT_NOW = Obstacle("not_now", "案件现在的环节不能办理这一步。", then="按案件页列出的步骤办理。")
ELSEWHERE = Obstacle("elsewhere", "这一步不在这里办理。", then="从案件页的按钮进入专门的页面办理。")
STALE = Obstacle("stale", "案件刚被他人推进，您填写的内容已保留。", then="核对最新情况后再提交。")


def unmet(facts: Facts, move: Move) -> list[Obstacle]:
    """The conditions of a step that are not met, each with its article and next step."""
    return _failing(facts, move.needs)


def warnings(facts: Facts, move: Move) -> list[Obstacle]:
    """What the law asks for beside a step and does not forbid it for: shown, and recorded."""
    return _failing(facts, move.warns)


def _failing(facts: Facts, needs: Sequence[str]) -> list[Obstacle]:
    found = []
    for need in needs:
        detail = NEEDS[need](facts)
        if detail is not None:
            found.append(facts.procedure.needs[need].about(detail))
    return found


def _to_do_first(facts: Facts, move: Move) -> list[Obstacle]:
    """What a step of another stage waits for, as far as this stage can do something about it."""
    here = {m.id for m in facts.procedure.moves_from(facts.stage)}
    return [o for o in unmet(facts, move) if o.fix in here]


def obstacles(facts: Facts, move: Move | None, *, permitted: bool, via: str = "") -> list[Obstacle]:
    """Why the step cannot be taken now; empty when it can."""
    if move is None:
        return [NO_SUCH_MOVE]
    if move.to and facts.stage not in move.to:
        return [NOT_NOW, *_to_do_first(facts, move)]
    found = [] if permitted else [NOT_YOURS]
    if move.via != via:
        found.append(ELSEWHERE)
    return found + unmet(facts, move)
