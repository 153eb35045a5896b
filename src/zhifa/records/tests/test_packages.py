"""Packages made on the page: noted, kept, taken out by those who may, proven by the verifier."""

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from zhifa.agencies.models import Agency
from zhifa.agencies.tests.make import with_phone
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.records import packing, reads
from zhifa.records.models import Dossier, Transfer, TransferItem
from zhifa.records.rules import packages
from zhifa.records.signing.providers import ProviderDown
from zhifa.records.tests import make, seals
from zhifa.records.tests.streams import sent_by
from zhifa.records.tests.test_pdf import have_fonts
from zhifa.records.verifier import verify


@pytest.fixture(autouse=True)
def _ready(settings: Settings, tmp_path: Path) -> Iterator[None]:
    if not have_fonts():
        pytest.skip("no Chinese fonts on this machine: make setup")
    settings.VAR, before = tmp_path / "var", settings.VAR
    fonts = before / "fonts"
    settings.FONTS = [*settings.FONTS, str(fonts)]
    with seals.open_gate():
        yield


@pytest.fixture
def archived() -> list[Dossier]:
    first = make.dossier()
    found = [first, make.dossier(first.agency)]
    for one in found:
        make.document(one, "W36")
        make.seal(one)
    return [Dossier.objects.get(pk=one.pk) for one in found]


def browser(home: Agency, role: str = "archivist") -> Client:
    user = make.holder(role, home)
    with_phone(user)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def told(dossier: Dossier) -> dict[str, str]:
    year = dossier.archive_number[:4]
    return {"what": f"{dossier.agency.code}-{year}", "receiver": "示范区档案馆"}


def test_a_package_is_made_taken_out_and_proven(archived: list[Dossier], tmp_path: Path) -> None:
    client = browser(archived[0].agency)
    assert "/transfers/make/" in page(client, "/transfers/")
    assert "归档的 2 卷" in page(client, "/transfers/make/")
    done = client.post("/transfers/make/", told(archived[0]))
    row = Transfer.objects.get()
    assert (done.status_code, done["Location"]) == (302, f"/transfers/{row.pk}/")
    assert row.made_by.startswith("user:")
    assert TransferItem.objects.filter(transfer=row).count() == 2
    assert "下载移交包" in page(client, f"/transfers/{row.pk}/")
    answer = client.post(f"/transfers/{row.pk}/package/")
    with ZipFile(io.BytesIO(sent_by(answer))) as parcel:
        parcel.extractall(tmp_path / "out")
    assert list(verify(tmp_path / "out" / row.pk)) == []
    taken = Entry.objects.get(kind="records.PackageTaken")
    assert (taken.by, taken.payload["transfer_id"]) == (row.made_by, row.pk)
    assert Entry.objects.filter(kind="records.DossierExported").count() == 2
    assert not reads.waiting(viewer=SYSTEM)
    assert "没有可以移交的案卷" in page(client, "/transfers/make/")


def test_no_more_than_a_page_can_pack(
    archived: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "MOST", 1)
    client = browser(archived[0].agency)
    client.post("/transfers/make/", told(archived[0]))
    assert Transfer.objects.get().count == 1
    client.post("/transfers/make/", told(archived[0]))
    assert Transfer.objects.count() == 2
    first = Transfer.objects.earliest("made_at")
    held = reads.handed_over(transfer_id=first.pk, viewer=SYSTEM)
    assert [i.dossier.archive_number for i in held] == sorted(d.archive_number for d in archived)[
        :1
    ]
    assert packages.MOST > 1


def test_what_is_wrong_is_said_and_nothing_is_noted(archived: list[Dossier]) -> None:
    client = browser(archived[0].agency)
    for body in ({}, {**told(archived[0]), "what": "x"}, {**told(archived[0]), "receiver": ""}):
        assert client.post("/transfers/make/", body).status_code == 422
    assert not Transfer.objects.exists()


def test_others_neither_make_nor_take_it(archived: list[Dossier]) -> None:
    home = archived[0].agency
    browser(home).post("/transfers/make/", told(archived[0]))
    row = Transfer.objects.get()
    officer = browser(home, "officer")
    assert officer.get("/transfers/make/").status_code == 404
    assert officer.post(f"/transfers/{row.pk}/package/").status_code == 404
    elsewhere = browser(make.agency("CG"))
    assert elsewhere.post(f"/transfers/{row.pk}/package/").status_code == 404
    assert "没有可以移交的案卷" in page(elsewhere, "/transfers/make/")
    assert browser(home).get(f"/transfers/{row.pk}/package/").status_code == 405
    assert not Entry.objects.filter(kind="records.PackageTaken").exists()


def test_files_that_are_gone_are_told(archived: list[Dossier]) -> None:
    client = browser(archived[0].agency)
    client.post("/transfers/make/", told(archived[0]))
    row = Transfer.objects.get()
    packing.file_of(row.pk).unlink()
    assert "下载移交包" not in page(client, f"/transfers/{row.pk}/")
    answer = client.post(f"/transfers/{row.pk}/package/")
    assert answer["Location"] == f"/transfers/{row.pk}/"
    assert "这一包的文件不在本系统里" in page(client, answer["Location"])
    assert not Entry.objects.filter(kind="records.PackageTaken").exists()


def test_a_signing_service_that_is_down_is_told_and_nothing_is_noted(
    archived: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(**_: object) -> Transfer:
        raise ProviderDown("签名服务", "HTTP 503")

    monkeypatch.setattr(packing, "make", down)
    answer = browser(archived[0].agency).post("/transfers/make/", told(archived[0]))
    assert answer.status_code == 503
    words = answer.content.decode()
    assert "移交包没有做成，没有登记移交" in words
    assert "示范区档案馆" in words
    assert not Transfer.objects.exists()
