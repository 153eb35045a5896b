"""An id that is nobody's is told at its field, by action, page and API; nothing is stored."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import now
from pytest_django import DjangoDbBlocker

from zhifa.enforcement import actions
from zhifa.enforcement.models import Act, Case
from zhifa.enforcement.reads.naming import NOBODY
from zhifa.enforcement.rules.procedure import codes, versions
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.kernel.refusals import Malformed
from zhifa.records.tests.make import recording
from zhifa.web.demo.road import Road
from zhifa.web.demo.spot import Spot
from zhifa.web.tests.api_road import client_of

NOBODYS: Mapping[str, Any] = {
    "officers": [10**9, 10**9 + 1],
    "people": [10**9, 10**9 + 1],
    "person": 10**9,
    "matter": "ZZ9999",
    "party": "0" * 26,
    "recording": "0" * 26,
}
NAMING = [
    pytest.param(law.code, move.id, field.id, field.kind, id=f"{law.code}:{move.id}:{field.id}")
    for code in codes()
    for law in versions(code)
    for move in law.moves.values()
    for field in move.fields
    if field.kind in NOBODYS and (move.to or move.id == law.opening)  # else nobody types it
]
Cases = Mapping[str, Road]
Headers = Mapping[str, str]


@pytest.fixture(scope="module")
def cases(
    django_db_setup: None,  # noqa: ARG001 - it comes first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[tuple[Cases, Client, Headers]]:
    """A case of each procedure, a browser and a machine of the officer."""
    with django_db_blocker.unblock(), transaction.atomic():
        ordinary = lately("filed")
        spot = Spot(ordinary.crew, ordinary.party, "SC0103", now())
        spot.begin()
        person, client = client_of("外部系统", "officer", ordinary.crew.agency, ordinary.today)
        roads = {"penalty_ordinary": ordinary, "penalty_summary": spot}
        yield roads, browser(ordinary, "officer"), client.headers(person)
        transaction.set_rollback(True)


def _opens(procedure: str, move: str) -> bool:
    return versions(procedure)[-1].opening == move


def _act(road: Road, procedure: str, move: str, data: Mapping[str, Any]) -> None:
    if not _opens(procedure, move):
        road.do("officer", move, data)
        return
    actions.open_case(
        procedure=procedure, agency=road.crew.agency, unit=None, data=data,
        by=road.actor("officer"), at=road.now,
    )  # fmt: skip


def _by_action(road: Road, procedure: str, move: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
    with pytest.raises(Malformed) as wrong:
        _act(road, procedure, move, data)
    return wrong.value.fields


def _by_api(
    headers: Headers, road: Road, procedure: str, move: str, data: Mapping[str, Any]
) -> Mapping[str, Any]:
    body: dict[str, Any] = {"data": data}
    url = f"/api/v1/cases/{road.case_id}/moves/{move}"
    if _opens(procedure, move):
        url, body = "/api/v1/cases", {"procedure": procedure, **body}
    answer = Client().post(url, body, content_type="application/json", headers=headers)
    assert answer.status_code == 422, answer.content
    found: dict[str, Any] = answer.json()["fields"]
    return found


def _by_page(
    officer: Client, road: Road, procedure: str, move: str, data: Mapping[str, Any]
) -> str:
    opens = _opens(procedure, move)
    url = f"/cases/new/{procedure}/" if opens else f"/cases/{road.case_id}/do/{move}/"
    answer = officer.post(url, data)
    assert answer.status_code == 422
    return text(answer)


def test_every_kind_that_names_is_looked_up() -> None:
    assert set(NOBODYS) >= set(NOBODY)
    assert {p.values[3] for p in NAMING} == set(NOBODY)


@pytest.mark.parametrize(("procedure", "move", "field", "kind"), NAMING)
def test_an_unknown_id_is_told_at_its_field(
    cases: tuple[Cases, Client, Headers], procedure: str, move: str, field: str, kind: str
) -> None:
    roads, officer, headers = cases
    road, data = roads[procedure], {field: NOBODYS[kind]}
    before = Act.objects.count(), Case.objects.count(), road.case.rev
    (words,) = _by_action(road, procedure, move, data)[field]
    assert "尚未填写" not in words
    assert words.endswith("。")
    assert "选择" in words, "what to do next"
    assert _by_api(headers, road, procedure, move, data)[field] == [words]
    assert words in _by_page(officer, road, procedure, move, data)
    assert (Act.objects.count(), Case.objects.count(), road.case.rev) == before


def test_a_recording_of_another_case_is_told_at_its_field(
    cases: tuple[Cases, Client, Headers],
) -> None:
    roads, _, headers = cases
    other = roads["penalty_summary"]
    film = recording(other.case.dossier).pk
    fields = _by_api(
        headers, roads["penalty_ordinary"], "penalty_ordinary", "question", {"film": film}
    )
    assert "本案没有这一音像记录" in fields["film"][0]
