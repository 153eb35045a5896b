"""Pages of the system and the audit administrator, behind a door of our own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from zhifa.kernel import slots, worker
from zhifa.kernel.models import Delivery, Entry, WatchRun
from zhifa.kernel.tests.conftest import Ear
from zhifa.kernel.tests.make import AT, Happened, entry
from zhifa.kernel.tests.tamper import guards_down

pytestmark = pytest.mark.urls("zhifa.kernel.tests.urls")
HELD: set[str] = set()


@dataclass(frozen=True, slots=True)
class Holder:
    """Holds everywhere what the test says."""

    key: str = "user:7"

    def reach(self, permission: str) -> frozenset[int] | None:
        return None if permission in HELD else frozenset()


def doorstep(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Puts the holder on the request, as the room above does."""

    def enter(request: HttpRequest) -> HttpResponse:
        if HELD:
            request.actor = Holder()  # type: ignore[attr-defined]
        return get_response(request)

    return enter


PLAIN = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "zhifa.kernel.tests.test_pages.doorstep",
]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No higher room fills a place: their addresses are not there."""
    monkeypatch.setattr(slots, "_slots", {})


@pytest.fixture
def holding() -> Callable[..., Client]:
    """A browser of somebody who holds these permissions everywhere."""

    def made(*permissions: str) -> Client:
        HELD.clear()
        HELD.update(permissions)
        return Client()

    return made


FRAME = {  # a frame of our own: what stands around the page is another room's
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [Path(__file__).parent / "templates"],
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
}


@pytest.fixture(autouse=True)
def _doors() -> Iterator[None]:
    with override_settings(MIDDLEWARE=PLAIN, TEMPLATES=[FRAME]):
        yield
    HELD.clear()


Browser = Callable[..., Client]


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def given_up() -> Delivery:
    entry(Happened("bad"))
    for n in range(worker.MAX_ATTEMPTS):
        worker.deliver(now=AT + timedelta(hours=n))
    return Delivery.objects.get()


@pytest.mark.parametrize("address", ["/system/deliveries/", "/audit/", "/audit/1/"])
def test_only_who_may_finds_the_page(address: str, holding: Browser) -> None:
    entry(Happened("x"))
    assert holding().get(address).status_code == 302
    text(holding("case:read"), address, 404)
    other = "audit:read" if "system" in address else "delivery:read"
    text(holding(other), address, 404)


@pytest.mark.usefixtures("ear")
def test_a_dead_delivery_is_shown_and_put_back(holding: Browser) -> None:
    delivery = given_up()
    worker.watch([], now=AT)
    WatchRun.objects.create(name="rooms.look", ran_at=AT, error="RuntimeError: fell")
    page = text(holding("delivery:read"), "/system/deliveries/")
    assert "ValueError: bad" in page
    assert "试验事项" in page
    assert "RuntimeError: fell" in page
    assert "重新投递" not in page.split("<table")[1], "reading is not retrying"
    client = holding("delivery:read", "delivery:retry")
    assert "<button" in text(client, "/system/deliveries/").split("<table")[1]
    again = f"/system/deliveries/{delivery.pk}/retry/"
    assert client.get(again).status_code == 405
    answer = client.post(again)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/system/deliveries/?retried={delivery.pk}",
    )
    assert "已放回队列" in text(client, answer["Location"])
    assert Entry.objects.get(kind="kernel.DeliveryRetried").by == "user:7"
    stale = client.post(again)
    assert stale.status_code == 409
    assert "没有停投" in stale.content.decode()
    assert client.post("/system/deliveries/999/retry/").status_code == 404
    assert holding("delivery:read").post(again).status_code == 404


def test_what_is_tried_again_is_shown(ear: Ear, holding: Browser) -> None:
    entry(Happened("bad"))
    worker.deliver(now=AT)
    assert "已试 1 次" in text(holding("delivery:read"), "/system/deliveries/")
    ear.stumbles = False
    worker.deliver(now=AT + timedelta(hours=1))
    assert "已试 1 次" not in text(holding("delivery:read"), "/system/deliveries/")


def test_the_journal_is_filtered_and_paged(holding: Browser) -> None:
    for n in range(60):
        entry(Happened(str(n)), subject="long")
    entry(Happened("x"), subject="short")
    client = holding("audit:read")
    assert text(client, "/audit/").count("<tr>") == 51
    assert text(client, "/audit/?subject=short").count("<tr>") == 2
    assert "没有找到" in text(client, "/audit/?by=user:1")
    assert "没有找到" in text(client, "/audit/?kind=no.such")
    assert "没有找到" in text(client, "/audit/?since=2026-03-03")
    assert "没有找到" in text(client, "/audit/?until=2026-03-01")
    assert text(client, "/audit/?since=2026-03-02&until=2026-03-02").count("<tr>") == 51
    first = client.get("/audit/?subject=long")
    rest = text(client, "/audit/" + first.context["next"])
    assert rest.count("<tr>") == 11
    assert 'rel="next"' not in rest
    assert client.get("/audit/?since=yesterday").status_code == 422


def test_a_chain_is_checked_on_request(holding: Browser) -> None:
    made = entry(Happened("x"), subject="s")
    client = holding("audit:read")
    page = text(client, "/audit/?subject=s")
    assert "核验这条流水" in page
    assert "核验无误" in text(client, "/audit/?subject=s&check=1")
    with guards_down():
        Entry.objects.update(payload={"word": "y"})
    page = text(client, "/audit/?subject=s&check=1")
    assert "核验有误" in page
    assert f"流水 #{made.pk}" in page
    assert "摘要不符" in text(client, f"/audit/{made.pk}/")


def test_an_entry_shows_ids_and_keeps_the_case_to_itself(holding: Browser) -> None:
    row = WatchRun.objects.create(name="w", ran_at=AT)
    made = entry(Happened("a secret word"), rows=[row])
    page = text(holding("audit:read"), f"/audit/{made.pk}/")
    assert "摘要相符" in page
    assert "kernel.watchrun:w" in page
    assert made.digest in page
    assert "a secret word" not in page
    text(holding("audit:read"), "/audit/999999/", 404)


def test_queries_do_not_grow_with_rows(
    holding: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = holding("audit:read", "delivery:read")
    for many in (1, 30):
        for n in range(many):
            entry(Happened(str(n)))
        with django_assert_num_queries(1):
            text(client, "/audit/")
    with django_assert_num_queries(4):
        text(client, "/system/deliveries/")
