"""How far the machine is with a dossier: drawing, sealing, proving, binding."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.kernel.worker import waits
from zhifa.records.models import (
    BindingDue,
    BoundVolume,
    Document,
    Dossier,
    ProofDue,
    Rendition,
    SealOrder,
)
from zhifa.records.reads.dossiers import documents, dossier


@dataclass(frozen=True, slots=True)
class Stage:
    """One kind of work: so many of so many; why: what stands in its way, where it is known.

    rests: nobody works at it, the rest is made when it is asked for.
    """

    name: str
    done: int
    total: int
    why: str = ""
    rests: bool = False

    @property
    def over(self) -> bool:
        """Whether nothing of it is left, or nothing that waits."""
        return self.rests or self.done >= self.total


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a dossier stands with the machine."""

    dossier: Dossier
    stages: tuple[Stage, ...]

    @property
    def whole(self) -> bool:
        """Whether everything is made."""
        return all(stage.done >= stage.total for stage in self.stages)

    @property
    def over(self) -> bool:
        """Whether the machine has nothing left to do."""
        return all(stage.over for stage in self.stages)


def _drawing(owner: Dossier, papers: QuerySet[Document]) -> Stage:
    """Papers as PDF: each is drawn when it is filed; of data that was loaded, when it is wanted."""
    drawn, total = Rendition.objects.filter(document__in=papers).count(), papers.count()
    return Stage("版式文件", drawn, total, rests=drawn < total and not waits(owner.pk))


def _sealing(papers: QuerySet[Document]) -> Stage:
    """Papers with leave to be sealed, and what the last try said of one that waits."""
    asked = SealOrder.objects.filter(document__in=papers)
    waiting = list(asked.filter(done_at=None).values_list("document_id", "error"))
    total = asked.values("document_id").distinct().count()
    why = next((error for _, error in waiting if error), "")
    return Stage("用印", total - len(waiting), total, why)


def _proving(papers: QuerySet[Document]) -> Stage:
    """Sealed and signed papers and their proofs, for the time and for the long term."""
    waiting = ProofDue.objects.filter(document__in=papers).values("document_id").distinct().count()
    due = Q(pk__in=ProofDue.objects.filter(document__in=papers).values("document_id"))
    every = papers.filter(Q(signatures__kind__in=("seal", "party")) | due).distinct().count()
    return Stage("时间戳和长期证明", every - waiting, every)


def _binding(owner: Dossier, papers: QuerySet[Document]) -> Stage:
    total = papers.order_by().values("volume").distinct().count()
    due = BindingDue.objects.filter(dossier=owner).exists()
    bound = BoundVolume.objects.filter(dossier=owner).count()
    return Stage("装订封存", bound if due else total, total)


def progress(*, dossier_id: str, viewer: Actor) -> Progress:
    """How far the machine is with a dossier. Dossier.DoesNotExist when the viewer may not see it.

    Volumes are bound only once the dossier is archived.
    """
    owner = dossier(dossier_id=dossier_id, viewer=viewer)
    papers = documents(dossier_id=owner.pk, viewer=viewer)
    stages = [_drawing(owner, papers), _sealing(papers), _proving(papers)]
    if owner.sealed_at is not None:
        stages.append(_binding(owner, papers))
    return Progress(owner, tuple(stage for stage in stages if stage.total))
