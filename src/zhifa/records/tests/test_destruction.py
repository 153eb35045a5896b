"""Appraisal and destruction: after the term, by two people, two watching, and nothing else goes."""

from collections.abc import Callable
from datetime import date
from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from zhifa.kernel import verify
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Closed, Obstacle, Refused
from zhifa.records import actions, exporting, gates, reads, shredder
from zhifa.records.models import Appraisal, Destruction, Document, Dossier, StoredFile
from zhifa.records.reads.destruction import files_of
from zhifa.records.reads.files import path_of
from zhifa.records.rules import destruction as rules
from zhifa.records.tests import make
from zhifa.records.tests.browsers import browser, text
from zhifa.records.tests.doomed import Desk, old

TODAY = make.DAY


@pytest.fixture
def desk() -> Desk:
    return Desk()


def due(desk: Desk) -> list[str]:
    found = reads.due_for_appraisal(viewer=desk.archivist, today=TODAY, limit=10)
    return [d.pk for d in found]


def refusal(deed: Callable[[], object]) -> frozenset[str]:
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.codes


def test_a_term_runs_from_the_year_after_archiving() -> None:
    assert not rules.ended("30年", 1990, None, date(2020, 12, 31))
    assert rules.ended("30年", 1990, None, date(2021, 1, 1))
    assert not rules.ended("30年", 1990, date(2031, 12, 31), date(2031, 12, 31))
    assert rules.ended("30年", 1990, date(2031, 12, 31), date(2032, 1, 1))
    assert not rules.ended("永久", 1990, None, date(2990, 1, 1))
    assert rules.new_end("10年", date(2026, 3, 2)) == date(2036, 12, 31)


def test_what_is_due_is_listed_and_nothing_else(desk: Desk) -> None:
    ripe, _, fresh = old(desk.home), old(desk.home, "永久"), old(desk.home, at=make.AT)
    make.dossier(desk.home, "开着")
    old(make.agency())
    assert due(desk) == [ripe.pk]
    row = desk.list_(desk.say(ripe, destroy=False, term="10年"))
    assert due(desk) == []
    desk.approve(row)
    assert due(desk) == []
    later = reads.due_for_appraisal(viewer=desk.archivist, today=date(2037, 1, 1), limit=10)
    assert [d.pk for d in later] == [ripe.pk]
    assert fresh.pk not in due(desk)


def test_a_list_is_refused_with_every_reason(desk: Desk) -> None:
    ripe, ever, young = old(desk.home), old(desk.home, "永久"), old(desk.home, at=make.AT)
    away = old(desk.home)
    actions.note_transfer(
        agency=desk.home, dossiers=[away], receiver="馆", sha256="0" * 64, by=SYSTEM, at=make.AT
    )
    foreign = old(make.agency())
    wrong = {
        "appraisal:permanent": desk.say(ever),
        "appraisal:term": desk.say(young),
        "appraisal:handed_over": desk.say(away),
        "appraisal:agency": desk.say(foreign),
        "appraisal:new_term": desk.say(ripe, destroy=False, term="5年"),
        "appraisal:reason": actions.Judgement(ripe.pk, destroy=True, reason=" "),
    }
    for code, said in wrong.items():
        assert refusal(partial(desk.list_, said)) == {code}
    assert refusal(desk.list_) == {"appraisal:empty"}
    assert refusal(lambda: desk.list_(desk.say(ripe), by=desk.head)) == {"not_permitted"}
    desk.list_(desk.say(ripe))
    assert refusal(lambda: desk.list_(desk.say(ripe))) == {"appraisal:listed"}


def test_two_people_make_a_list_count(desk: Desk) -> None:
    row = desk.list_(desk.say(old(desk.home)))
    assert row.number == 1
    early = refusal(lambda: desk.destroy(row))
    assert early == {"destruction:approval", "destruction:watchers"}
    assert refusal(lambda: desk.approve(row, approved=False)) == {"appraisal:opinion"}
    by = desk.archivist
    codes = refusal(
        lambda: actions.judge_appraisal(
            appraisal_id=row.pk, approved=True, opinion="", by=by, at=make.AT
        )
    )
    assert codes == {"not_permitted", "appraisal:same_person"}
    desk.approve(row)
    assert refusal(lambda: desk.approve(row)) == {"appraisal:judged"}
    assert refusal(lambda: desk.destroy(row)) == {"destruction:watchers"}
    actions.watch_destruction(appraisal_id=row.pk, by=desk.watchers[0], at=make.AT)
    again = refusal(
        lambda: actions.watch_destruction(appraisal_id=row.pk, by=desk.watchers[0], at=make.AT)
    )
    assert again == {"destruction:watched"}
    assert refusal(lambda: desk.destroy(row)) == {"destruction:watchers"}
    assert not Destruction.objects.exists()


def test_what_is_returned_is_free_for_another_list(desk: Desk) -> None:
    ripe = old(desk.home)
    desk.approve(desk.list_(desk.say(ripe)), approved=False, opinion="应当续存")
    assert due(desk) == [ripe.pk]
    assert desk.list_(desk.say(ripe)).number == 2


