"""tus 1.0.0 at /uploads/, by real requests: people by their session, machines by their token."""

import hashlib
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from zhifa.kernel.models import Entry
from zhifa.records.models import Recording, SecondDigest, StoredFile, Upload
from zhifa.records.reads import path_of
from zhifa.records.tests import make
from zhifa.records.tests.browsers import officer, text
from zhifa.web.tests.senders import BYTES, FILM, VERSION, Sender, b64, codes, file_it, told


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


@pytest.fixture
def sender() -> Sender:
    home = make.dossier()
    return Sender(officer(home.agency)[0], home)


def test_what_the_server_can(sender: Sender) -> None:
    answer = Client().options("/uploads/")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert (
        answer["Tus-Extension"] == "creation,creation-with-upload,termination,checksum,expiration"
    )
    assert answer["Tus-Checksum-Algorithm"] == "sha256,sha1"
    assert int(answer["Tus-Max-Size"]) == 16 << 30
    old = sender.client.post("/uploads/", headers={"Tus-Resumable": "0.2.2"})
    assert (old.status_code, old["Tus-Version"]) == (412, "1.0.0")
    refused = sender.client.get("/uploads/")
    assert (refused.status_code, refused["Allow"]) == (405, "OPTIONS, POST")


def test_in_two_pieces_to_a_recording_with_its_five_facts(sender: Sender) -> None:
    place = sender.at()
    assert sender.send(place, 0, FILM[:1000])["Upload-Offset"] == "1000"
    assert sender.offset(place) == 1000
    assert "已传 16%" in text(sender.client, f"/dossiers/{sender.home.pk}/recordings/add/")
    assert sender.send(place, 1000, FILM[1000:]).status_code == 204
    row = Upload.objects.get()
    assert (row.sha256, row.sm3) == (
        hashlib.sha256(FILM).hexdigest(), hashlib.new("sm3", FILM).hexdigest(),
    )  # fmt: skip
    page = text(sender.client, f"/dossiers/{sender.home.pk}/recordings/add/?upload={row.pk}")
    assert "文件已传完，待写明五要素" in page
    assert file_it(sender, place, proves=" ").status_code == 422
    assert file_it(sender, place).status_code == 302
    kept = Recording.objects.get()
    assert (kept.file_id, kept.proves, kept.file.name) == (row.sha256, "现场", "现场.mp4")
    assert path_of(row.sha256).read_bytes() == FILM
    assert SecondDigest.objects.get().sm3 == row.sm3
    kinds = [
        k.rpartition(".")[2] for k in Entry.objects.order_by("pk").values_list("kind", flat=True)
    ]
    assert kinds[-4:] == ["UploadBegun", "UploadWhole", "RecordingAdded", "UploadEnded"]
    assert file_it(sender, place).status_code == 409  # once
    assert sender.client.head(place, headers=VERSION).status_code == 410


def test_begun_and_sent_at_once(sender: Sender) -> None:
    headers = {**VERSION, "Upload-Length": str(len(FILM))}
    headers["Upload-Metadata"] = told(filename="a", dossier=sender.home.pk)
    answer = sender.client.post("/uploads/", FILM, content_type=BYTES, headers=headers)
    assert (answer.status_code, answer["Upload-Offset"]) == (201, str(len(FILM)))
    assert Upload.objects.get().whole_at


def test_the_same_file_twice_is_kept_once(sender: Sender) -> None:
    for _ in range(2):
        place = sender.at()
        sender.send(place, 0, FILM)
        assert file_it(sender, place).status_code == 302
    assert StoredFile.objects.count() == 1
    assert Recording.objects.count() == 2
    files = [p for p in path_of("00" * 32).parents[2].rglob("*") if p.is_file()]
    assert [p for p in files if p.suffix != ".mark"] == [path_of(hashlib.sha256(FILM).hexdigest())]


@pytest.mark.parametrize(
    ("length", "more", "status", "code"),
    [
        (0, {}, 409, "recording:empty"),
        ((16 << 30) + 1, {}, 413, "upload:too_long"),
        (10, {"sha256": "ABC"}, 409, "upload:digest"),
    ],
)
def test_what_is_not_begun(
    sender: Sender, length: int, more: dict[str, str], status: int, code: str
) -> None:
    answer = sender.begin(length, **more)
    assert (answer.status_code, codes(answer)) == (status, {code})
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Upload-Length": "-1"},
        {"Upload-Length": "9" * 40},
        {"Upload-Length": "一"},
        {"Upload-Defer-Length": "1"},
        {"Upload-Length": "5", "Upload-Metadata": "filename ***"},
        {"Upload-Length": "5"},
    ],
)
def test_headers_that_nobody_can_read(sender: Sender, headers: dict[str, str]) -> None:
    assert sender.client.post("/uploads/", headers={**VERSION, **headers}).status_code == 422


def test_no_room_is_said_before_a_byte_is_sent_and_nothing_is_overwritten(
    sender: Sender, settings: Settings
) -> None:
    settings.UPLOADS = {**settings.UPLOADS, "quota": len(FILM) * 2 - 1}
    place = sender.at()
    full = sender.begin(len(FILM))
    assert (full.status_code, codes(full)) == (413, {"upload:no_room"})
    sender.send(place, 0, FILM)
    assert file_it(sender, place).status_code == 302
    assert sender.begin(len(FILM)).status_code == 413
    assert path_of(hashlib.sha256(FILM).hexdigest()).read_bytes() == FILM


def test_pieces_that_are_not_taken(sender: Sender) -> None:
    place = sender.at()
    sender.send(place, 0, FILM[:100])
    wrong = sender.send(place, 50, FILM[50:])
    assert (wrong.status_code, wrong["Upload-Offset"]) == (409, "100")
    long = sender.send(place, 100, FILM)
    assert (long.status_code, codes(long)) == (413, {"upload:length"})
    unlike = sender.send(place, 100, FILM[100:], **{"Upload-Checksum": f"sha1 {b64(b'0' * 20)}"})
    assert (unlike.status_code, codes(unlike)) == (460, {"upload:piece"})
    strange = sender.send(place, 100, FILM[100:], **{"Upload-Checksum": "md5 AAAA"})
    assert strange.status_code == 422
    plain = sender.client.patch(
        place, FILM, content_type="text/plain", headers={**VERSION, "Upload-Offset": "100"}
    )
    assert plain.status_code == 415
    assert sender.offset(place) == 100
    right = {"Upload-Checksum": f"sha256 {b64(hashlib.sha256(FILM[100:]).digest())}"}
    assert sender.send(place, 100, FILM[100:], **right).status_code == 204


def test_a_whole_that_is_not_what_was_told_begins_anew(sender: Sender) -> None:
    place = sender.at(sha256=hashlib.sha256(FILM).hexdigest())
    wrong = sender.send(place, 0, FILM[:-1] + b"?")
    assert (wrong.status_code, codes(wrong), wrong["Upload-Offset"]) == (460, {"upload:whole"}, "0")
    assert file_it(sender, place).status_code == 409
    assert sender.offset(place) == 0
    sender.send(place, 0, FILM)
    assert file_it(sender, place).status_code == 302


def test_a_film_that_cannot_be_played_is_not_one(sender: Sender) -> None:
    place = sender.at()
    sender.send(place, 0, FILM)  # a head like a film's, and nothing behind it
    answer = file_it(sender, place, kind="video")
    assert answer.status_code == 409
    assert "打不开" in answer.content.decode()
    assert not Recording.objects.exists()
    assert file_it(sender, place, kind="photo").status_code == 409
    assert file_it(sender, place, kind="file").status_code == 302
