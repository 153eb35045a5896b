"""A package for the archive office: whole dossiers, a list as XML and as a page, one seal."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from django.template.loader import render_to_string
from django.utils.timezone import localdate

from zhifa.agencies.models import Agency
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import refuse_if
from zhifa.records import actions, exporting, office, reads
from zhifa.records.exporting import STYLE
from zhifa.records.models import Dossier, Transfer
from zhifa.records.parcels import Parcel
from zhifa.records.verifier import TRANSFER, whole

LAST = "manifest.p7s"
NAMES = {
    "archive_number": "档号",
    "number": "案号",
    "title": "案卷名称",
    "retention": "保管期限",
    "opened_on": "立卷日期",
    "sealed_on": "归档日期",
    "papers": "件数",
    "folder": "文件夹",
    "manifest": "清单摘要",
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is handed over to whom."""

    agency: Agency
    dossiers: Sequence[Dossier]
    receiver: str


def transfer(*, order: Order, out: Path, by: Actor, at: datetime) -> Transfer:
    """Write a package into a new folder and note it; each dossier in it proves itself alone, too.

    Refused, FontsMissing, ProviderDown, Busy; FileExistsError when the folder holds something.
    """
    agency, found, receiver = order.agency, order.dossiers, order.receiver
    insist(order=order, by=by)
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(out)
    try:
        digest = write(order=order, out=out, by=by, at=at)
        return actions.note_transfer(
            agency=agency, dossiers=found, receiver=receiver, sha256=digest, by=by, at=at
        )
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)
        raise


def insist(*, order: Order, by: Actor) -> None:
    """Refused when the dossiers may not be handed over so."""
    refuse_if(
        reads.transfer_obstacles(
            agency=order.agency, dossiers=order.dossiers, receiver=order.receiver, viewer=by
        )
    )


def write(*, order: Order, out: Path, by: Actor, at: datetime) -> str:
    """Write a package into a folder; its digest. What lies there whole from before is kept.

    Each dossier in it is noted as taken out; that they are handed over is noted by others.
    Raises as `transfer`.
    """
    out.mkdir(parents=True, exist_ok=True)
    rows = [_dossier(out, n, d, order, by, at) for n, d in enumerate(order.dossiers, 1)]
    return _sealed(Parcel(out), rows, order, by, at)


def whole_in(*, out: Path) -> int:
    """How many dossiers of a package lie in its folder whole; the last file of each is its seal."""
    return sum(1 for _ in out.glob(f"dossiers/*/{LAST}"))


def _dossier(
    out: Path, place: int, dossier: Dossier, order: Order, by: Actor, at: datetime
) -> dict[str, Any]:
    folder = f"dossiers/{place:04d}-{dossier.archive_number}"
    root = out / folder
    if not (root / LAST).exists():
        shutil.rmtree(root, ignore_errors=True)  # what was interrupted
        exporting.export(
            dossier_id=dossier.pk, out=root, purpose=f"移交{order.receiver}", by=by, at=at
        )
    manifest = (root / "manifest.json").read_bytes()
    return {
        "folder": folder,
        "dossier": dossier.pk,
        "archive_number": dossier.archive_number,
        "number": dossier.number,
        "title": dossier.title,
        "retention": dossier.retention,
        "opened_on": localdate(dossier.opened_at).isoformat(),
        "sealed_on": localdate(dossier.sealed_at).isoformat() if dossier.sealed_at else "",
        "papers": len(json.loads(manifest)["papers"]),
        "manifest": hashlib.sha256(manifest).hexdigest(),
    }


def _xml(rows: Sequence[dict[str, Any]], order: Order, at: datetime) -> bytes:
    """The list of what is handed over, for programs of the archive office."""
    root = ET.Element("移交清单", 格式=TRANSFER)
    head = {"移交机关": order.agency.name, "接收单位": order.receiver}
    head |= {"移交时间": at.astimezone(UTC).isoformat(timespec="seconds"), "案卷数": str(len(rows))}
    for name, text in head.items():
        ET.SubElement(root, name).text = text
    for row in rows:
        item = ET.SubElement(root, "案卷")
        for key, name in NAMES.items():
            ET.SubElement(item, name).text = str(row[key])
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _sealed(
    parcel: Parcel, rows: list[dict[str, Any]], order: Order, by: Actor, at: datetime
) -> str:
    """Write list, page and verifier, then the manifest over all and its seal; its digest."""
    told: dict[str, Any] = {
        "format": TRANSFER,
        "agency": order.agency.name,
        "receiver": order.receiver,
        "by": by.key,
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "dossiers": rows,
    }
    parcel.put("移交清单.xml", _xml(rows, order, at))
    parcel.put("zhifa-verify.py", whole().encode())
    parcel.put("style.css", STYLE.read_bytes())
    page = render_to_string("records/transfer.html", {**told, "now": at})
    parcel.put("index.html", page.encode())
    seal = office.seal_of(agency=order.agency, at=at)
    exporting.sign(parcel, told, seal, at, name="transfer")
    return hashlib.sha256((parcel.root / "transfer.json").read_bytes()).hexdigest()
