"""The pages of papers and dossiers, through the door."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from zhifa.kernel.access import SYSTEM
from zhifa.records import actions, reads
from zhifa.records.models import Dossier
from zhifa.records.tests import make
from zhifa.records.tests.browsers import browser, officer, text
from zhifa.records.views.common import REFUSED


def form(home: Dossier, crew: list[int]) -> dict[str, object]:
    return {
        "way": "direct",
        "served_on": localdate().isoformat(),
        "place": "某街",
        "servers": crew,
        "receiver": "某甲",
        "relation": "本人",
        "next": f"/dossiers/{home.pk}/",
    }


def test_a_paper_is_shown_with_its_words_and_its_pdf() -> None:
    paper = make.document(template="W44", number="某罚〔2026〕1号")
    client, _ = officer(paper.dossier.agency)
    page = text(client, f"/documents/{paper.pk}/")
    for word in ("行政处罚决定书", "某罚〔2026〕1号", "某当事人名称", paper.sha256, "在案件页登记"):
        assert word in page
    assert "登记送达</a>" not in page
    pdf = client.get(f"/documents/{paper.pk}/pdf/")
    if pdf.status_code == 503:
        assert "没有找到中文字体" in pdf.content.decode()
    else:
        assert pdf["Content-Type"] == "application/pdf"
        assert pdf.content == reads.pdf(document=paper, viewer=SYSTEM)


def test_without_fonts_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = make.document()
    client, _ = officer(paper.dossier.agency)

    def none(**_: object) -> bytes:
        raise reads.FontsMissing

    for name in ("signed_pdf", "catalogue", "catalogue_pdf"):
        monkeypatch.setattr(reads, name, none)
    for address in (
        f"/documents/{paper.pk}/pdf/",
        f"/dossiers/{paper.dossier_id}/",
        f"/dossiers/{paper.dossier_id}/catalogue/",
    ):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "没有找到中文字体" in answer.content.decode()


def test_a_paper_is_served_from_its_page() -> None:
    paper = make.document()
    client, crew = officer(paper.dossier.agency)
    address = f"/documents/{paper.pk}/serve/"
    assert "登记送达" in text(client, address)
    given = form(paper.dossier, crew)
    assert client.post(address, {**given, "served_on": "昨天"}).status_code == 422
    refused = client.post(address, {**given, "way": "leave"})
    assert refused.status_code == REFUSED
    assert "基层组织代表见证" in refused.content.decode()
    done = client.post(address, given)
    assert (done.status_code, done["Location"]) == (302, f"/dossiers/{paper.dossier_id}/")
    assert "直接送达" in text(client, f"/documents/{paper.pk}/")
    assert "送达回证" in text(client, f"/dossiers/{paper.dossier_id}/panel/")


def test_going_back_never_leads_out_of_the_house() -> None:
    paper = make.document()
    client, crew = officer(paper.dossier.agency)
    for trap in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:1"):
        given = {**form(paper.dossier, crew), "next": trap}
        done = client.post(f"/documents/{paper.pk}/serve/", given)
        assert done["Location"] == f"/dossiers/{paper.dossier_id}/"


def test_the_dossier_lists_both_volumes_with_pages() -> None:
    home = make.dossier()
    make.document(home, "W02")
    make.document(home, "W36")
    make.recording(home)
    client, _ = officer(home.agency)
    page = text(client, f"/dossiers/{home.pk}/")
    for word in ("立案审批表", "案件调查终结报告", "副卷", "2 件，2 页", "照片：现场状况"):
        assert word in page
    assert client.get(f"/dossiers/{home.pk}/catalogue/").content.startswith(b"%PDF")
    assert "上传材料" in page
    make.seal(home)
    sealed = text(client, f"/dossiers/{home.pk}/")
    assert "已归档封存" in sealed
    assert "上传材料" not in sealed


def test_the_panel_is_a_part_for_htmx_and_a_page_without() -> None:
    home = make.dossier()
    client, _ = officer(home.agency)
    part = client.get(
        f"/dossiers/{home.pk}/panel/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/cases/X/"},
    ).content.decode()
    assert part.strip().startswith("<section")
    assert "?next=%2Fcases%2FX%2F" in part
    assert "<h1>" in text(client, f"/dossiers/{home.pk}/panel/")


def fill(home: Dossier, times: int) -> None:
    for _ in range(times):
        paper = make.document(home)
        make.evidence(home)
        make.recording(home)
        actions.serve(document=paper, how=make.delivery(), by=SYSTEM, at=make.AT)
        actions.keep_rendition(document_id=paper.pk, by=SYSTEM, at=make.AT)


def test_queries_do_not_grow_with_the_papers() -> None:
    home = make.dossier()
    client, _ = officer(home.agency)
    addresses = [f"/dossiers/{home.pk}/panel/", f"/dossiers/{home.pk}/"]

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            text(client, address)
        return len(seen)

    fill(home, 1)
    text(client, addresses[0])  # the first page of a session asks more
    few = [asked(address) for address in addresses]
    fill(home, 8)
    assert [asked(address) for address in addresses] == few


def test_the_party_says_how_papers_reach_them() -> None:
    home = make.dossier()
    client, _ = officer(home.agency)
    address = f"/dossiers/{home.pk}/address/"
    given = {
        "party": "某公司",
        "address": "某街",
        "receiver": "某甲",
        "phone": "138",
        "electronic": "on",
        "signed_on": localdate().isoformat(),
    }
    assert "送达地址" in text(client, address)
    assert client.post(address, given).status_code == REFUSED  # the account is missing
    assert client.post(address, {**given, "account": "a@b.example"}).status_code == 302
    made = reads.confirmation(dossier_id=home.pk, on=localdate(), viewer=SYSTEM)
    assert made is not None
    assert made.fields["act.account"] == "a@b.example"


def test_people_of_another_body_find_no_such_page() -> None:
    home = make.dossier()
    paper, shot, item = make.document(home), make.recording(home), make.evidence(home)
    stranger, _ = officer(make.agency())
    addresses = [
        f"/documents/{paper.pk}/",
        f"/documents/{paper.pk}/pdf/",
        f"/documents/{paper.pk}/serve/",
        f"/dossiers/{home.pk}/",
        f"/dossiers/{home.pk}/panel/",
        f"/dossiers/{home.pk}/catalogue/",
        f"/dossiers/{home.pk}/address/",
        f"/dossiers/{home.pk}/evidence/add/",
        f"/dossiers/{home.pk}/recordings/add/",
        f"/evidence/{item.pk}/exclude/",
        f"/recordings/{shot.pk}/",
        f"/recordings/{shot.pk}/file/",
    ]
    clerk = browser(make.holder("personnel"))
    for address in addresses:
        assert stranger.get(address).status_code == 404, address
        assert clerk.get(address).status_code == 404, address
        assert Client().get(address).status_code == 302, address
