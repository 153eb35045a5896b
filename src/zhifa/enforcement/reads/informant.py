"""Who gave the clue: that there is somebody, never who; the name itself is opened by an action."""

from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.reads.gather import acts_of, asker, done
from zhifa.enforcement.rules.informant import NO_INFORMANT, NOT_HANDLING
from zhifa.enforcement.rules.needs.recusal import recused
from zhifa.enforcement.rules.obstacles import RECUSED
from zhifa.kernel.access import Actor, may, unless
from zhifa.kernel.refusals import Obstacle

MAY = "case:informant"


def informant_obstacles(*, case: Case, viewer: Actor) -> list[Obstacle]:
    """What keeps a person from opening the informant's name; empty for who handles the case."""
    wrong = unless(viewer, MAY, case.agency_id)
    if wrong:
        return wrong
    user = asker(viewer)
    gone = recused([done(act) for act in acts_of(case)])
    own = case.officers.filter(user=user, until_on=None).exists()
    leads = may(viewer, "case:endorse", case.agency_id)
    kept = Act.objects.filter(case=case).exclude(personal="").exists()
    checks = {
        RECUSED: user in gone,
        NOT_HANDLING: not (own or leads),
        NO_INFORMANT: not kept,
    }
    return [obstacle for obstacle, broken in checks.items() if broken]
