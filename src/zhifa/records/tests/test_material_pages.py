"""The pages of evidence and recordings, through the door."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from zhifa.kernel.access import SYSTEM
from zhifa.records import reads
from zhifa.records.models import Dossier, Recording
from zhifa.records.reads.files import path_of
from zhifa.records.tests import make
from zhifa.records.tests.browsers import officer, text
from zhifa.records.tests.streams import sent_by
from zhifa.records.views.common import REFUSED
from zhifa.records.views.streams import span_of


def test_evidence_is_listed_and_excluded_by_pages() -> None:
    home = make.dossier()
    client, crew = officer(home.agency)
    address = f"/dossiers/{home.pk}/evidence/add/"
    given = {
        "kind": "physical",
        "name": "样品一袋",
        "taken_on": localdate().isoformat(),
        "taken_place": "某街",
        "proves": "成分",
        "collected_by": crew,
    }
    assert "证据种类" in text(client, address)
    assert client.post(address, {**given, "name": ""}).status_code == 422
    alone = client.post(address, {**given, "collected_by": crew[:1]})
    assert alone.status_code == REFUSED
    assert "两名以上执法人员" in alone.content.decode()
    assert "样品一袋" in alone.content.decode()  # nothing typed is lost
    assert client.post(address, given).status_code == 302
    item = reads.evidence(dossier_id=home.pk, viewer=SYSTEM).get()
    out = f"/evidence/{item.pk}/exclude/"
    assert "样品一袋" in text(client, out)
    assert client.post(out, {"reason": "与本案无关"}).status_code == 302
    assert client.post(out, {"reason": "与本案无关"}).status_code == REFUSED
    assert "已排除" in text(client, f"/dossiers/{home.pk}/panel/")


def upload(client: Client, home: Dossier, data: bytes, kind: str) -> int:
    given = {
        "file": SimpleUploadedFile("现场.jpg", data, "text/html"),
        "kind": kind,
        "taken_at": "2026-03-01T09:30",
        "taken_place": "某街",
        "taken_by": "甲",
        "proves": "现场",
        "origin": "phone",
    }
    return client.post(f"/dossiers/{home.pk}/recordings/add/", given).status_code


def test_a_photo_is_uploaded_and_shown_with_its_five_facts() -> None:
    home = make.dossier()
    client, _ = officer(home.agency)
    assert "采集时间" in text(client, f"/dossiers/{home.pk}/recordings/add/")
    assert upload(client, home, b"", "photo") == 422
    assert upload(client, home, b"<script>", "photo") == REFUSED
    assert upload(client, home, make.JPEG, "photo") == 302
    shot = Recording.objects.get()
    page = text(client, f"/recordings/{shot.pk}/")
    for word in (home.number, "2026-03-01 09:30", "某街", "甲", "现场", shot.file_id, "<img"):
        assert word in page
    assert "校验一致" in text(client, f"/recordings/{shot.pk}/?check=1")
    place = path_of(shot.file_id)
    place.chmod(0o644)
    place.write_bytes(b"other")
    assert "校验不一致" in text(client, f"/recordings/{shot.pk}/?check=1")
    place.unlink()
    assert client.get(f"/recordings/{shot.pk}/file/").status_code == 410


def body(client: Client, address: str, wanted: str = "") -> tuple[int, bytes]:
    answer = client.get(address, headers={"Range": wanted} if wanted else {})
    data = sent_by(answer)
    return answer.status_code, data


def test_a_film_can_be_played_from_any_place() -> None:
    home = make.dossier()
    film = make.recording(home, make.MP4, kind="video", name="录像.mp4")
    client, _ = officer(home.agency)
    address = f"/recordings/{film.pk}/file/"
    size = len(make.MP4)
    assert "<video" in text(client, f"/recordings/{film.pk}/")
    assert body(client, address) == (200, make.MP4)
    assert body(client, address, "bytes=10-19") == (206, make.MP4[10:20])
    assert body(client, address, "bytes=10-") == (206, make.MP4[10:])
    assert body(client, address, "bytes=-5") == (206, make.MP4[-5:])
    assert client.get(address, headers={"Range": f"bytes={size}-"}).status_code == 416
    part = client.get(address, headers={"Range": "bytes=0-0"})
    assert part["Content-Range"] == f"bytes 0-0/{size}"
    assert part["Content-Type"] == "video/mp4"
    sent_by(part)


@pytest.mark.parametrize(
    ("wanted", "span"),
    [
        ("bytes=0-99", (0, 9)),
        ("bytes=9-9", (9, 9)),
        ("bytes=10-", None),
        ("bytes=5-4", None),
        ("bytes=-0", None),
        ("bytes=-99", (0, 9)),
        ("bytes=-", None),
        ("bytes=0-1,3-4", None),
        ("lines=1-2", None),
    ],
)
def test_ranges_of_ten_bytes(wanted: str, span: tuple[int, int] | None) -> None:
    assert span_of(wanted, 10) == span


def test_a_page_among_the_files_is_never_run() -> None:
    home = make.dossier()
    trap = make.recording(home, b"<html><script>1</script>", kind="file", media_type="text/html")
    client, _ = officer(home.agency)
    answer = client.get(f"/recordings/{trap.pk}/file/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    sent_by(answer)
