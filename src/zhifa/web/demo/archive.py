"""What the demo's archivists did: a package returned, made anew and taken in."""

import json
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localdate

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.nicknames import FILES
from zhifa.records import actions, reads, transferring
from zhifa.web.demo.cast import Body
from zhifa.web.demo.district import HERE

ARCHIVE = f"{HERE}档案馆"
MISSING = "卷内备考表没有写明立卷人，补正后重新移交。"


def hand_over(bodies: list[Body], now: datetime) -> int:
    """K1 goes to the archive office twice: the first package comes back. How many were made."""
    folder = settings.VAR / "demo"
    named = json.loads((folder / FILES["dossier"]).read_text(encoding="utf-8"))
    dossier = reads.dossier(dossier_id=named["K1"], viewer=SYSTEM)
    home = next(body for body in bodies if body.agency.pk == dossier.agency_id)
    order = transferring.Order(home.agency, [dossier], ARCHIVE)
    rounds = (("returned", MISSING), ("accepted", ""))
    for place, (verdict, reason) in enumerate(rounds, 1):
        at = now + timedelta(minutes=place)
        out = folder / "packages" / f"{place}"
        made = transferring.transfer(order=order, out=out, by=SYSTEM, at=at)
        answer = reads.Answer(verdict, "李馆员", localdate(at), made.sha256, reason)
        by = home.signed("archivist", localdate(at))
        actions.note_receipt(transfer_id=made.pk, answer=answer, by=by, at=at)
    return len(rounds)
