"""A volume bound to one PDF: everything inside, pages in a row, marks of PDF/A, seals visible."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from zhifa.kernel.access import SYSTEM
from zhifa.records import gates, reads
from zhifa.records.models import Document
from zhifa.records.tests import make, seals
from zhifa.records.tests.test_pdf import long_paper

pytestmark = pytest.mark.usefixtures("fonts")

MAIN, SIDE = Document.Volume.MAIN, Document.Volume.SIDE


def pages(data: bytes) -> list[str]:
    return [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


def volume() -> Document:
    paper = long_paper()
    make.document(paper.dossier, "W57", make.facts("W57"))
    make.document(paper.dossier, "W36")
    make.document(paper.dossier, "W59", make.facts("W59", act__checked="缺页一张，已说明。"))
    return paper


def test_a_volume_holds_cover_contents_papers_in_order_and_the_end_sheet() -> None:
    paper = volume()
    home = paper.dossier
    found = pages(reads.bound(dossier_id=home.pk, volume=MAIN, viewer=SYSTEM))
    own = len(pages(reads.signed_pdf(document=paper, viewer=SYSTEM)))
    assert len(found) == 2 + own + 1 + 1
    assert "行政执法案卷" in found[0]
    assert "正卷" in found[0]
    assert f"本卷2件{own + 1}页" in found[0]
    assert "卷内目录" in found[1]
    assert f"1{paper.title}" in found[1]
    assert "卷宗封面" not in found[1]  # the sheet that this cover stands for
    assert "备考表" in found[-1]
    assert "缺页一张，已说明。" in found[-1]
    for number, page in enumerate(found[2:-1], 1):
        assert page.endswith(str(number)), page[-20:]
    turned = pages(
        reads.bound(dossier_id=home.pk, volume=MAIN, viewer=SYSTEM, order=["W57", "W44"])
    )
    assert "送达回证" in turned[2]


def test_the_inner_volume_is_another_file() -> None:
    paper = volume()
    found = pages(reads.bound(dossier_id=paper.dossier_id, volume=SIDE, viewer=SYSTEM))
    assert "副卷（内部）" in found[0]
    assert "调查终结报告" in found[2]
    assert not any("行政处罚决定书" in page for page in found[2:])


def test_an_empty_volume_can_be_bound_too() -> None:
    home = make.document(template="W44").dossier
    found = pages(reads.bound(dossier_id=home.pk, volume=SIDE, viewer=SYSTEM))
    assert len(found) == 3
    assert "尚未归档" in found[-1]


def test_the_same_dossier_gives_the_same_bytes_marked_as_pdf_a() -> None:
    home = volume().dossier
    first = reads.bound(dossier_id=home.pk, volume=MAIN, viewer=SYSTEM)
    assert first == reads.bound(dossier_id=home.pk, volume=MAIN, viewer=SYSTEM)
    with pikepdf.open(io.BytesIO(first)) as book:
        with book.open_metadata() as about:
            assert about.pdfa_status == "2B"
        assert "/OutputIntents" in book.Root
        assert "/AcroForm" not in book.Root
        with book.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                "行政处罚决定书", "送达回证", "备考表",
            ]  # fmt: skip


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler is not installed: make setup")
def test_every_font_is_inside(tmp_path: Path) -> None:
    home = volume().dossier
    place = tmp_path / "main.pdf"
    place.write_bytes(reads.bound(dossier_id=home.pk, volume=MAIN, viewer=SYSTEM))
    told = subprocess.run(["pdffonts", place], capture_output=True, text=True, check=True).stdout
    rows = [line for line in told.splitlines()[2:] if line.strip()]
    assert rows
    for row in rows:
        assert re.search(r"\byes yes (yes|no)\s+\d+\s+\d+$", row), row


@pytest.fixture
def _ordered() -> Iterator[None]:
    before = gates.installed()
    gates.install([], [lambda **_: None, lambda **_: ["W57", "W44"]])
    yield
    gates.install(*before)


def test_an_open_gate_puts_every_part_back() -> None:
    before = gates.installed()
    with seals.open_gate():
        assert gates.installed() != before
    assert gates.installed() == before
    assert all(before), "each part is wired"


@pytest.mark.usefixtures("_ordered")
def test_the_rooms_above_say_the_order() -> None:
    assert gates.order_of("x") == ["W57", "W44"]
    gates.install([])
    assert gates.order_of("x") == ()


def _red(folder: Path, data: bytes, page: int) -> int:
    """Pixels of a page that are the red of a seal."""
    (folder / "book.pdf").write_bytes(data)
    wanted = ["-f", str(page), "-l", str(page), "-r", "60", "-singlefile"]
    command = ["pdftoppm", "-png", *wanted, str(folder / "book.pdf"), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True)
    with Image.open(folder / "page.png") as picture:
        colours = picture.convert("RGB").getcolors(1 << 24) or []
    return sum(n for n, (r, g, b) in colours if r > 180 and g < 90 and b < 90)  # type: ignore[misc]


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler is not installed: make setup")
def test_a_seal_is_still_seen_in_the_volume(tmp_path: Path) -> None:
    with seals.open_gate():
        sealed, plain = seals.sealed(seals.paper()), seals.paper()
    for paper, seen in ((sealed, True), (plain, False)):
        data = reads.bound(dossier_id=paper.dossier_id, volume=MAIN, viewer=SYSTEM)
        assert (_red(tmp_path, data, 3) > 300) is seen
        assert b"/Sig" not in data
