"""Exports that earlier versions wrote, kept so that every later one proves that it loads them.

A new format gets a new file, written once and never again: set KEEP to where it goes and run
`pytest src/zhifa/records/tests/test_old_exports.py -k keep`. The data are fictional, the keys too.
"""

import zipfile
from datetime import timedelta
from pathlib import Path

from pytest_django.fixtures import Settings

from zhifa.kernel.access import SYSTEM
from zhifa.records import actions, exporting, watches
from zhifa.records.tests import make, seals

FOLDER = Path(__file__).parent / "exports"
KEEP = "ZHIFA_KEEP_EXPORT"
FIELD_KEYS = {"kept": b"fictional key of kept exports ..".ljust(32, b".")[:32]}
LOOKUP_KEY = b"fictional look-up key of kept exports"
WORDS = {"party__name": "示范食品店", "party__address": "示范街 8 号"}


def with_keys(settings: Settings) -> None:
    """The keys of the house that wrote them."""
    settings.FIELD_KEYS, settings.LOOKUP_KEY = FIELD_KEYS, LOOKUP_KEY


def written(out: Path) -> Path:
    """An archived dossier: a paper with its seal, one without, a photo, evidence, a service."""
    home = make.dossier()
    with seals.open_gate():
        paper = seals.sealed(seals.paper(home))
        make.document(home, "W36", make.facts("W36"))
        make.recording(home, name="现场.jpg")
        make.evidence(home)
        actions.serve(document=paper, how=make.delivery(), by=SYSTEM, at=make.AT)
        make.seal(home)
        watches.preserve_papers(now=make.AT)
        at = make.AT + timedelta(days=1)
        return exporting.export(dossier_id=home.pk, out=out, purpose="演练", by=SYSTEM, at=at)


def pack(folder: Path, file: Path) -> None:
    """Keep an export as one file."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as parcel:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            parcel.write(path, path.relative_to(folder))


def unpack(file: Path, folder: Path) -> Path:
    """The folder as it was written."""
    with zipfile.ZipFile(file) as parcel:
        parcel.extractall(folder)
    return folder
