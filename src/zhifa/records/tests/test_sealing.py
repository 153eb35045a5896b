"""Papers are sealed by leave, and stay provable when machines fail or keys are lost."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Obstacle, Refused
from zhifa.kernel.verify import verify
from zhifa.records import actions, gates, office, reads, watches
from zhifa.records.models import Credential, Document, SealOrder, Signature
from zhifa.records.signing import pdf
from zhifa.records.signing.judge import judge
from zhifa.records.signing.providers import provider
from zhifa.records.tests import make, seals

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _open_gate() -> Iterator[None]:
    """A room above that stands behind every paper."""
    with seals.open_gate():
        yield


def signed(paper: Document) -> bytes:
    return reads.signed_pdf(document=paper, viewer=SYSTEM)


def verdicts(paper: Document, at: object = make.AT) -> list[tuple[bool, bool]]:
    found = reads.verdicts(document=paper, viewer=SYSTEM, at=at)  # type: ignore[arg-type]
    assert found is not None
    return [(v.good, v.stamped_at is not None) for v in found]


def test_a_sealed_paper_holds_and_the_seal_is_seen_over_the_date() -> None:
    paper = seals.sealed(seals.paper())
    row = Signature.objects.get()
    assert (row.kind, row.stamped_at is not None, row.revision) == ("seal", True, 1)
    assert verdicts(paper) == [(True, True)]
    drawn, data = reads.pdf(document=paper, viewer=SYSTEM), signed(paper)
    assert data.startswith(drawn), "an increment, no rewriting"
    place = pdf.place_of(drawn)
    assert place is not None
    page = PdfReader(io.BytesIO(data)).pages[place.page]
    rows = [row.get_object() for row in page["/Annots"]]  # type: ignore[attr-defined]
    left, low, right, high = next(
        map(float, row["/Rect"]) for row in rows if row["/Subtype"] == "/Widget"
    )
    assert left < place.x < right, "over the date"
    assert low < place.y < high
    assert place.x > 300, "on the right half of the page"
    assert round((right - left) / 72 * 25.4) == 42, "the size of a district body's seal"


def test_one_changed_byte_anywhere_is_found_by_both_judges(tmp_path: Path) -> None:
    data = signed(seals.sealed(seals.paper()))
    machine = provider()
    roots, lists = machine.roots(), machine.revocations(at=make.AT)
    for place in (200, len(data) // 3, data.index(b"/Reason")):
        bad = bytearray(data)
        bad[place] ^= 1
        found = judge(bytes(bad), roots=roots, lists=lists, at=make.AT)
        assert not any(v.good for v in found), place
    if shutil.which("pdfsig") is None:
        pytest.skip("no pdfsig on this machine: apt install poppler-utils")
    assert _pdfsig(tmp_path, data) == ["Signature is Valid."]
    bad = bytearray(data)
    bad[data.index(b"/Reason") + 12] ^= 1
    assert _pdfsig(tmp_path, bytes(bad)) == ["Digest Mismatch."]


def _pdfsig(folder: Path, data: bytes) -> list[str]:
    (folder / "paper.pdf").write_bytes(data)
    told = subprocess.run(
        ["pdfsig", "-nocert", "paper.pdf"], cwd=folder, capture_output=True, text=True, check=False
    )
    return re.findall(r"Signature Validation: (.*)", told.stdout)


def test_pdfsig_trusts_the_seal_once_it_knows_the_root(tmp_path: Path) -> None:
    if shutil.which("pdfsig") is None or shutil.which("certutil") is None:
        pytest.skip("no pdfsig or certutil here: apt install poppler-utils libnss3-tools")
    (tmp_path / "paper.pdf").write_bytes(signed(seals.sealed(seals.paper())))
    (tmp_path / "root.crt").write_bytes(provider().roots()[0])
    told = ""
    for command in (
        ["certutil", "-N", "-d", "sql:.", "--empty-password"],
        ["certutil", "-A", "-d", "sql:.", "-n", "root", "-t", "CT,C,C", "-i", "root.crt"],
        ["pdfsig", "-nssdir", ".", "paper.pdf"],
    ):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        told = done.stdout
    assert "Certificate is Trusted" in told, told


def test_no_seal_without_leave_gate_or_step() -> None:
    home = make.dossier()
    paper = seals.paper(home)

    def why(what: Document, by: object = None) -> set[str]:
        person = by or seals.head(home.agency)
        with pytest.raises(Refused) as caught:
            actions.approve_seal(document_id=what.pk, reason="x", by=person, at=make.AT)  # type: ignore[arg-type]
        return set(caught.value.codes)

    assert why(paper, make.actor("officer", home.agency)) == {"not_permitted"}
    assert why(make.document(home, "W36", make.facts("W36"))) == {"seal:internal"}
    gates.install([lambda **_: None])
    assert why(paper) == {"seal:no_step"}
    gates.install([lambda **_: None, lambda **_: [Obstacle("shut", "门没有开。")]])
    assert why(paper) == {"shut"}
    gates.install([lambda **_: []])
    seals.sealed(paper)
    assert why(paper) == {"seal:done"}
    other = seals.paper(home)
    seals.ordered(other)
    assert why(other) == {"seal:ordered"}
    third = seals.paper(home)
    actions.withdraw_document(
        document_id=third.pk, reason="已撤销", on=make.DAY, by=SYSTEM, at=make.AT
    )
    assert why(third) == {"seal:withdrawn"}
    make.seal(home)
    assert why(third) == {"dossier_sealed"}


def test_a_gate_that_shuts_after_the_leave_stops_the_seal() -> None:
    order = seals.ordered(seals.paper())
    gates.install([lambda **_: [Obstacle("shut", "门已关上。")]])
    assert office.carry_out(order_id=order.pk, by=SYSTEM, at=make.AT) == "门已关上。"
    assert not Signature.objects.exists()
    order.refresh_from_db()
    assert (order.tries, order.done_at) == (1, None)


def test_what_was_signed_or_ordered_cannot_be_changed_by_sql() -> None:
    paper = seals.sealed(seals.paper())
    row, order = Signature.objects.get(), SealOrder.objects.get()
    attempts: list[Callable[[], object]] = [
        lambda: Signature.objects.filter(pk=row.pk).update(stamped_at=None),
        lambda: Signature.objects.filter(pk=row.pk).delete(),
        lambda: SealOrder.objects.filter(pk=order.pk).update(reason="别的"),
        lambda: SealOrder.objects.filter(pk=order.pk).update(done_at=None),
        lambda: Credential.objects.update(serial="1"),
        lambda: Signature(
            document=paper, revision=9, kind="seal", field="x", order=order, file=row.file,
            credential=row.credential, made_by="x", made_at=make.AT,
        ).save(force_insert=True),
    ]  # fmt: skip
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert list(verify(subjects=[paper.dossier_id])) == []


def test_the_clock_being_down_is_told_and_made_good_later(
    settings: Settings, tmp_path: Path
) -> None:
    with seals.service(tmp_path / "far") as (peer, options):
        settings.SIGNING = {**settings.SIGNING, **options}
        peer.hour, peer.clock_down = make.AT, True
        paper = seals.sealed(seals.paper())
        state = reads.seal_state(document_id=paper.pk, viewer=SYSTEM)
        assert (state.sealed, state.pending, state.broken) == (True, True, False)
        assert verdicts(paper) == [(True, False)]
        watches.stamp_papers(now=make.AT)
        assert Signature.objects.count() == 1
        assert seals.waiting() == seals.listed_anew() == [("stamp", paper.pk)]
        peer.clock_down = False
        watches.stamp_papers(now=make.AT)
        watches.stamp_papers(now=make.AT)
        assert [r.kind for r in Signature.objects.order_by("revision")] == ["seal", "stamp"]
        assert not reads.seal_state(document_id=paper.pk, viewer=SYSTEM).pending
        assert seals.waiting() == []
        assert verdicts(paper) == [(True, True), (True, True)]
    assert Entry.objects.filter(kind="records.DocumentStamped").count() == 1


def test_a_provider_that_is_down_loses_no_leave_and_the_watch_makes_it_good(
    settings: Settings, tmp_path: Path
) -> None:
    with seals.service(tmp_path / "far") as (peer, options):
        settings.SIGNING = {**settings.SIGNING, **options}
        peer.hour, peer.down = make.AT, True
        first, second = (seals.ordered(seals.paper(make.dossier(number=n))) for n in ("1", "2"))
        why = office.carry_out(order_id=first.pk, by=SYSTEM, at=make.AT)
        assert why.startswith("签名服务暂时没有应答，已排队")
        first.refresh_from_db()
        assert (first.tries, first.error, first.next_at) == (1, why, make.AT + timedelta(minutes=1))
        watches.seal_papers(now=make.AT)
        second.refresh_from_db()
        assert second.tries == 1
        peer.down = False
        watches.seal_papers(now=make.AT + timedelta(hours=1))
    assert not SealOrder.objects.filter(done_at=None).exists()
    assert Signature.objects.filter(kind="seal").count() == 2


def test_sealing_twice_at_once_makes_one_seal() -> None:
    order = seals.ordered(seals.paper())
    base = reads.next_revision(document_id=order.document_id, viewer=SYSTEM)
    made = list(office._made(order, base, make.AT))
    keep = {"order_id": order.pk, "made": made, "base": base, "by": SYSTEM, "at": make.AT}
    assert actions.keep_seal(**keep) is True  # type: ignore[arg-type]
    assert actions.keep_seal(**keep) is False  # type: ignore[arg-type]
    assert Signature.objects.count() == 1
