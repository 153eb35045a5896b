"""Certificates that are lost, revoked, run out or missing; proofs for the long term."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, office, reads, watches
from zhifa.records.models import Credential, Document, SealOrder, Signature
from zhifa.records.signing import press
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


def revoke(row: Credential, at: object) -> None:
    keeper = make.actor("security_admin", row.agency)
    actions.revoke_credential(credential_id=row.pk, reason="密钥遗失", by=keeper, at=at)  # type: ignore[arg-type]
    watches.publish_revocations(now=at)  # type: ignore[arg-type]


def test_the_drill_of_a_lost_key() -> None:
    """Revoked: old seals stay good by their stamp, nothing new with it; a new key goes on."""
    home = make.dossier()
    old = seals.sealed(seals.paper(home))
    lost = Credential.objects.get()
    revoke(lost, make.AT + DAY)
    assert Credential.objects.get(pk=lost.pk).published_at is not None
    assert verdicts(old, make.AT + 2 * DAY) == [(True, True)], "stamped before the loss"
    new = seals.sealed(seals.paper(home), at=make.AT + 2 * DAY)
    fresh = Signature.objects.get(document=new).credential
    assert fresh is not None
    assert (fresh.pk == lost.pk, fresh.revoked_at) == (False, None)
    assert verdicts(new, make.AT + 2 * DAY) == [(True, True)]
    with pytest.raises(Refused, match="已经吊销"):
        revoke(lost, make.AT + 3 * DAY)


def test_a_seal_without_stamp_falls_with_its_key_and_is_made_again(
    settings: Settings, tmp_path: Path
) -> None:
    with seals.service(tmp_path / "far") as (peer, options):
        settings.SIGNING = {**settings.SIGNING, **options}
        peer.hour, peer.clock_down = make.AT, True
        paper = seals.sealed(seals.paper())
        revoke(Credential.objects.get(), make.AT + DAY)
        peer.clock_down, peer.hour = False, make.AT + 2 * DAY
        state = reads.seal_state(document_id=paper.pk, viewer=SYSTEM)
        assert state.broken
        assert verdicts(paper, make.AT + 2 * DAY) == [(False, False)]
        seals.sealed(paper, at=make.AT + 2 * DAY)
        again = SealOrder.objects.order_by("approved_at").last()
        assert again is not None
        assert again.ground == SealOrder.Ground.AGAIN
        assert verdicts(paper, make.AT + 2 * DAY)[-1] == (True, True)


def test_a_certificate_that_the_provider_revoked_itself_is_not_used() -> None:
    paper = seals.sealed(seals.paper())
    provider().revoke(Credential.objects.get().ref, at=make.AT - DAY)
    other = seals.ordered(seals.paper(paper.dossier))
    why = office.carry_out(order_id=other.pk, by=SYSTEM, at=make.AT)
    assert why == f"{press.UNSOUND.message}{press.UNSOUND.then}"
    assert Signature.objects.count() == 1


def test_an_expired_certificate_is_not_used() -> None:
    home = make.dossier()
    seals.sealed(seals.paper(home))
    late = make.AT + timedelta(days=4 * 365)
    order = SealOrder.objects.create(
        document=seals.paper(home), ground="approval", reason="x", approved_by="x",
        approved_at=late, next_at=late,
    )  # fmt: skip
    assert "不在有效期内" in office.carry_out(order_id=order.pk, by=SYSTEM, at=late)


def test_without_a_registered_certificate_a_real_provider_waits(
    settings: Settings, tmp_path: Path
) -> None:
    with seals.service(tmp_path / "far") as (peer, options):
        settings.SIGNING = {**settings.SIGNING, **options, "test": "0"}
        peer.hour = make.AT
        order = seals.ordered(seals.paper())
        why = office.carry_out(order_id=order.pk, by=SYSTEM, at=make.AT)
        assert "还没有登记可用的签章证书" in why
        keeper = make.actor("security_admin", order.document.dossier.agency)
        holder = actions.Holder(order.document.dossier.agency, "某局")
        with pytest.raises(Refused, match="没有这个名称的密钥"):
            actions.register_credential(holder=holder, ref="no-key", by=keeper, at=make.AT)
        actions.register_credential(holder=holder, by=keeper, at=make.AT)
        with pytest.raises(Refused, match="已有一张在用的证书"):
            actions.register_credential(holder=holder, by=keeper, at=make.AT)
        assert office.carry_out(order_id=order.pk, by=SYSTEM, at=make.AT) == ""


def test_an_archived_paper_carries_its_proofs() -> None:
    paper = seals.sealed(seals.paper())
    make.seal(paper.dossier)
    assert seals.waiting() == seals.listed_anew() == [("archive", paper.pk)]
    watches.preserve_papers(now=make.AT + DAY)
    assert seals.waiting() == seals.listed_anew() == []
    watches.preserve_papers(now=make.AT + DAY)
    assert [r.kind for r in Signature.objects.order_by("revision")] == ["seal", "archive"]
    data = signed(paper)
    assert (b"/DSS" in data, b"/DocTimeStamp" in data) == (True, True)
    assert verdicts(paper, make.AT + DAY) == [(True, True), (True, True)]
    revoke(Credential.objects.get(), make.AT + 2 * DAY)
    assert verdicts(paper, make.AT + 3 * DAY) == [(True, True), (True, True)]
