"""Packages for the archive office by machine: what was handed over, and noting the answer."""

from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings
from tests import make

from zhifa.kernel.access import SYSTEM
from zhifa.records import actions, reads
from zhifa.records.models import Dossier, Transfer
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road

DIGEST = "ab" * 32


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> ApiRoad:
    settings.FILES = tmp_path / "files"
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return api_road(at)


def package(home: Any) -> Transfer:
    dossier = actions.open_dossier(agency=home, title="某案", by=SYSTEM, at=make.AT)
    actions.seal(dossier=dossier, retention="永久", by=SYSTEM, at=make.AT)
    year = localdate(make.AT).year
    found = reads.to_transfer(agency_id=home.pk, year=year, viewer=SYSTEM)
    assert [d.pk for d in found] == [dossier.pk]
    return actions.note_transfer(
        agency=home, dossiers=found, receiver="西区档案馆", sha256=DIGEST, by=SYSTEM, at=make.AT
    )


def status(road: ApiRoad, role: str, path: str, body: dict[str, Any] | None = None) -> int:
    with pytest.raises(Refusal) as refusal:
        road.ask(role, path, body)
    return refusal.value.status


def test_an_answer_is_noted_by_machine_once(road: ApiRoad) -> None:
    row = package(road.crew.agency)
    here = f"/transfers/{row.pk}/receipt"
    told = {"verdict": "returned", "received_by": "李某", "received_on": str(localdate(make.AT))}
    whole = {**told, "sha256": DIGEST.upper(), "reason": "目录缺页"}
    assert status(road, "officer", "/transfers") == 403
    assert status(road, "agency_head", here, whole) == 403
    assert status(road, "archivist", "/transfers/x/receipt", whole) == 404
    assert status(road, "archivist", here, told) == 422
    assert status(road, "archivist", here, {**whole, "sha256": "0" * 64}) == 409
    before = road.ask("archivist", "/transfers")
    assert [(p["id"], p["receipt"]) for p in before] == [(row.pk, None)]
    done = road.ask("archivist", here, whole)
    assert (done["receipt"]["verdict"], done["receipt"]["reason"]) == ("returned", "目录缺页")
    assert status(road, "archivist", here, whole) == 409
    assert Dossier.objects.get().transfers.count() == 1
