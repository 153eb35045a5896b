"""Lines of the desk: what one is, what waits for a publisher, what heads were asked."""

from dataclasses import dataclass
from datetime import date

from zhifa.disclosure import reads as disclosure
from zhifa.disclosure.models import Publication
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import NEVER
from zhifa.kernel.access import Actor


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the desk: what, about which case, by when, and the verb of its button.

    waits: it is somebody else's turn. case: of which it is a matter, empty for others.
    count: how many things one line stands for.
    """

    words: str
    about: str
    url: str
    due: date | None
    number: str = ""
    verb: str = "看案件"
    waits: bool = False
    case: str = ""
    count: int = 1


def _published(row: Publication, words: str, verb: str, due: date | None) -> Task:
    number, case = row.decision.number, row.decision.case_id
    return Task(words, row.title, f"/publish/{row.pk}/", due, number, verb, case=case)


def publications(actor: Actor) -> list[Task]:
    """Decisions to publish or take down, and corrections whose words are to be checked."""
    if not actor.reach("disclosure:read"):
        return []
    leaving = disclosure.queue(viewer=actor, state="leaving")[:20]
    waiting = disclosure.queue(viewer=actor, state="waiting")[:30]
    corrected = disclosure.to_correct(viewer=actor)[:30]
    return [
        *(_published(p, "撤下公示", "去撤下", p.withdraw_target_on) for p in leaving),
        *(_published(p, "待公示", "去公示", p.due_on) for p in waiting),
        *(_published(p, "更正待核对公开", "去核对", None) for p in corrected),
    ]


def questions(actor: Actor) -> list[Task]:
    """What the officers of cases have asked a head, and nobody has answered."""
    return [
        Task(
            f"{asked.words}，待批准",
            asked.case.title,
            f"/cases/{asked.case.pk}/",
            None if asked.case.nearest_on == NEVER else asked.case.nearest_on,
            asked.case.number or "尚未立案",
            "去批准",
            case=asked.case.pk,
        )
        for asked in cases.questions(viewer=actor)
    ]
