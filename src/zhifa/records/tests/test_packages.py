"""Packages ordered on the page: made by the machine with its progress told, taken out, proven."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils.timezone import now
from pytest_django.fixtures import Settings

from zhifa.agencies.models import Agency
from zhifa.agencies.tests.make import with_phone
from zhifa.kernel import verify as house
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, exporting, packing, reads, watches
from zhifa.records.models import Dossier, PackageOrder, Transfer, TransferItem
from zhifa.records.rules.packages import TRIES
from zhifa.records.signing.providers import ProviderDown
from zhifa.records.tests import make, seals
from zhifa.records.tests.streams import sent_by
from zhifa.records.verifier import verify
from zhifa.records.views import packages as pages

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.fixture(autouse=True)
def _ready(settings: Settings, tmp_path: Path) -> Iterator[None]:
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


def ordered(client: Client, dossier: Dossier) -> PackageOrder:
    """A package ordered on the page; nothing of it is made yet."""
    done = client.post("/transfers/make/", told(dossier))
    row = PackageOrder.objects.latest("ordered_at")
    assert (done.status_code, done["Location"]) == (302, f"/transfers/orders/{row.pk}/")
    return row


def made(client: Client, dossier: Dossier) -> Transfer:
    """A package ordered on the page and made by the worker."""
    row = ordered(client, dossier)
    worker.deliver(now=now())
    return Transfer.objects.get(pk=row.pk)


def test_a_package_is_made_taken_out_and_proven(archived: list[Dossier], tmp_path: Path) -> None:
    client = browser(archived[0].agency)
    assert "/transfers/make/" in page(client, "/transfers/")
    assert "归档的 2 卷" in page(client, "/transfers/make/")
    row = made(client, archived[0])
    assert row.made_by.startswith("user:")
    assert TransferItem.objects.filter(transfer=row).count() == 2
    assert "下载移交包" in page(client, f"/transfers/{row.pk}/")
    answer = client.post(f"/transfers/{row.pk}/package/")
    with ZipFile(io.BytesIO(sent_by(answer))) as parcel:
        parcel.extractall(tmp_path / "out")
    assert list(verify(tmp_path / "out" / row.pk)) == []
    taken = Entry.objects.get(kind="records.PackageTaken")
    assert (taken.by, taken.payload["transfer_id"]) == (row.made_by, row.pk)
    exports = Entry.objects.filter(kind="records.DossierExported")
    assert [entry.by for entry in exports] == [row.made_by] * 2
    assert not reads.waiting(viewer=SYSTEM)
    assert "没有可以移交的案卷" in page(client, "/transfers/make/")
    assert list(house.verify()) == []


def test_its_page_says_how_far_it_is_until_it_is_whole(archived: list[Dossier]) -> None:
    client = browser(archived[0].agency)
    row = ordered(client, archived[0])
    address = f"/transfers/orders/{row.pk}/"
    shown = page(client, address)
    assert "0 / 2" in shown
    assert 'hx-trigger="every 3s"' in shown
    assert f'href="{address}"' in shown  # without JavaScript
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    assert address in page(client, "/transfers/")
    assert not Transfer.objects.exists()
    worker.deliver(now=now())
    shown = page(client, address)
    assert "2 / 2" in shown
    assert f'href="/transfers/{row.pk}/"' in shown
    assert "every 3s" not in shown
    assert address not in page(client, "/transfers/")
    assert not (packing.file_of(row.pk).parent / f".{row.pk}").exists()


def test_what_was_interrupted_goes_on_where_it_was(
    archived: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(archived[0].agency)
    row = ordered(client, archived[0])
    whole, calls = exporting.export, []

    def dies(**asked: Any) -> Path:
        calls.append(asked["dossier_id"])
        if len(calls) == 2:
            (asked["out"] / "papers").mkdir(parents=True)  # half of it
            raise KeyboardInterrupt
        return whole(**asked)

    monkeypatch.setattr(exporting, "export", dies)
    with pytest.raises(KeyboardInterrupt):
        watches.make_packages(now=now())
    assert "1 / 2" in page(client, f"/transfers/orders/{row.pk}/")
    watches.make_packages(now=now())
    assert calls == [row.dossiers[0], row.dossiers[1], row.dossiers[1]]
    assert Transfer.objects.get().pk == row.pk
    with ZipFile(packing.file_of(row.pk)) as parcel:
        assert parcel.testzip() is None


def test_a_signing_service_that_is_down_is_told_and_nothing_is_noted(
    archived: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(**_: object) -> Path:
        raise ProviderDown("签名服务", "HTTP 503")

    client = browser(archived[0].agency)
    row, at = ordered(client, archived[0]), now()
    address = f"/transfers/orders/{row.pk}/"
    with monkeypatch.context() as broken:
        broken.setattr(exporting, "export", down)
        worker.deliver(now=at)
        shown = page(client, address)
        assert "还没有做成，没有登记移交：签名服务" in shown
        assert "等待重试" in shown
        watches.make_packages(now=at)  # not its turn yet
        assert PackageOrder.objects.get().tries == 1
        for n in range(1, TRIES):
            watches.make_packages(now=at + timedelta(hours=n))
        shown = page(client, address)
        assert "没有做成，没有登记移交：签名服务" in shown
        assert "停下了" in shown
        watches.make_packages(now=at + timedelta(days=9))
    assert not Transfer.objects.exists()
    assert Entry.objects.filter(kind="records.PackageDelayed").count() == TRIES
    assert client.post(f"{address}resume/").status_code == 302
    worker.deliver(now=now())
    assert Transfer.objects.get().count == 2


def test_what_may_not_be_handed_over_any_more_stops_and_is_given_up(
    archived: list[Dossier],
) -> None:
    home = archived[0].agency
    client = browser(home)
    row = ordered(client, archived[0])
    actions.note_transfer(
        agency=home,
        dossiers=archived[:1],
        receiver="省档案馆",
        sha256="0" * 64,
        by=SYSTEM,
        at=now(),
    )
    worker.deliver(now=now())
    shown = page(client, f"/transfers/orders/{row.pk}/")
    assert "停下了" in shown
    assert archived[0].archive_number in shown
    assert client.post(f"/transfers/orders/{row.pk}/give-up/").status_code == 302
    assert "已放弃" in page(client, f"/transfers/orders/{row.pk}/")
    assert "已登记移交" not in page(client, "/transfers/")
    assert made(client, archived[1]).count == 1


def test_whoever_lost_the_post_meanwhile_hands_nothing_over(archived: list[Dossier]) -> None:
    client = browser(archived[0].agency)
    row = ordered(client, archived[0])
    packing.carry_out(order_id=row.pk, at=make.AT - timedelta(days=20_000))  # no post then
    assert "岗位" in PackageOrder.objects.get().error
    assert not Transfer.objects.exists()
    assert not Entry.objects.filter(kind="records.DossierExported").exists()


def test_one_package_at_a_time_and_no_more_than_it_may_hold(
    archived: list[Dossier], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST", 1)
    client = browser(archived[0].agency)
    ordered(client, archived[0])
    again = client.post("/transfers/make/", told(archived[0]))
    assert again.status_code == 409
    assert "有一包正在做" in again.content.decode()
    worker.deliver(now=now())
    assert made(client, archived[1]).count == 1
    assert Transfer.objects.count() == 2
    first = Transfer.objects.earliest("made_at")
    [held] = reads.handed_over(transfer_id=first.pk, viewer=SYSTEM)
    assert held.dossier.archive_number == min(d.archive_number for d in archived)


def test_two_workers_do_not_make_the_same(archived: list[Dossier]) -> None:
    row = ordered(browser(archived[0].agency), archived[0])
    with packing.alone(row.pk) as mine:
        assert mine
        packing.carry_out(order_id=row.pk, at=now())
    assert not Transfer.objects.exists()
    packing.carry_out(order_id=row.pk, at=now())
    packing.carry_out(order_id=row.pk, at=now())
    assert Transfer.objects.count() == 1


def test_what_is_going_well_is_neither_resumed_nor_given_up(archived: list[Dossier]) -> None:
    client = browser(archived[0].agency)
    row = ordered(client, archived[0])
    for door in ("resume", "give-up"):
        answer = client.post(f"/transfers/orders/{row.pk}/{door}/")
        assert "这一包没有停下" in page(client, answer["Location"])
    assert PackageOrder.objects.get().done_at is None
    with pytest.raises(Refused):
        actions.give_up_package(order_id=row.pk, by=make.actor("officer", row.agency), at=now())


def test_what_is_wrong_is_said_and_nothing_is_noted(archived: list[Dossier]) -> None:
    client = browser(archived[0].agency)
    for body in ({}, {**told(archived[0]), "what": "x"}, {**told(archived[0]), "receiver": ""}):
        assert client.post("/transfers/make/", body).status_code == 422
    assert not PackageOrder.objects.exists()


def test_others_neither_make_nor_take_it(archived: list[Dossier]) -> None:
    home = archived[0].agency
    row = made(browser(home), archived[0])
    officer = browser(home, "officer")
    assert officer.get("/transfers/make/").status_code == 404
    assert officer.post(f"/transfers/{row.pk}/package/").status_code == 404
    elsewhere = browser(make.agency("CG"))
    assert elsewhere.post(f"/transfers/{row.pk}/package/").status_code == 404
    for who in (officer, elsewhere):
        assert who.get(f"/transfers/orders/{row.pk}/").status_code == 404
        assert who.post(f"/transfers/orders/{row.pk}/resume/").status_code == 404
        assert who.post(f"/transfers/orders/{row.pk}/give-up/").status_code == 404
    assert "没有可以移交的案卷" in page(elsewhere, "/transfers/make/")
    assert browser(home).get(f"/transfers/{row.pk}/package/").status_code == 405
    assert not Entry.objects.filter(kind="records.PackageTaken").exists()


def test_files_that_are_gone_are_told(archived: list[Dossier]) -> None:
    client = browser(archived[0].agency)
    row = made(client, archived[0])
    packing.file_of(row.pk).unlink()
    assert "下载移交包" not in page(client, f"/transfers/{row.pk}/")
    answer = client.post(f"/transfers/{row.pk}/package/")
    assert answer["Location"] == f"/transfers/{row.pk}/"
    assert "这一包的文件不在本系统里" in page(client, answer["Location"])
    assert not Entry.objects.filter(kind="records.PackageTaken").exists()


def test_a_full_disk_is_told(archived: list[Dossier], monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(archived[0].agency)
    row = ordered(client, archived[0])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packing, "_zipped", full)
    worker.deliver(now=now())
    assert "文件写不进去" in page(client, f"/transfers/orders/{row.pk}/")
    assert not Transfer.objects.exists()