def test_words_and_files_go_and_everything_else_stays(
    desk: Desk, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ripe, whole = old(desk.home), old(desk.home)
    paper = Document.objects.get(dossier=ripe)
    before = (paper.title, paper.sha256, Entry.objects.filter(subject=ripe.pk).count())
    files = files_of(dossier_id=ripe.pk, viewer=SYSTEM)
    row = desk.released(ripe)
    with django_capture_on_commit_callbacks(execute=True):
        desk.destroy(row)
    assert files
    assert not any(path_of(sha256).exists() for sha256 in files)
    assert StoredFile.objects.filter(pk__in=files).count() == len(files)
    paper.refresh_from_db()
    assert (paper.content, paper.fields) == (None, None)
    entries = Entry.objects.filter(subject=ripe.pk)
    assert (paper.title, paper.sha256, entries.count() - 1) == before
    assert entries.latest("seq").payload["number"] == 1
    assert list(verify.verify()) == []
    out = StringIO()
    call_command("verify", stdout=out)
    assert "鉴定清册第 1 号销毁案卷 1 卷" in out.getvalue()
    assert out.getvalue().endswith("ok\n")
    kept = files_of(dossier_id=whole.pk, viewer=SYSTEM)
    assert all(path_of(sha256).exists() for sha256 in kept)
    assert refusal(lambda: desk.destroy(row)) == {"destruction:done"}


def test_bytes_that_a_whole_dossier_keeps_too_stay(
    desk: Desk, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ripe, whole = old(desk.home), make.dossier(desk.home, "同一张照片")
    shared = make.recording(whole, data=make.JPEG + ripe.pk.encode()).file_id
    assert shared in files_of(dossier_id=ripe.pk, viewer=SYSTEM)
    with django_capture_on_commit_callbacks(execute=True):
        desk.destroy(desk.released(ripe))
    assert path_of(shared).exists()
    assert list(verify.verify()) == []


def test_what_was_interrupted_is_named_and_finished_by_the_clock(desk: Desk) -> None:
    ripe = old(desk.home)
    desk.destroy(desk.released(ripe))  # nothing is committed here, so the bytes still lie there
    found = [fault.what.code for fault in verify.verify()]
    assert found == ["not_erased"]
    assert shredder.shred() == 1
    assert list(verify.verify()) == []


def test_what_is_gone_is_closed_and_says_under_which_list(
    desk: Desk, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ripe = old(desk.home)
    paper, photo = ripe.documents.get(), ripe.recordings.get()
    with django_capture_on_commit_callbacks(execute=True):
        desk.destroy(desk.released(ripe))
    paper.refresh_from_db()
    doors = (
        lambda: reads.pdf(document=paper, viewer=SYSTEM),
        lambda: reads.signed_pdf(document=paper, viewer=SYSTEM),
        lambda: reads.copy(document=paper, viewer=SYSTEM),
        lambda: reads.opened(recording=photo, viewer=SYSTEM),
        lambda: exporting.export(
            dossier_id=ripe.pk, out=path_of("x"), purpose="应诉", by=SYSTEM, at=make.AT
        ),
    )
    for door in doors:
        with pytest.raises(Closed, match="清册第 1 号"):
            door()
    client = browser(make.holder("archivist", desk.home))
    shown = text(client, reverse("records:dossier", args=[ripe.pk]))
    assert "依鉴定清册第 1 号销毁" in shown
    assert paper.title in shown
    assert "已销毁" in text(client, reverse("records:document", args=[paper.pk]))
    film = reverse("records:recording", args=[photo.pk])
    assert "案卷已销毁" in text(client, f"{film}?check")
    assert client.get(reverse("records:pdf", args=[paper.pk])).status_code == 403
    assert client.get(reverse("records:recording_file", args=[photo.pk])).status_code == 403
    again = reads.to_transfer(agency_id=desk.home.pk, year=1990, viewer=SYSTEM)
    assert again == []


def test_a_hold_of_a_higher_room_stands_in_the_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ripe = old(desk.home)
    row = desk.released(ripe)
    why = Obstacle("hold:test", "还有争议。", then="等。")
    monkeypatch.setattr(gates, "_holds", [lambda **_: {ripe.pk: [why]}])
    assert refusal(lambda: desk.destroy(row)) == {"hold:test"}
    desk.list_(desk.say(old(desk.home), destroy=False, term="永久"))  # kept on, held or not
    assert not Destruction.objects.exists()


def test_the_road_by_pages(desk: Desk) -> None:
    ripe, kept = old(desk.home), old(desk.home)
    client = browser(make.holder("archivist", desk.home))
    head = browser(make.holder("chief_head", desk.home))
    eyes = [browser(make.holder(role, desk.home)) for role in ("unit_head", "reviewer")]
    shelf = reverse("records:appraisals")
    assert ripe.title in text(client, shelf)
    say = {f"say:{ripe.pk}": "destroy", f"say:{kept.pk}": "10年", f"why:{kept.pk}": "还有人查"}
    short = client.post(shelf, say)
    assert (short.status_code, "列入清册的写明理由" in short.content.decode()) == (422, True)
    client.post(shelf, {**say, f"why:{ripe.pk}": "没有价值"})
    row = Appraisal.objects.get()
    page = reverse("records:appraisal", args=[row.pk])
    deed = {
        n: reverse(f"records:{n}", args=[row.pk])
        for n in ("judge_appraisal", "watch_destruction", "destroy")
    }
    assert "待审批" in text(head, page)
    assert client.post(deed["judge_appraisal"], {"verdict": "approved"}).status_code == 404
    assert eyes[0].post(deed["watch_destruction"]).status_code == 409
    assert head.post(deed["judge_appraisal"], {"verdict": "approved"}).status_code == 302
    assert "还不能销毁" in text(client, page)
    refused = client.post(deed["destroy"], {"sure": "on"})
    assert (refused.status_code, "监销人不足两名" in refused.content.decode()) == (409, True)
    for one in eyes:
        assert one.post(deed["watch_destruction"]).status_code == 302
    assert client.post(deed["destroy"], {}).status_code == 422
    assert client.post(deed["destroy"], {"sure": "on"}).status_code == 302
    assert [d.dossier_id for d in Destruction.objects.all()] == [ripe.pk]
    assert "已办完" in text(client, page)
    assert browser(make.holder("archivist")).get(page).status_code == 404
    assert Dossier.objects.count() == 2
