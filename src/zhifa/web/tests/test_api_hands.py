"""A party signs through a machine: the same action, the same refusals, told as problems."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests import make

from zhifa.records import watches
from zhifa.records.models import Document, PartySignature
from zhifa.records.tests import hands
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> ApiRoad:
    settings.FILES = tmp_path / "files"
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    walked = api_road(at)
    walked.walk_to("investigated")
    return walked


def refused(road: ApiRoad, role: str, path: str, body: dict[str, Any]) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        road.ask(role, path, body)
    return refusal.value


def glass(paper: Document, **more: Any) -> dict[str, Any]:
    told = json.loads(hands.strokes(paper))
    sent = {name: told[name] for name in ("strokes", "width", "height")}
    told = {"way": "glass", "signer": "某甲", "words": paper.sha256, "image": hands.image()}
    return {**told, **sent, **more}


def test_a_record_is_signed_and_its_time_proven(road: ApiRoad) -> None:
    paper = Document.objects.filter(template__in=["W09", "W15"]).earliest("made_at")
    here = f"/documents/{paper.pk}/party-signatures"
    assert road.ask("officer", here) == []
    done = road.ask("officer", here, glass(paper))
    assert (done["signer"], done["holds"], done["stamped_at"]) == ("某甲", True, None)
    row = PartySignature.objects.get()
    assert (row.pk, row.words, row.signed_at) == (done["id"], paper.sha256, road.clock[0])
    watches.lay_in_hands(now=road.now)
    (shown,) = road.ask("officer", here)
    assert shown["stamped_at"]


def test_what_the_page_refuses_the_machine_is_refused(road: ApiRoad) -> None:
    paper = Document.objects.filter(template__in=["W09", "W15"]).earliest("made_at")
    report = Document.objects.exclude(template__in=["W09", "W12", "W15"]).earliest("made_at")
    here = f"/documents/{paper.pk}/party-signatures"
    assert refused(road, "officer", "/documents/x/party-signatures", glass(paper)).status == 404
    assert refused(road, "reviewer", here, glass(paper)).status == 403
    cases: list[tuple[dict[str, Any], str]] = [
        (glass(paper, words="0" * 64), "glass:changed"),
        (glass(paper, strokes=[]), "glass:empty"),
        (glass(paper, image="data:image/png;base64,AAAA"), "glass:picture"),
        (glass(paper, way="refused", strokes=[], image=""), "glass:witness"),
        (glass(paper, way="other"), "glass:way"),
        (glass(paper, way="scan", strokes=[], scan=b64encode(b"x").decode()), "glass:scan"),
    ]
    for body, code in cases:
        no = refused(road, "officer", here, body)
        assert no.status == 409
        assert code in no.codes
    away = refused(road, "officer", f"/documents/{report.pk}/party-signatures", glass(report))
    assert away.codes == {"glass:no_line"}
    for body in (
        glass(paper, scan="$"),
        glass(paper, signer="某" * 61),
        {"way": "glass"},
        glass(paper, more=1),
    ):
        assert refused(road, "officer", here, body).status == 422
    assert not PartySignature.objects.exists()
