"""The archive office's answer to a package: noted once, for its own package; then made anew."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from zhifa.agencies.models import Agency
from zhifa.agencies.reads import Signed
from zhifa.kernel import verify
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.records import actions, reads
from zhifa.records.models import Dossier, Transfer, TransferReceipt
from zhifa.records.tests import make
from zhifa.records.tests.browsers import browser, text

YEAR = make.AT.year
packages = count(1)


def dossier(home: Agency, number: str = "510403SJCF202600001") -> Dossier:
    made = make.dossier(home, number)
    make.seal(made)
    made.refresh_from_db()
    return made


def package(home: Agency, *, by: Signed | None = None) -> Transfer:
    found = reads.to_transfer(agency_id=home.pk, year=YEAR, viewer=SYSTEM)
    return actions.note_transfer(
        agency=home,
        dossiers=found,
        receiver="西区档案馆",
        sha256=f"{next(packages):064x}",
        by=by or SYSTEM,
        at=make.AT,
    )


def answer(row: Transfer, **more: object) -> reads.Answer:
    told = {"verdict": "accepted", "received_by": "李某", "received_on": make.DAY}
    return reads.Answer(**{**told, "sha256": row.sha256, **more})  # type: ignore[arg-type]


def note(row: Transfer, **more: object) -> TransferReceipt:
    by = make.actor("archivist", row.agency)
    return actions.note_receipt(transfer_id=row.pk, answer=answer(row, **more), by=by, at=make.AT)


@pytest.fixture
def home() -> Agency:
    return make.agency()


def test_an_answer_is_kept_and_journalled(home: Agency) -> None:
    held = dossier(home)
    row = package(home)
    spaced = f" {row.sha256[:32].upper()} {row.sha256[32:]}"
    kept = note(row, received_by=" 李某 ", sha256=spaced, reason="接收的没有理由")
    assert (kept.verdict, kept.received_by, kept.sha256) == ("accepted", "李某", row.sha256)
    assert kept.reason == ""
    entry = Entry.objects.filter(subject=f"transfers:{home.pk}").latest("seq")
    assert entry.payload["verdict"] == "accepted"
    assert f"records.transferreceipt:{row.pk}" in entry.seals
    assert not reads.to_transfer(agency_id=home.pk, year=YEAR, viewer=SYSTEM)
    told = reads.transfers_of(dossier_id=held.pk, viewer=make.actor("archivist", home))
    assert [item.transfer.receipt.verdict for item in told] == ["accepted"]
    assert list(verify.verify()) == []


def test_a_wrong_answer_is_refused_with_every_reason(home: Agency) -> None:
    dossier(home)
    row = package(home)
    wrong: dict[str, dict[str, object]] = {
        "receipt:digest": {"sha256": "0" * 64},
        "receipt:day": {"received_on": make.DAY + timedelta(days=1)},
        "receipt:reason": {"verdict": "returned", "reason": " "},
        "receipt:by": {"received_by": " "},
    }
    for code, told in wrong.items():
        with pytest.raises(Refused) as refused:
            note(row, **told)
        assert refused.value.codes == {code}
    with pytest.raises(Refused) as early:
        note(row, received_on=make.DAY - timedelta(days=1))
    assert early.value.codes == {"receipt:day"}
    for by in (make.actor("agency_head", home), make.actor("archivist")):
        with pytest.raises(Refused) as refused:
            actions.note_receipt(transfer_id=row.pk, answer=answer(row), by=by, at=make.AT)
        assert refused.value.codes == {"not_permitted"}
    note(row)
    with pytest.raises(Refused) as again:
        note(row, verdict="returned", reason="缺少目录")
    assert again.value.codes == {"receipt:again"}


def test_what_was_returned_is_made_anew_and_nothing_else(home: Agency) -> None:
    held = dossier(home)
    first = package(home)
    with pytest.raises(Refused) as waiting:
        actions.note_transfer(
            agency=home, dossiers=[held], receiver="x", sha256="1" * 64, by=SYSTEM, at=make.AT
        )
    assert waiting.value.codes == {"transfer:again"}
    note(first, verdict="returned", reason="目录缺页")
    assert reads.waiting(viewer=SYSTEM) == [(home, YEAR, 1)]
    second = package(home)
    assert not reads.waiting(viewer=SYSTEM)
    note(second)
    told = reads.transfers_of(dossier_id=held.pk, viewer=SYSTEM)
    assert [i.transfer.receipt.verdict for i in told] == ["returned", "accepted"]
    assert list(verify.verify()) == []


def test_the_database_refuses_other_answers_and_second_packages(home: Agency) -> None:
    held = dossier(home)
    row, other = package(home), Transfer(agency=home, receiver="x", count=1, sha256="2" * 64)
    other.made_by, other.made_at = "user:1", make.AT
    other.save()
    said = "'accepted', '', '{}', '李某', '2026-03-02', 'user:1', '2026-03-02 00:00:00+00'"
    columns = "transfer_id, verdict, reason, sha256, received_by, received_on, noted_by, noted_at"
    added = f"insert into records_transferreceipt ({columns}) values ('{row.pk}', {said})"
    item = "insert into records_transferitem (transfer_id, dossier_id) values ('{}', '{}')"
    statements = {
        "receipt_of_its_package": added.format("3" * 64),
        "transferred_again": item.format(other.pk, held.pk),
    }
    for guard, statement in statements.items():
        with pytest.raises(DatabaseError, match=guard), transaction.atomic():
            connection.cursor().execute(statement)
    note(row)
    for statement in (
        "update records_transferreceipt set verdict = 'returned', reason = 'x'",
        "delete from records_transferreceipt",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)


def test_the_archivist_notes_it_on_the_page(home: Agency) -> None:
    held = dossier(home)
    row = package(home)
    page, archive = reverse("records:transfer", args=[row.pk]), reverse("records:transfers")
    client = browser(make.holder("archivist", home))
    assert "等回执" in text(client, archive)
    shown = text(client, page)
    assert row.sha256 in shown
    assert held.title in shown
    told = {"verdict": "returned", "received_by": "李某", "received_on": make.DAY.isoformat()}
    short = client.post(page, {**told, "sha256": "abc"})
    assert (short.status_code, "64 位十六进制" in short.content.decode()) == (422, True)
    refused = client.post(page, {**told, "sha256": row.sha256})
    assert (refused.status_code, "退回的没有写明理由" in refused.content.decode()) == (409, True)
    done = client.post(page, {**told, "sha256": row.sha256, "reason": "目录缺页"}, follow=True)
    shown = done.content.decode()
    assert "目录缺页" in shown
    assert "登记档案馆的回执" not in shown
    assert "已退回：目录缺页" in text(client, reverse("records:dossier", args=[held.pk]))
    assert f"{YEAR} 年归档 1 卷" in text(client, archive)


def test_a_head_reads_it_and_strangers_do_not(home: Agency) -> None:
    dossier(home)
    page = reverse("records:transfer", args=[package(home).pk])
    head = browser(make.holder("agency_head", home))
    assert "登记回执" not in text(head, page)
    assert head.post(page, {}).status_code == 404
    assert browser(make.holder("archivist")).get(page).status_code == 404
    assert browser(make.holder("officer", home)).get(page).status_code == 404
