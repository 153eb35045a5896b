"""Papers as PDF/A: text that can be read, the same bytes every time, never boxes."""

import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.records import actions, reads
from zhifa.records.events import DocumentFiled
from zhifa.records.listeners import keep_pdf
from zhifa.records.models import Document, Rendition
from zhifa.records.reads import drawing
from zhifa.records.reads.files import path_of
from zhifa.records.tests import make

pytestmark = pytest.mark.usefixtures("fonts")


def text(data: bytes) -> str:
    pages = PdfReader(io.BytesIO(data)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def long_paper() -> Document:
    story = "当事人在某街经营某物。" * 400
    return make.document(template="W44", given=make.facts("W44", said__conclude__facts=story))


def test_the_words_can_be_read_back() -> None:
    given = make.facts("W44", party__name="喆堃犇垚示范公司", content__sentence="罚款人民币 12 元")
    found = text(reads.pdf(document=make.document(template="W44", given=given), viewer=SYSTEM))
    for word in ("行政处罚决定书", "喆堃犇垚示范公司", "罚款人民币12元", "六个月内", "第1页"):
        assert word in found, word


def test_it_says_it_is_an_archival_file() -> None:
    data = reads.pdf(document=make.document(), viewer=SYSTEM)
    assert b"<pdfaid:part>2" in data
    assert b"<pdfaid:conformance>B" in data


def test_pages_are_counted_as_a_reader_counts_them() -> None:
    data = reads.pdf(document=long_paper(), viewer=SYSTEM)
    count = len(PdfReader(io.BytesIO(data)).pages)
    assert count > 2
    assert drawing.pages_of(data) == count


DRAW = """
import sys; sys.path.insert(0, sys.argv[1])
import django; django.setup()
import hashlib, json
from datetime import date
from zhifa.records.reads.drawing import render
content = json.loads(sys.stdin.buffer.read())
print(hashlib.sha256(render(content, made=date(2026, 3, 2))).hexdigest())
"""


def test_the_same_words_give_the_same_bytes_in_another_process() -> None:
    paper = make.document(template="W36", given=make.facts("W36"))  # internal: no code on it
    here = hashlib.sha256(reads.pdf(document=paper, viewer=SYSTEM)).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", DRAW, str(Path(drawing.__file__).parents[3])],
        input=json.dumps(paper.content, ensure_ascii=True).encode(),
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "zhifa.web.settings"},
        capture_output=True,
        check=True,
    )
    assert there.stdout.decode().strip() == here


def test_the_worker_keeps_the_bytes_and_the_page_serves_them() -> None:
    paper = make.document()
    fresh = reads.pdf(document=paper, viewer=SYSTEM)
    event = DocumentFiled(paper.dossier_id, paper.pk, paper.template, paper.sha256)
    keep_pdf(event, happened_at=make.AT, now=make.AT)
    keep_pdf(event, happened_at=make.AT, now=make.AT)
    kept = Rendition.objects.get()
    assert (kept.document, kept.pages) == (paper, 1)
    assert path_of(kept.file_id).read_bytes() == fresh
    assert reads.pdf(document=paper, viewer=SYSTEM) == fresh
    assert Entry.objects.filter(kind="records.RenditionKept").count() == 1


def test_without_a_chinese_font_it_is_said_and_no_box_is_drawn(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = make.document()
    settings.FONTS, settings.VAR = [], tmp_path
    monkeypatch.setattr(drawing, "SYSTEM_FONTS", str(tmp_path))
    with pytest.raises(reads.FontsMissing, match="没有找到中文字体"):
        reads.pdf(document=paper, viewer=SYSTEM)


def test_both_volumes_are_paged_from_one_and_the_cover_is_not() -> None:
    paper = long_paper()
    home = paper.dossier
    make.document(home, "W57", make.facts("W57"))
    make.document(home, "W36")
    cover = make.document(home, "W59", make.facts("W59"))
    found = reads.catalogue(dossier_id=home.pk, viewer=SYSTEM)
    pages = drawing.pages_of(reads.pdf(document=paper, viewer=SYSTEM))
    assert [line.document.template for line in found.main] == ["W59", "W44", "W57"]
    assert found.main[0].document == cover
    assert [(line.first, line.last) for line in found.main] == [
        (0, 0),
        (1, pages),
        (pages + 1, pages + 1),
    ]
    assert [(line.first, line.last) for line in found.side] == [(1, 1)]
    assert (found.papers, found.pages) == (3, pages + 2)
    turned = reads.catalogue(dossier_id=home.pk, order=["W57", "W44"], viewer=SYSTEM)
    assert [line.document.template for line in turned.main] == ["W59", "W57", "W44"]
    assert "副卷目录" in text(reads.catalogue_pdf(dossier_id=home.pk, viewer=SYSTEM))
    wanted = reads.missing(dossier_id=home.pk, wanted=["W44", "W02"], viewer=SYSTEM)
    assert wanted == ["立案审批表"]


def test_files_are_where_the_settings_say() -> None:
    paper = make.document()
    actions.keep_rendition(document_id=paper.pk, by=SYSTEM, at=make.AT)
    assert list(Path(settings.FILES).rglob("*"))


@pytest.mark.parametrize(("template", "ends"), [("W36", 0), ("W44", 0), ("W77", 0), ("W36", 2)])
def test_no_page_bears_a_seal_alone(template: str, ends: int) -> None:
    """GB/T 9704 7.3.5: the page with the seal bears words of the text, and the notes go with it."""
    paper = make.document(template=template, given=make.facts(template))
    kept = [b for b in paper.content["blocks"] if "table" not in b and "rows" not in b]
    rows = [{"heading": "", "rows": [["事实", "事实"]] * ends}] if ends else []
    broke = set()
    for lines in range(2, 30):
        told = {"heading": "一", "text": "\n".join(["经查明有这样的事实。"] * lines)}
        content = {**paper.content, "blocks": [*kept, told, *rows]}
        pages = PdfReader(io.BytesIO(drawing.render(content, made=paper.issued_on))).pages
        last = pages[-1].extract_text()
        assert "事实" in last, lines
        assert all(note[:8] in last for note in paper.content["notes"]), lines
        broke.add(len(pages))
    assert len(broke) > 1
