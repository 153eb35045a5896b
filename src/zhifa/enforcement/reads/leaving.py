"""Who has left a case writes nothing more in its dossier (行政处罚法 四十三)."""

from collections.abc import Sequence

from zhifa.agencies import reads as agencies
from zhifa.enforcement.models import Act
from zhifa.enforcement.reads.gather import asker, done
from zhifa.enforcement.rules.needs.recusal import DECIDING, recused
from zhifa.enforcement.rules.obstacles import RECUSED, RECUSED_NAMED
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle


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
