"""A party's hand in the PDF: seen on the page, time-stamped, what was signed before stays whole."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import x509
from cryptography.x509 import load_der_x509_certificate
from django.db import DatabaseError, transaction
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from zhifa.kernel import verify
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.records import actions, office, reads, scribe, watches
from zhifa.records.models import Document, HandProof, PartySignature, ProofDue, Signature
from zhifa.records.reads.files import path_of
from zhifa.records.rules.pictures import ink_of, picture_size
from zhifa.records.signing import party, pdf
from zhifa.records.signing.providers import provider
from zhifa.records.tests import hands, make, seals
from zhifa.records.verifier.cms import Trust, stamp_time
from zhifa.records.verifier.der import Broken

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture(autouse=True)
def _ready() -> Iterator[None]:
    with seals.open_gate():
        yield


def laid_in(paper: Document) -> bytes:
    watches.lay_in_hands(now=make.AT)
    return reads.signed_pdf(document=paper, viewer=SYSTEM)


def seen(data: bytes) -> str:
    """What a reader sees on the pages, fields and all."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.flatten_annotations("all")
        pdf.save(flat := io.BytesIO())
    pages = PdfReader(flat).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def sound(data: bytes) -> list[bool]:
    """Every signature by pyHanko itself, with what was added after it."""
    roots = [x509.Certificate.load(der) for der in provider().roots()]
    found = []
    for one in PdfFileReader(io.BytesIO(data)).embedded_signatures:
        context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=make.AT)
        if one.sig_object_type != "/DocTimeStamp":
            found.append(bool(validate_pdf_signature(one, context, context).bottom_line))
    return found


def test_the_hand_stands_behind_the_partys_line_with_its_digest_and_time() -> None:
    paper = make.document(template="W15")
    row = hands.sign(paper)
    office.keep_pdf(document_id=paper.pk, by=SYSTEM, at=make.AT)
    before = reads.signed_pdf(document=paper, viewer=SYSTEM)
    data = laid_in(paper)
    assert data.startswith(before)  # an increment: not a byte before it has changed
    words = seen(data)
    assert "某甲\u3000现场手写签名" in words
    assert str(row.sheet_id) in words
    assert "2026-03-02" in words
    made = Signature.objects.get(document=paper)
    assert (made.kind, made.field, made.stamped_at) == ("party", "Party1", make.AT)
    proof = HandProof.objects.get(signature=row)
    assert (proof.drawn_id, proof.stamped_at) == (made.pk, make.AT)
    (verdict,) = reads.verdicts(document=paper, viewer=SYSTEM, at=make.AT) or []
    assert verdict.good
    mark = next(r for _, r in pdf.links(before) if r[2] - r[0] < pdf.NARROW)
    spot = party.spot_of(before, 0)
    assert spot.x > mark[2]
    assert spot.y < mark[1] < mark[3] < spot.y + party.HIGH
    assert not ProofDue.objects.exists()
    assert not list(verify.verify())
    watches.lay_in_hands(now=make.AT)
    assert HandProof.objects.count() == 1


def test_a_seal_made_before_holds_by_two_independent_programs(tmp_path: Path) -> None:
    paper = seals.sealed(seals.paper(template="W20"))
    first = reads.signed_pdf(document=paper, viewer=SYSTEM)
    hands.sign(paper)
    data = laid_in(paper)
    assert data.startswith(first)
    assert sound(data) == [True]
    assert all(v.good for v in reads.verdicts(document=paper, viewer=SYSTEM, at=make.AT) or [])
    assert reads.seal_state(document_id=paper.pk, viewer=SYSTEM).sealed
    if shutil.which("pdfsig") is None:
        pytest.skip("no pdfsig on this machine: apt install poppler-utils")
    assert "Signature is Valid." in pdfsig(tmp_path, data)
    bad = bytearray(data)
    bad[200] ^= 1
    assert "Signature is Valid." not in pdfsig(tmp_path, bytes(bad))


def pdfsig(folder: Path, data: bytes) -> str:
    (folder / "paper.pdf").write_bytes(data)
    done = subprocess.run(
        ["pdfsig", "-nocert", "paper.pdf"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_a_seal_made_after_covers_the_hand() -> None:
    paper = seals.paper(template="W20")
    hands.sign(paper)
    laid_in(paper)
    seals.sealed(paper)
    data = reads.signed_pdf(document=paper, viewer=SYSTEM)
    assert sound(data) == [True]
    kinds = list(Signature.objects.order_by("revision").values_list("kind", flat=True))
    assert kinds == ["party", "seal"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"way": "scan", "strokes": "", "image": "", "scan": hands.PDF}, "签名页扫描件"),
        ({"way": "refused", "reason": "看完后拒绝签名。", "witness": "某丙"}, "见证人某丙"),
    ],
)
def test_scans_and_refusals_are_told_in_the_paper_too(more: dict[str, Any], said: str) -> None:
    paper = make.document(template="W15")
    hands.sign(paper, **more)
    assert said in seen(laid_in(paper))


