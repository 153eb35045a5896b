"""An exported dossier proves itself; whatever is touched is named."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, exporting, office, watches
from zhifa.records.models import DossierExport
from zhifa.records.signing.local import Local
from zhifa.records.signing.providers import provider
from zhifa.records.tests import hands, make, seals
from zhifa.records.tests.tampers import PAPER, TAMPERS
from zhifa.records.verifier import verify, whole

ALONE = """
import runpy, socket, sys
sys.modules["zhifa"] = sys.modules["django"] = None
def closed(*_, **__): raise OSError("no network here")
socket.socket.connect = closed
sys.argv = ["zhifa-verify", *sys.argv[2:]]
runpy.run_path({!r}, run_name="__main__")
"""


@pytest.fixture(autouse=True)
def _open_gate() -> Iterator[None]:
    """A room above that stands behind every paper."""
    with seals.open_gate():
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archived dossier with two sealed papers, one that is not, a photo and a service."""
    home = make.dossier()
    paper = seals.sealed(seals.paper(home))
    make.document(home, "W36", make.facts("W36"))
    make.recording(home, name="现场.jpg")
    make.evidence(home)
    actions.serve(document=paper, how=make.delivery(), by=SYSTEM, at=make.AT)
    seals.sealed(seals.paper(home, "W50"))
    hands.sign(make.document(home, "W57"))
    record = make.document(home, "W15")
    refused: dict[str, Any] = {"way": "refused", "reason": "看完后拒绝签名。", "witness": "某丙"}
    hands.sign(record, **refused, strokes=hands.strokes(record, begin=50))
    make.seal(home)
    watches.preserve_papers(now=make.AT)
    out = tmp_path / "out"
    return exporting.export(
        dossier_id=home.pk, out=out, purpose="应诉", by=SYSTEM, at=make.AT + timedelta(days=1)
    )


def alone(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The exported file, run by a Python that finds neither Zhifa nor a network."""
    script = ALONE.format(str(root / "zhifa-verify.py"))
    command = [sys.executable, "-I", "-c", script, "-", str(root), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_untouched_folder_is_ok_without_zhifa_and_network(folder: Path) -> None:
    told = alone(folder)
    assert (told.returncode, told.stdout) == (0, "OK\n"), told
    assert "请与机关公布的核对" in told.stderr


def test_the_one_file_imports_nothing_but_python_and_cryptography() -> None:
    text = whole()
    found = re.finditer(r"^(?:from|import) (\w+)", text, re.MULTILINE)
    roots = {match[1] for match in found}
    assert roots - set(sys.stdlib_module_names) == {"cryptography"}
    assert "zhifa.records" not in text


def test_the_folder_opens_in_a_browser_without_a_server(folder: Path) -> None:
    page = (folder / "index.html").read_text()
    for name in re.findall(r'(?:href|src)="([^"]+)"', page):
        assert (folder / name).is_file(), name
    assert "责令改正通知书" in page
    assert "档号 20260001" in page


def test_each_prepared_tamper_is_named(folder: Path, tmp_path: Path) -> None:
    assert len(TAMPERS) >= 20
    missed = {}
    for number, (what, (tamper, wanted)) in enumerate(TAMPERS.items()):
        copy = tmp_path / f"copy{number}"
        shutil.copytree(folder, copy)
        tamper(copy)
        found = list(verify(copy))
        if not any(wanted in line for line in found):
            missed[what] = found
    assert not missed
    told = alone(tmp_path / "copy0")
    assert (told.returncode, PAPER in told.stdout) == (1, True)


def test_only_the_published_root_is_believed_when_it_is_given(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "right.crt").write_bytes(provider().roots()[0])
    stranger = Local(tmp_path / "stranger", {"passphrase": "x", "timeout": "1"})
    (tmp_path / "wrong.crt").write_bytes(stranger.roots()[0])
    assert alone(folder, "--root", str(tmp_path / "right.crt")).stdout == "OK\n"
    wrong = alone(folder, "--root", str(tmp_path / "wrong.crt"))
    assert (wrong.returncode, "证书不是可信机构签发的" in wrong.stdout) == (1, True)


def test_a_revocation_after_the_stamp_changes_nothing_and_one_before_does(tmp_path: Path) -> None:
    home = make.dossier()
    seals.sealed(seals.paper(home))
    machine, seal = provider(), office.seal_of(agency=home.agency, at=make.AT)
    out = tmp_path / "out"
    exporting.export(dossier_id=home.pk, out=out, purpose="x", by=SYSTEM, at=make.AT)
    assert isinstance(machine, Local)
    for when, wanted in (
        (make.AT + timedelta(days=1), []),
        (make.AT - timedelta(hours=1), ["已经吊销"]),
    ):
        (Path(machine._folder) / "revoked.json").write_text("{}")
        machine.revoke(seal.ref, at=when)
        lists = machine.revocations(at=make.AT + timedelta(days=2))
        (out / "certificates/revoked-1.crl").write_bytes(lists[0])
        found = [line for line in verify(out) if line.startswith("papers/")]
        assert [w in line for w, line in zip(wanted, found, strict=True)] == [True] * len(wanted)
    (Path(machine._folder) / "revoked.json").write_text("{}")


def test_an_export_has_a_purpose_a_permission_and_a_line_in_the_journal(tmp_path: Path) -> None:
    home = make.dossier()
    for by, purpose, code in (
        (make.actor("officer", home.agency), "应诉", "not_permitted"),
        (make.actor("archivist", home.agency), "  ", "export:purpose"),
    ):
        with pytest.raises(Refused) as caught:
            exporting.export(
                dossier_id=home.pk, out=tmp_path / "out", purpose=purpose, by=by, at=make.AT
            )
        assert caught.value.codes == {code}
    assert not (tmp_path / "out").exists()
    by = make.actor("archivist", home.agency)
    exporting.export(dossier_id=home.pk, out=tmp_path / "out", purpose="应诉", by=by, at=make.AT)
    assert DossierExport.objects.get().purpose == "应诉"
    assert Entry.objects.get(kind="records.DossierExported").by == by.key
    assert '"records.DossierExported"' in (tmp_path / "out/journal.jsonl").read_text()
    with pytest.raises(FileExistsError):
        exporting.export(dossier_id=home.pk, out=tmp_path / "out", purpose="x", by=by, at=make.AT)
