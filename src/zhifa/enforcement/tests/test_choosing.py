"""Choosing a party in a form: any of thousands, told from its namesakes, without script."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests import make
from tests.walks import Road, district

from zhifa.enforcement.models import Act
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions as registry
from zhifa.registry.models import Party, PartyLook

WORDS = "货架上摆放着过期的预包装食品"
NAMESAKES = 30


@pytest.fixture(scope="module")
def road(
    django_db_setup: None,  # noqa: ARG001 - it comes first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Road]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield crowded()
        transaction.set_rollback(True)


def crowded() -> Road:
    """A case being checked, in a town of many parties of one name."""
    made = lately("checking")
    for number in range(400, 400 + NAMESAKES):
        details = {
            "credit_code": district.firm_code(number),
            "representative": "示范某",
            "address": f"西区示范路 {number} 号",
        }
        registry.register_party(
            kind="legal_person", name="同名商贸有限公司", details=details, by=SYSTEM, at=make.AT
        )
    for number in range(700, 706):  # the newest, none of them sought
        make.party(f"后来第{number}食品店", number=number)
    return made


@pytest.fixture
def officer(road: Road) -> Client:
    return browser(road, "officer")


def url(road: Road) -> str:
    return f"/cases/{road.case_id}/do/propose_filing/"


def typed(**more: str) -> dict[str, str]:
    return {"proposal": "file", "facts": WORDS, "reason": "理由充分", "token": "t", **more}


def test_nobody_is_offered_but_the_newest_until_somebody_is_sought(
    road: Road, officer: Client
) -> None:
    page = text(officer.get(url(road)))
    assert "后来第705食品店" in page
    assert "同名商贸有限公司" not in page
    assert page.count('name="party"') <= 7
    assert "登记新的当事人" in page


def test_a_search_finds_the_old_keeps_what_was_typed_and_does_nothing(
    road: Road, officer: Client
) -> None:
    before = Act.objects.count()
    answer = officer.post(url(road), typed(look="party", find_party="同名商贸"))
    page = text(answer)
    assert answer.status_code == 200
    assert page.count("同名商贸有限公司") == 20
    assert "还有更多" in page
    assert WORDS in page
    assert "西区示范路 400 号" in page
    assert district.firm_code(400) in page
    assert Act.objects.count() == before


def test_what_was_chosen_stays_chosen_while_another_is_sought(road: Road, officer: Client) -> None:
    old = Party.objects.get(credit_code=district.firm_code(401))
    page = text(officer.post(url(road), typed(look="party", find_party="后来", party=old.pk)))
    assert f'value="{old.pk}"' in page
    assert "checked" in page[page.index(f'value="{old.pk}"') :][:200]


def test_a_person_is_found_by_number_masked_and_on_record(road: Road, officer: Client) -> None:
    person = make.party("示范甲", "natural_person", 88)
    page = text(officer.post(url(road), typed(look="party", find_party=person.identity)))
    assert "示范甲" in page
    assert page.count(person.identity) == 1, "only in the search box that it was typed into"
    assert PartyLook.objects.filter(party=person, kind="search").exists()


def test_nobody_of_that_name(road: Road, officer: Client) -> None:
    page = text(officer.post(url(road), typed(look="party", find_party="没有这一家")))
    assert "没有找到“没有这一家”" in page


def test_a_new_party_comes_back_chosen_and_nothing_is_lost(road: Road, officer: Client) -> None:
    gone = officer.post(url(road), typed(enter="party", find_party="新开张的店"))
    assert gone.status_code == 302
    assert parse_qs(urlsplit(gone["Location"]).query)["name"] == ["新开张的店"]
    assert WORDS not in str(officer.session.get("waiting_forms"))
    entered = officer.post(
        gone["Location"],
        {
            "kind": "legal_person",
            "name": "新开张的店",
            "credit_code": district.firm_code(900),
            "representative": "示范乙",
            "address": "西区示范路 9 号",
        },
    )
    assert entered.status_code == 302, text(entered)
    new = Party.objects.get(name="新开张的店")
    page = text(officer.get(entered["Location"]))
    assert WORDS in page
    assert "checked" in page[page.index(f'value="{new.pk}"') :][:200]
    assert WORDS not in text(officer.get(entered["Location"])), "taken out once"


def test_the_way_back_leads_nowhere_else(officer: Client) -> None:
    told = {
        "kind": "legal_person",
        "name": "别处商行",
        "credit_code": district.firm_code(901),
        "representative": "示范丙",
    }
    away = officer.post("/library/parties/new/?back=https://example.com/x", told)
    assert away["Location"].startswith("/library/parties/")
