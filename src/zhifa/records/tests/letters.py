"""Letters to parties, their reports, and what stands against serving them."""

from datetime import datetime, timedelta

import pytest

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, postman, reads
from zhifa.records.models import Document, Sending
from zhifa.records.tests import make, seals

HOUR = timedelta(hours=1)
REPORT = """\
From: postmaster@mail.example
To: zhifa@district.example
Date: Mon, 02 Mar 2026 {at} +0800
Subject: report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

words for people
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
{envelope}

Final-Recipient: rfc822; a@b.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b
Content-Type: text/rfc822-headers

Message-ID: <{ref}@district.example>
Subject: x

--b--
"""


def paper(account: str = "电子邮箱 a@b.example") -> Document:
    """A sealed paper of a party that agreed to be reached by wire."""
    made = seals.sealed(seals.paper())
    reach = actions.Reach(
        "某公司", "某街 8 号", "某甲", "13800000000", electronic=True, account=account
    )
    actions.confirm_address(
        dossier=made.dossier,
        reach=reach,
        signed_on=make.DAY,
        by=make.actor("officer", made.dossier.agency),
        at=make.AT,
    )
    return made


def order(what: Document, at: datetime = make.AT) -> Sending:
    by = make.actor("officer", what.dossier.agency)
    return actions.order_sending(document_id=what.pk, by=by, at=at)


def sent(what: Document) -> Sending:
    """A paper that the mail server has taken."""
    row = order(what)
    assert postman.carry_out(sending_id=row.pk, by=SYSTEM, at=make.AT) == ""
    return row


def state(row: Sending) -> str:
    return reads.sending(sending_id=row.pk, viewer=SYSTEM).state


def refused(what: Document) -> set[str]:
    with pytest.raises(Refused) as no:
        order(what)
    return set(no.value.codes)


def report(row: Sending, action: str, *, at: str = "15:30:00", envelope: bool = True) -> bytes:
    told = f"Original-Envelope-Id: {row.pk}" if envelope else "X-Nothing: here"
    status = "2.0.0" if action == "delivered" else "5.1.1"
    filled = REPORT.format(
        at=at, envelope=told, action=action, status=status, said="550 no such user", ref=row.pk
    )
    return filled.replace("\n", "\r\n").encode()


def serve(what: Document, **more: object) -> set[str]:
    """What stands against having served it electronically."""
    try:
        actions.serve(
            document=what,
            how=make.delivery(way="electronic", **more),
            by=SYSTEM,
            at=make.AT + HOUR * 30,
        )
    except Refused as no:
        return set(no.codes)
    return set()
