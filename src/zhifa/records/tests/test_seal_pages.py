"""Pages of seals and certificates, and the public check."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.records import actions, reads
from zhifa.records.models import Credential, DossierExport, SealOrder, Signature
from zhifa.records.rules.codes import printed, understood
from zhifa.records.tests import make, seals
from zhifa.records.tests.browsers import browser
from zhifa.records.tests.streams import sent_by
from zhifa.records.verifier import verify


@pytest.fixture(autouse=True)
def _open_gate() -> Iterator[None]:
    """A room above that stands behind every paper."""
    with seals.open_gate():
        yield


def test_a_head_approves_and_the_paper_shows_its_seal_and_its_verdict() -> None:
    paper = seals.paper()
    client = browser(make.holder("agency_head", paper.dossier.agency))
    page = reverse("records:document", args=[paper.pk])
    assert "批准用印" in client.get(page).content.decode()
    address = reverse("records:approve_seal", args=[paper.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    answer = client.post(address, {"reason": "送达", "next": page}, follow=True)
    told = answer.content.decode()
    assert ("已批准用印。" in told, "已盖章" in told, "批准用印</a>" in told) == (True, True, False)
    assert Signature.objects.get().made_by == SealOrder.objects.get().approved_by
    checked = client.get(f"{page}?check=1").content.decode()
    assert checked.count("有效</span>") == 1
    assert client.post(address, {"reason": "再盖"}).status_code == 409


def test_what_waits_for_leave_is_listed_until_it_is_given() -> None:
    paper = seals.paper()
    make.document(paper.dossier, "W36", make.facts("W36"), made_for="an act")
    make.document(paper.dossier, "W26")  # no step made it
    head = browser(make.holder("agency_head", paper.dossier.agency))
    listing = reverse("records:waiting_seals")
    told = head.get(listing).content.decode()
    assert told.count("<tr data-row>") == 1
    assert reverse("records:approve_seal", args=[paper.pk]) in told
    seals.ordered(paper)
    assert "没有待批准用印的文书" in head.get(listing).content.decode()
    stranger = browser(make.holder("agency_head", make.agency()))
    seals.paper(paper.dossier)
    assert "没有待批准用印的文书" in stranger.get(listing).content.decode()


def test_an_officer_sees_the_seal_but_no_button() -> None:
    paper = seals.sealed(seals.paper())
    other = seals.paper(paper.dossier)
    client = browser(make.holder("officer", paper.dossier.agency))
    assert "已盖章" in client.get(reverse("records:document", args=[paper.pk])).content.decode()
    told = client.get(reverse("records:document", args=[other.pk])).content.decode()
    assert ("未盖章" in told, "批准用印" in told) == (True, False)
    assert client.get(reverse("records:approve_seal", args=[other.pk])).status_code == 404
    assert client.post(reverse("records:carry_out_seal", args=[other.pk])).status_code == 404


def test_a_service_that_is_down_is_told_calmly_and_tried_again_by_hand(
    settings: Settings, tmp_path: Path
) -> None:
    paper = seals.paper()
    client = browser(make.holder("agency_head", paper.dossier.agency))
    page = reverse("records:document", args=[paper.pk])
    with seals.service(tmp_path / "far") as (peer, options):
        settings.SIGNING = {**settings.SIGNING, **options}
        peer.down = True
        told = client.post(
            reverse("records:approve_seal", args=[paper.pk]),
            {"reason": "送达", "next": page},
            follow=True,
        ).content.decode()
        assert "用印已经批准，暂时没有盖上：签名服务暂时没有应答" in told
        assert ("已批准，待盖章" in told, "现在盖章" in told) == (True, True)
        peer.down, peer.clock_down = False, True
        again = reverse("records:carry_out_seal", args=[paper.pk])
        told = client.post(again, follow=True).content.decode()
        assert ("已盖章，时间戳待补" in told, "现在补时间戳" in told) == (True, True)
        assert "时间戳服务暂时没有应答" in client.post(again, follow=True).content.decode()
        peer.clock_down = False
        assert "时间戳已补上。" in client.post(again, follow=True).content.decode()


def test_the_pdf_that_is_served_is_the_sealed_one() -> None:
    paper = seals.sealed(seals.paper())
    client = browser(make.holder("officer", paper.dossier.agency))
    data = client.get(reverse("records:pdf", args=[paper.pk])).content
    assert hashlib.sha256(data).hexdigest() == Signature.objects.get().file_id


def test_certificates_are_registered_and_revoked_by_the_security_administrator() -> None:
    home = make.dossier().agency
    client = browser(make.holder("security_admin", home))
    listing = reverse("records:credentials")
    assert "还没有登记证书" in client.get(listing).content.decode()
    new = {"agency": home.pk, "ref": ""}
    told = client.post(reverse("records:register_credential"), new, follow=True)
    assert "证书已登记。" in told.content.decode()
    assert client.post(reverse("records:register_credential"), new).status_code == 409
    row = Credential.objects.get()
    address = reverse("records:revoke_credential", args=[row.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    told = client.post(address, {"reason": "密钥遗失"}, follow=True)
    assert "已吊销，并已公布" in told.content.decode()
    assert client.post(address, {"reason": "再来"}).status_code == 409
    assert Entry.objects.filter(kind="records.CredentialRevoked").count() == 1


def test_a_lost_key_is_stopped_here_even_when_the_service_is_down(
    settings: Settings, tmp_path: Path
) -> None:
    home = make.dossier().agency
    client = browser(make.holder("security_admin", home))
    with seals.service(tmp_path / "far") as (peer, options):
        settings.SIGNING = {**settings.SIGNING, **options}
        new = {"agency": home.pk, "ref": ""}
        peer.down = True
        told = client.post(reverse("records:register_credential"), new)
        assert (told.status_code, "没有登记" in told.content.decode()) == (503, True)
        peer.down = False
        client.post(reverse("records:register_credential"), new)
        peer.down = True
        row = Credential.objects.get()
        address = reverse("records:revoke_credential", args=[row.pk])
        told = client.post(address, {"reason": "密钥遗失"}, follow=True)
        assert "恢复后自动公布吊销" in told.content.decode()
    row.refresh_from_db()
    assert (row.revoked_at is not None, row.published_at) == (True, None)


def test_an_archivist_takes_a_dossier_out_as_one_file(tmp_path: Path) -> None:
    paper = seals.sealed(seals.paper())
    dossier = paper.dossier
    client = browser(make.holder("archivist", dossier.agency))
    assert (
        "导出、装订案卷"
        in client.get(reverse("records:dossier", args=[dossier.pk])).content.decode()
    )
    address = reverse("records:export", args=[dossier.pk])
    assert client.post(address, {"purpose": ""}).status_code == 422
    answer = client.post(address, {"purpose": "应诉", "what": "whole"})
    data = sent_by(answer)
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        parcel.extractall(tmp_path)
    assert list(verify(tmp_path / dossier.number)) == []
    assert DossierExport.objects.get().purpose == "应诉"
    stranger = browser(make.holder("officer", dossier.agency))
    assert stranger.get(address).status_code == 404


def test_a_volume_is_taken_out_for_a_purpose_as_one_pdf() -> None:
    dossier = seals.paper().dossier
    client = browser(make.holder("archivist", dossier.agency))
    address = reverse("records:export", args=[dossier.pk])
    assert client.post(address, {"purpose": "评查", "what": "none"}).status_code == 422
    answer = client.post(address, {"purpose": "评查", "what": "main"})
    data = sent_by(answer)
    assert data.startswith(b"%PDF-")
    assert "filename" in answer["Content-Disposition"]
    assert DossierExport.objects.get().purpose == "评查（正卷装订件）"


# --- the public check


def told(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_anybody_finds_the_facts_of_the_number_and_never_the_content() -> None:
    paper = seals.paper(number="攀西市监责改〔2026〕3号")
    address = reverse("records:check", args=[paper.pk])
    page = told(Client(), address)
    assert ("尚未用印、送达" in page, "真实有效" in page) == (True, False)
    for fact in ("攀西市监责改〔2026〕3号", "责令改正通知书", "2026-03-02"):
        assert fact in page, fact
    for words in (str(f) for k, f in paper.fields.items() if k not in {"agency.name", "date"}):
        assert words not in page, words
    assert paper.dossier.number not in page
    seals.sealed(paper)
    page = told(Client(), address)
    assert "真实有效" in page
    assert "盖有电子印章" in page
    assert Signature.objects.get().file_id in page


def test_a_withdrawn_or_replaced_or_unknown_or_internal_paper_is_said_to_be_so() -> None:
    paper = seals.paper()
    actions.withdraw_document(
        document_id=paper.pk, reason="复议机关撤销。", on=make.DAY, by=SYSTEM, at=make.AT
    )
    page = told(Client(), reverse("records:check", args=[paper.pk]))
    assert ("已经失效" in page, "复议机关撤销。" in page, "真实有效" in page) == (True, True, False)
    old = seals.paper(paper.dossier)
    seals.paper(paper.dossier, replaces=old)
    assert "已由新的文书替代" in told(Client(), reverse("records:check", args=[old.pk]))
    inner = make.document(paper.dossier, "W36", make.facts("W36"))
    for code in ("01JXABCDEFGHJKMNPQRSTVWXYZ", inner.pk, "no-code"):
        assert "没有查到" in told(Client(), reverse("records:check", args=[code]), 404)


def test_a_code_typed_as_anybody_might_leads_to_the_paper() -> None:
    paper = seals.paper()
    home = reverse("records:check_home")
    for typed in (paper.pk, printed(paper.pk).lower(), f" {paper.pk[:13]} {paper.pk[13:]} "):
        answer = Client().get(home, {"code": typed})
        assert answer["Location"] == reverse("records:check", args=[paper.pk]), typed
    assert "查验码是 26 位" in told(Client(), f"{home}?code=123")
    assert understood("O1JX-ABCD-EFGH-JKMN-PQRS-TVWX-YZ") == "01JXABCDEFGHJKMNPQRSTVWXYZ"


def sent(data: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("paper.pdf", data, "application/pdf")}


def test_a_file_is_compared_byte_by_byte_and_not_kept() -> None:
    paper = seals.sealed(seals.paper())
    data = reads.signed_pdf(document=paper, viewer=SYSTEM)
    address, home = reverse("records:check", args=[paper.pk]), reverse("records:check_home")
    client = Client()
    assert "比对一致" in client.post(address, sent(data)).content.decode()
    assert "比对不一致" in client.post(address, sent(data + b" ")).content.decode()
    assert printed(paper.pk) in client.post(home, sent(data)).content.decode()
    assert "不是机关发出的文件" in client.post(home, sent(data[:-1])).content.decode()
    draft = reads.pdf(document=paper, viewer=SYSTEM)
    assert "不是机关发出的文件" in client.post(home, sent(draft)).content.decode()
    assert "比对不一致" in client.post(address, sent(draft)).content.decode()


def test_every_page_of_an_outgoing_paper_carries_the_code(settings: Settings) -> None:
    from pypdf import PdfReader  # noqa: PLC0415

    settings.PUBLIC_URL = "https://zhifa.example"
    long = make.facts("W26", agency__name="某局", date="2026年3月2日")
    for path in [p for p in long.get("act", {}) if isinstance(long["act"][p], str)]:
        long["act"][path] = "某要求。" * 500
    paper = make.document(template="W26", given=long, made_for="an act")
    pages = PdfReader(io.BytesIO(reads.pdf(document=paper, viewer=SYSTEM))).pages
    assert len(pages) > 1
    for page in pages:
        words = page.extract_text()
        assert printed(paper.pk) in words
        assert "zhifa.example/check/" in words
    inner = make.document(paper.dossier, "W36", make.facts("W36"))
    found = PdfReader(io.BytesIO(reads.pdf(document=inner, viewer=SYSTEM))).pages[0].extract_text()
    assert "查验码" not in found
