"""A party's signature by machine: what was signed or refused, and registering it."""

import json
from base64 import b64decode
from binascii import Error as NotBase64
from datetime import datetime

from ninja import Router, Schema

from zhifa.kernel.refusals import Malformed
from zhifa.records import actions, reads
from zhifa.records.models import Document, PartySignature
from zhifa.web.api.auth import Asked, demand, writes
from zhifa.web.api.cases import REFUSALS, paper_or_404
from zhifa.web.api.schemas import Body, Problem

router = Router(tags=["当事人签名"])
LONGEST = 60
NOT_BASE64 = "签名页扫描件：按 Base64 编码写。"


class HandIn(Body):
    """way: glass, scan, refused or absent. words: digest of the paper's words as they were read.

    strokes: points as [x, y, ms] in strokes, with width and height of the glass. image: PNG as
    data:image/png;base64. scan: a scanned page, Base64. film: id of a recording.
    """

    way: str
    signer: str
    words: str
    strokes: list[list[list[float]]] = []
    width: float = 0
    height: float = 0
    image: str = ""
    scan: str = ""
    reason: str = ""
    witness: str = ""
    film: str = ""


class HandOut(Schema):
    """holds: the paper still says what was signed. stamped_at: empty until its time is proven."""

    id: str
    document: str
    way: str
    signer: str
    words: str
    reason: str
    witness: str
    signed_at: datetime
    stamped_at: datetime | None
    holds: bool


def _told(hand: reads.PartyHand) -> HandOut:
    row = hand.row
    names = ("way", "signer", "words", "reason", "witness", "signed_at")
    return HandOut(
        id=row.pk,
        document=row.document_id,
        stamped_at=hand.proof.stamped_at if hand.proof else None,
        holds=hand.holds,
        **{name: getattr(row, name) for name in names},
    )


def _hand(paper: Document, body: HandIn) -> actions.Hand:
    """What came in as the page would send it."""
    told = {"document": paper.pk, "words": body.words}
    glass = {"width": body.width, "height": body.height, "strokes": body.strokes}
    try:
        scan = b64decode(body.scan, validate=True)
    except (NotBase64, ValueError):
        raise Malformed({"scan": [NOT_BASE64]}) from None
    return actions.Hand(
        way=body.way,
        signer=body.signer,
        words=body.words,
        strokes=json.dumps({**told, **glass}) if body.strokes else "",
        image=body.image,
        scan=scan,
        reason=body.reason,
        witness=body.witness,
        film=body.film,
    )


@router.get(
    "/documents/{document_id}/party-signatures",
    response={200: list[HandOut], **REFUSALS},
    summary="文书上的当事人签名",
)
def party_signatures(request: Asked, document_id: str) -> list[HandOut]:
    """Every signature and refusal on a paper, oldest first."""
    demand(request, "case:read")
    paper = paper_or_404(request, document_id)
    return [_told(one) for one in reads.party_hands(document=paper, viewer=request.actor)]


@writes(
    router,
    "/documents/{document_id}/party-signatures",
    response={200: HandOut, **REFUSALS, frozenset({409, 422}): Problem},
    summary="登记当事人签名或者拒签",
)
def sign(request: Asked, document_id: str, body: HandIn) -> HandOut:
    """Kept with the digest of what was read; the time-stamp follows by itself."""
    demand(request, "record:file")
    paper = paper_or_404(request, document_id)
    if len(body.signer.strip()) > LONGEST or len(body.witness.strip()) > LONGEST:
        raise Malformed({"signer": [f"姓名：不超过 {LONGEST} 字。"]})
    row: PartySignature = actions.sign_paper(
        document_id=paper.pk, hand=_hand(paper, body), by=request.actor, at=request.at
    )
    found = reads.party_hands(document=paper, viewer=request.actor)
    return _told(next(one for one in found if one.row.pk == row.pk))
