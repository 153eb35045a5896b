"""One agency finds nothing of another's cases, on any page nor over the interface."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests import make
from tests.journeys.strangers import OVERSEERS, ROOMS, SECRET, World
from tests.journeys.test_access import addresses, arguments
from zhifa.agencies.models import User
from zhifa.agencies.tests.make import with_phone
from zhifa.kernel.models import Number
from zhifa.web.api import auth
from zhifa.web.tests.api_road import client_of


def browser(user: User) -> Client:
    with_phone(user)
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def samples(world: World) -> dict[str, object]:
    case = world.case
    return {
        "case_id": case.pk,
        "move": "serve_decision",
        "dossier_id": case.dossier_id,
        "document_id": world.paper.pk,
        "recording_id": world.recording.pk,
        "evidence_id": world.item.pk,
        "disclosure:": {"pk": world.publication.pk},
        "review:": {"pk": world.submission.pk},
        "supervision:": {"pk": world.alert.pk},
        "records:void_number": {"pk": Number.objects.get(text=case.number).pk},
    }


def pages(world: World) -> Iterator[tuple[str, str]]:
    """Every address of these rooms that takes an argument of the case."""
    known = samples(world)
    for name, wanted in addresses(get_resolver().url_patterns):
        room = name.partition(":")[0]
        own = {"pk", "case_id", "dossier_id", "document_id", "recording_id", "evidence_id"}
        if room in ROOMS and own & set(wanted):
            yield name, reverse(name, kwargs=arguments(name, wanted, known))


def test_a_page_of_a_case_is_not_there_for_another_agency(world: World) -> None:
    found = list(pages(world))
    assert len(found) > 12
    for role, user in world.strangers.items():
        client = browser(user)
        for name, url in found:
            if name.partition(":")[0] in OVERSEERS.get(role, set()):
                continue
            for answer in (client.get(url), client.post(url, {})):
                assert answer.status_code in {403, 404, 405}, (role, name)
                assert not [m for m in (SECRET, world.case.number) if m in answer.content.decode()]


LISTS = ("/", "/cases/", "/cases/?q={number}", "/reviews/", "/supervise/alerts/", "/publish/queue/")


def test_no_list_names_it_either(world: World) -> None:
    for role, user in world.strangers.items():
        if role in OVERSEERS:
            continue
        client = browser(user)
        for pattern in LISTS:
            url = pattern.format(number=world.case.number)
            text = (
                client.get(url, follow=True).content.decode().replace(f'"{world.case.number}"', "")
            )
            assert SECRET not in text, (role, url)
            assert world.case.pk not in text, (role, url)


# ---- the interface
def calls(world: World) -> Iterator[tuple[str, dict[str, Any] | None]]:
    case = f"/api/v1/cases/{world.case.pk}"
    parts = ("", "/acts", "/clocks", "/documents", "/moves", "/reviews", "/recordings")
    for part in (*parts, "/publications"):
        yield f"{case}{part}", None
    for part in ("pdf", "services", "sendings"):
        yield f"/api/v1/documents/{world.paper.pk}/{part}", None
    out = f"/api/v1/publications/{world.publication.pk}"
    yield out, None
    yield f"{out}/publish", {"checked": True}
    yield f"{out}/withdraw", {"ground": "mistaken", "reason": "决定日期写错"}
    yield f"{out}/renew", {}
    day = world.road.today.isoformat()
    served = {"way": "direct", "served_on": day, "place": "店内", "servers": [1]}
    yield f"/api/v1/documents/{world.paper.pk}/serve", served
    yield f"{case}/moves/serve_decision", {"data": {}}
    yield f"{case}/reviews", {"note": "x"}
    points = f"/api/v1/reviews/{world.submission.pk}/points"
    yield points, None
    yield points, {"answers": [{"point": 1, "verdict": "fit"}]}
    yield f"/api/v1/reviews/{world.submission.pk}/opinion", {"kind": "agree", "text": "x"}


@pytest.mark.parametrize("role", ["officer", "agency_head", "reviewer", "publisher", "supervisor"])
def test_machines_of_another_agency_find_nothing(
    world: World, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "now", lambda: world.road.now)
    person, machine = client_of("乙局客户端", role, make.agency("CG"), world.road.today)
    headers = machine.headers(person)
    for url, body in calls(world):
        client = Client(headers=headers)
        send = (
            client.get(url)
            if body is None
            else client.post(url, body, content_type="application/json")
        )
        assert send.status_code in {403, 404}, url
        assert SECRET not in send.content.decode()
    for door in ("cases", "publications", "seals/waiting"):
        listed = Client(headers=headers).get(f"/api/v1/{door}").content.decode()
        assert world.case.pk not in listed
        assert world.paper.pk not in listed


def test_its_own_people_do_find_it(world: World) -> None:
    client = browser(world.road.crew.user("agency_head"))
    rooms = [(name, url) for name, url in pages(world) if "stream" not in name]
    found = [client.get(url).status_code for name, url in rooms if "recording" not in name]
    assert found.count(200) > 4
