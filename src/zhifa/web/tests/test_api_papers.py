"""Files brought in and papers served by machine, with the checks of the pages."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests import make

from zhifa.records.models import Document, Recording, Service, StoredFile
from zhifa.records.tests.make import JPEG
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, answered, api_road

MORE: Mapping[str, str] = {}


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> ApiRoad:
    settings.FILES = tmp_path / "files"
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    road = api_road(at)
    road.walk_to("filed")
    return road


def refused(
    road: ApiRoad, role: str = "officer", content: bytes = JPEG, more: Mapping[str, str] = MORE
) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        road.bring(role, content, "现场.jpg", more)
    assert not Recording.objects.filter(dossier=road.case.dossier).exists()
    return refusal.value


# ---- files
def test_a_photo_with_its_five_facts(road: ApiRoad) -> None:
    told = road.bring("officer", JPEG, more={"device": "T-1", "origin": "camera"})
    assert told["sha256"] == hashlib.sha256(JPEG).hexdigest()
    assert (told["media_type"], told["size"], told["name"]) == ("image/jpeg", len(JPEG), "现场.jpg")
    assert (told["case_number"], told["device"]) == (road.case.number, "T-1")
    (listed,) = road.ask("officer", f"/cases/{road.case_id}/recordings")
    assert (listed["id"], listed["sha256"], listed["proves"]) == (
        told["id"], told["sha256"], "货物标签不符",
    )  # fmt: skip
    road.bring("officer", JPEG, name="又一次.jpg")
    assert StoredFile.objects.filter(pk=told["sha256"]).count() == 1, "equal bytes are kept once"


def test_bytes_that_are_not_of_the_kind_and_a_time_ahead(road: ApiRoad) -> None:
    late = (road.now + timedelta(days=1)).isoformat()
    wrong: list[tuple[bytes, dict[str, str], str]] = [
        (b"plain words", {}, "media"),
        (JPEG, {"kind": "video"}, "media"),
        (JPEG, {"taken_at": late}, "future"),
    ]
    for content, more, code in wrong:
        found = refused(road, content=content, more=more)
        assert found.status == 409
        (obstacle,) = found.body["obstacles"]
        assert code in obstacle["code"]
        assert obstacle["next"]


def test_each_fact_is_named(road: ApiRoad) -> None:
    wrong = {"kind": "drawing", "taken_at": "2026-03-02 09:30", "taken_place": "", "x": "1"}
    assert refused(road, more=wrong).body["fields"].keys() == {"taken_at"}, "no zone"
    del wrong["taken_at"]
    assert refused(road, more=wrong).body["fields"].keys() == {"x"}
    del wrong["x"]
    assert refused(road, more=wrong).body["fields"].keys() == {"kind", "taken_place"}
    assert refused(road, content=b"").body["fields"].keys() == {"file"}
    url = f"/api/v1/cases/{road.case_id}/recordings"
    for kind in ("application/json", "application/x-www-form-urlencoded"):
        with pytest.raises(Refusal) as bare:
            answered(Client().post(url, {}, content_type=kind, headers=road.writing("officer")))
        assert {"file", "kind", "proves"} <= bare.value.body["fields"].keys()


def test_only_who_may_file_here(road: ApiRoad) -> None:
    assert refused(road, "agency_head").status == 403
    assert refused(road, "publisher").status == 403
    second = road.crew.user("second").pk
    asked = {"person": second, "asked_by": "party", "ground": "relation", "reason": "两人相识"}
    road.do("officer", "ask_recusal", asked)
    told = {"person": second, "result": "granted", "acts_stand": "stand", "reason": "情况属实"}
    road.do("agency_head", "decide_recusal", told)
    assert "recused" in refused(road, "second").codes
    with pytest.raises(Refusal) as gone:
        road.ask("officer", f"/cases/{'0' * 26}/recordings")
    assert gone.value.status == 404


# ---- serving
def order(road: ApiRoad) -> Document:
    data = {"breach": "标签不符", "content": "限期补正", "by_on": road.today.isoformat()}
    road.do("officer", "order_correction", data)
    return Document.objects.get(dossier=road.case.dossier_id, template="W26")


def delivery(road: ApiRoad, **more: Any) -> dict[str, Any]:
    told = {
        "way": "direct", "served_on": road.today.isoformat(), "place": road.place,
        "servers": road.pair, "receiver": "某甲", "relation": "负责人",
    }  # fmt: skip
    return {**told, **more}


def no(road: ApiRoad, paper: Document, role: str = "officer", **more: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        road.ask(role, f"/documents/{paper.pk}/serve", delivery(road, **more))
    assert not Service.objects.filter(document=paper).exists()
    return refusal.value


def test_an_order_is_served_once_sealed_and_its_receipt_is_filed(road: ApiRoad) -> None:
    paper = order(road)
    assert no(road, paper).codes == {"service:unsealed"}
    road.seal("W26")
    done = road.ask("officer", f"/documents/{paper.pk}/serve", delivery(road))
    assert (done["way_name"], done["effective_on"]) == ("直接送达", road.today.isoformat())
    assert road.ask("agency_head", f"/documents/{paper.pk}/services") == [done]
    papers = road.ask("officer", f"/cases/{road.case_id}/documents")
    assert papers[-1]["template"] == "W57"


def test_what_a_service_lacks_is_told(road: ApiRoad) -> None:
    paper = order(road)
    road.seal("W26")
    assert no(road, paper, receiver="").codes == {"service:receiver"}
    assert no(road, paper, way="notice").codes == {"service:attempts"}
    later = (road.today + timedelta(days=1)).isoformat()
    assert no(road, paper, served_on=later).codes == {"service:future"}
    for wrong, names in (
        ({"way": "pigeon", "relation": "路人"}, {"way", "relation"}),
        ({"servers": [10**9]}, {"servers"}),
        ({"servers": [], "film": "0" * 26}, {"servers", "film"}),
        ({"served_on": "明天", "more": 1}, {"served_on", "more"}),
        ({"served_time": "x"}, {"served_time"}),
    ):
        found = no(road, paper, **wrong)
        assert (found.status, set(found.body["fields"])) == (422, names)


def test_papers_that_a_step_serves_and_people_who_do_not(road: ApiRoad) -> None:
    paper = order(road)
    assert no(road, paper, "agency_head").status == 403
    road.walk_on("filed", "reviewed")
    told = {"facts": "事实清楚", "hearing_told": False, "reason": "理由充分"}
    road.do("officer", "notify", {**road.content, **told})
    notice = Document.objects.get(dossier=road.case.dossier_id, template="W38")
    assert no(road, notice).codes == {"service:by_case"}
    report = Document.objects.filter(dossier=road.case.dossier_id, template="W36").latest("pk")
    assert "service:internal" in no(road, report).codes
