"""The page on which a party signs, through the door."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.tests.tamper import guards_down
from zhifa.records import reads
from zhifa.records.models import Document, PartySignature
from zhifa.records.reads.files import path_of
from zhifa.records.tests import hands, make
from zhifa.records.tests.browsers import browser, officer, text
from zhifa.records.tests.streams import sent_by
from zhifa.records.views.common import REFUSED


@pytest.fixture
def paper() -> Document:
    return make.document(template="W15")


def posted(paper: Document, **more: Any) -> dict[str, Any]:
    told = {"way": "glass", "signer": "某甲", "words": paper.sha256}
    return {**told, "strokes": hands.strokes(paper), "image": hands.image(), **more}


def test_a_party_signs_and_the_paper_shows_it(paper: Document) -> None:
    client, _ = officer(paper.dossier.agency)
    address = f"/documents/{paper.pk}/sign/"
    page = text(client, address)
    for word in ("被询问人签名", "<canvas", paper.sha256, "glass.js", "拒绝签名", "<noscript>"):
        assert word in page
    assert "<script>" not in page
    panel = f"/dossiers/{paper.dossier_id}/panel/"
    assert "待被询问人签名" in text(client, panel)
    for place in (panel, f"/documents/{paper.pk}/"):
        assert f'href="{address}' in text(client, place)
    assert client.post(address, posted(paper)).status_code == 302
    shown = text(client, f"/documents/{paper.pk}/")
    row = PartySignature.objects.get()
    picture = f"/party-signatures/{row.pk}/file/"
    assert "与文书一致" in shown
    assert picture in shown
    answer = client.get(picture)
    assert answer["Content-Type"] == "image/png"
    assert sent_by(answer) == hands.png()
    assert "某甲 已签名" in text(client, panel)
    assert address not in text(client, panel)


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(paper: Document) -> None:
    client, _ = officer(paper.dossier.agency)
    address = f"/documents/{paper.pk}/sign/"
    assert client.post(address, posted(paper, signer="")).status_code == 422
    wrong = client.post(address, posted(paper, image="data:image/png;base64,AAAA"))
    assert wrong.status_code == REFUSED
    page = wrong.content.decode()
    assert "签名图像不是完好的 PNG 图片" in page
    assert 'value="某甲"' in page
    stale = client.post(address, posted(paper, words="0" * 64))
    assert "当事人所看的文字与现在的文书不同" in stale.content.decode()
    assert not PartySignature.objects.exists()


def test_without_a_script_a_page_is_uploaded_or_a_refusal_noted(paper: Document) -> None:
    client, _ = officer(paper.dossier.agency)
    address = f"/documents/{paper.pk}/sign/"
    bare = {"words": paper.sha256, "signer": "某甲", "strokes": "", "image": ""}
    trap = SimpleUploadedFile("签名.png", b"<script>", "image/png")
    no = client.post(address, {**bare, "way": "scan", "scan": trap})
    assert "签名页不是完好的" in no.content.decode()
    no = client.post(address, {**bare, "way": "refused", "reason": "看完后拒绝签名", "witness": ""})
    assert "没有见证人签名或者录像" in no.content.decode()
    page = SimpleUploadedFile("见证.pdf", hands.PDF, "application/pdf")
    given = {"way": "refused", "reason": "看完后拒绝签名", "witness": "某丙", "scan": page}
    assert client.post(address, {**bare, **given}).status_code == 302
    shown = text(client, f"/documents/{paper.pk}/")
    for word in ("拒绝签名", "见证人 某丙", "看完后拒绝签名", "打开签名页"):
        assert word in shown
    assert "某甲 拒绝签名" in text(client, f"/dossiers/{paper.dossier_id}/panel/")


def test_a_changed_paper_says_so_and_a_lost_picture_too(paper: Document) -> None:
    client, _ = officer(paper.dossier.agency)
    row = hands.sign(paper)
    path_of(str(row.file_id)).unlink()
    assert "签名图像或者笔迹与入卷时不同" in text(client, f"/documents/{paper.pk}/")
    assert client.get(f"/party-signatures/{row.pk}/file/").status_code == 410
    with guards_down():
        Document.objects.filter(pk=paper.pk).update(content={**paper.content, "title": "改"})
    shown = text(client, f"/documents/{paper.pk}/")
    assert "文书的文字在签名后有改动" in shown
    assert "不再对应" in shown


def test_a_stranger_sees_neither_page_nor_picture_nor_row(paper: Document) -> None:
    row = hands.sign(paper)
    outside = browser(make.holder("officer"))
    for address in (f"/documents/{paper.pk}/sign/", f"/party-signatures/{row.pk}/file/"):
        assert outside.get(address).status_code == 404
    who = make.actor("officer")
    assert not reads.party_signatures(dossier_id=paper.dossier_id, viewer=who)
    assert not reads.party_hands(document=paper, viewer=who)
    with pytest.raises(PartySignature.DoesNotExist):
        reads.hand_file(signature=row, viewer=who)
    assert reads.party_signature(signature_id=row.pk, viewer=SYSTEM) == row


def test_a_paper_that_nobody_outside_signs_offers_nothing() -> None:
    report = make.document(template="W36")
    client, _ = officer(report.dossier.agency)
    assert "签名或者登记拒签" not in text(client, f"/documents/{report.pk}/")
    page = text(client, f"/documents/{report.pk}/sign/")
    assert "没有当事人签名的地方" in page
    assert "<canvas" not in page
