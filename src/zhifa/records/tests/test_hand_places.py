"""Where hands go when there are many, and that each is proven, drawn or not."""

import io
from collections.abc import Iterator
from itertools import combinations

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PageObject, PdfReader

from zhifa.kernel import verify
from zhifa.kernel.access import SYSTEM
from zhifa.records import reads, watches
from zhifa.records.models import HandProof, ProofDue, Signature
from zhifa.records.signing import party, pdf
from zhifa.records.tests import hands, make, seals
from zhifa.records.tests.test_scribe import laid_in

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture(autouse=True)
def _ready() -> Iterator[None]:
    with seals.open_gate():
        yield


@pytest.mark.parametrize("template", ["W15", "W20", "W57"])
def test_any_number_of_hands_touches_no_text_and_no_other(template: str) -> None:
    paper = make.document(template=template)
    data = reads.pdf(document=paper, viewer=SYSTEM)
    spots = [party.spot_of(data, n) for n in range(40)]
    boxes = [(s.page, *s.box) for s in spots if s.box]
    assert 5 < len(boxes) < 40
    assert not any(s.drawn for s in spots[len(boxes) :]), "kept, but drawn nowhere"
    for a, b in combinations(boxes, 2):
        beside = a[3] <= b[1] or b[3] <= a[1] or a[4] <= b[2] or b[4] <= a[2]
        assert a[0] != b[0] or beside
    in_margin = [box for box in boxes if box[2] < 30 * pdf.MM or box[4] > 842 - 32 * pdf.MM]
    assert len(boxes) - len(in_margin) <= 2, "behind the line itself"
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages):
        for left, low, right, high in (box[1:] for box in in_margin if box[0] == number):
            for x, y in baselines(page):
                assert not (left <= x <= right and low <= y <= high), template


def baselines(page: PageObject) -> list[tuple[float, float]]:
    """Where each run of text of a page begins."""
    found: list[tuple[float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.append((tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=note)
    assert found
    return found


def test_a_hand_that_finds_no_place_is_kept_and_stamped_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = make.document(template="W15")
    hands.sign(paper)
    nowhere = party.Spot(0, 0, 0, drawn=False)
    monkeypatch.setattr(party, "spot_of", lambda *_: nowhere)
    data = laid_in(paper)
    form = PdfFileReader(io.BytesIO(data)).root["/AcroForm"]
    (field,) = (ref.get_object() for ref in form["/Fields"])
    assert list(field["/Rect"]) == [0, 0, 0, 0]
    assert "/AP" not in field
    (verdict,) = reads.verdicts(document=paper, viewer=SYSTEM, at=make.AT) or []
    assert verdict.good
    assert HandProof.objects.count() == 1


def test_a_paper_that_only_a_party_signed_is_proven_for_the_long_term_too() -> None:
    paper = make.document(template="W15")
    hands.sign(paper)
    make.seal(paper.dossier)
    laid_in(paper)
    assert ProofDue.objects.filter(kind="archive").count() == 1
    watches.preserve_papers(now=make.AT)
    kinds = Signature.objects.filter(document=paper).order_by("revision")
    assert list(kinds.values_list("kind", flat=True)) == ["party", "archive"]
    data = reads.signed_pdf(document=paper, viewer=SYSTEM)
    store = PdfFileReader(io.BytesIO(data)).root["/DSS"]
    assert len(store["/Certs"]) > 1
    assert len(store["/CRLs"]) >= 1
    assert all(v.good for v in reads.verdicts(document=paper, viewer=SYSTEM, at=make.AT) or [])
    assert not ProofDue.objects.exists()
    assert not list(verify.verify())
