"""Pages over lists of any length: paged, and in as many queries as over short ones."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhifa.agencies.models import Agency
from zhifa.agencies.tests import make as people
from zhifa.agencies.tests.browsers import browser
from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions
from zhifa.registry.models import Finding
from zhifa.registry.tests import make
from zhifa.registry.tests.test_list_compare import put

pytestmark = pytest.mark.django_db
LONG = 1200
LISTS = ("powers", "bases", "discretion", "duties", "checks", "remedies")
SHOWN = 100  # rows of the longest page of a list


def seen() -> Client:
    """A browser whose session is known already: the first request writes it down."""
    client = browser("officer")
    client.get("/library/checks/")
    return client


def asked(client: Client, address: str) -> tuple[int, str]:
    """How many queries a page takes, and the page."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(queries), answer.content.decode()


def bodies() -> tuple[Agency, Agency]:
    """One with a short list, one with a long one."""
    short, long = people.agency(), people.agency()
    put(short, *(f"A{n:05d}" for n in range(SHOWN + 20)))
    put(long, *(f"B{n:05d}" for n in range(LONG)))
    return short, long


def test_public_lists_of_any_length_cost_the_same() -> None:
    client = seen()
    short, long = bodies()
    for name in ("", *(f"{one}/" for one in LISTS)):
        pages = [
            asked(client, f"/library/public-lists/{body.code}/{name}?on=2026-03-02")
            for body in (short, long)
        ]
        assert pages[0][0] == pages[1][0], name
        assert pages[1][1].count("<tr") <= SHOWN * 2 + 5, name


def test_the_overview_counts_lists_and_reads_none() -> None:
    client = seen()
    bodies()
    queries, page = asked(client, "/library/public-lists/?on=2026-03-02")
    assert queries <= 12
    assert "B00000" not in page


def test_findings_of_any_number_cost_the_same() -> None:
    client = seen()
    body = people.agency()
    counts = []
    for letter, size in (("A", SHOWN + 20), ("B", LONG)):
        put(body, *(f"{letter}{n:05d}" for n in range(size)), name=f"事项{letter}")
        actions.check_base(by=SYSTEM, at=make.AT)
        queries, page = asked(client, "/library/checks/")
        assert page.count("<tr") <= SHOWN + 5
        counts.append(queries)
    assert Finding.objects.count() > LONG
    assert counts[0] == counts[1] <= 12
