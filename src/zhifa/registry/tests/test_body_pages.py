"""Pages about bodies in the libraries: the day's authority, mergers, transfers."""

from datetime import date

import pytest
from django.test import Client

from zhifa.agencies import actions as agencies
from zhifa.agencies.actions import Mandate
from zhifa.agencies.models import Agency, Succession
from zhifa.agencies.tests import make as people
from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions
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
    early = ask(client, agency=body.code, matter="T01", on="2019-06-01")
    assert "当日不能办" in early
    assert "不在该机关" in early
    person = people.holder("unit_head", body)
    assert "当日能办" in ask(client, person=str(person.pk), on="2026-03-02")
    assert client.get(ASK, {"on": "junk", "agency": body.code}).status_code == 422
    assert client.get(ASK, {"agency": "nobody"}).status_code == 422


def test_a_body_goes_up_in_another_by_its_page(body: Agency) -> None:
    client, heir = browser("personnel"), people.agency()
    door = f"/library/agencies/{body.code}/merge/"
    told = {"successor": heir.pk, "from_on": "2026-07-01", "document": "", "casework": "successor"}
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
