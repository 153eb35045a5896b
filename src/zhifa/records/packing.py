"""Packages for the archive office as the page makes them: each kept as one file, and taken out."""

import shutil
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings

from zhifa.kernel import ids
from zhifa.kernel.access import Actor
from zhifa.records import actions, transferring
from zhifa.records.models import Transfer
from zhifa.records.rules.packages import MOST


def _home() -> Path:
    place: Path = settings.VAR / "packages"
    place.mkdir(parents=True, exist_ok=True)
    return place


def file_of(transfer_id: str) -> Path:
    """Where a package lies, if it was made by the page and not taken away since."""
    return _home() / f"{transfer_id}.zip"


def make(*, order: transferring.Order, by: Actor, at: datetime) -> Transfer:
    """Make a package of the first dossiers of an order, and keep it. Refused, and as `transfer`."""
    few = transferring.Order(order.agency, order.dossiers[:MOST], order.receiver)
    beside = _home() / f".{ids.new()}"
    row = transferring.transfer(order=few, out=beside, by=by, at=at)
    with ZipFile(file_of(row.pk), "w", ZIP_DEFLATED) as parcel:
        for path in sorted(p for p in beside.rglob("*") if p.is_file()):
            parcel.write(path, Path(row.pk) / path.relative_to(beside))
    shutil.rmtree(beside)
    return row


def taken_out(*, transfer: Transfer, by: Actor, at: datetime) -> BufferedReader:
    """A package, after it is noted who takes it. FileNotFoundError; Refused."""
    place = file_of(transfer.pk)
    if not place.is_file():
        raise FileNotFoundError(place)
    actions.note_package_taken(transfer_id=transfer.pk, by=by, at=at)
    return place.open("rb")
