"""The register of numbers by machine."""

from typing import Any

import pytest
from tests import make

from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> ApiRoad:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return api_road(at)


def status(road: ApiRoad, role: str, path: str, body: dict[str, Any]) -> int:
    with pytest.raises(Refusal) as refusal:
        road.ask(role, path, body)
    return refusal.value.status


def test_numbers_are_taken_voided_and_read(road: ApiRoad) -> None:
    taken = {"agency": "SJ", "word": "责改", "purpose": "纸质责令改正通知书"}
    assert status(road, "officer", "/numbers", taken) == 403
    assert status(road, "agency_head", "/numbers", {**taken, "word": "没有"}) == 409
    assert status(road, "agency_head", "/numbers", {**taken, "agency": "没有"}) == 404
    assert status(road, "agency_head", "/numbers", {"agency": "SJ"}) == 422
    made = road.ask("agency_head", "/numbers", taken)
    year = make.AT.year
    assert (made["text"], made["void_reason"]) == (f"攀西市监责改〔{year}〕1号", "")
    here = f"/numbers/{made['id']}/void"
    assert status(road, "officer", here, {"reason": "没有制作"}) == 403
    assert status(road, "agency_head", "/numbers/999999/void", {"reason": "x"}) == 404
    assert status(road, "agency_head", f"/numbers/{2**70}/void", {"reason": "x"}) == 404
    assert status(road, "agency_head", here, {"reason": " "}) == 409
    assert road.ask("agency_head", here, {"reason": "没有制作"})["void_reason"] == "没有制作"
    assert status(road, "agency_head", here, {"reason": "再次"}) == 409
    page = road.ask("officer", "/numbers?kind=document:责改&void=1")
    assert [n["value"] for n in page["items"]] == [1]
    assert page["after"] == ""
