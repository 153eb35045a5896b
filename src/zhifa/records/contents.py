"""What an export holds of its dossier: the same for everybody, at every time, as of one entry.

Who took it out, when, what for, the page and the verifier are not part of it.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from zhifa.kernel import seals
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.records import reads
from zhifa.records.models import BoundVolume, Document, PartySignature, Recording, StoredFile
from zhifa.records.parcels import Parcel, bytes_in
from zhifa.records.reads import Ledger

UNSAFE = re.compile(r"[^\w\u4e00-\u9fff〔〕-]+")
STORED = "records.storedfile:"


def fill(parcel: Parcel, ledger: Ledger, *, by: Actor) -> dict[str, Any]:
    """Write papers, words, volumes, recordings, journal and rows; what the manifest says of them.

    FontsMissing when a paper must still be drawn and cannot.
    """
    owner = ledger.dossier
    papers = reads.documents(dossier_id=owner.pk, viewer=by).select_related("dossier__agency")
    recordings = reads.recordings(dossier_id=owner.pk, viewer=by)
    told = {
        "papers": [_paper(parcel, n, paper) for n, paper in enumerate(papers, 1)],
        "volumes": [_volume(parcel, v) for v in reads.volumes(dossier_id=owner.pk, viewer=by)],
        "recordings": [_recording(parcel, r) for r in recordings],
        "signatures": [
            _hand(parcel, row) for row in reads.party_signatures(dossier_id=owner.pk, viewer=by)
        ],
    }
    parcel.lines("journal.jsonl", ledger.entries)
    parcel.lines("rows.jsonl", ledger.rows)
    parcel.lines("held.jsonl", ledger.carried.held)
    parcel.lines("loose.jsonl", ledger.carried.loose)
    _rest(parcel, ledger)
    return told


def _rest(parcel: Parcel, ledger: Ledger) -> None:
    """Bytes that no paper, volume or recording holds already; lost ones the verifier names."""
    for row in (*ledger.rows, *ledger.carried.basis):
        key, values = row.get("key", ""), row["values"]
        sha256 = key.removeprefix(STORED)
        if key == sha256 or bytes_in(parcel.root, parcel.files, sha256, values["size"]):
            continue
        place = reads.path_of(sha256)
        if place.is_file():
            parcel.put(f"files/{sha256}", place.read_bytes())


def _named(number: int, title: str) -> str:
    return f"{number:02d}-{UNSAFE.sub('', title)}"


def _paper(parcel: Parcel, number: int, paper: Document) -> dict[str, Any]:
    data = reads.signed_pdf(document=paper, viewer=SYSTEM)
    words = seals.canonical(paper.content).encode()
    state = reads.seal_state(document_id=paper.pk, viewer=SYSTEM)
    return {
        "id": paper.pk,
        "title": paper.title,
        "number": paper.number,
        "issued_on": paper.issued_on.isoformat(),
        "volume": paper.get_volume_display(),
        "outgoing": paper.outgoing,
        "sealed": state.sealed,
        "pending": state.pending,
        "words": parcel.put(f"words/{paper.pk}.json", words),
        "pdf": parcel.put(f"papers/{_named(number, paper.title)}.pdf", data),
    }


def _volume(parcel: Parcel, row: BoundVolume) -> dict[str, Any]:
    label = row.get_volume_display()
    try:
        data = reads.volume_data(row=row, viewer=SYSTEM)
        name = parcel.put(f"volumes/{label}.pdf", data)
    except FileNotFoundError:  # lost: the verifier names it
        name = ""
    return {"id": row.pk, "label": label, "file": name, "pages": row.pages, "end": row.end}


def _recording(parcel: Parcel, recording: Recording) -> dict[str, Any]:
    tail = Path(recording.file.name).suffix[:8]
    try:
        with reads.opened(recording=recording, viewer=SYSTEM) as file:
            name = parcel.put(f"recordings/{recording.pk}{tail}", file.read())
    except FileNotFoundError:  # lost: the verifier names it
        name = ""
    return {
        "id": recording.pk,
        "file": name,
        "kind": recording.kind,
        "label": recording.get_kind_display(),
        "proves": recording.proves,
        "taken_at": recording.taken_at.isoformat(),
        "taken_place": recording.taken_place,
        "taken_by": recording.taken_by,
    }


def _hand(parcel: Parcel, row: PartySignature) -> dict[str, Any]:
    """A party's signature or refusal, with its picture, its strokes and its time-stamp."""
    proof = getattr(row, "proof", None)
    return {
        "id": row.pk,
        "document": row.document_id,
        "title": row.document.title,
        "signer": row.signer,
        "label": row.get_way_display(),
        "reason": row.reason,
        "witness": row.witness,
        "signed_at": told(row.signed_at),
        "file": _kept(parcel, f"signatures/{row.pk}", row.file),
        "picture": bool(row.file and row.file.media_type.startswith("image/")),
        "sheet": _kept(parcel, f"signatures/{row.pk}-strokes", row.sheet),
        "token": _kept(parcel, f"signatures/{row.pk}", proof.file if proof else None),
        "stamped_at": told(proof.stamped_at) if proof else "",
    }


def told(at: datetime) -> str:
    """A time as the pages of an export say it."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _kept(parcel: Parcel, name: str, file: StoredFile | None) -> str:
    """The name under which a file was put; empty when there is none, or it is lost."""
    place = reads.path_of(file.pk) if file else None
    if file is None or place is None or not place.is_file():  # lost: the verifier names it
        return ""
    return parcel.put(f"{name}{Path(file.name).suffix[:8]}", place.read_bytes())
