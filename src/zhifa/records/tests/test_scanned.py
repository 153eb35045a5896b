"""Pages signed on paper are bound behind their paper, or named there when they cannot be."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from zhifa.kernel.access import SYSTEM
from zhifa.records import reads
from zhifa.records.models import Document
from zhifa.records.tests import hands, make, seals

pytestmark = pytest.mark.usefixtures("fonts")

MAIN = Document.Volume.MAIN
SHORT, LONG = 2, 21
JPEG_HEAD = {
    "/Type": pikepdf.Name.XObject,
    "/Subtype": pikepdf.Name.Image,
    "/Width": 60,
    "/Height": 80,
    "/ColorSpace": pikepdf.Name.DeviceGray,
    "/BitsPerComponent": 8,
    "/Filter": pikepdf.Name.DCTDecode,
}


@pytest.fixture(autouse=True)
def _ready() -> Iterator[None]:
    with seals.open_gate():
        yield


def from_outside(pages: int, *, password: str = "", words: bool = False) -> bytes:
    """A PDF as a scanner makes it: a picture a page. words: with text beside it."""
    with pikepdf.new() as made:
        for _ in range(pages):
            page = made.add_blank_page(page_size=(595, 842))
            picture = pikepdf.Stream(made, hands.JPEG)
            picture.update(JPEG_HEAD)
            name = page.add_resource(picture, pikepdf.Name.XObject)
            page.contents_add(f"q 595 0 0 842 0 0 cm {name} Do Q".encode())
            if words:  # and a picture among them
                page.add_resource(pikepdf.Dictionary(), pikepdf.Name.Font)
        lock = pikepdf.Encryption(owner=password, user=password) if password else False
        made.save(out := io.BytesIO(), encryption=lock)
    return out.getvalue()


def odd(space: Any, bits: int = 8) -> bytes:
    """A PDF with a picture in colours that nobody expects of a scanner."""
    with pikepdf.new() as made:
        page, picture = made.add_blank_page(), pikepdf.Stream(made, bytes(64))
        told = {"/Width": 4, "/Height": 4, "/ColorSpace": space, "/BitsPerComponent": bits}
        picture.update({**{name: JPEG_HEAD[name] for name in ("/Type", "/Subtype")}, **told})
        name = page.add_resource(picture, pikepdf.Name.XObject)
        page.contents_add(f"q 595 0 0 842 0 0 cm {name} Do Q".encode())
        made.save(out := io.BytesIO())
    return out.getvalue()


SPOT = [pikepdf.Name.Separation, pikepdf.Name.Spot, pikepdf.Name.DeviceCMYK, pikepdf.Dictionary()]


def volume(paper: Document) -> list[str]:
    data = reads.bound(dossier_id=paper.dossier_id, volume=MAIN, viewer=SYSTEM)
    return [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


def paper_with(scan: bytes, **more: Any) -> Document:
    paper = make.document(template="W15")
    hands.sign(paper, **{"way": "scan", "strokes": "", "image": "", **more}, scan=scan)
    make.document(paper.dossier, "W57", make.facts("W57"))
    return paper


@pytest.mark.parametrize(
    ("scan", "pages"),
    [(hands.JPEG, 1), (hands.png(), 1), (from_outside(SHORT), SHORT)],
    ids=["jpeg", "png", "pdf"],
)
def test_a_signed_page_stands_behind_its_paper(scan: bytes, pages: int) -> None:
    paper = paper_with(scan)
    row = paper.party_signatures.get()
    own = len(PdfReader(io.BytesIO(reads.pdf(document=paper, viewer=SYSTEM))).pages)
    found = volume(paper)
    behind = found[2 + own : 2 + own + pages]
    assert all("签名页扫描件" in page and str(row.file_id) in page for page in behind)
    assert [page[-1] for page in behind] == [str(own + n + 1) for n in range(pages)]
    line, after = reads.catalogue(dossier_id=paper.dossier_id, viewer=SYSTEM).main
    assert (line.pages, after.first) == (own + pages, own + pages + 1)
    assert len(found) == 2 + own + pages + after.pages + 1
    assert "不能装订" not in "".join(found)


@pytest.mark.parametrize(
    "scan",
    [
        from_outside(SHORT, password="x" * 3),
        from_outside(LONG),
        from_outside(SHORT, words=True),
        b"%PDF-1.7 not one %%EOF",
        odd(pikepdf.Name.Pattern),
        odd(pikepdf.Name.DeviceGray, bits=3),
        odd(pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Array(SPOT), 1, pikepdf.String("ab")])),
    ],
    ids=["locked", "long", "words", "broken", "pattern", "bits", "spot"],
)
def test_what_cannot_be_bound_is_named_with_its_digest(scan: bytes) -> None:
    paper = paper_with(scan)
    (page,) = [page for page in volume(paper) if "不能装订进本册" in page]
    assert str(paper.party_signatures.get().file_id) in page


def test_the_same_scans_give_the_same_bytes_of_pdf_a() -> None:
    paper = paper_with(hands.JPEG)
    data, again = (
        reads.bound(dossier_id=paper.dossier_id, volume=MAIN, viewer=SYSTEM) for _ in range(2)
    )
    assert data == again
    with pikepdf.open(io.BytesIO(data)) as book, book.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")


def test_the_hand_of_a_witness_on_paper_is_bound_too() -> None:
    paper = paper_with(hands.JPEG, way="refused", reason="认为处罚过重，拒绝签名。", witness="某丙")
    assert any("见证人某丙" in page for page in volume(paper))


def test_ink_on_glass_is_in_the_paper_itself_and_needs_no_page() -> None:
    paper = make.document(template="W15")
    hands.sign(paper)
    assert not reads.catalogue(dossier_id=paper.dossier_id, viewer=SYSTEM).main[1:]
    assert "签名页扫描件" not in "".join(volume(paper))