def test_several_hands_stand_beside_each_other() -> None:
    paper = make.document(template="W15")
    for n, name in enumerate(("某甲", "某乙", "某丁", "某戊")):
        hands.sign(paper, signer=name, strokes=hands.strokes(paper, begin=10 + n))
    data = laid_in(paper)
    words = seen(data)
    assert all(f"{name}\u3000现场手写签名" in words for name in ("某甲", "某乙", "某丁", "某戊"))
    boxes = [box for n in range(4) if (box := party.spot_of(data, n).box)]
    assert len(boxes) == 4
    assert all(0 <= b[0] < b[2] <= 595 and b[1] >= 0 for b in boxes)
    apart = [(a, b) for a in boxes for b in boxes if a < b]
    assert all(a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1] for a, b in apart)


def test_a_paper_drawn_before_there_was_a_mark_takes_the_hand_at_its_date() -> None:
    old = seals.paper(template="W26")
    data = reads.signed_pdf(document=old, viewer=SYSTEM)
    assert all(r[2] - r[0] > pdf.NARROW for _, r in pdf.links(data))
    assert party.spot_of(data, 0).x == party.LEFT
    bare = make.document(template="W36")
    none = reads.signed_pdf(document=bare, viewer=SYSTEM)
    assert pdf.links(none) == []
    assert party.spot_of(none, 0).y > 842 - 32 * pdf.MM, "in the head: nobody knows where text ends"


def test_the_token_proves_this_hand_and_no_other() -> None:
    paper = make.document(template="W15")
    one = hands.sign(paper)
    two = hands.sign(paper, signer="某乙", strokes=hands.strokes(paper, begin=30))
    laid_in(paper)
    trust = Trust([load_der_x509_certificate(der) for der in provider().roots()], [], [])
    tokens = {r.pk: path_of(r.proof.file_id).read_bytes() for r in (one, two)}
    said = reads.hand_statement(row=PartySignature.objects.get(pk=one.pk))
    assert stamp_time(tokens[one.pk], said, trust) == make.AT
    with pytest.raises(Broken, match="时间戳不是给这份内容的"):
        stamp_time(tokens[two.pk], said, trust)


def test_without_the_clock_the_hand_waits_and_so_does_the_volume(
    tmp_path: Path, settings: Settings
) -> None:
    home = make.dossier()
    paper = make.document(home, "W15")
    with seals.service(tmp_path / "far") as (peer, options):
        settings.SIGNING = {**settings.SIGNING, **options}
        peer.hour, peer.clock_down = make.AT, True
        hands.sign(paper)
        assert not scribe.lay_in(document=paper, by=SYSTEM, at=make.AT)
        assert not Signature.objects.exists()
        make.seal(home)
        watches.bind_volumes(now=make.AT)
        assert not reads.volumes(dossier_id=home.pk, viewer=SYSTEM)
        peer.clock_down = False
        watches.lay_in_hands(now=make.AT)
        assert HandProof.objects.count() == 1
        watches.bind_volumes(now=make.AT)
    main = reads.volumes(dossier_id=home.pk, viewer=SYSTEM)[0]
    bound = reads.volume_data(row=main, viewer=SYSTEM)
    words = "".join(p.extract_text() for p in PdfReader(io.BytesIO(bound)).pages)
    assert "某甲\u3000现场手写签名" in words.replace(" ", "")


def test_a_hand_whose_bytes_are_lost_is_not_laid_in_and_stops_nobody() -> None:
    paper, other = make.document(template="W15"), make.document(template="W09")
    lost = hands.sign(paper)
    path_of(str(lost.file_id)).unlink()
    hands.sign(other, image=hands.image(hands.png(50)), strokes=hands.strokes(other, begin=70))
    watches.lay_in_hands(now=make.AT + timedelta(minutes=1))
    assert list(HandProof.objects.values_list("signature__document", flat=True)) == [other.pk]
    assert not ProofDue.objects.exists()
    told = Entry.objects.get(kind="records.PartyHandsUnproven")
    assert told.payload["signatures"] == [lost.pk]


def test_two_workers_lay_one_hand_in_once() -> None:
    paper = make.document(template="W15")
    row = hands.sign(paper)
    laid_in(paper)
    made = actions.Made("party", "Party2", b"x", make.AT)
    proof = actions.Proof(b"t", make.AT, made)
    again: dict[str, Any] = {"signature_id": row.pk, "proof": proof, "by": SYSTEM, "at": make.AT}
    assert not actions.keep_hand(**again, base=2)
    second = hands.sign(paper, signer="某乙", strokes=hands.strokes(paper, begin=40))
    assert not actions.keep_hand(**{**again, "signature_id": second.pk}, base=1)


def test_the_database_keeps_proofs_and_knows_whose_hand_is_drawn() -> None:
    paper, other = make.document(template="W15"), make.document(template="W09")
    hands.sign(paper)
    laid_in(paper)
    proof, made = HandProof.objects.get(), Signature.objects.get()
    with pytest.raises(DatabaseError, match="records_handproof_no_update"), transaction.atomic():
        HandProof.objects.filter(pk=proof.pk).update(made_at=make.AT + timedelta(days=1))
    made.pk, made.document, made._state.adding = "X", other, True
    with pytest.raises(DatabaseError, match="signature_party_unsigned"), transaction.atomic():
        made.save(force_insert=True)


def test_only_the_ink_of_a_picture_is_laid_in() -> None:
    drawn = hands.png(
        40, 20, b"".join(b"\0" + (b"\xff" * 10 + b"\0" * 20 + b"\xff" * 10) for _ in range(20))
    )
    assert picture_size(ink_of(drawn), "PNG", 100) == (20, 20)
    assert ink_of(hands.png()) == b""
