"""A list of certificates taken over: all of it, or nothing."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.agencies import events, obstacles
from zhifa.agencies.actions.certificates import Card as Printed
from zhifa.agencies.actions.certificates import cancel_certificate, enter_card, suspend_certificate
from zhifa.agencies.reads import Report, Step, card_report
from zhifa.agencies.rules.card_list import SUSPENDED
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import refuse_if

REASON = "证件名单载明暂扣"
CANCELLED = "证件名单载明注销"


def _take(step: Step, by: Actor, at: datetime) -> None:
    today, line = localdate(at), step.line
    row = step.certificate
    if step.holder and step.agency:
        areas = line.areas or (step.agency.area_code,)
        card = Printed(line.number, line.kind, areas, line.valid_from, line.valid_until)
        row = enter_card(holder=step.holder, agency=step.agency, card=card, by=by, at=at)
    if row is not None and line.state == SUSPENDED:
        suspend_certificate(
            certificate=row, from_on=today, until_on=None, reason=REASON, by=by, at=at
        )
    if row is not None and step.deed == "cancel":
        on = max(today, row.valid_from)
        cancel_certificate(certificate=row, on=on, reason=CANCELLED, by=by, at=at)


@transaction.atomic
def import_cards(*, data: bytes, by: Actor, at: datetime) -> Report:
    """Take over a list: new certificates, and what was suspended or cancelled elsewhere.

    A list taken over already changes nothing and leaves no entry. Raises BadFile.
    Refused: without certificate:edit at a body of the list; when any line has a fault.
    """
    report = card_report(data=data, on=localdate(at), viewer=by)
    bodies = {s.agency.pk for s in report.steps if s.agency}
    bodies |= {s.certificate.agency_id for s in report.steps if s.certificate}
    mine = {o for pk in (bodies or {0}) for o in unless(by, "certificate:edit", pk)}
    refuse_if([*mine, *([obstacles.BAD_LIST] if report.faults else [])])
    for step in report.steps:
        _take(step, by, at)
    if report.steps:
        event = events.CertificatesImported(
            sha256(data).hexdigest(),
            report.count("issue"),
            report.count("suspend"),
            report.count("cancel"),
        )
        journal.record(event, subject="certificates", by=by, at=at)
    return report
