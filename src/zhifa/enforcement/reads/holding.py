"""What archives ask of cases: which dossiers may not be destroyed yet, though due."""

from collections.abc import Mapping, Sequence

from zhifa.enforcement.models import Act, Case, Decision
from zhifa.enforcement.reads.gather import done
from zhifa.enforcement.rules.binding import unnoted
from zhifa.enforcement.rules.facts import Done
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle

DISPUTED = Obstacle(
    "hold:dispute",
    "案件有行政复议或者行政诉讼没有结束，不能销毁。",
    "档案法 第二十一条",
    then="等复议、诉讼结束并登记结果。",
)
UNNOTED = Obstacle(
    "hold:outcome",
    "复议或者诉讼的结果还没有登记到决定上，不能销毁。",
    "档案法 第二十一条、行政处罚法 第四十八条",
    then="由负责人登记决定被撤销、确认违法或者无效。",
)
TO_REDO = Obstacle(
    "hold:redo",
    "决定被撤销责令重新作出，重新作出的案件还没有归档，不能销毁。",
    "档案法 第二十一条",
    then="等重新作出的案件归档。",
)
UNARCHIVED = Obstacle(
    "hold:open", "案件还没有归档，不能销毁。", "档案法 第二十一条", then="等案件归档。"
)


def _disputed(cases: Sequence[Case]) -> set[str]:
    """Cases in which a remedy was noted last, and not its end."""
    acts = Act.objects.filter(case__in=cases, move__in=["note_remedy", "end_remedy"])
    last = dict(acts.order_by("seq").values_list("case_id", "move"))
    return {case_id for case_id, move in last.items() if move == "note_remedy"}


def _unnoted(cases: Sequence[Case]) -> set[str]:
    """Cases where what a remedy found of the decision is not yet noted of it."""
    acts = Act.objects.filter(case__in=cases, move__in=["end_remedy", "annul"]).defer("personal")
    told: dict[str, list[Done]] = {}
    for act in acts.order_by("seq"):
        told.setdefault(act.case_id, []).append(done(act))
    return {case_id for case_id, row in told.items() if unnoted(row)}


def _to_redo(cases: Sequence[Case]) -> set[str]:
    """Cases whose decision is to be made anew, and where that is not over."""
    sent_back = Decision.objects.filter(case__in=cases, annulment="redo")
    over = Case.objects.filter(redo_of__in=cases, archived_on__isnull=False)
    done = set(over.values_list("redo_of_id", flat=True))
    return set(sent_back.values_list("case_id", flat=True)) - done


def holding_obstacles(
    *, dossier_ids: Sequence[str], viewer: Actor
) -> Mapping[str, Sequence[Obstacle]]:
    """Dossiers that a dispute still needs, and why (行政复议法、行政诉讼法)."""
    cases = list(Case.objects.visible_to(viewer).filter(dossier__in=dossier_ids))
    held = {DISPUTED: _disputed(cases), UNNOTED: _unnoted(cases), TO_REDO: _to_redo(cases)}
    held[UNARCHIVED] = {case.pk for case in cases if case.archived_on is None}
    found = {c.dossier_id: [o for o, ids in held.items() if c.pk in ids] for c in cases}
    return {dossier_id: why for dossier_id, why in found.items() if why}
