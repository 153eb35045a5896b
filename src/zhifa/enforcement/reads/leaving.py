"""Who has left a case writes nothing more in its dossier (行政处罚法 四十三)."""

from collections.abc import Collection, Sequence
from datetime import date

from zhifa.agencies import reads as agencies
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.reads.gather import asker, done
from zhifa.enforcement.rules.needs.recusal import DECIDING, leaving, recused
from zhifa.enforcement.rules.obstacles import RECUSED, RECUSED_NAMED
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle
from zhifa.records import reads as records


def leaving_obstacles(
    *, dossier_id: str, viewer: Actor, people: Sequence[int] = ()
) -> list[Obstacle]:
    """Why `viewer` may write nothing in a dossier, or let these people act there."""
    found_in = Act.objects.filter(case__dossier=dossier_id, move__in=DECIDING)
    answers = [done(act) for act in found_in.defer("personal").order_by("seq")]
    gone = recused(answers)
    found = [RECUSED] if asker(viewer) in gone else []
    wrong = gone & set(people)
    if not wrong:
        return found
    names = agencies.names_on(user_ids=wrong, on=max(a.on for a in answers))
    return [*found, RECUSED_NAMED.about("、".join(names[user] for user in sorted(wrong)))]


def left_among(*, case_ids: Collection[str], viewer: Actor) -> frozenset[str]:
    """Those of the cases that the viewer had to leave: they wait no longer for that person."""
    user = asker(viewer)
    found = Act.objects.filter(case__in=case_ids, move__in=DECIDING).defer("personal")
    return frozenset(act.case_id for act in found if leaving(done(act)) == user)


def insist_open(*, case: Case, viewer: Actor, on: date) -> None:
    """Raise Closed when a case that is theirs to read is not open to `viewer` that day."""
    left = leaving_obstacles(dossier_id=case.dossier_id, viewer=viewer)
    records.insist_open(dossier_id=case.dossier_id, left=left, viewer=viewer, on=on)
