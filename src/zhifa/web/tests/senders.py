"""Those who send files piece by piece, and what they say."""

from base64 import b64encode
from typing import Any

from django.http import HttpResponse
from django.test import Client

from zhifa.records.models import Dossier
from zhifa.records.tests import make

FILM = make.MP4
BYTES = "application/offset+octet-stream"
VERSION = {"Tus-Resumable": "1.0.0"}
FACTS = {
    "kind": "file", "taken_at": "2026-03-01 09:30", "taken_place": "某街", "taken_by": "甲",
    "proves": "现场", "origin": "camera", "device": "T-1",
}  # fmt: skip


def b64(text: str | bytes) -> str:
    return b64encode(text.encode() if isinstance(text, str) else text).decode()


def told(**more: str) -> str:
    return ",".join(f"{key} {b64(value)}" for key, value in more.items())


class Sender:
    """One who sends a file piece by piece."""

    def __init__(self, client: Client, home: Dossier, **headers: str) -> None:
        self.client, self.home, self.headers = client, home, {**VERSION, **headers}

    def begin(self, length: int, name: str = "现场.mp4", **more: str) -> Any:
        about = {"Upload-Length": str(length)}
        about["Upload-Metadata"] = told(filename=name, dossier=self.home.pk, **more)
        return self.client.post("/uploads/", headers={**self.headers, **about})

    def at(self, length: int = len(FILM), **more: str) -> str:
        answer = self.begin(length, **more)
        assert answer.status_code == 201, answer.content
        return str(answer["Location"])

    def send(self, place: str, offset: int, data: bytes, **more: str) -> Any:
        headers = {**self.headers, "Upload-Offset": str(offset), **more}
        return self.client.patch(place, data, content_type=BYTES, headers=headers)

    def offset(self, place: str) -> int:
        answer = self.client.head(place, headers=self.headers)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-store"
        return int(answer["Upload-Offset"])

    def stop(self, place: str) -> Any:
        return self.client.delete(place, headers=self.headers)


def codes(answer: Any) -> set[str]:
    return {o["code"] for o in answer.json()["obstacles"]}


def file_it(sender: Sender, place: str, **more: str) -> HttpResponse:
    form = {**FACTS, "upload": place.split("/")[-2], **more}
    address = f"/dossiers/{sender.home.pk}/recordings/add/"
    answer: HttpResponse = sender.client.post(address, form)  # type: ignore[assignment]
    return answer
