"""An exported dossier taken back in, and whether what is here is still what was exported."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.carrying import Plain, UnknownRowError
from zhifa.kernel.fields import Unreadable, keyed_hash
from zhifa.kernel.refusals import Obstacle, Refused, refuse_if
from zhifa.records import actions, reads
from zhifa.records.contents import fill
from zhifa.records.exporting import LOOKUP_MARK
from zhifa.records.models import Dossier
from zhifa.records.parcels import Parcel, bytes_in
from zhifa.records.rules import restoring as rules
from zhifa.records.signing.providers import provider
from zhifa.records.verifier.folder import FORMAT, verify_folder

STORED = "records.storedfile:"


def restore(*, folder: Path, root: Path | None, by: Actor, at: datetime) -> Dossier:
    """Take an export back in; nothing is kept unless it would be exported again byte for byte.

    root: the certificate that the exporting body published, where it is not one of ours.
    Refused, FontsMissing.
    """
    refuse_if(_unsound(folder, root))
    told = json.loads((folder / "manifest.json").read_bytes())
    refuse_if(_unfit(told))
    brought = _brought(folder, told)
    files = _bytes(folder, told, brought)
    try:
        with transaction.atomic():
            kept = actions.restore_dossier(brought=brought, files=files, by=by, at=at)
            found = list(differences(folder=folder))
            refuse_if([rules.DIFFERS.about("、".join(found[:3]))] if found else [])
    except IntegrityError:
        raise Refused([rules.TAKEN]) from None
    except UnknownRowError as strange:
        raise Refused([rules.NEWER.about(str(strange))]) from None
    except Unreadable:
        raise Refused([rules.KEYS]) from None
    return kept


def _unsound(folder: Path, root: Path | None) -> list[Obstacle]:
    faults = list(verify_folder(folder, root))
    if faults:
        return [rules.UNSOUND.about(f"{len(faults)} 处，第一处：{faults[0]}")]
    ours = provider().roots() if root is None else None
    theirs = [path.read_bytes() for path in (folder / "certificates").glob("root*.crt")]
    return [rules.ROOT] if ours is not None and not set(theirs) <= set(ours) else []


def _unfit(told: dict[str, Any]) -> list[Obstacle]:
    """Why a sound export cannot be taken in here: its format, or keys that are not ours."""
    if told["format"] != FORMAT:
        return [rules.OLD]
    missing = [key for key in told["keys"]["fields"] if key not in settings.FIELD_KEYS]
    other = told["keys"]["lookup"] != keyed_hash(LOOKUP_MARK)
    words = [f"缺密钥 {key}" for key in missing] + ["检索密钥不同"] * other
    return [rules.KEYS.about("、".join(words))] if words else []


def _lines(path: Path) -> list[Plain]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def _brought(folder: Path, told: dict[str, Any]) -> actions.Brought:
    held = {row["key"]: row["values"] for row in _lines(folder / "held.jsonl")}
    rows = _lines(folder / "rows.jsonl")
    return actions.Brought(
        told["dossier"],
        hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest(),
        _lines(folder / "journal.jsonl"),
        [{"key": row["key"], "values": row["values"] | held.get(row["key"], {})} for row in rows],
        _lines(folder / "basis.jsonl"),
        _lines(folder / "loose.jsonl"),
        told["needs"],
    )


def _bytes(folder: Path, told: dict[str, Any], brought: actions.Brought) -> Iterator[bytes]:
    """The bytes of every file that the rows speak of, one at a time."""
    for row in (*brought.rows, *brought.basis):
        key = row.get("key", "")
        if key.startswith(STORED):
            size = row["values"].get("size", 0)
            data = bytes_in(folder, told["files"], key.removeprefix(STORED), size)
            if data is not None:
                yield data


def differences(*, folder: Path) -> Iterator[str]:
    """Files of an export that would not be the same, were it made again as of its last entry.

    Refused: the dossier is not here. FontsMissing.
    """
    told = json.loads((folder / "manifest.json").read_bytes())
    with tempfile.TemporaryDirectory() as place:
        parcel = Parcel(Path(place))
        try:
            head = told["chain"]["seq"]
            ledger = reads.ledger(dossier_id=told["dossier"], viewer=SYSTEM, upto=head)
        except Dossier.DoesNotExist:
            raise Refused([rules.GONE]) from None
        fill(parcel, ledger, by=SYSTEM)
        kinds = {name.partition("/")[0] for name in parcel.files} | {"files"}
        names = {name for name in told["files"] if name.partition("/")[0] in kinds}
        for name in sorted(names | set(parcel.files)):
            if told["files"].get(name) != parcel.files.get(name):
                yield name
