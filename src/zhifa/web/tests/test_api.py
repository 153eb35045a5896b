"""The interface for machines: the whole road, and what it says of itself."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests import make

from zhifa.enforcement.rules.fields import SHAPES
from zhifa.kernel import worker
from zhifa.records.tests.make import JPEG
from zhifa.web.api import auth
from zhifa.web.api.shapes import KINDS
from zhifa.web.demo import district
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road, client_of


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The server's clock: what the road sets it to."""
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return at


@pytest.fixture
def road(clock: list[Any]) -> ApiRoad:
    return api_road(clock)


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"


@pytest.mark.usefixtures("files")
def test_from_clue_to_published_and_archived_by_machines(road: ApiRoad) -> None:
    road.walk_to("filed")
    photo = road.bring("officer", JPEG)
    road.walk_on("filed", "served")
    worker.deliver(now=road.now, limit=10_000)  # what the worker does beside it
    (waits,) = road.ask("publisher", f"/cases/{road.case_id}/publications")
    out = road.ask("publisher", f"/publications/{waits['id']}/publish", {"checked": True})
    assert (waits["state"], out["state"]) == ("waiting", "published")
    assert Client().get(out["public"]).status_code == 200, "everybody reads it"
    road.walk_on("served", "archived")
    case = road.ask("archivist", f"/cases/{road.case_id}")
    assert case["stage"] == "archived"
    assert case["number"]
    assert case["nearest_on"] is None
    acts = road.ask("officer", f"/cases/{road.case_id}/acts")
    assert [a["seq"] for a in acts] == list(range(case["rev"], 0, -1))
    assert "线人甲" not in str(acts), "who informed stays hidden"
    clocks = road.ask("officer", f"/cases/{road.case_id}/clocks")
    ours = [c for c in clocks if c["code"] not in {"c.defend", "c.hearing.ask"}]
    assert {c["state"] for c in ours} == {"met"}
    papers = road.ask("officer", f"/cases/{road.case_id}/documents")
    assert {"W02", "W36", "W38", "W43", "W44"} <= {p["template"] for p in papers}
    assert [r["id"] for r in road.ask("officer", f"/cases/{road.case_id}/recordings")] == [
        photo["id"]
    ]


def test_a_paper_comes_as_pdf(road: ApiRoad) -> None:
    road.begin()
    paper = road.ask("officer", f"/cases/{road.case_id}/documents")[0]
    client = road.machines[road.crew.user("officer").pk]
    answer = Client().get(paper["pdf"], headers=client.headers())
    if answer.status_code == 503:
        pytest.skip("no Chinese fonts here")
    assert answer.content.startswith(b"%PDF")


def test_moves_tell_what_they_want_and_what_is_in_the_way(road: ApiRoad) -> None:
    road.walk_to("noticed")
    moves = {m["move"]: m for m in road.ask("officer", f"/cases/{road.case_id}/moves")}
    blocked = moves["propose_decision"]
    assert blocked["permitted"]
    assert not blocked["free"]
    assert {o["code"] for o in blocked["obstacles"]} == {"notice_term_over"}
    assert blocked["obstacles"][0]["source"].startswith("行政处罚法")
    assert blocked["obstacles"][0]["fix"] == "waive_rights"
    tiers = blocked["data"]["properties"]["tier"]["oneOf"]
    assert "light" in {t["const"] for t in tiers}


def test_procedures_publish_the_schema_of_every_step(road: ApiRoad) -> None:
    listed = {p["code"] for p in road.ask("officer", "/procedures")}
    assert {"penalty_ordinary", "penalty_summary"} <= listed
    for code in listed:
        law = road.ask("officer", f"/procedures/{code}")
        moves = {m["id"]: m for m in law["moves"]}
        assert moves[law["opening"]]["opening"]
        for move in moves.values():
            assert move["data"]["type"] == "object"
            assert move["source"]
            assert set(move["data"]["required"]) <= set(move["data"]["properties"])
    assert road.ask("officer", "/procedures?on=2021-07-14") == []
    then = road.ask("officer", "/procedures/penalty_ordinary?on=2021-07-15")
    assert then["version"] == "2021-07-15"
    for gone in ("/procedures/none", "/procedures/penalty_ordinary?on=2021-07-14"):
        with pytest.raises(Refusal) as missing:
            road.ask("officer", gone)
        assert missing.value.status == 404
    assert set(KINDS) == set(SHAPES), "every kind of field has a schema"


def test_the_ledger_pages_by_cursor(road: ApiRoad) -> None:
    for _ in range(3):
        road.begin()
    page = road.ask("officer", "/cases?stage=clue")
    assert len(page["items"]) == 3
    first = page["items"][0]
    after = f"{first['nearest_on']}_{first['id']}"
    rest = road.ask("officer", f"/cases?stage=clue&after={after}")["items"]
    assert [c["id"] for c in rest] == [c["id"] for c in page["items"][1:]]
    for wrong in ("x", "2026-99-99_" + "0" * 26):
        with pytest.raises(Refusal) as refusal:
            road.ask("officer", f"/cases?after={wrong}")
        assert refusal.value.body["fields"].keys() == {"after"}


