"""Volumes bound and sealed at archiving: once, for good, and provable."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pytest_django.fixtures import Settings

from zhifa.kernel import verify
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, exporting, reads, watches
from zhifa.records.models import BindingDue, BoundVolume, Dossier
from zhifa.records.reads.files import path_of
from zhifa.records.signing.judge import judge
from zhifa.records.signing.providers import provider
from zhifa.records.tests import make, seals
from zhifa.records.tests.browsers import browser
from zhifa.records.verifier import pdf as proof
from zhifa.records.verifier import verify as verified

pytestmark = pytest.mark.usefixtures("fonts")

LATER = make.AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def _ready() -> Iterator[None]:
    with seals.open_gate():
        yield


def archived() -> Dossier:
    """A dossier with a sealed paper, an inner one and the sheet of the archivist."""
    home = make.dossier()
    seals.sealed(seals.paper(home))
    make.document(home, "W36", make.facts("W36"))
    make.document(home, "W59", make.facts("W59", act__checked="缺页一张，已说明。"))
    make.seal(home)
    home.refresh_from_db()
    return home


def test_archiving_asks_for_binding_and_the_watch_does_it_once() -> None:
    home = archived()
    assert BindingDue.objects.get().dossier_id == home.pk
    watches.bind_volumes(now=LATER)
    assert not BindingDue.objects.exists()
    main, side = reads.volumes(dossier_id=home.pk, viewer=SYSTEM)
    assert [line["title"] for line in main.contents] == ["责令改正通知书"]
    assert [line["title"] for line in side.contents] == ["案件调查终结报告"]
    assert main.pages == main.contents[-1]["last"]
    assert main.end["notes"] == ["缺页一张，已说明。"]
    data = reads.volume_data(row=main, viewer=SYSTEM)
    assert main.stamped_at is not None
    assert reads.volume_data(row=side, viewer=SYSTEM) != data
    watches.bind_volumes(now=LATER)
    kept = actions.keep_volumes(dossier_id=home.pk, made=[], by=SYSTEM, at=LATER)
    assert {row.pk for row in kept} == {main.pk, side.pk}
    assert BoundVolume.objects.count() == 2
    assert list(verify.verify()) == []


def test_an_open_dossier_is_not_bound_for_good() -> None:
    home = make.dossier()
    with pytest.raises(Refused) as refused:
        actions.keep_volumes(dossier_id=home.pk, made=[], by=SYSTEM, at=LATER)
    assert refused.value.codes == {"dossier:not_archived"}


def test_a_seal_still_to_come_is_waited_for() -> None:
    home = make.dossier()
    order = seals.ordered(seals.paper(home))
    make.seal(home)
    watches.bind_volumes(now=LATER)
    assert BindingDue.objects.exists()
    assert not BoundVolume.objects.exists()
    watches.seal_papers(now=LATER)
    order.refresh_from_db()
    assert order.done_at is not None
    watches.bind_volumes(now=LATER)
    assert BoundVolume.objects.count() == 1


def test_a_provider_that_is_down_delays_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archived()
    monkeypatch.setattr(type(provider()), "sign", _fails)
    watches.bind_volumes(now=LATER)
    assert BindingDue.objects.exists()
    monkeypatch.undo()
    watches.bind_volumes(now=LATER)
    assert BoundVolume.objects.count() == 2


def test_a_volume_brings_along_what_proves_it_later() -> None:
    """PAdES B-LTA: certificates and revocation lists in it, under a stamp over all of it."""
    home = archived()
    watches.bind_volumes(now=LATER)
    machine = provider()
    for row in reads.volumes(dossier_id=home.pk, viewer=SYSTEM):
        data = reads.volume_data(row=row, viewer=SYSTEM)
        assert b"/DSS" in data
        told: dict[str, Any] = {
            "roots": machine.roots(),
            "lists": machine.revocations(at=LATER),
            "at": LATER,
        }
        assert [(v.field, v.good) for v in judge(data, **told)] == [
            ("Volume", True),
            ("VolumeStamp", True),
        ]


def test_without_a_clock_no_volume_is_kept(settings: Settings, tmp_path: Path) -> None:
    with seals.service(tmp_path / "far") as (peer, options):
        settings.SIGNING = {**settings.SIGNING, **options}
        peer.hour = LATER
        archived()
        peer.clock_down = True
        watches.bind_volumes(now=LATER)
        assert BindingDue.objects.exists()
        assert not BoundVolume.objects.exists()
        peer.clock_down = False
        watches.bind_volumes(now=LATER)
        assert all(row.stamped_at for row in BoundVolume.objects.all())
        assert BoundVolume.objects.count() == 2


def _fails(*_: object) -> bytes:
    raise LookupError("no such key")


@pytest.mark.parametrize(
    "statement",
    [
        "update records_boundvolume set pages = 99",
        "update records_boundvolume set contents = '[]'",
        "delete from records_boundvolume",
        "update records_boundvolume set file_id = (select min(sha256) from records_storedfile)",
    ],
)
def test_the_database_lets_no_volume_be_changed(statement: str) -> None:
    archived()
    watches.bind_volumes(now=LATER)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert BoundVolume.objects.count() == 2


def test_the_export_page_gives_the_sealed_volume_and_the_dossier_names_it() -> None:
    home = archived()
    client = browser(make.holder("archivist", home.agency))
    shown = client.get(reverse("records:dossier", args=[home.pk])).content.decode()
    assert "正在排队装订" in shown
    watches.bind_volumes(now=LATER)
    main = reads.volumes(dossier_id=home.pk, viewer=SYSTEM)[0]
    shown = client.get(reverse("records:dossier", args=[home.pk])).content.decode()
    assert main.file_id[:16] in shown
    told = {"what": "main", "purpose": "移交档案馆"}
    answer = client.post(reverse("records:export", args=[home.pk]), told)
    assert b"".join(answer) == path_of(main.file_id).read_bytes()


def test_an_export_binds_what_still_waits_and_proves_it(tmp_path: Path) -> None:
    home = archived()
    out = exporting.export(
        dossier_id=home.pk, out=tmp_path / "out", purpose="移交", by=SYSTEM, at=LATER
    )
    assert sorted(p.name for p in (out / "volumes").iterdir()) == ["副卷.pdf", "正卷.pdf"]
    assert b"/ByteRange" in (out / "volumes/正卷.pdf").read_bytes()
    assert "装订件" in (out / "index.html").read_text(encoding="utf-8")
    assert list(verified(out)) == []
    assert proof.RANGE.search((out / "volumes/副卷.pdf").read_bytes())


def test_a_dossier_archived_before_volumes_were_kept_is_bound_at_its_export(tmp_path: Path) -> None:
    home = archived()
    BindingDue.objects.all().delete()  # as one archived by an older edition
    exporting.export(dossier_id=home.pk, out=tmp_path / "a", purpose="x", by=SYSTEM, at=LATER)
    assert BoundVolume.objects.filter(dossier=home).count() == 2
    open_ = make.dossier(number="x")
    seals.sealed(seals.paper(open_))
    exporting.export(dossier_id=open_.pk, out=tmp_path / "b", purpose="x", by=SYSTEM, at=LATER)
    assert not BoundVolume.objects.filter(dossier=open_).exists()
