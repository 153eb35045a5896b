"""Where a page says that something cannot be done, it does not offer to do it below."""

import re
from collections.abc import Iterator

from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.timezone import now

from tests import make
from tests.journeys.test_access import addresses, arguments, samples
from zhifa.agencies.tests.make import with_phone
from zhifa.enforcement.models import Case
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser, lately
from zhifa.enforcement.tests.test_recusal import left
from zhifa.records import actions as records

REFUSAL = re.compile(r"data-zf-errors|现在不能|不能公示")
OFFER = re.compile(r"<form\b[^>]*\bmethod=.post.[^>]*>(?:(?!</form>).)*type=.submit", re.DOTALL)
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
# posts that write: what one of them is refused, others are refused in the same way
WHO = (
    "officer",
    "unit_head",
    "chief_head",
    "reviewer",
    "publisher",
    "supervisor",
)


def offered(page: str) -> bool:
    """Whether the page refuses and offers all the same."""
    inside = "".join(MAIN.findall(page))
    return bool(REFUSAL.search(inside) and OFFER.search(inside))


def told(client: Client, url: str) -> str:
    answer = client.get(url)
    html = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return answer.content.decode() if html else ""


def clients() -> Iterator[tuple[str, Client]]:
    for role in WHO:
        user = make.person(f"matrix-{role}", role, make.agency())
        with_phone(user)
        client = Client()
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        yield role, client


def steps(case: Case) -> list[str]:
    law = load(case.procedure)
    return [f"/cases/{case.pk}/do/{m.id}/" for m in law.moves.values() if m.to]


def test_no_page_offers_what_it_refuses() -> None:
    known = samples()
    found = [
        reverse(name, kwargs=arguments(name, wanted, known))
        for name, wanted in addresses(get_resolver().url_patterns)
    ]
    case = Case.objects.get(pk=str(known["case_id"]))
    found += steps(case)
    refusing = 0
    for role, client in clients():
        if role == "supervisor":
            why = {"ground": "check", "reason": "抽查情况"}
            actor = make.signed(make.person("matrix-supervisor", role, make.agency()))
            records.call_up(dossier=case.dossier, by=actor, at=now(), **why)
        for url in found:
            page = told(client, url)
            refusing += bool(REFUSAL.search(page))
            assert not offered(page), (role, url)
    assert refusing > 30, "there are refusals to see"


def test_nor_to_who_works_on_a_case_of_another_stage() -> None:
    road = left(lately("noticed", number=391), "reviewer")
    people = ("officer", "unit_head", "agency_head", "reviewer", "hearing_chair", "archivist")
    pages = [
        told(client, url)
        for client in [browser(road, role) for role in people]
        for url in [*steps(road.case), f"/reviews/cases/{road.case_id}/submit/"]
    ]
    assert not [page for page in pages if offered(page)]
    assert sum(bool(REFUSAL.search(page)) for page in pages) > 30


def test_the_eye_sees_what_it_looks_for() -> None:
    form = '<form method="post"><button type="submit">办</button></form>'
    assert offered(f"<main><section data-zf-errors></section>{form}</main>")
    assert not offered(f"<main>{form}</main>")
    assert not offered("<main><section data-zf-errors></section></main>")