def test_libraries_and_calendar(road: ApiRoad) -> None:
    matters = road.ask("officer", "/matters?q=标签")
    assert all("标签" in m["name"] + m["breach"] for m in matters)
    assert road.ask("officer", "/matters/SC0101")["penalty_clauses"]
    found = road.ask("officer", "/laws/resolve?citation=《行政处罚法》第五十八条&on=2026-03-02")
    assert found[0]["citation"] == "《行政处罚法》第五十八条"
    assert found[0]["label"] in {"条文", "要点"}
    assert road.ask("officer", "/laws/resolve?citation=处罚法58条&on=2026-03-02") == found
    with pytest.raises(Refusal) as refusal:
        road.ask("officer", "/laws/resolve?citation=《行政处罚法》第九百条")
    assert refusal.value.status == 409
    # 行政处罚法 第四十五条 with 第八十五条: five workdays, the first week of March 2026
    due = road.ask("officer", "/calendar/due", {"start": "2026-03-02", "n": 5, "unit": "workday"})
    assert due["due"] == "2026-03-09"


def test_parties_are_registered_and_found_masked(road: ApiRoad) -> None:
    number = district.citizen_number(date(1990, 5, 6), 77)
    told = {"kind": "natural_person", "name": "示范甲", "identity": number}
    made = road.ask("officer", "/parties", told)
    assert number not in str(made)
    found = road.ask("officer", f"/parties?q={number}")
    assert [p["id"] for p in found] == [made["id"]]
    with pytest.raises(Refusal) as known:
        road.ask("officer", "/parties", told)
    assert known.value.codes == {"party:known"}
    assert known.value.body["obstacles"][0]["fix"] == made["id"]


def test_it_describes_itself_without_scripts() -> None:
    schema = Client().get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    (scheme,) = schema["components"]["securitySchemes"].values()
    flow = scheme["flows"]["clientCredentials"]
    assert scheme["type"] == "oauth2"
    asked = Client().post(flow["tokenUrl"], {"grant_type": "client_credentials"})
    assert asked.json()["error"] == "invalid_client", "tokens are given there"
    doors = [door for path in schema["paths"].values() for door in path.values()]
    assert {str(door["security"]) for door in doors} == {f"[{{'oauth2': {list(flow['scopes'])}}}]"}
    page = Client().get("/api/v1/").content.decode()
    for path, doors in schema["paths"].items():
        assert path in page
        if "post" in doors and path != "/api/v1/calendar/due":
            named = {p["name"]: p["required"] for p in doors["post"]["parameters"]}
            assert named.get("X-Zhifa-On-Behalf"), path


def test_the_address_of_a_problem_leads_to_its_meaning() -> None:
    told = Client().get("/api/v1/cases").json()
    answer = Client().get(told["type"], follow=True)
    ((leads_to, _),) = answer.redirect_chain
    place = leads_to.partition("#")[2]
    assert f'id="{place}"' in answer.content.decode()
    assert told["title"] in answer.content.decode()
    assert Client().get("/problems/none").status_code == 404
    slashed = Client().get(f"{told['type']}/")
    assert slashed["Location"].partition("#")[2] == place


def test_nobody_without_a_token(road: ApiRoad) -> None:
    for headers in ({}, {"Authorization": "Bearer made-up"}, {"Authorization": "Basic eA=="}):
        answer = Client().get("/api/v1/cases", headers=headers)
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"].startswith("Bearer")
    token = road.machines[road.crew.user("officer").pk].token
    assert Client().get(f"/api/v1/cases?access_token={token}").status_code == 401


def test_one_agency_sees_nothing_of_another(road: ApiRoad) -> None:
    road.begin()
    user, client = client_of("别家", "officer", make.agency("CG"))
    road.machines[user.pk] = client
    road.crew = type(road.crew)(road.crew.agency, (user, road.crew.officers[1]), road.crew.others)
    assert road.ask("officer", "/cases")["items"] == []
    paper = road.case.dossier.documents.first()
    assert paper is not None
    seen = [
        f"/cases/{road.case_id}",
        f"/cases/{road.case_id}/acts",
        f"/cases/{road.case_id}/moves",
        f"/cases/{road.case_id}/clocks",
        f"/cases/{road.case_id}/documents",
        f"/cases/{road.case_id}/reviews",
        f"/documents/{paper.pk}/pdf",
    ]
    for path in seen:
        with pytest.raises(Refusal) as refusal:
            road.ask("officer", path)
        assert refusal.value.status == 404, path
    with pytest.raises(Refusal) as refusal:
        road.do("officer", "start_check", {"officers": road.pair})
    assert refusal.value.status == 404


def test_a_token_runs_out_with_the_post(road: ApiRoad) -> None:
    road.begin()
    road.now += timedelta(days=-5000)
    with pytest.raises(Refusal) as refusal:
        road.ask("officer", "/cases")
    assert refusal.value.status == 403


def test_who_could_do_what_on_a_day(road: ApiRoad) -> None:
    code = road.crew.agency.code
    told = road.ask(
        "officer", f"/agencies/{code}/authority?on=2026-03-02&matter=SC0101&area=510403"
    )
    assert told["reasons"] == []
    assert "执法平台" not in str(told["officers"]), "machines are no officers"
    assert told["powers"] > 0
    early = road.ask("officer", f"/agencies/{code}/authority?on=2019-03-02&matter=SC0101")
    assert {"agency_not_established", "too_few"} <= {r["code"] for r in early["reasons"]}
    with pytest.raises(Refusal) as refusal:
        road.ask("officer", "/agencies/nobody/authority")
    assert refusal.value.status == 404
