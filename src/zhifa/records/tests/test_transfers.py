"""A package for the archive office: whole, listed, sealed, and proven by the one verifier."""

import json
import shutil
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from zhifa.agencies.models import Agency
from zhifa.kernel import verify as house
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records import exporting, reads, transferring
from zhifa.records.models import Dossier, Transfer, TransferItem
from zhifa.records.tests import make, seals
from zhifa.records.tests.browsers import browser
from zhifa.records.tests.tampers import flip
from zhifa.records.tests.test_verifier import alone
from zhifa.records.verifier import verify

pytestmark = pytest.mark.usefixtures("fonts")

YEAR = make.AT.year


@pytest.fixture(autouse=True)
def _ready() -> Iterator[None]:
    with seals.open_gate():
        yield


def archived(home: Agency, number: str) -> Dossier:
    dossier = make.dossier(home, number)
    seals.sealed(seals.paper(dossier))
    make.seal(dossier)
    dossier.refresh_from_db()
    return dossier


def order(home: Agency, receiver: str = "西区档案馆") -> transferring.Order:
    found = reads.to_transfer(agency_id=home.pk, year=YEAR, viewer=SYSTEM)
    return transferring.Order(home, found, receiver)


@pytest.fixture
def home() -> Agency:
    body = make.agency()
    for n in (1, 2):
        archived(body, f"510403SJCF2026{n:05}")
    make.dossier(body, "510403SJCF202600003")  # open: not handed over
    return body


@pytest.fixture
def package(home: Agency, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    transferring.transfer(order=order(home), out=out, by=SYSTEM, at=make.AT)
    return out


def test_a_package_holds_the_archived_dossiers_and_proves_itself(
    home: Agency, package: Path
) -> None:
    told = json.loads((package / "transfer.json").read_text(encoding="utf-8"))
    assert [row["archive_number"] for row in told["dossiers"]] == [f"{YEAR}0001", f"{YEAR}0002"]
    listed = ET.parse(package / "移交清单.xml").getroot()  # noqa: S314 - our own
    assert [item.findtext("保管期限") for item in listed.iter("案卷")] == ["永久", "永久"]
    assert listed.findtext("接收单位") == "西区档案馆"
    page = (package / "index.html").read_text(encoding="utf-8")
    assert all(
        (package / row["folder"]).is_dir() and row["folder"] in page for row in told["dossiers"]
    )
    assert list(verify(package)) == []
    proven = alone(package)
    assert (proven.returncode, proven.stdout) == (0, "OK\n"), proven
    one = alone(package / told["dossiers"][0]["folder"])
    assert (one.returncode, one.stdout) == (0, "OK\n"), one
    row = Transfer.objects.get()
    assert (row.count, row.receiver) == (2, "西区档案馆")
    assert not reads.to_transfer(agency_id=home.pk, year=YEAR, viewer=SYSTEM)
    assert list(house.verify()) == []


def swap(root: Path) -> None:
    one, two = sorted((root / "dossiers").iterdir())
    aside = root / "aside"
    one.rename(aside)
    two.rename(one)
    aside.rename(two)


TAMPERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a byte of a paper": (flip("dossiers/0001*/papers/*"), "dossiers/0001"),
    "a dossier gone": (lambda r: shutil.rmtree(min(r.glob("dossiers/0002*"))), "案卷缺失"),
    "two dossiers swapped": (swap, "不是移交时的那一卷"),
    "a dossier put in": (
        lambda r: shutil.copytree(min(r.glob("dossiers/0001*")), r / "dossiers/0003-x"),
        "dossiers/0003-x/index.html：移交清单中没有这个文件",
    ),
    "the list for programs": (flip("移交清单.xml"), "移交清单.xml：字节与移交清单不符"),
    "the page gone": (lambda r: (r / "index.html").unlink(), "index.html：文件缺失"),
    "the receiver": (
        lambda r: (r / "transfer.json").write_text(
            (r / "transfer.json").read_text().replace("西区档案馆", "别的档案馆")
        ),
        "transfer.p7s：内容与签名时不同",
    ),
    "the seal": (lambda r: (r / "transfer.p7s").unlink(), "transfer.p7s：读不到"),
    "the list unreadable": (
        lambda r: (r / "transfer.json").write_text("{"),
        "transfer.json：读不出来",
    ),
}


def test_each_tamper_of_a_package_is_named(package: Path, tmp_path: Path) -> None:
    missed = {}
    for number, (what, (tamper, wanted)) in enumerate(TAMPERS.items()):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(package, copy)
        tamper(copy)
        found = list(verify(copy))
        if not any(wanted in line for line in found):
            missed[what] = found
    assert not missed


def test_what_may_not_be_handed_over_is_refused(home: Agency, tmp_path: Path) -> None:
    good, out = order(home), tmp_path / "out"
    opened = Dossier.objects.get(sealed_at=None)
    other = archived(make.agency(), "1")
    cases = {
        "transfer:nothing": transferring.Order(home, [], "西区档案馆"),
        "transfer:receiver": transferring.Order(home, good.dossiers, " "),
        "dossier:not_archived": transferring.Order(home, [opened], "西区档案馆"),
        "transfer:agency": transferring.Order(home, [other], "西区档案馆"),
    }
    for code, wrong in cases.items():
        with pytest.raises(Refused) as refused:
            transferring.transfer(order=wrong, out=out, by=SYSTEM, at=make.AT)
        assert refused.value.codes == {code}
    by = make.actor("officer", home)
    with pytest.raises(Refused) as refused:
        transferring.transfer(order=good, out=out, by=by, at=make.AT)
    assert refused.value.codes == {"not_permitted"}
    assert not out.exists()
    assert not Transfer.objects.exists()


def test_a_package_that_fails_is_taken_away(
    home: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise LookupError

    monkeypatch.setattr(exporting, "sign", fails)
    with pytest.raises(LookupError):
        transferring.transfer(order=order(home), out=tmp_path / "out", by=SYSTEM, at=make.AT)
    assert not (tmp_path / "out").exists()
    assert not Transfer.objects.exists()


def test_the_command_hands_a_year_over_once(home: Agency, tmp_path: Path) -> None:
    def hand(out: str) -> None:
        told = ["--year", str(YEAR), "--receiver", "西区档案馆", "--out", str(tmp_path / out)]
        call_command("dossier", "transfer", home.code, *told, stdout=StringIO())

    hand("one")
    assert list(verify(tmp_path / "one")) == []
    with pytest.raises(CommandError, match="没有可以移交的案卷"):
        hand("two")
    with pytest.raises(CommandError, match="没有这个主体代码"):
        call_command(
            "dossier", "transfer", "没有", "--year", "2026", "--receiver", "x", "--out", "x"
        )


@pytest.mark.usefixtures("package")
def test_the_page_lists_what_was_handed_over_and_what_waits(home: Agency) -> None:
    archived(home, "510403SJCF202600009")
    address = reverse("records:transfers")
    shown = browser(make.holder("archivist", home)).get(address).content.decode()
    assert "西区档案馆" in shown
    assert Transfer.objects.get().sha256[:16] in shown
    assert f"{YEAR} 年归档 1 卷" in shown
    other = browser(make.holder("archivist")).get(address).content.decode()
    assert "西区档案馆" not in other
    assert f"{YEAR} 年归档" not in other


@pytest.mark.usefixtures("package")
def test_what_was_handed_over_stays_written() -> None:
    assert TransferItem.objects.count() == 2
    for statement in (
        "update records_transfer set receiver = 'x'",
        "delete from records_transferitem",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
