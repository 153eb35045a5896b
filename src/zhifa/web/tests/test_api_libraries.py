"""Bodies, certificates, lists and law changes for machines: as of a day, like the pages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests import make

from zhifa.agencies import actions as agencies
from zhifa.agencies.models import Agency, Certificate
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions
from zhifa.registry.models import LawVersion, Matter, PowerItem
from zhifa.registry.tests import docx
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, api_road

TODAY = make.AT.date()
DAY = timedelta(days=1)


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> ApiRoad:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return api_road(at)


def code_of(road: ApiRoad) -> str:
    return road.crew.agency.code


def test_a_body_is_told_as_it_was(road: ApiRoad) -> None:
    body = road.crew.agency
    old = body.name
    agencies.change_agency(
        agency=body,
        facts={"name": "西区示范改名局"},
        since=agencies.Since(TODAY, "西委编〔2026〕1号"),
        by=SYSTEM,
        at=make.AT,
    )
    then = road.ask("officer", f"/agencies/{body.code}?on={TODAY - DAY}")
    now = road.ask("officer", f"/agencies/{body.code}?on={TODAY}")
    assert (then["name"], now["name"]) == (old, "西区示范改名局")
    assert [s["name"] for s in now["history"]] == ["西区示范改名局", old]
    assert now["history"][0]["document"] == "西委编〔2026〕1号"
    listed = road.ask("officer", f"/agencies?on={TODAY - DAY}")
    assert old in [one["name"] for one in listed]
    with pytest.raises(Refusal) as none:
        road.ask("officer", "/agencies/999999")
    assert none.value.status == 404


def test_a_mandate_says_whether_it_runs(road: ApiRoad) -> None:
    organ, town = road.crew.agency, make.agency("CG")
    Agency.objects.filter(pk=town.pk).update(nature=Agency.Nature.TOWN)
    code = PowerItem.objects.filter(agency=organ).values_list("matter_code", flat=True)[0]
    agencies.delegate(
        principal=organ,
        delegate=Agency.objects.get(pk=town.pk),
        mandate=agencies.Mandate(
            number="西示委〔2026〕9号",
            matter_codes=[code],
            from_on=TODAY,
            until_on=TODAY + 300 * DAY,
            published_on=TODAY + 5 * DAY,
        ),
        by=SYSTEM,
        at=make.AT + 5 * DAY,
    )
    runs = [
        road.ask("officer", f"/agencies/{organ.code}?on={day}")["mandates"][0]["runs"]
        for day in (TODAY, TODAY + 5 * DAY, TODAY + 301 * DAY)
    ]
    assert runs == [False, True, False], "before it is public it gives nothing (第二十条)"


def test_certificates_of_a_person_as_of_a_day(road: ApiRoad) -> None:
    person = road.crew.user("officer")
    card = Certificate.objects.get(holder=person)
    agencies.suspend_certificate(
        certificate=card, from_on=TODAY, until_on=None, reason="年审不合格", by=SYSTEM, at=make.AT
    )
    door = f"/people/{person.pk}/certificates"
    [then] = road.ask("officer", f"{door}?on={TODAY - DAY}")
    [now] = road.ask("officer", door)
    assert (then["may"], now["may"]) == (True, False)
    assert "暂扣" in now["why"]
    assert now["number"] == card.number


def test_the_power_list_of_a_day_and_what_changed(road: ApiRoad) -> None:
    code, body = code_of(road), road.crew.agency
    item = PowerItem.objects.filter(agency=body, until_on=None).order_by("matter_code")[0]
    actions.delist_power(
        agency=body, matter_code=item.matter_code, until_on=TODAY, by=SYSTEM, at=make.AT
    )
    held = [m["code"] for m in road.ask("officer", f"/agencies/{code}/powers?on={TODAY}")]
    later = [m["code"] for m in road.ask("officer", f"/agencies/{code}/powers?on={TODAY + DAY}")]
    assert item.matter_code in held
    assert item.matter_code not in later
    days = f"old={code}&new={code}&old_on={TODAY}&new_on={TODAY + DAY}"
    told = road.ask("officer", f"/powers/differences?{days}")
    assert [(d["code"], d["how"]) for d in told["differences"]] == [(item.matter_code, "removed")]
    assert told["total"] == 1
    with pytest.raises(Refusal) as none:
        road.ask("officer", "/powers/differences?old=999999")
    assert none.value.status == 404


def test_the_public_lists_of_a_body(road: ApiRoad) -> None:
    door = f"/agencies/{code_of(road)}/public-lists"
    told = {one["code"]: one for one in road.ask("officer", door)}
    assert {"people", "powers", "bases", "remedies", "procedures", "review"} <= set(told)
    page = road.ask("officer", f"{door}/powers")
    assert 0 < len(page["rows"]) <= told["powers"]["total"] == page["total"]
    assert all(len(row) == len(page["columns"]) for row in page["rows"])
    before = {one["code"]: one for one in road.ask("officer", f"{door}?on=2021-01-01")}
    assert before["powers"]["total"] == 0
    with pytest.raises(Refusal) as none:
        road.ask("officer", f"{door}/nothing")
    assert none.value.status == 404


def test_the_versions_of_a_matter_say_when_they_were_entered(road: ApiRoad) -> None:
    changed = Matter.objects.exclude(until_on=None).values("code")
    code = Matter.objects.exclude(code__in=changed).earliest("code").code
    [one] = road.ask("officer", f"/matters/{code}/versions")
    assert (one["until_on"], one["late_reason"]) == (None, "")
    assert date.fromisoformat(one["entered_on"]) == TODAY
    with pytest.raises(Refusal) as none:
        road.ask("officer", "/matters/NONE/versions")
    assert none.value.status == 404


def test_a_law_change_and_its_articles(road: ApiRoad, tmp_path: Any) -> None:
    old = "（2020年4月1日第十三届全国人民代表大会常务委员会第十七次会议通过）"
    new = old[:-1] + " 2025年4月1日第十四届全国人民代表大会常务委员会第十五次会议修订）"
    title = "中华人民共和国示范管理法"
    for name, note, force, fine in (
        ("a", old, "2020年6月1日", "一"),
        ("b", new, "2025年6月1日", "五"),
    ):
        words = ["经营者不得伪造示范标签。", f"违反前条的，处{fine}百元以上罚款。"]
        path = docx.docx(tmp_path / f"{name}.docx", docx.statute(title, note, words, force=force))
        actions.import_laws(path=path, by=SYSTEM, at=make.AT)
    [row] = road.ask("officer", "/amendments")
    assert (row["law"], row["from_on"]) == (title, "2025-06-01")
    told = road.ask("officer", f"/amendments/{row['id']}")
    assert {"kind": "amended", "old": "2", "new": "2"} in told["articles"]
    assert road.ask("officer", f"/amendments?before={row['id']}") == []
    [line, *_] = road.ask("officer", "/changes?library=laws")["rows"]
    assert (line["title"], line["library"]) == (title, "laws")


def test_laws_and_matters_are_listed_as_of_a_day(road: ApiRoad) -> None:
    assert road.ask("officer", "/matters?on=1999-01-01") == []
    assert road.ask("officer", f"/matters?on={TODAY}")
    assert road.ask("officer", "/laws?on=1940-01-01") == []
    assert road.ask("officer", f"/laws?on={TODAY}")


def test_parties_are_listed_as_of_a_day(road: ApiRoad) -> None:
    party = make.party("示范改名前有限公司", number=367)
    actions.change_party(
        party=party,
        details={"name": "示范改名后有限公司"},
        reason="登记机关变更",
        by=SYSTEM,
        at=make.AT + 40 * DAY,
    )
    road.now = make.AT + 50 * DAY
    names = {
        day: [one["name"] for one in road.ask("officer", f"/parties?q=示范改名后&on={day}")]
        for day in (TODAY, TODAY + 45 * DAY)
    }
    assert names[TODAY] == ["示范改名前有限公司"]
    assert names[TODAY + 45 * DAY] == ["示范改名后有限公司"]


def test_what_changed_in_the_libraries_is_paged_and_says_why(road: ApiRoad) -> None:
    [version] = LawVersion.objects.filter(law__short_title="食品安全法", in_force_until=None)
    actions.repeal_law(
        version_id=version.pk, from_on=TODAY + DAY, reason="国务院决定", by=SYSTEM, at=make.AT
    )
    first = road.ask("officer", "/changes?library=laws")
    assert first["rows"][0]["reasons"] == ["依据：国务院决定"]
    assert first["rows"][0]["words"] == [f"{TODAY + DAY} 起废止"]
    seen: list[int] = []
    before: int | None = 0
    while before is not None:
        page = road.ask("officer", f"/changes?before={before}")
        seen += [one["id"] for one in page["rows"]]
        before = page["before"]
    assert seen == sorted(set(seen), reverse=True)
    assert seen[0] == first["rows"][0]["id"]


@pytest.mark.parametrize("wrong", ["library=nothing", "before=x", "before=-1"])
def test_a_library_or_a_place_that_there_is_not(road: ApiRoad, wrong: str) -> None:
    with pytest.raises(Refusal) as none:
        road.ask("officer", f"/changes?{wrong}")
    assert none.value.status == 422
    assert none.value.body["fields"].keys() == {wrong.partition("=")[0]}
    assert Client().get("/api/v1/changes").status_code == 401
