"""Packages for the archive office as the page orders them: made here, kept, and taken out.

Called by listeners and watches. A package grows dossier by dossier in a folder of its own; what was
interrupted goes on there. It counts as handed over only when it is whole.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils.timezone import localdate

from zhifa.agencies import reads as agencies
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.refusals import Refused, refuse_if
from zhifa.records import actions, reads, transferring
from zhifa.records.models import Dossier, PackageOrder, Transfer
from zhifa.records.rules.packages import NOT_STOPPED
from zhifa.records.signing.providers import KeyRefused, ProviderDown

FAILED = (ProviderDown, KeyRefused, reads.FontsMissing, reads.Busy, LookupError)
NO_ROOM = "服务器的文件写不进去：{}"


def _home() -> Path:
    place: Path = settings.VAR / "packages"
    place.mkdir(parents=True, exist_ok=True)
    return place


def file_of(transfer_id: str) -> Path:
    """Where a package lies, if it was made by the page and not taken away since."""
    return _home() / f"{transfer_id}.zip"


def _beside(order_id: str) -> Path:
    """Where a package grows."""
    return _home() / f".{order_id}"


def packed(*, order: PackageOrder) -> int:
    """How many dossiers of a package are in it already."""
    return transferring.whole_in(out=_beside(order.pk))


@contextmanager
def alone(order_id: str) -> Iterator[bool]:
    """Whether no other worker makes this package now; one that died makes it no more."""
    with (_home() / f".{order_id}.lock").open("w") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def carry_out(*, order_id: str, at: datetime) -> None:
    """Make a package on behalf of whoever ordered it, from where it was interrupted.

    What went wrong is told on the order; what trying again would not mend waits for a person.
    """
    with alone(order_id) as mine:
        row = reads.package_order(order_id=order_id, viewer=SYSTEM) if mine else None
        if row is None:
            return
        if row.done_at is None and row.stopped_at is None:
            _tried(row, at)
        else:
            _tidy(row)


def _tried(row: PackageOrder, at: datetime) -> None:
    why, final = "", False
    try:
        _made(row, at)
    except Refused as refused:
        why, final = str(refused), True
    except FAILED as failed:
        why = str(failed)
    except OSError as failed:
        why = NO_ROOM.format(failed.strerror)
    if why:
        actions.delay_package(order_id=row.pk, why=why, final=final, by=SYSTEM, at=at)


def _made(row: PackageOrder, at: datetime) -> None:
    """Write the package, pack it into one file, and note it."""
    by = agencies.actor_of_key(key=row.ordered_by, on=localdate(at))
    order = _order(row, by)
    sha256 = transferring.write(order=order, out=_beside(row.pk), by=by, at=at)
    _zipped(_beside(row.pk), file_of(row.pk), row.pk)
    actions.keep_package(order_id=row.pk, sha256=sha256, by=by, at=at)
    _tidy(row)


def _order(row: PackageOrder, by: Actor) -> transferring.Order:
    """What was ordered, as it may be handed over now. Refused."""
    found = {d.pk: d for d in reads.dossiers(viewer=SYSTEM).filter(pk__in=row.dossiers)}
    rows: list[Dossier] = [found[pk] for pk in row.dossiers]
    order = transferring.Order(row.agency, rows, row.receiver)
    transferring.insist(order=order, by=by)
    return order


def _zipped(folder: Path, place: Path, name: str) -> None:
    part = place.with_suffix(".part")
    with ZipFile(part, "w", ZIP_DEFLATED) as parcel:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            parcel.write(path, Path(name) / path.relative_to(folder))
    part.replace(place)


def _tidy(row: PackageOrder) -> None:
    """Take away what a package that is made, or given up, was made from."""
    if row.done_at is None and not reads.transfer_of(transfer_id=row.pk, viewer=SYSTEM):
        return
    shutil.rmtree(_beside(row.pk), ignore_errors=True)


def give_up(*, order: PackageOrder, by: Actor, at: datetime) -> None:
    """Make a package that stopped no more, and take away what was made of it. Refused."""
    with alone(order.pk) as mine:
        refuse_if([] if mine else [NOT_STOPPED])
        actions.give_up_package(order_id=order.pk, by=by, at=at)
        shutil.rmtree(_beside(order.pk), ignore_errors=True)
        file_of(order.pk).unlink(missing_ok=True)


def taken_out(*, transfer: Transfer, by: Actor, at: datetime) -> BufferedReader:
    """A package, after it is noted who takes it. FileNotFoundError; Refused."""
    place = file_of(transfer.pk)
    if not place.is_file():
        raise FileNotFoundError(place)
    actions.note_package_taken(transfer_id=transfer.pk, by=by, at=at)
    return place.open("rb")
