"""Uploads to a real server: by tuspy, by two at once, through the death of the server."""

import hashlib
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tusclient.client import TusClient

from zhifa.kernel.tests.processes import address
from zhifa.records.models import Recording, Upload
from zhifa.records.reads import path_of
from zhifa.records.tests import make
from zhifa.records.tests.browsers import officer
from zhifa.web.tests.senders import BYTES, FACTS, VERSION, told

DATA = random.Random(5).randbytes(24 << 20)  # noqa: S311 - the same every time
pytestmark = pytest.mark.slow


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Site:
    """A server process of its own, as `zhifa serve` starts it."""

    def __init__(self, files: Path) -> None:
        self.port, self.files = free_port(), files
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
                "--port", str(self.port), "--blocking-threads", "32", "--no-ws",
                "--log-level", "error", "zhifa.web.wsgi:application",
            ],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(sys.path),
                "ZHIFA_DATABASE_URL": address(),
                "ZHIFA_FILES": str(self.files),
            },
            start_new_session=True,
        )  # fmt: skip
        for _ in range(200):
            with suppress(OSError, http.client.HTTPException):
                if self.ask("OPTIONS", "/uploads/", {}) == HTTPStatus.NO_CONTENT:
                    return
            time.sleep(0.1)
        raise TimeoutError

    def kill(self) -> None:
        """As the machine dies: nothing is finished, nothing is closed."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(self, method: str, place: str, headers: dict[str, str], body: bytes = b"") -> int:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with closing(line):
            line.request(method, place, body or None, headers)
            answer = line.getresponse()
            answer.read()
            self.told = dict(answer.getheaders())
            return answer.status


class Person:
    """An officer with a session at the server."""

    def __init__(self, files: Path) -> None:
        self.home = make.dossier()
        self.browser = officer(self.home.agency)[0]
        self.browser.get(f"/dossiers/{self.home.pk}/recordings/add/")
        jar = {name: morsel.value for name, morsel in self.browser.cookies.items()}
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in jar.items()),
            "X-CSRFToken": jar["csrftoken"],
        }
        self.files = files

    def begin(self, site: Site, length: int) -> str:
        about = {"Upload-Length": str(length), "Upload-Metadata": told(dossier=self.home.pk)}
        assert site.ask("POST", "/uploads/", {**self.headers, **VERSION, **about}) == 201
        return str(site.told["location"])

    def offset(self, site: Site, place: str) -> int:
        assert site.ask("HEAD", place, {**self.headers, **VERSION}) == 200
        return int(site.told["upload-offset"])

    def patch(self, offset: int) -> dict[str, str]:
        piece = {"Content-Type": BYTES, "Upload-Offset": str(offset)}
        return {**self.headers, **VERSION, **piece}

    def file(self, place: str) -> bytes:
        form = {**FACTS, "upload": place.rstrip("/").split("/")[-1]}
        answer = self.browser.post(f"/dossiers/{self.home.pk}/recordings/add/", form)
        assert answer.status_code == 302, answer.content.decode()
        return path_of(Recording.objects.latest("pk").file_id).read_bytes()


@pytest.fixture
def site(transactional_db: None, settings: Settings, tmp_path: Path) -> Iterator[Site]:
    """A server on the test's database, which has to see what is committed."""
    assert transactional_db is None
    settings.FILES = tmp_path / "files"
    site = Site(settings.FILES)
    yield site
    site.kill()


@pytest.fixture
def person(site: Site) -> Person:
    return Person(site.files)


def test_tuspy_sends_and_goes_on(site: Site, person: Person) -> None:
    url = f"http://127.0.0.1:{site.port}/uploads/"
    client = TusClient(url, headers=person.headers)
    about = {"filename": "现场.mp4", "dossier": person.home.pk}
    first = client.uploader(
        file_stream=BytesIO(DATA), chunk_size=5 << 20, metadata=about, upload_checksum=True
    )
    first.upload_chunk()
    first.upload_chunk()
    again = client.uploader(file_stream=BytesIO(DATA), chunk_size=5 << 20, url=first.url)
    assert again.offset == 10 << 20
    again.upload()
    assert Upload.objects.get().sha256 == hashlib.sha256(DATA).hexdigest()
    assert person.file(str(first.url)) == DATA


def test_the_server_dies_in_the_middle_and_nothing_is_lost(site: Site, person: Person) -> None:
    place = person.begin(site, len(DATA))
    chance = random.Random(9)  # noqa: S311 - the same every time
    seen = [0]
    for _ in range(3):
        offset = person.offset(site, place)
        seen.append(offset)
        until = min(len(DATA) - 1, offset + chance.randrange(1 << 20, 11 << 20))
        line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        line.putrequest("PATCH", place)
        for name, value in person.patch(offset).items():
            line.putheader(name, value)
        line.putheader("Content-Length", str(len(DATA) - offset))
        line.endheaders()
        line.send(DATA[offset:until])
        time.sleep(0.4)
        site.kill()
        line.close()
        site.start()
    offset = person.offset(site, place)
    seen.append(offset)
    assert seen == sorted(seen)
    assert offset > 0, "what was written through is kept"
    assert site.ask("PATCH", place, person.patch(offset), DATA[offset:]) == 204
    assert person.offset(site, place) == len(DATA)
    assert person.file(place) == DATA


def test_a_line_that_breaks_keeps_every_byte_that_came(site: Site, person: Person) -> None:
    place = person.begin(site, len(DATA))
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    line.putrequest("PATCH", place)
    for name, value in person.patch(0).items():
        line.putheader(name, value)
    line.putheader("Content-Length", str(len(DATA)))
    line.endheaders()
    line.send(DATA[:3_333_333])
    time.sleep(0.3)
    line.close()
    offset = 0
    for _ in range(50):
        if site.ask("HEAD", place, {**person.headers, **VERSION}) == 200:
            offset = int(site.told["upload-offset"])
        if offset:
            break
        time.sleep(0.1)
    assert 0 < offset <= 3_333_333
    assert site.ask("PATCH", place, person.patch(offset), DATA[offset:]) == 204
    assert person.file(place) == DATA


def test_two_at_once_and_slow_ones_do_not_stop_the_site(site: Site, person: Person) -> None:
    place = person.begin(site, len(DATA))
    slow = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    slow.putrequest("PATCH", place)
    for name, value in person.patch(0).items():
        slow.putheader(name, value)
    slow.putheader("Content-Length", str(len(DATA)))
    slow.endheaders()
    slow.send(DATA[: 2 << 20])
    time.sleep(0.3)
    assert site.ask("PATCH", place, person.patch(0), DATA) == 423
    slow.send(DATA[2 << 20 :])
    assert slow.getresponse().status == 204
    slow.close()
    assert person.file(place) == DATA


def test_pages_answer_while_slow_phones_send(site: Site, person: Person) -> None:
    lines = []
    for _ in range(8):  # twice the threads
        place = person.begin(site, len(DATA))
        line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        line.putrequest("PATCH", place)
        for name, value in person.patch(0).items():
            line.putheader(name, value)
        line.putheader("Content-Length", str(1 << 20))
        line.endheaders()
        line.send(DATA[:1000])
        lines.append(line)
    begun = time.monotonic()
    assert site.ask("GET", "/sign-in/", {}) == 200
    assert time.monotonic() - begun < 5
    for line in lines:
        line.send(DATA[1000 : 1 << 20])
    for line in lines:
        assert line.getresponse().status == 204
        line.close()
    assert Client().get("/sign-in/").status_code == 200
