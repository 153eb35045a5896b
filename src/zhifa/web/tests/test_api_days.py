"""A day that is none, or that may be two, is refused with its field, never answered as today."""

from typing import Any

import pytest
from tests import make

from zhifa.registry.models import Law
from zhifa.web.api import api, auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road

WRONG = (
    "",
    "abc",
    "2026-02-30",
    "2026-2-3",
    "20260302",
    "1767225600",
    "0",
    "2026-03-02T00:00:00",
    "2026-W10-1",
    "\uff12\uff10\uff12\uff16-03-02",  # full-width digits
)
DAYS = ("0001-01-01", "2020-01-01", "9999-12-31")


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> ApiRoad:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return api_road(at)


def doors(road: ApiRoad) -> list[tuple[str, str]]:
    """Every address that takes a day, and the name of the day."""
    law = Law.objects.filter(short_title="食品安全法").latest("pk")
    told = {
        "code": road.crew.agency.code,
        "name": "powers",
        "law_id": law.pk,
        "number": 1,
        "person_id": road.crew.user("officer").pk,
        "party_id": road.party.pk,
    }
    more = {"/laws/search": "q=标签", "/laws/resolve": "citation=食品安全法", "/parties": "q=示范"}
    found = []
    for path, methods in api.get_openapi_schema()["paths"].items():
        door = path.removeprefix("/api/v1")
        for one in methods.get("get", {}).get("parameters", ()):
            if one["name"] == "on" or one["name"].endswith("_on"):
                code = {"code": "SC0101"} if door.startswith("/matters") else {}
                address = door.format(**{**told, **code})
                found.append((f"{address}?{more.get(door, '')}", one["name"]))
    return found


def refused(road: ApiRoad, address: str) -> dict[str, Any]:
    with pytest.raises(Refusal) as refusal:
        road.ask("officer", address)
    assert refusal.value.status == 422, address
    assert refusal.value.body["type"] == "/problems/malformed"
    return dict(refusal.value.body["fields"])


def status(road: ApiRoad, address: str) -> int:
    try:
        road.ask("officer", address)
    except Refusal as refusal:
        return refusal.status
    return 200


def test_every_door_refuses_what_is_no_day(road: ApiRoad) -> None:
    every = doors(road)
    assert len(every) >= 15
    for address, name in every:
        for wrong in WRONG:
            assert refused(road, f"{address}&{name}={wrong}").keys() == {name}, (address, wrong)


def test_a_day_told_twice_is_refused(road: ApiRoad) -> None:
    for address, name in doors(road):
        told = refused(road, f"{address}&{name}=2026-03-02&{name}=2020-01-01")
        assert "不止一次" in told[name][0]


@pytest.mark.parametrize("day", DAYS)
def test_the_first_and_the_last_of_days_are_answered(road: ApiRoad, day: str) -> None:
    for address, name in doors(road):
        assert status(road, f"{address}&{name}={day}") in {200, 404, 409}, address
