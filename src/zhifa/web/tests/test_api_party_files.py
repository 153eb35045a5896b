"""One party for machines: as the pages show it, masked; a look in full is a person's, on record."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests import make

from zhifa.agencies.reads.uses import USED
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.registry import actions
from zhifa.registry.models import Party, PartyLook, PartyRecord
from zhifa.registry.tests import make as libraries
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Refusal, answered, api_road, client_of

TODAY = make.AT.date()
DAY = timedelta(days=1)
PHONE, IDENTITY, ACCOUNT = "13900001234", libraries.citizen(77), "6222000000001234560"


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> ApiRoad:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return api_road(at)


@pytest.fixture
def person() -> Party:
    details = {
        "identity_kind": "111",
        "identity": IDENTITY,
        "phone": PHONE,
        "address": "示范省示范市示范路一百二十号",
        "bank_account": ACCOUNT,
    }
    return libraries.register("natural_person", "示范某", details)


def licence(party: Party, number: int) -> None:
    facts = {
        "kind": "licence",
        "title": f"食品经营许可证{number}",
        "number": f"JY{number:04d}",
        "body": "示范局",
        "from_on": TODAY,
        "until_on": None,
        "source": "许可台账",
        "detail": "",
    }
    actions.add_record(party=party, facts=facts, by=SYSTEM, at=make.AT)


def status(road: ApiRoad, role: str, path: str, body: Any = None) -> int:
    with pytest.raises(Refusal) as refusal:
        road.ask(role, path, body)
    return refusal.value.status


def test_a_person_is_told_masked(road: ApiRoad, person: Party) -> None:
    told = road.ask("officer", f"/parties/{person.pk}")
    assert told["name"] == "示范某"
    assert told["identity"] == "*" * 14 + IDENTITY[-4:]
    whole = str(told)
    assert not any(hidden in whole for hidden in (IDENTITY, PHONE, ACCOUNT, "一百二十号"))
    assert told["registered_on"] == TODAY.isoformat()
    assert not PartyLook.objects.exists(), "what is masked is no look"


def test_a_day_has_the_name_and_the_records_of_the_day(road: ApiRoad) -> None:
    party = make.party("示范旧名有限公司", number=368)
    for number in range(52):
        licence(party, number)
    later = make.AT + 10 * DAY
    actions.change_party(
        party=party, details={"name": "示范新名有限公司"}, reason="变更登记", by=SYSTEM, at=later
    )
    road.now = later + DAY
    door = f"/parties/{party.pk}"
    old = road.ask("officer", f"{door}?on={TODAY}")
    new = road.ask("officer", door)
    assert (old["name"], old["former_names"]) == ("示范旧名有限公司", [])
    assert new["name"] == "示范新名有限公司"
    assert [one["name"] for one in new["former_names"]] == ["示范旧名有限公司"]
    rest = road.ask("officer", f"{door}/records?after={new['records_after']}")
    assert len(new["records"]) == 50
    assert {r["number"] for r in [*new["records"], *rest]} == {f"JY{n:04d}" for n in range(52)}
    assert status(road, "officer", f"{door}?on={TODAY - DAY}") == 404, "it was not registered"
    assert status(road, "officer", "/parties/01ARZ3NDEKTSV4RRFFQ69G5FAV") == 404


def test_a_record_that_ended_later_runs_on_a_day_before(road: ApiRoad) -> None:
    party = make.party("示范终止有限公司", number=369)
    licence(party, 1)
    actions.end_record(
        record=PartyRecord.objects.get(), on=TODAY + DAY, reason="注销登记", by=SYSTEM,
        at=make.AT + 2 * DAY,
    )  # fmt: skip
    road.now = make.AT + 3 * DAY
    ends = [
        road.ask("officer", f"/parties/{party.pk}?on={day}")["records"][0]["ended_on"]
        for day in (TODAY, TODAY + DAY)
    ]
    assert ends == [None, (TODAY + DAY).isoformat()]


def test_its_cases_are_those_that_the_caller_may_read(road: ApiRoad) -> None:
    road.walk_to("decided")
    party = road.case.party
    assert party is not None
    [case] = road.ask("officer", f"/parties/{party.pk}")["cases"]
    assert (case["id"], case["outcome"]) == (road.case.pk, "penalty")
    filed = road.case.filed_on
    [then] = road.ask("officer", f"/parties/{party.pk}?on={filed}")["cases"]
    assert (then["decision"], then["decided_on"]) == ("", None)
    other = make.agency("CG")
    stranger, client = client_of("外局", "officer", other, road.today)
    answer = Client().get(f"/api/v1/parties/{party.pk}", headers=client.headers(stranger))
    assert answered(answer)["cases"] == []


def test_a_look_is_a_persons_and_on_record(road: ApiRoad, person: Party) -> None:
    door, told = f"/parties/{person.pk}/looks", {"ground": "service", "reason": "送达告知书"}
    assert status(road, "officer", door, told) == 409, "no case of theirs is about this person"
    assert status(road, "officer", door, {**told, "ground": "no_such"}) == 409
    assert not PartyLook.objects.exists()
    firm = road.party
    actions.correct_party(
        party=firm, details={"phone": PHONE}, reason="补登电话号码", by=SYSTEM, at=make.AT
    )
    road.walk_to("filed")
    assert road.ask("officer", f"/parties/{firm.pk}")["phone"] != PHONE
    seen = road.ask("officer", f"/parties/{firm.pk}/looks", told)
    assert (seen["phone"], seen["identity"], seen["bank_account"]) == (PHONE, "", "")
    look = PartyLook.objects.get()
    who = road.crew.user("officer").key
    assert (look.party_id, look.ground, look.by) == (firm.pk, "service", who)
    kept = Entry.objects.get(kind="registry.PartyRevealed")
    assert kept.pk in Entry.objects.filter(kind=USED).latest("pk").payload["entries"]


def test_who_may_not_read_the_library_is_told_so(road: ApiRoad, person: Party) -> None:
    somebody, client = client_of("人事", "personnel", road.crew.agency)
    for door in (f"/parties/{person.pk}", f"/parties/{person.pk}/records", "/templates"):
        answer = Client().get(f"/api/v1{door}", headers=client.headers(somebody))
        assert answer.status_code == 403, door
