"""What earlier versions exported is read, and where it carries enough, restored bit-identical."""

import os
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.records import exporting, restoring
from zhifa.records.models import Document, Dossier, Recording
from zhifa.records.signing.local import Local
from zhifa.records.tests import make, old_exports
from zhifa.records.verifier import verify as proven
from zhifa.records.verifier.folder import FORMAT

ALL = sorted(old_exports.FOLDER.glob("*.zip"))
RESTORED = [path for path in ALL if path.stem != "format-1"]


@pytest.fixture(autouse=True)
def _keys(settings: Settings) -> None:
    """What the house that exported them had."""
    old_exports.with_keys(settings)


def root_of(folder: Path) -> Path:
    """As the exporting body published it."""
    return folder / "certificates/root-1.crt"


def test_keep(tmp_path: Path) -> None:
    out = old_exports.written(tmp_path / "out")
    assert list(proven(out)) == []
    if place := os.environ.get(old_exports.KEEP):
        old_exports.pack(out, Path(place))


def test_each_format_is_kept() -> None:
    kept = {f"zhifa-dossier/{path.stem.removeprefix('format-')}" for path in ALL}
    assert {"zhifa-dossier/1", FORMAT} <= kept, "keep an export of the new format: old_exports.py"


@pytest.mark.parametrize("file", ALL, ids=lambda path: path.stem)
def test_each_is_still_proven(file: Path, tmp_path: Path) -> None:
    folder = old_exports.unpack(file, tmp_path / "out")
    assert list(proven(folder, root_of(folder))) == []


@pytest.mark.parametrize("file", RESTORED, ids=lambda path: path.stem)
def test_each_loads_bit_identical(file: Path, tmp_path: Path) -> None:
    folder = old_exports.unpack(file, tmp_path / "out")
    kept = restoring.restore(folder=folder, root=root_of(folder), by=SYSTEM, at=make.AT)
    assert list(restoring.differences(folder=folder)) == []
    assert [str(fault) for fault in verify()] == []
    papers = Document.objects.filter(dossier=kept)
    assert {paper.template for paper in papers} == {"W26", "W36"}
    assert all(paper.fields for paper in papers)
    assert Recording.objects.get(dossier=kept).file.size == len(make.JPEG)


def test_the_first_format_has_nothing_to_restore_from(tmp_path: Path) -> None:
    folder = old_exports.unpack(old_exports.FOLDER / "format-1.zip", tmp_path / "out")
    with pytest.raises(Refused) as caught:
        restoring.restore(folder=folder, root=root_of(folder), by=SYSTEM, at=make.AT)
    assert caught.value.codes == {"restore:format"}


def test_a_root_that_is_not_ours_must_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = Local(tmp_path / "ours", {"passphrase": "x", "timeout": "1"})
    monkeypatch.setattr(restoring, "provider", lambda: keys)
    folder = old_exports.unpack(RESTORED[-1], tmp_path / "out")
    with pytest.raises(Refused) as caught:
        restoring.restore(folder=folder, root=None, by=SYSTEM, at=make.AT)
    assert caught.value.codes == {"restore:root"}
    assert not Dossier.objects.exists()


def test_an_open_dossier_is_not_restored_and_none_compared_that_is_absent(tmp_path: Path) -> None:
    home = make.dossier()
    make.document(home)
    out = tmp_path / "out"
    exporting.export(dossier_id=home.pk, out=out, purpose="x", by=SYSTEM, at=make.AT)
    with pytest.raises(Refused) as caught:
        restoring.restore(folder=out, root=None, by=SYSTEM, at=make.AT)
    assert caught.value.codes == {"restore:present"}
    folder = old_exports.unpack(RESTORED[-1], tmp_path / "other")
    with pytest.raises(Refused) as caught:
        list(restoring.differences(folder=folder))
    assert caught.value.codes == {"restore:gone"}


def test_a_change_since_is_told_by_file(tmp_path: Path) -> None:
    home = make.dossier()
    make.evidence(home)
    out = tmp_path / "out"
    exporting.export(dossier_id=home.pk, out=out, purpose="x", by=SYSTEM, at=make.AT)
    assert list(restoring.differences(folder=out)) == []
    Dossier.objects.filter(pk=home.pk).update(title="别的")
    assert list(restoring.differences(folder=out)) == ["rows.jsonl"]
