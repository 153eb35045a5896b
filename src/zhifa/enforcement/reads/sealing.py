"""What records ask of cases: who stands behind a paper, in which order a dossier is kept."""

from collections.abc import Sequence

from zhifa.enforcement.models import Act, Case, Decision
from zhifa.enforcement.rules.facts import LOST
from zhifa.enforcement.rules.procedure import load
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle
from zhifa.records import reads as records
from zhifa.records.models import Document

DECISIONS = ("W44", "W45", "W46")
UNDECIDED = Obstacle(
    "seal:undecided",
    "案件没有依照程序作出这份决定，不能用印。",
    "行政处罚法 第五十七条",
    then="先在案件页办理决定。",
)
ANNULLED = Obstacle(
    "seal:annulled",
    "这项决定已经撤销，不能再用印。",
    "行政处罚法 第七十五条",
    over="决定失效；重新作出的决定另行用印。",
)


def sealing_obstacles(*, document_id: str, viewer: Actor) -> list[Obstacle] | None:
    """What keeps a paper of a case from being sealed; None for a paper that no step made."""
    try:
        paper = records.document(document_id=document_id, viewer=viewer)
    except Document.DoesNotExist:
        return None
    if not Act.objects.filter(pk=paper.made_for, case__dossier_id=paper.dossier_id).exists():
        return None
    if paper.template not in DECISIONS:
        return []
    decision = Decision.objects.filter(document_id=document_id, act_id=paper.made_for).first()
    if decision is None:
        return [UNDECIDED]
    return [ANNULLED] if decision.annulment in LOST else []


def dossier_order(*, dossier_id: str, viewer: Actor) -> Sequence[str] | None:
    """Codes of papers as the procedure of the case files them; None for no case (law.md 3.4)."""
    found = Case.objects.visible_to(viewer).filter(dossier_id=dossier_id)
    run = found.values_list("procedure", "procedure_version").first()
    if run is None:
        return None
    told = load(*run).dossier
    return [*told["main"], *told["side"]]
