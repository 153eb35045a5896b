"""The pages of people and bodies: what they do, how they refuse."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zhifa.agencies import actions
from zhifa.agencies.models import Agency, Certificate, Post, User
from zhifa.agencies.tests import make
from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import SYSTEM

pytestmark = pytest.mark.django_db


FACTS = {
    "code": "510403999",
    "name": "某区某局",
    "short_name": "攀西某",
    "nature": "organ",
    "credit_code": "11510403MB99999999",
    "area_code": "510403",
    "reconsideration_body": "区人民政府",
    "court": "区人民法院",
    "established_on": "2019-01-01",
}
HOME = f"/library/agencies/{FACTS['code']}/"


def registered(client: Client) -> Agency:
    """A body registered by its page."""
    assert client.post("/library/agencies/new/", FACTS).status_code == 302
    return Agency.objects.get(code=FACTS["code"])


def test_a_body_is_registered_changed_and_abolished() -> None:
    client = browser("personnel")
    assert client.post("/library/agencies/new/", {**FACTS, "name": ""}).status_code == 422
    registered(client)
    assert client.post("/library/agencies/new/", FACTS).status_code == 409
    assert client.post(f"{HOME}edit/", {**FACTS, "phone": "0812-5550000"}).status_code == 302
    assert client.post(f"{HOME}units/new/", {"name": "一队", "kind": "case"}).status_code == 302
    page = text(client, HOME)
    assert "0812-5550000" in page
    assert "一队" in page
    assert client.post(f"{HOME}abolish/", {"on": "2026-12-31"}).status_code == 302
    assert client.post(f"{HOME}abolish/", {"on": "2026-12-31"}).status_code == 409


def test_a_mandate_is_ended() -> None:
    client = browser("personnel")
    body = registered(client)
    told = actions.Mandate("委1", ["M1"], date(2026, 1, 1), date(2026, 12, 31), date(2026, 1, 1))
    hand = make.agency("delegated")
    row = actions.delegate(principal=body, delegate=hand, mandate=told, by=SYSTEM, at=make.AT)
    end = f"/library/agencies/delegations/{row.pk}/end/"
    assert client.post(end, {"on": "2026-06-30"}).status_code == 302
    assert "2026-06-30 终止" in text(client, HOME)


def test_a_person_is_appointed_and_dismissed() -> None:
    client = browser("personnel")
    agency, user = registered(client), make.person()
    unit = actions.add_unit(agency=agency, name="一队", kind="case", by=SYSTEM, at=make.AT)
    post = {"agency": agency.pk, "unit": unit.pk, "role": "officer", "from_on": "2026-01-01"}
    assert client.post(f"/people/{user.pk}/appoint/", {**post, "role": "x"}).status_code == 422
    assert client.post(f"/people/{user.pk}/appoint/", post).status_code == 302
    held = Post.objects.get(user=user)
    assert held.unit == unit
    assert client.post(f"/people/posts/{held.pk}/dismiss/", {"on": "2026-12-31"}).status_code == 302
    assert "2026-12-31" in text(client, f"/people/{user.pk}/")


def test_a_certificate_lives() -> None:
    client, agency = browser("personnel"), make.agency()
    user = make.holder("officer", agency)
    card = {
        "agency": agency.pk,
        "number": "川510403123",
        "kind": "enforcement",
        "areas": "510403",
        "valid_from": "2026-01-01",
        "valid_until": "2030-12-31",
    }
    assert client.post(f"/people/{user.pk}/certificates/new/", card).status_code == 302
    row = Certificate.objects.get(number="川510403123")
    at = f"/people/certificates/{row.pk}"
    held = {"from_on": "2026-02-01", "reason": "核查"}
    assert client.post(f"{at}/suspend/", held).status_code == 302
    assert "核查" in text(client, f"/people/{user.pk}/")
    assert f"{at}/resume/" in text(client, f"/people/{user.pk}/")
    assert f"{at}/suspend/" not in text(client, f"/people/{user.pk}/"), "it is suspended"
    assert client.post(f"{at}/resume/", {"from_on": "2026-03-01"}).status_code == 302
    assert client.post(f"{at}/cancel/", {"on": "2026-04-01", "reason": ""}).status_code == 422
    assert client.post(f"{at}/cancel/", {"on": "2026-04-01", "reason": "调离"}).status_code == 302
    assert "调离" in text(client, f"/people/{user.pk}/")
    again = client.post(f"{at}/cancel/", {"on": "2026-04-01", "reason": "再来"})
    assert again.status_code == 409
    assert "已注销" in again.content.decode()


def test_the_system_administrator_opens_an_account() -> None:
    client = browser("system_admin")
    assert client.post("/people/new/", {"username": "li", "name": "李某"}).status_code == 302
    user = User.objects.get(username="li")
    weak = client.post(f"/people/{user.pk}/password/", {"password": "1"})
    assert weak.status_code == 422
    assert "10" in weak.content.decode()
    good = client.post(f"/people/{user.pk}/password/", {"password": make.PASSWORD})
    assert good.status_code == 302
    assert client.post(f"/people/{user.pk}/close/").status_code == 302
    assert client.post(f"/people/{user.pk}/close/").status_code == 409
    assert client.post(f"/people/{user.pk}/reopen/").status_code == 302


def test_a_refusal_keeps_what_was_typed() -> None:
    client = browser("personnel")
    agency = make.agency()
    user = make.holder("system_admin", agency)
    post = {"agency": agency.pk, "role": "officer", "from_on": "2026-01-05"}
    answer = client.post(f"/people/{user.pk}/appoint/", post)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "系统管理员" in page
    assert 'value="2026-01-05"' in page


def test_a_stale_page_is_told_so_and_keeps_what_was_typed() -> None:
    client = browser("personnel")
    agency = registered(client)
    seen = text(client, f"{HOME}edit/").split('name="seen" value="')[1][:64]
    actions.change_agency(agency=agency, facts={"court": "市法院"}, by=SYSTEM, at=make.AT)
    answer = client.post(f"{HOME}edit/", {**FACTS, "phone": "0812-1", "seen": seen})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "别人改过" in page
    assert 'value="0812-1"' in page
    agency.refresh_from_db()
    assert (agency.court, agency.phone) == ("市法院", "")


def people_in(agency: Agency, how_many: int) -> None:
    for _ in range(how_many):
        make.certificate(make.holder("officer", agency), agency)


@pytest.mark.parametrize("address", ["/people/", "/library/agencies/"])
def test_queries_do_not_grow_with_rows(
    address: str, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    agency = make.agency()
    client = browser("chief_head", agency)
    client.get(address)
    people_in(agency, 2)
    with django_assert_max_num_queries(12) as few:  # type: ignore[attr-defined]
        client.get(address)
    people_in(agency, 12)
    with django_assert_max_num_queries(len(few)) as many:  # type: ignore[attr-defined]
        client.get(address)
    assert len(many) == len(few)


def test_pages_of_fifty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhifa.agencies.views.people.PAGE", 3)
    agency = make.agency()
    client = browser("unit_head", agency)
    others = [make.holder("officer", agency) for _ in range(4)]
    first = text(client, "/people/")
    cursor = others[1].pk
    assert f"after={cursor}" in first
    second = text(client, f"/people/?after={cursor}")
    assert others[3].name in second
    assert others[0].name not in second
    assert "下一页" not in second


def test_searching_by_name_account_and_certificate() -> None:
    agency = make.agency()
    people_in(agency, 2)
    one, two = User.objects.filter(posts__agency=agency).order_by("pk")
    client = browser("supervisor")
    for query in (one.name, one.username, one.certificates.get().number):
        page = text(client, f"/people/?q={query}")
        assert f"/people/{one.pk}/" in page
        assert f"/people/{two.pk}/" not in page


def test_a_client_is_not_listed_among_people() -> None:
    agency = make.agency()
    keys = actions.register_client(
        name="数据平台", agency=agency, roles=["officer"], purpose="汇集", by=SYSTEM, at=make.AT
    )
    client = browser("personnel")
    assert "数据平台" not in text(client, "/people/")
    assert client.get(f"/people/{keys.user.pk}/").status_code == 404
