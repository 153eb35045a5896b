"""A dossier as a folder that opens in any browser and proves itself without Zhifa."""

import json
import shutil
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from zhifa.kernel import carrying
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.fields import keyed_hash
from zhifa.records import actions, bindery, office, reads, scribe
from zhifa.records.contents import fill
from zhifa.records.models import Credential
from zhifa.records.parcels import Parcel
from zhifa.records.reads import Ledger
from zhifa.records.signing import pdf
from zhifa.records.signing.providers import ClockDown, provider
from zhifa.records.verifier import whole
from zhifa.records.verifier.folder import FORMAT

STYLE = Path(__file__).parent / "data" / "export.css"
LOOKUP_MARK = "zhifa: which look-up key"

# Proofs that reach beyond the dossier's own chain: dossier id → file name → bytes. A log of the
# whole house adds its inclusion proofs here; they go into proofs/ and are signed with the rest.
PROOFS: list[Callable[[str], Mapping[str, bytes]]] = []


def export(*, dossier_id: str, out: Path, purpose: str, by: Actor, at: datetime) -> Path:
    """Write a dossier into a new folder.

    Refused, FontsMissing, ProviderDown, Busy; FileExistsError when the folder holds something.
    """
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(out)
    actions.note_export(dossier_id=dossier_id, purpose=purpose, by=by, at=at)
    for paper in reads.documents(dossier_id=dossier_id, viewer=by):
        office.keep_pdf(document_id=paper.pk, by=SYSTEM, at=at)
    for paper in reads.unlaid_in(dossier_id=dossier_id, viewer=by):
        scribe.lay_in(document=paper, by=SYSTEM, at=at)
    for order in reads.open_orders(dossier_id=dossier_id, viewer=by):
        office.carry_out(order_id=order.pk, by=SYSTEM, at=at)  # what still waits says so inside
    bindery.bind_late(dossier_id=dossier_id, by=SYSTEM, at=at)
    parcel = Parcel(out)
    try:
        _fill(parcel, dossier_id, (purpose, by, at))
    except BaseException:
        shutil.rmtree(out, ignore_errors=True)
        raise
    return out


def _fill(parcel: Parcel, dossier_id: str, asked: tuple[str, Actor, datetime]) -> None:
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
        "keys": keys_of(ledger),
        "needs": ledger.carried.needs,
        **fill(parcel, ledger, by=by),
    }
    parcel.lines("basis.jsonl", ledger.carried.basis)
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


def keys_of(ledger: Ledger) -> dict[str, Any]:
    """Which keys open what is encrypted, by their names, and a mark of the look-up key.

    The mark is the keyed hash of a fixed text: it tells two keys apart and nothing about either.
    """
    carried = ledger.carried
    found = {
        str(value).partition(":")[0]
        for row in (*carried.held, *carried.basis)
        for value in carrying.secret(row["values"], row.get("key", ""))
    }
    return {"fields": sorted(found), "lookup": keyed_hash(LOOKUP_MARK)}


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
