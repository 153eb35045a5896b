"""Sound exports that cannot be taken in: open ones, ones without what they go on from, newer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from zhifa.kernel import ids
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, exporting, restoring
from zhifa.records.models import Dossier
from zhifa.records.tests import make


@contextmanager
def elsewhere() -> Iterator[None]:
    """Whatever is stored here is stored in another house: this one knows nothing of it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def exported(out: Path, *, archived: bool) -> Path:
    """An export of a dossier that this house does not hold."""
    with elsewhere():
        home = make.dossier()
        make.document(home, "W36")
        if archived:
            make.seal(home)
        exporting.export(dossier_id=home.pk, out=out, purpose="x", by=SYSTEM, at=make.AT)
    assert not Dossier.objects.exists()
    return out


def refused(folder: Path) -> Refused:
    with pytest.raises(Refused) as no, transaction.atomic():
        restoring.restore(folder=folder, root=None, by=SYSTEM, at=make.AT)
    assert not Dossier.objects.exists()
    assert not Entry.objects.exists()
    return no.value


def test_an_open_dossier_is_not_taken_in(tmp_path: Path) -> None:
    no = refused(exported(tmp_path / "out", archived=False))
    assert no.codes == {"restore:open"}
    assert "还没有归档" in no.obstacles[0].message


def test_the_same_archived_is_taken_in(tmp_path: Path) -> None:
    out = exported(tmp_path / "out", archived=True)
    kept = restoring.restore(folder=out, root=None, by=SYSTEM, at=make.AT)
    assert Dossier.objects.get() == kept


def with_(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """What an export brings, changed where its seal no longer looks."""
    brought = restoring._brought

    def changed(folder: Path, told: dict[str, Any]) -> actions.Brought:
        found: actions.Brought = change(brought(folder, told))
        return found

    monkeypatch.setattr(restoring, "_brought", changed)


def test_a_case_that_goes_on_from_one_that_is_not_here_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = f"records.dossier:{ids.new()}"
    with_(monkeypatch, lambda told: replace(told, needs=[before]))
    no = refused(exported(tmp_path / "out", archived=True))
    assert no.codes == {"restore:needs"}
    assert before in no.obstacles[0].message


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"key": "records.document:X", "values": {"colour": "red"}}, "colour"),
        ({"key": "records.hologram:X", "values": {}}, "hologram"),
    ],
)
def test_what_only_a_newer_version_knows_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: dict[str, Any], said: str
) -> None:
    with_(monkeypatch, lambda told: replace(told, rows=[*told.rows, row]))
    no = refused(exported(tmp_path / "out", archived=True))
    assert no.codes == {"restore:newer"}
    assert said in no.obstacles[0].message
