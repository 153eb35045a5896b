"""Pages about bodies in the libraries: the day's authority, mergers, transfers."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from zhifa.agencies import actions as agencies
from zhifa.agencies.actions import Mandate
from zhifa.agencies.models import Agency, Delegation, Succession
from zhifa.agencies.tests import make as people
from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions, reads
from zhifa.registry.models import PowerItem
from zhifa.registry.tests import make

pytestmark = pytest.mark.django_db
ASK = "/library/authority/"


@pytest.fixture
def body(db: None) -> Agency:
    del db
    make.laws()
    make.matter()
    found = people.agency()
    actions.list_power(agency=found, matter_code="T01", from_on=people.FROM, by=SYSTEM, at=make.AT)
    for _ in range(2):
        people.certificate(people.holder("officer", found), found)
    return found


def ask(client: Client, **told: str) -> str:
    answer = client.get(ASK, told)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_answers_for_a_day(body: Agency) -> None:
    client = browser("officer", body)
    assert "当日能办" not in ask(client)
    good = ask(client, agency=body.code, matter="T01", on="2026-03-02", area="510403")
    assert "当日能办" in good
    assert "能执法的 2 名" in good
    assert "当日 2 名" in good
    early = ask(client, agency=body.code, matter="T01", on="2019-06-01")
    assert "当日不能办" in early
    assert "不在该机关" in early
    person = people.holder("unit_head", body)
    assert "当日能办" in ask(client, person=str(person.pk), on="2026-03-02")
    assert client.get(ASK, {"on": "junk", "agency": body.code}).status_code == 422
    assert client.get(ASK, {"agency": "nobody"}).status_code == 422


def test_a_place_is_told_by_name_too(body: Agency) -> None:
    client = browser("officer", body)
    for area in ("攀枝花市西区", "西区", "清香坪街道"):
        assert "当日能办" in ask(client, agency=body.code, matter="T01", on="2026-03-02", area=area)
    other = ask(client, agency=body.code, matter="T01", on="2026-03-02", area="米易县")
    assert "不在该机关的管辖区域内" in other
    unknown = client.get(ASK, {"agency": body.code, "area": "某某村"})
    assert unknown.status_code == 422
    assert "认不出这个地点" in unknown.content.decode()


def test_the_answer_is_the_same_for_everybody(body: Agency) -> None:
    asked = {"agency": body.code, "matter": "T01", "on": "2026-03-02"}
    for role, home in (("officer", people.agency()), ("personnel", None), ("officer", body)):
        page = ask(browser(role, home), **asked)
        assert "当日能办" in page
        assert "当日 2 名" in page
        assert ("名单只对有权查看" in page) is (role == "officer" and home != body)


def test_who_may_is_asked_by_matter_alone(body: Agency) -> None:
    other, client = people.agency(), browser("personnel")
    found = ask(client, matter="T01", on="2026-03-02")
    assert body.name in found
    assert "当日能办" in found
    assert f"{other.name}</" not in found.split("<form")[0]
    nothing = client.get("/library/authority/", {"agency": "", "on": "2026-03-02"})
    assert nothing.status_code == 422
    assert "请选择机关，或者填写事项编码" in nothing.content.decode()


def test_a_reform_of_a_past_day_says_why_so_late(body: Agency) -> None:
    """Until now the other body answered for those days."""
    heir = people.agency()
    told: dict[str, Any] = {"by": SYSTEM, "at": make.AT}
    past = agencies.Reform(date(2026, 2, 1), "攀西委〔2026〕9 号", late=" ")
    with pytest.raises(Refused) as refused:
        actions.transfer_powers(
            predecessor=body, successor=heir, matter_codes=["T01"], reform=past, **told
        )
    assert refused.value.codes == {"reform_backdated"}
    with pytest.raises(Refused) as refused:
        actions.merge_bodies(predecessor=body, successor=heir, reform=past, **told)
    assert refused.value.codes == {"reform_backdated"}
    late = agencies.Reform(past.from_on, past.document, late="文件 3 月才收到")
    row = actions.transfer_powers(
        predecessor=body, successor=heir, matter_codes=["T01"], reform=late, **told
    )
    assert row.document == "攀西委〔2026〕9 号（2026-03-02 补登：文件 3 月才收到）"


def test_a_body_that_went_up_in_another_does_nothing_itself(body: Agency) -> None:
    heir = people.agency()
    reform = agencies.Reform(date(2026, 7, 1), "文", "successor")
    actions.merge_bodies(predecessor=body, successor=heir, reform=reform, by=SYSTEM, at=make.AT)
    client = browser("personnel")
    before = ask(client, agency=body.code, matter="T01", on="2026-06-30")
    assert "当日能办" in before
    after = ask(client, agency=body.code, matter="T01", on="2026-07-01")
    assert "当日不能办" in after
    assert "该机关当日已撤销" in after
    assert heir.name in after


def mandate(*codes: str, powers: str = "以委托机关名义实施处罚", number: str = "委1") -> Mandate:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    return Mandate(number, codes, first, last, first, powers)


def test_only_what_the_law_lets_be_given_is_delegated(body: Agency) -> None:
    make.matter(code="T02", name="不在清单上的")
    empty = ("penalty_clauses", "breach_clauses", "kinds", "tiers")
    clauses: dict[str, list[str]] = {name: [] for name in empty}
    fines = {"fine_min": None, "fine_max": None}
    basis = ["《行政强制法》第二十二条"]
    told = {"kind": "coercion", "basis_clauses": basis, **clauses, **fines}
    make.matter(code="Q01", name="查封", breach="", **told)
    actions.list_power(agency=body, matter_code="Q01", from_on=people.FROM, by=SYSTEM, at=make.AT)
    hand = people.agency("delegated")

    def codes(given: Mandate) -> frozenset[str]:
        with pytest.raises(Refused) as refused:
            actions.delegate_powers(
                principal=body, delegate=hand, mandate=given, by=SYSTEM, at=make.AT
            )
        assert not Delegation.objects.exists()
        return refused.value.codes

    assert codes(mandate("Q01")) == {"mandate:never"}
    assert codes(mandate("T02")) == {"mandate:not_own"}
    assert codes(mandate("NOPE99")) == {"mandate:no_such_matter"}
    assert codes(mandate("T01", powers=" ")) == {"mandate:no_powers"}


def test_a_void_mandate_gives_nothing_and_hides_no_lawful_one(body: Agency) -> None:
    hand, other = people.agency("delegated"), people.agency()
    void, good = mandate("T01", number="委0"), mandate("T01", number="委1")
    agencies.delegate(principal=other, delegate=hand, mandate=void, by=SYSTEM, at=make.AT)
    client = browser("personnel")
    asked = {"agency": hand.code, "matter": "T01", "on": "2026-03-02"}
    page = ask(client, **asked)
    assert "当日不能办" in page
    assert "这项委托不成立" in page
    actions.delegate_powers(principal=body, delegate=hand, mandate=good, by=SYSTEM, at=make.AT)
    page = ask(client, **asked)
    assert "这项委托不成立" not in page
    found = reads.authority(agency_id=hand.pk, on=make.DAY, viewer=SYSTEM, matter_code="T01")
    assert found is not None
    assert found.mandate is not None
    assert found.mandate.principal == body


def test_a_mandate_is_registered_by_its_page(body: Agency) -> None:
    client, hand = browser("personnel"), people.agency("delegated")
    door = f"/library/agencies/{body.code}/delegations/new/"
    told = {
        "delegate": hand.pk,
        "number": "委1",
        "matter_codes": "T01、NOPE99",
        "powers": "以委托机关名义实施处罚",
        "from_on": "2026-01-01",
        "until_on": "2026-12-31",
    }
    refused = client.post(door, told)
    assert refused.status_code == 409
    assert "NOPE99" in refused.content.decode()
    assert client.post(door, {**told, "powers": ""}).status_code == 422
    assert client.post(door, {**told, "matter_codes": "T01"}).status_code == 302
    assert Delegation.objects.get().matter_codes == ["T01"]
    assert door in text(client, f"/library/agencies/{body.code}/panel/")


def test_a_body_goes_up_in_another_by_its_page(body: Agency) -> None:
    client, heir = browser("personnel"), people.agency()
    door = f"/library/agencies/{body.code}/merge/"
    told = {"successor": heir.pk, "from_on": "2026-07-01", "document": "", "casework": "successor"}
    told["late"] = "收到得晚"
    assert client.post(door, told).status_code == 422
    assert client.post(door, {**told, "document": "文"}).status_code == 302
    assert PowerItem.objects.get(until_on=None).agency == heir
    page = text(client, f"/library/agencies/{body.code}/")
    assert "整体并入" in page
    assert heir.name in page
    assert client.post(door, {**told, "document": "文"}).status_code == 409


def test_matters_go_over_by_their_page(body: Agency) -> None:
    client, other = browser("personnel"), people.agency()
    door = f"/library/agencies/{body.code}/transfer/"
    told = {
        "successor": other.pk,
        "from_on": "2026-07-01",
        "document": "文",
        "late": "收到得晚",
        "casework": "predecessor",
        "matter_codes": "T01、T77",
    }
    answer = client.post(door, told)
    assert answer.status_code == 409
    assert "T77" in answer.content.decode()
    assert client.post(door, {**told, "matter_codes": "T01"}).status_code == 302
    assert Succession.objects.get().matter_codes == ["T01"]
    assert PowerItem.objects.get(until_on=None).from_on == date(2026, 7, 1)
    for known in (body, other):
        assert "事项 对某行为的处罚（T01）" in text(client, f"/library/agencies/{known.code}/")


def test_a_mandate_is_read_by_the_names_of_its_matters(body: Agency) -> None:
    told = Mandate("委1", ["T01", "T99"], date(2026, 1, 1), date(2026, 12, 31))
    hand = people.agency("delegated")
    agencies.delegate(principal=body, delegate=hand, mandate=told, by=SYSTEM, at=make.AT)
    page = text(browser("personnel"), f"/library/agencies/{body.code}/")
    assert "事项 对某行为的处罚（T01）、T99" in page


def test_the_panel_of_a_body_leads_on(body: Agency) -> None:
    page = text(browser("officer", body), f"/library/agencies/{body.code}/panel/")
    assert "事项 1 项" in page
    assert "merge" not in page
    assert "merge" in text(browser("personnel"), f"/library/agencies/{body.code}/panel/")
