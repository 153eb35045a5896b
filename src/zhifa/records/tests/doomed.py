"""Dossiers archived long ago, and the people who appraise, approve, watch and destroy."""

from dataclasses import dataclass, field
from datetime import datetime

from zhifa.agencies.models import Agency
from zhifa.agencies.reads import Signed
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions
from zhifa.records.models import Appraisal, Dossier
from zhifa.records.tests import make

LONG_AGO = datetime(1990, 5, 4, 10, tzinfo=make.AT.tzinfo)


def old(
    home: Agency, retention: str = "30年", at: datetime = LONG_AGO, number: str = ""
) -> Dossier:
    """A dossier with a paper and a photo, archived in 1990."""
    made = make.dossier(home, number or f"旧{Dossier.objects.count() + 1:03}")
    make.document(made)
    make.recording(made, data=make.JPEG + made.pk.encode())
    actions.seal(dossier=made, retention=retention, by=SYSTEM, at=at)
    made.refresh_from_db()
    return made


@dataclass
class Desk:
    """A body and the people of it who take part."""

    home: Agency = field(default_factory=make.agency)

    def __post_init__(self) -> None:
        self.archivist = make.actor("archivist", self.home)
        self.head = make.actor("agency_head", self.home)
        self.watchers = [make.actor(role, self.home) for role in ("unit_head", "reviewer")]

    def say(self, what: Dossier, *, destroy: bool = True, term: str = "") -> actions.Judgement:
        """A judgement with a reason."""
        return actions.Judgement(what.pk, destroy, "没有继续保存的价值", term)

    def list_(self, *said: actions.Judgement, by: Signed | None = None) -> Appraisal:
        """A list that waits."""
        who = by or self.archivist
        return actions.appraise(agency=self.home, said=said, by=who, at=make.AT)

    def approve(self, row: Appraisal, *, approved: bool = True, opinion: str = "") -> Appraisal:
        """A second person judges a list."""
        return actions.judge_appraisal(
            appraisal_id=row.pk, approved=approved, opinion=opinion, by=self.head, at=make.AT
        )

    def approve_by_hand(self, row: Appraisal) -> None:
        """Approve past every action: only the database stands in the way."""
        told = {"verdict": "approved", "judged_by": self.head.key, "judged_at": make.AT}
        Appraisal.objects.filter(pk=row.pk).update(**told)

    def watch(self, row: Appraisal) -> None:
        """Two people are there."""
        for who in self.watchers:
            actions.watch_destruction(appraisal_id=row.pk, by=who, at=make.AT)

    def released(self, *dossiers: Dossier) -> Appraisal:
        """A list approved and watched, ready to be carried out."""
        row = self.list_(*(self.say(d) for d in dossiers))
        self.approve(row)
        self.watch(row)
        return row

    def destroy(self, row: Appraisal) -> None:
        """Carry it out."""
        actions.destroy(appraisal_id=row.pk, by=self.archivist, at=make.AT)
