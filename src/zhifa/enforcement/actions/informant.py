"""The informant's name, opened for a purpose and on record."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zhifa.enforcement import events
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.reads.informant import informant_obstacles
from zhifa.enforcement.rules.informant import GROUNDS, NO_GROUND, NO_REASON
from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import refuse_if
from zhifa.kernel.texts import thin


@dataclass(frozen=True, slots=True)
class Informant:
    """Who gave the clue, for one look."""

    name: str
    phone: str


@transaction.atomic
def open_informant(*, case: Case, ground: str, reason: str, by: Actor, at: datetime) -> Informant:
    """The informant's name and phone in full; that somebody looked, and for what, is written down.

    ground: of rules.informant. Refused: to all but the case's officers and the head of the unit;
    who has left the case; no ground or reason; nobody is registered (个人信息保护法 六、三十四).
    """
    given = {NO_GROUND: ground not in GROUNDS, NO_REASON: thin(reason)}
    refuse_if(
        [
            *informant_obstacles(case=case, viewer=by),
            *(obstacle for obstacle, missing in given.items() if missing),
        ]
    )
    act = Act.objects.filter(case=case).exclude(personal="").earliest("seq")
    told = json.loads(act.personal)
    event = events.InformantOpened(case.pk, act.pk, ground, reason.strip())
    journal.record(event, subject=case.dossier_id, by=by, at=at)
    return Informant(told.get("informant", ""), told.get("informant_phone", ""))
