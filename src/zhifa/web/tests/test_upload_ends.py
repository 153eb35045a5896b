"""How an upload ends: given up, run out, filed through a crash; and who may send at all."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils.timezone import now
from pytest_django.fixtures import Settings
from tests import make as cases

from zhifa.kernel.models import Entry
from zhifa.records import partials, watches
from zhifa.records.models import Recording, Upload
from zhifa.records.reads import path_of
from zhifa.records.tests import make
from zhifa.records.tests.browsers import browser, officer, text
from zhifa.web import doctor
from zhifa.web.tests.api_road import machine
from zhifa.web.tests.senders import FACTS, FILM, VERSION, Sender, file_it, told


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def sender() -> Sender:
    home = make.dossier()
    return Sender(officer(home.agency)[0], home)


def test_given_up_nothing_is_left(sender: Sender) -> None:
    place = sender.at()
    sender.send(place, 0, FILM[:10])
    pk = Upload.objects.get().pk
    assert sender.stop(place).status_code == 204
    assert sender.stop(place).status_code == 410
    assert sender.send(place, 10, FILM[10:]).status_code == 410
    watches.clear_uploads(now=now())
    assert not partials.place_of(pk).exists()
    second = sender.at()
    page = sender.client.post(f"{second}stop/", follow=True)
    assert "已放弃这次上传" in page.content.decode()


def test_what_is_not_whole_in_time_is_cleared_and_what_is_waits(sender: Sender) -> None:
    half, whole = sender.at(), sender.at()
    sender.send(half, 0, FILM[:10])
    sender.send(whole, 0, FILM)
    watches.clear_uploads(now=now() + timedelta(days=6))
    assert sender.offset(half) == 10
    watches.clear_uploads(now=now() + timedelta(days=8))
    row = Upload.objects.get(ended_why="expired")
    assert not partials.place_of(row.pk).exists()
    assert Entry.objects.latest("pk").payload["why"] == "expired"
    assert sender.client.head(half, headers=VERSION).status_code == 410
    assert file_it(sender, whole).status_code == 302


def test_only_who_began_it_and_may_file_there(sender: Sender) -> None:
    place = sender.at()
    home = sender.home
    colleague = Sender(officer(home.agency)[0], home)
    assert colleague.send(place, 0, FILM).status_code == 404
    stranger = Sender(officer(make.agency())[0], home)
    assert stranger.begin(5).status_code == 404
    assert Sender(Client(), home).begin(5).status_code == 401
    assert Client().head(place, headers=VERSION).status_code == 401
    make.seal(home)
    assert sender.begin(5).status_code == 409


def test_a_session_shows_the_token_of_its_page(sender: Sender) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = sender.client.cookies
    assert Sender(strict, sender.home).begin(5).status_code == 403
    strict.get(f"/dossiers/{sender.home.pk}/recordings/add/")
    token = strict.cookies["csrftoken"].value
    known = Sender(strict, sender.home, **{"X-CSRFToken": token})
    place = known.at(5)
    assert known.send(place, 0, b"12345").status_code == 204
    assert Sender(strict, sender.home).send(place, 0, b"12345").status_code == 403


def test_a_machine_in_the_name_of_a_person() -> None:
    road = cases.road()
    road.walk_to("filed")
    client = machine("执法记录仪采集站", road.crew.agency)
    person = road.crew.user("officer")
    client.let(person, now().date())
    sender = Sender(Client(), road.case.dossier, **client.headers(person))
    headers = {**sender.headers, "Upload-Length": str(len(FILM))}
    headers["Upload-Metadata"] = told(filename="a.mp4", case=road.case.pk)
    place = Client().post("/uploads/", headers=headers)["Location"]
    assert sender.send(place, 0, FILM[:9]).status_code == 204
    assert sender.send(place, 9, FILM[9:]).status_code == 204
    about = Client().get(place, headers=client.headers(person)).json()
    assert (about["offset"], about["sha256"]) == (len(FILM), hashlib.sha256(FILM).hexdigest())
    body = {**FACTS, "taken_at": "2026-03-01T09:30:00+08:00"}
    url = f"/api/v1/uploads/{about['id']}/recording"
    kept = Client().post(url, body, content_type="application/json", headers=sender.headers)
    assert kept.status_code == 200, kept.content
    assert kept.json()["sha256"] == about["sha256"]
    row = Recording.objects.get(pk=kept.json()["id"])
    assert row.uploaded_by == f"user:{person.pk}"
    used = Entry.objects.filter(kind__endswith="GrantUsed").values_list("payload", flat=True)
    assert len(used) >= 3  # begun, whole, filed: each says by whose leave
    bare = {"Authorization": f"Bearer {client.token}"}
    assert Sender(Client(), road.case.dossier, **bare).begin(5).status_code == 403
    bad = {"Authorization": "Bearer nothing"}
    assert Sender(Client(), road.case.dossier, **bad).begin(5).status_code == 401


def test_a_body_that_no_page_takes_still_ends_at_the_doorstep(client: Client) -> None:
    answer = client.post("/desk/", b"x" * (6 << 20), content_type="text/plain")
    assert answer.status_code == 413


def test_a_crash_in_the_middle_of_filing_loses_nothing(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = sender.at()
    sender.send(place, 0, FILM)

    def crash(*_: object, **__: object) -> None:
        raise RuntimeError

    sender.client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr("zhifa.records.actions.recordings.journal.record", crash)
        assert file_it(sender, place).status_code == 500
    assert not Recording.objects.exists()
    assert file_it(sender, place).status_code == 302
    assert path_of(Recording.objects.get().file_id).read_bytes() == FILM


def test_whoever_looks_after_the_machine_is_told_in_time(
    sender: Sender, settings: Settings
) -> None:
    keeper = browser(make.holder("system_admin", make.agency()))
    settings.UPLOADS = {**settings.UPLOADS, "quota": len(FILM) * 100 // 94}
    place = sender.at()
    sender.send(place, 0, FILM)
    file_it(sender, place)
    assert "空间将满" not in text(keeper, "/storage/files/panel/")
    assert {f.level for f in doctor.room()} == {"good"}
    settings.UPLOADS = {**settings.UPLOADS, "quota": len(FILM) * 100 // 96}
    assert "空间将满" in text(keeper, "/storage/files/panel/")
    assert {f.level for f in doctor.room()} == {"bad"}
    assert sender.client.get("/storage/files/panel/").status_code == 404
