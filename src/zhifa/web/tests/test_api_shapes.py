"""What is no request at all is told so: unknown addresses and methods, what is no JSON, no text."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern
from tests import make

from zhifa.agencies import reads
from zhifa.enforcement.models import Case
from zhifa.web.api import api, auth
from zhifa.web.api.reading import Doors
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road

HALF = '{"data":{"zzz\\ud800":1}}'
OPENING = '{"procedure":"penalty_ordinary","data":{"zzz\\ud800":1}}'


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return at


@pytest.fixture
def road(clock: list[Any]) -> ApiRoad:
    return api_road(clock)


def posted(road: ApiRoad, role: str, path: str, body: str) -> Any:
    """The answer to a body as it stands, which the test client would not write."""
    person = road.crew.user(role)
    client = road.machines[person.pk]
    if not reads.grant_for(client_id=client.user.pk, person_id=person.pk, on=road.today):
        client.let(person, road.today)
    road.clock[:] = [road.now]
    headers = client.headers(person)
    return Client().post(f"/api/v1{path}", body, content_type="application/json", headers=headers)


def test_half_a_character_in_the_name_of_a_field(road: ApiRoad) -> None:
    road.begin()
    step = f"/cases/{road.case_id}/moves/approve_filing"
    for role, path, body in (("agency_head", step, HALF), ("officer", "/cases", OPENING)):
        answer = posted(road, role, path, body)
        assert answer.status_code == 422
        assert r"zzz\ud800" in answer.json()["fields"]


@pytest.mark.parametrize("opinion", ["NaN", "-Infinity", "1e999", "7", '["同意"]', "{}", "true"])
def test_a_text_is_a_text(road: ApiRoad, opinion: str) -> None:
    road.walk_to("filing")
    before = road.case.rev
    body = f'{{"data":{{"opinion":{opinion}}}}}'
    answer = posted(road, "agency_head", f"/cases/{road.case_id}/moves/approve_filing", body)
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"
    if answer.status_code == 422:
        assert "opinion" in answer.json()["fields"]
    assert Case.objects.get(pk=road.case_id).rev == before


def test_addresses_and_methods_that_are_not_there() -> None:
    for path in ("/api/v1/nothing", "/api/v1/cases/x/y/z"):
        for ask in (Client(enforce_csrf_checks=True).get, Client(enforce_csrf_checks=True).post):
            answer = ask(path)
            assert answer.status_code == 404
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["type"] == "/problems/not-found"
    answer = Client().delete("/api/v1/cases")
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"].startswith("这个地址")
    assert "GET" in answer["Allow"]


def test_a_stage_that_no_procedure_has(road: ApiRoad) -> None:
    with pytest.raises(Refusal) as refusal:
        road.ask("officer", "/cases?stage=nowhere")
    assert refusal.value.status == 422
    assert refusal.value.body["fields"].keys() == {"stage"}


@pytest.mark.parametrize(
    ("path", "name", "words"),
    [
        (
            "/laws/search?q=标签&day=2020-01-01",
            "day",
            "可以写的是 domain、level、limit、on、q、status",
        ),
        ("/laws/resolve?citaton=《行政处罚法》第五十八条", "citaton", "可以写的是 citation、on"),
        ("/cases?stage=clue&on=2026-01-01", "on", "没有这个参数"),
        ("/transfers?on=2026-01-01", "on", "不带参数"),
        ("/matters/SC0101?day=2026-01-01", "day", "可以写的是 on"),
    ],
)
def test_a_parameter_that_an_address_does_not_take(
    road: ApiRoad, path: str, name: str, words: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        road.ask("officer", path)
    assert refusal.value.status == 422
    assert refusal.value.body["fields"].keys() == {name}
    assert words in refusal.value.body["fields"][name][0]


def test_a_stranger_is_not_told_which_parameters_there_are() -> None:
    assert Client().get("/api/v1/laws?day=2020-01-01").status_code == 401


def test_an_act_takes_no_parameter_it_does_not_know(road: ApiRoad) -> None:
    road.begin()
    before = road.case.rev
    path = f"/cases/{road.case_id}/moves/approve_filing?opinion=同意"
    answer = posted(road, "agency_head", path, '{"data":{}}')
    assert answer.status_code == 422
    assert answer.json()["fields"].keys() == {"opinion"}
    assert Case.objects.get(pk=road.case_id).rev == before


def test_every_address_of_the_description_knows_its_parameters() -> None:
    doors = Doors(api)
    routes = {str(p.pattern) for p in api.urls[0] if isinstance(p, URLPattern)}
    told = {route for route in routes if doors.parameters(route, "GET") is not None}
    told |= {route for route in routes if doors.parameters(route, "POST") is not None}
    assert {r for r in routes - told if r} <= {"openapi.json"}
    assert len(told) > 40
    assert doors.parameters("laws/<law_id>", "GET") == frozenset({"on"})
