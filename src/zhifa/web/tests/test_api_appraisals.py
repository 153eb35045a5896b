"""Dossiers whose term has ended by machine: listed and appraised, never approved or destroyed."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from tests import make

from zhifa.records.models import Appraisal, Destruction
from zhifa.records.tests.doomed import old
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> ApiRoad:
    settings.FILES = tmp_path / "files"
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return api_road(at)


def status(road: ApiRoad, role: str, path: str, body: dict[str, Any] | None = None) -> int:
    with pytest.raises(Refusal) as refusal:
        road.ask(role, path, body)
    return refusal.value.status


def test_a_list_is_made_by_machine_and_goes_no_further(road: ApiRoad) -> None:
    home = road.crew.agency
    ripe, ever = old(home), old(home, "永久")
    said = {"dossier": ripe.pk, "verdict": "destroy", "reason": "没有价值"}
    whole = {"agency": home.code, "items": [said]}
    assert [d["id"] for d in road.ask("archivist", "/appraisals/due")] == [ripe.pk]
    assert status(road, "officer", "/appraisals/due") == 403
    assert status(road, "agency_head", "/appraisals", whole) == 403
    assert status(road, "archivist", "/appraisals", {"agency": home.code}) == 422
    wrong = {**whole, "items": [{**said, "dossier": ever.pk}]}
    assert status(road, "archivist", "/appraisals", wrong) == 409
    made = road.ask("archivist", "/appraisals", whole)
    assert (made["number"], made["verdict"]) == (1, "")
    assert made["items"][0]["archive_number"] == ripe.archive_number
    here = f"/appraisals/{made['id']}"
    assert road.ask("agency_head", here) == made
    assert status(road, "officer", here) == 404
    for deed in ("judge", "watch", "destroy"):
        assert status(road, "agency_head", f"{here}/{deed}", {}) == 404
    assert Appraisal.objects.get().verdict == ""
    assert not Destruction.objects.exists()
