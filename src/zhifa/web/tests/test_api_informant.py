"""The informant is opened by machine for a purpose, by who handles the case."""

from typing import Any

import pytest
from tests import make

from zhifa.kernel.models import Entry
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> ApiRoad:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    road = api_road(at)
    road.begin()
    return road


def test_it_is_opened_for_a_purpose_and_by_who_handles_the_case(road: ApiRoad) -> None:
    path, asked = f"/cases/{road.case_id}/informant", {"ground": "verify", "reason": "核实地点"}
    assert road.ask("unit_head", path, asked) == {"name": "线人甲", "phone": ""}
    assert Entry.objects.filter(kind__endswith="InformantOpened").count() == 1
    for role, status in (("officer", 409), ("reviewer", 403)):
        with pytest.raises(Refusal) as no:
            road.ask(role, path, asked)
        assert no.value.status == status, "nobody is assigned yet"
        assert "线人甲" not in str(no.value.body)
    with pytest.raises(Refusal) as silent:
        road.ask("unit_head", path, {"ground": "verify"})
    assert silent.value.body["fields"].keys() == {"reason"}
    assert "线人甲" not in str(road.ask("officer", f"/cases/{road.case_id}/acts"))
