"""Two agencies: one with a decided case and all that hangs on it, one with all its people."""

from dataclasses import dataclass

from tests import make
from zhifa.agencies.models import Agency, User
from zhifa.agencies.reads import Signed
from zhifa.agencies.roles import roles
from zhifa.disclosure.models import Publication
from zhifa.enforcement.models import Act, Case
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document, Evidence, Recording
from zhifa.records.tests import make as material
from zhifa.review.models import Submission
from zhifa.supervision import actions as supervision
from zhifa.supervision.models import Alert
from zhifa.web.demo.road import Road

ROOMS = ("records", "enforcement", "review", "disclosure", "supervision")
SECRET = "甲局独有的现场地址"
# who watches over every agency, and in which rooms
OVERSEERS = {"supervisor": {"supervision", "enforcement", "records", "review"}}


@dataclass
class World:
    """An agency with a served case and all that hangs on it, and everybody of another agency."""

    road: Road
    case: Case
    paper: Document
    recording: Recording
    item: Evidence
    submission: Submission
    publication: Publication
    alert: Alert
    strangers: dict[str, User]

    def stranger(self, role: str) -> Signed:
        return make.signed(self.strangers[role], self.road.today)

    @property
    def marks(self) -> list[str]:
        """What nobody else may come to see."""
        acts = Act.objects.filter(case=self.case).values_list("pk", flat=True)
        papers = Document.objects.filter(dossier=self.case.dossier_id).values_list("pk", flat=True)
        own = [self.case.pk, self.case.dossier_id, self.case.number, SECRET, self.item.pk]
        return [*own, self.recording.pk, self.publication.slug, *acts, *papers]


def _strangers(other: Agency) -> dict[str, User]:
    return {role: make.person(f"b-{role}", role, other) for role in roles()}


def world_of_two() -> World:
    home, other = make.agency("SJ"), make.agency("CG")
    road = make.road(body=home)
    road.place, road.content = SECRET, make.MAJOR
    road.walk_to("decided")
    recording = material.recording(into=road.case.dossier)
    worker.deliver(now=road.now, limit=10_000)
    alert = supervision.raise_alert(
        case=road.case, rule="x", about="x", severity="red", words=SECRET, by=SYSTEM, at=road.now
    )
    dossier = road.case.dossier
    return World(
        road=road,
        case=road.case,
        paper=Document.objects.filter(dossier=dossier, template="W44").get(),
        recording=recording,
        item=Evidence.objects.filter(dossier=dossier)[0],
        submission=Submission.objects.get(case=road.case),
        publication=Publication.objects.get(decision__case=road.case),
        alert=alert,
        strangers=_strangers(other),
    )
