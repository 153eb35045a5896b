"""Everything that stands between a case and a step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zhifa.enforcement.rules.announced import as_announced
from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.needs import NEEDS
from zhifa.enforcement.rules.needs.recusal import ABOUT, recused
from zhifa.enforcement.rules.needs.serving import leave_of, makers
from zhifa.enforcement.rules.procedure import Move
from zhifa.kernel.access import NOT_YOURS
from zhifa.kernel.refusals import Obstacle

NO_SUCH_MOVE = Obstacle("no_such_move", "本程序没有这一步。", then="到案件页选择列出的步骤。")
NOT_NOW = Obstacle("not_now", "案件现在的环节不能办理这一步。", then="按案件页列出的步骤办理。")
ELSEWHERE = Obstacle("elsewhere", "这一步不在这里办理。", then="从案件页的按钮进入专门的页面办理。")
STALE = Obstacle("stale", "案件刚被他人推进，您填写的内容已保留。", then="核对最新情况后再提交。")

SUBMITTED = Obstacle(
    "submitted",
    "这张表单已经提交过，这次填的内容与那次不同，没有登记。",
    then="核对以后再次提交，按新的一次登记。",
)
RECUSED = Obstacle(
    "recused",
    "您在本案中已经回避，不能再办理。",
    "行政处罚法 第四十三条",
    then="交没有回避的人员办理。",
)
RECUSED_NAMED = Obstacle(
    "recused_named",
    "所选人员在本案中已经回避。",
    "行政处罚法 第四十三条",
    then="改选没有回避的人员。",
)
# what does the same at a stage where the step that a condition names is not offered
INSTEAD: Mapping[str, str] = {
    "notify": "renotify",
    "renotify": "notify",
    "return_filing": "return_decision",
}
HERE = "在本步骤的表单里补上，再提交。"
SEALING = "系统会接着盖章，机关负责人也可以在文书页点“现在盖章”；盖好章再送达。"
NAMING = frozenset({"officers", "people", "person"})


def _named(facts: Facts, move: Move) -> set[int]:
    """Whom the form lets act."""
    values, found = facts.values or {}, set()
    for field in move.fields:
        told = values.get(field.id)
        if field.kind in NAMING and told is not None:
            found |= set(told) if isinstance(told, list) else {told}
    return found


def barred(facts: Facts, move: Move) -> list[Obstacle]:
    """Who has left a case does nothing more in it, nor is named for it (行政处罚法 四十三)."""
    gone = recused(facts.acts)
    found = [RECUSED] if facts.asker in gone else []
    wrong = sorted(_named(facts, move) & gone) if gone and move.id not in ABOUT else []
    names = "、".join(facts.standings.get(user, ":").partition(":")[2] for user in wrong)
    return [*found, RECUSED_NAMED.about(names)] if wrong else found


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
            found.append(_told(_found(need, facts), facts).about(detail))
    return found


def _found(need: str, facts: Facts) -> Obstacle:
    """A condition as the file states it; for a paper, with what comes next as things stand."""
    obstacle, move = facts.procedure.needs[need], facts.move
    if need == "paper_sealed" and leave_of(facts):
        return replace(obstacle, then=SEALING)
    if need != "paper_made" or move is None:
        return as_announced(obstacle, facts)
    first = facts.procedure.moves[makers(facts.procedure, move)[0]]
    return replace(obstacle, fix=first.id, then=f"到“{first.name}”办理。")


def _told(obstacle: Obstacle, facts: Facts) -> Obstacle:
    """Nobody is sent to the step on which they stand, nor to one that the stage does not offer."""
    move, moves = facts.move, facts.procedure.moves
    goes = obstacle.then.startswith("到“")
    if move is not None and obstacle.fix == move.id:
        return replace(obstacle, then=HERE, fix="") if goes else obstacle
    other = INSTEAD.get(obstacle.fix, "")
    if not other or facts.stage in moves[obstacle.fix].to:
        return obstacle
    if facts.stage not in moves[other].to:
        return replace(obstacle, fix="")
    then = f"到“{moves[other].name}”办理。" if goes else obstacle.then
    here = move is not None and move.id == other
    return replace(obstacle, fix="" if here else other, then=HERE if here and goes else then)


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
    return found + barred(facts, move) + unmet(facts, move)
