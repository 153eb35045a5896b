"""The party's hand on a paper: bound to the words that were read, never changed."""

from datetime import UTC, datetime

from django.db import transaction

from zhifa.kernel import journal, seals
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.texts import thin
from zhifa.records import events, gates
from zhifa.records.actions._open import still_open, strangers
from zhifa.records.actions._proofs import signed_now
from zhifa.records.actions._store import store
from zhifa.records.models import Document, PartySignature, StoredFile, Withdrawal
from zhifa.records.rules import glass as rules
from zhifa.records.rules import media
from zhifa.records.rules.glass import SIGNED, Hand

SUFFIX = {"image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf"}


def _officers(paper: Document) -> str:
    """The names of those who made a paper, as it says."""
    told = (paper.fields.get(name) for name in ("act.officers", "officers"))
    return "、".join(str(one) for one in told if one)


def _way_obstacles(paper: Document, hand: Hand) -> list[Obstacle]:
    if hand.way not in PartySignature.Way.values:
        return [rules.UNKNOWN_WAY]
    if hand.way in SIGNED:
        return rules.hand_obstacles(hand, paper.pk)
    given = bool(hand.strokes or hand.scan)
    return (
        rules.refusal_obstacles(hand, thin=thin(hand.reason), officers=_officers(paper))
        + strangers(paper.dossier_id, recording_id=hand.film)
        + (rules.hand_obstacles(hand, paper.pk) if given else [])
    )


def _obstacles(paper: Document, hand: Hand) -> list[Obstacle]:
    mine = PartySignature.objects.filter(document=paper, signer=hand.signer.strip()[:60])
    now = seals.sha256(seals.canonical(paper.content))
    checks = {
        rules.NO_LINE: not rules.party_line(paper.content),
        rules.WITHDRAWN: Withdrawal.objects.filter(document=paper).exists(),
        rules.CHANGED: {hand.words, now} != {paper.sha256},
        rules.NO_SIGNER: not hand.signer.strip(),
        rules.ALREADY: mine.filter(way__in=SIGNED).exists(),
    }
    first = [obstacle for obstacle, broken in checks.items() if broken]
    return first or _way_obstacles(paper, hand)


def _ink(hand: Hand) -> str:
    told = rules.strokes_of(hand.strokes) if hand.by_pen else None
    return seals.sha256(seals.canonical(told["strokes"])) if told else ""


def _kept(row: PartySignature, hand: Hand) -> list[StoredFile]:
    """Keep picture and strokes, bound to each other and to the paper; the new rows of files."""
    data = rules.picture_of(hand) if hand.by_pen else hand.scan
    if not data:
        return []
    kind, fresh = media.sniff(data[: media.HEAD]), []
    name = f"{row.signer}签名.{SUFFIX[kind]}"
    row.file, new = store([data], name=name, media_type=kind, at=row.signed_at)
    fresh += [row.file] if new else []
    if hand.by_pen:
        sheet = seals.canonical(_sheet(row, hand)).encode()
        name = f"{row.signer}笔迹.json"
        row.sheet, new = store([sheet], name=name, media_type="application/json", at=row.signed_at)
        fresh += [row.sheet] if new else []
    return fresh


def _sheet(row: PartySignature, hand: Hand) -> dict[str, object]:
    """Everything that was true when the pen was lifted, in one text."""
    told = rules.strokes_of(hand.strokes) or {}
    return {
        "format": rules.FORMAT,
        "signature": row.pk,
        "document": row.document_id,
        "words": row.words,
        "image": row.file_id,
        "signer": row.signer,
        "way": row.way,
        "witness": row.witness,
        "signed_at": row.signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "width": told.get("width"),
        "height": told.get("height"),
        "strokes": told.get("strokes"),
    }


@transaction.atomic
def sign_paper(*, document_id: str, hand: Hand, by: Actor, at: datetime) -> PartySignature:
    """Keep the party's signature on a paper, or its refusal with a witness or a film.

    Refused: `by` may not file records at the agency, has left the case or is no officer of it; the
    dossier is sealed; the paper has no line for a party, has lost its force, or its words are not
    those that were read; signed before; no name; the hand is empty, of another paper, or no
    picture (电子签名法 第十三条); a refusal without its reason, or without a witness's hand and a
    film (最高人民法院关于行政诉讼证据若干问题的规定 第十五条；民事诉讼法 第八十九条).
    """
    paper = Document.objects.select_related("dossier").get(pk=document_id)
    home = paper.dossier_id
    refuse_if(
        unless(by, "record:file", paper.dossier.agency_id)
        + (gates.barred(home, by=by) or gates.not_theirs(home, by=by))
    )
    still_open(home)
    refuse_if(_obstacles(paper, hand))
    ink = _ink(hand)
    used = bool(ink) and PartySignature.objects.filter(ink=ink).exists()
    refuse_if([rules.OTHER_PAPER] if used else [])
    refused = hand.way not in SIGNED
    row = PartySignature(
        document=paper,
        way=hand.way,
        signer=hand.signer.strip()[:60],
        words=paper.sha256,
        ink=ink,
        reason=hand.reason.strip()[:200] if refused else "",
        witness=hand.witness.strip()[:60] if refused else "",
        film_id=(hand.film or None) if refused else None,
        signed_at=at,
        noted_by=by.key,
    )
    fresh = _kept(row, hand)
    row.save(force_insert=True)
    event = events.PartySigned(home, paper.pk, row.pk, row.way, row.words)
    journal.record(event, subject=home, by=by, at=at, rows=[row, *fresh])
    signed_now(paper)
    return row
