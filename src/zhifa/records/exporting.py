"""A dossier as a folder that opens in any browser and proves itself without Zhifa."""

import hashlib
import json
import re
import shutil
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from zhifa.kernel import seals
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.records import actions, bindery, office, reads
from zhifa.records.models import BoundVolume, Credential, Document, Recording
from zhifa.records.signing import pdf
from zhifa.records.signing.providers import ClockDown, provider
from zhifa.records.verifier import whole
from zhifa.records.verifier.folder import FORMAT

STYLE = Path(__file__).parent / "data" / "export.css"
UNSAFE = re.compile(r"[^\w\u4e00-\u9fff〔〕-]+")

# Proofs that reach beyond the dossier's own chain: dossier id → file name → bytes. A log of the
# whole house adds its inclusion proofs here; they go into proofs/ and are signed with the rest.
PROOFS: list[Callable[[str], Mapping[str, bytes]]] = []


@dataclass
class Parcel:
    """A folder being filled. files: name → SHA-256 of everything written so far."""

    root: Path
    files: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, data: bytes) -> str:
        """Write a file and remember its digest; its name."""
        place = self.root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        self.files[name] = hashlib.sha256(data).hexdigest()
        return name

    def lines(self, name: str, rows: Any) -> None:
        """Write rows as JSON, one a line."""
        text = "".join(f"{seals.canonical(row)}\n" for row in rows)
        self.put(name, text.encode())


def export(*, dossier_id: str, out: Path, purpose: str, by: Actor, at: datetime) -> Path:
    """Write a dossier into a new folder.

    Refused, FontsMissing, ProviderDown, Busy; FileExistsError when the folder holds something.
    """
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(out)
    actions.note_export(dossier_id=dossier_id, purpose=purpose, by=by, at=at)
    papers = list(
        reads.documents(dossier_id=dossier_id, viewer=by).select_related("dossier__agency")
    )
    for paper in papers:
        office.keep_pdf(document_id=paper.pk, by=SYSTEM, at=at)
    for order in reads.open_orders(dossier_id=dossier_id, viewer=by):
        office.carry_out(order_id=order.pk, by=SYSTEM, at=at)  # what still waits says so inside
    bindery.bind_late(dossier_id=dossier_id, by=SYSTEM, at=at)
    parcel = Parcel(out)
    try:
        _fill(parcel, dossier_id, papers, (purpose, by, at))
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)
        raise
    return out


def _fill(
    parcel: Parcel, dossier_id: str, papers: list[Document], asked: tuple[str, Actor, datetime]
) -> None:
    purpose, by, at = asked
    ledger = reads.ledger(dossier_id=dossier_id, viewer=by)
    owner, head = ledger.dossier, ledger.entries[-1]
    told: dict[str, Any] = {
        "format": FORMAT,
        "dossier": owner.pk,
        "number": owner.number,
        "title": owner.title,
        "agency": owner.agency.name,
        "purpose": purpose,
        "by": by.key,
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "chain": {"subject": owner.pk, "seq": head["seq"], "digest": head["digest"]},
        "papers": [_paper(parcel, n, paper) for n, paper in enumerate(papers, 1)],
        "volumes": [_volume(parcel, v) for v in reads.volumes(dossier_id=owner.pk, viewer=by)],
        "recordings": [
            _recording(parcel, r) for r in reads.recordings(dossier_id=dossier_id, viewer=by)
        ],
    }
    parcel.lines("journal.jsonl", ledger.entries)
    parcel.lines("rows.jsonl", ledger.rows)
    for proof in PROOFS:
        for name, data in proof(owner.pk).items():
            parcel.put(f"proofs/{name}", data)
    parcel.put("zhifa-verify.py", whole().encode())
    parcel.put("style.css", STYLE.read_bytes())
    page = render_to_string(
        "records/export.html", {**told, "entries": ledger.entries, "owner": owner, "now": at}
    )
    parcel.put("index.html", page.encode())
    sign(parcel, told, office.seal_of(agency=owner.agency, at=at), at)


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


def sign(
    parcel: Parcel, told: dict[str, Any], seal: Credential, at: datetime, *, name: str = "manifest"
) -> None:
    """Certificates and lists, then the manifest with the digest of everything, then its seal."""
    machine = provider()
    chain = [*machine.certificates(seal.ref), b64decode(seal.certificate)]
    roots = machine.roots()
    for kind, found in (
        ("root", roots),
        ("issuer", [der for der in chain[1:-1] if der not in roots]),
    ):
        for number, der in enumerate(found, 1):
            parcel.put(f"certificates/{kind}-{number}.crt", der)
    for number, der in enumerate(machine.revocations(at=at), 1):
        parcel.put(f"certificates/revoked-{number}.crl", der)
    manifest = json.dumps({**told, "files": parcel.files}, ensure_ascii=False, indent=1).encode()
    (parcel.root / f"{name}.json").write_bytes(manifest)
    hand = pdf.Hand(machine, seal.ref)
    try:
        made = pdf.detached(manifest, hand, machine.clock(at=at))
    except ClockDown:
        made = pdf.detached(manifest, hand, None)
    (parcel.root / f"{name}.p7s").write_bytes(made)
