"""The journal joins what a machine wrote for a person to the machine, exactly, both ways."""

from typing import Any

import pytest
from django.test import Client
from tests import make

from zhifa.agencies import actions, reads
from zhifa.agencies.models import User
from zhifa.agencies.obstacles import NO_GRANT
from zhifa.agencies.reads.uses import USED
from zhifa.agencies.tests.make import with_phone
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.web.api import auth
from zhifa.web.tests.api_road import ApiRoad, Machine, api_road, machine, register

DAY = make.AT.date()


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> ApiRoad:
    at: list[Any] = [make.AT]
    monkeypatch.setattr(auth, "now", lambda: at[0])
    return api_road(at)


@pytest.fixture
def officer(road: ApiRoad) -> User:
    return road.crew.officers[0]


@pytest.fixture
def client(road: ApiRoad, officer: User) -> Machine:
    return road.machines[officer.pk]


def test_a_use_names_its_own_step_among_others_of_the_moment(
    road: ApiRoad, officer: User, client: Machine
) -> None:
    """Two requests of one person at one moment: each names what it wrote, and nothing else."""
    other = machine("另一平台", road.crew.agency)
    other.let(officer, DAY)
    assert register(road, client.headers(officer))[0] == 200
    assert register(road, other.headers(officer))[0] == 200
    first, second = Entry.objects.filter(kind=USED).order_by("pk")
    assert first.at == second.at
    assert first.payload["entries"]
    assert not set(first.payload["entries"]) & set(second.payload["entries"])
    viewer = make.signed(make.person("audit1", "audit_admin", road.crew.agency))
    for used, name in ((first, "执法平台"), (second, "另一平台")):
        for pk in used.payload["entries"]:
            found = reads.client_use(pk=pk, viewer=viewer)
            assert found is not None
            assert (found.entry, found.client) == (used, name)
    assert reads.client_use(pk=first.pk, viewer=make.signed(officer)) is None


def test_what_is_refused_is_kept_with_nothing_written(
    road: ApiRoad, officer: User, client: Machine
) -> None:
    road.begin()
    before = Entry.objects.exclude(kind=USED).count()
    uses = Entry.objects.filter(kind=USED).count()
    headers = client.headers(officer)
    told = {"opinion": "同意。", "surcharge": True}
    statuses = []
    for move, data in (("decide", told), ("start_check", {}), ("never", {})):
        url, body = f"/api/v1/cases/{road.case_id}/moves/{move}", {"data": data}
        answer = Client().post(url, body, content_type="application/json", headers=headers)
        statuses.append(answer.status_code)
    assert statuses == [409, 422, 404]
    found = Entry.objects.filter(kind=USED).order_by("pk")[uses:]
    assert [used.payload["entries"] for used in found] == [[], [], []]
    assert Entry.objects.exclude(kind=USED).count() == before


def test_a_step_and_its_use_are_kept_together_or_not_at_all(
    road: ApiRoad, officer: User, client: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(**_: Any) -> None:
        raise Refused([NO_GRANT])

    before = Entry.objects.count()
    monkeypatch.setattr(actions, "use_grant", fall)
    assert register(road, client.headers(officer))[0] == 403
    assert Entry.objects.count() == before


def test_a_look_in_a_persons_name_names_the_client(
    road: ApiRoad, officer: User, client: Machine
) -> None:
    """Looking somebody up by their number is written down, so the client is, too."""
    road.clock[:] = [road.now]
    headers = client.headers(officer)
    assert Client().get("/api/v1/parties?q=示范", headers=headers).status_code == 200
    assert not Entry.objects.filter(kind=USED).exists()
    answer = Client().get("/api/v1/parties?q=510403199001011234", headers=headers)
    assert answer.status_code == 200
    sought = Entry.objects.get(kind="registry.PartySought")
    assert Entry.objects.get(kind=USED).payload["entries"] == [sought.pk]


def test_the_auditor_goes_from_the_step_to_the_client_and_back(
    road: ApiRoad, officer: User, client: Machine
) -> None:
    assert register(road, client.headers(officer))[0] == 200
    auditor = make.person("audit1", "audit_admin", road.crew.agency)
    with_phone(auditor)
    page = Client()
    page.force_login(auditor, "django.contrib.auth.backends.ModelBackend")
    step = Entry.objects.filter(kind__startswith="enforcement.", by=officer.key).earliest("pk")
    used = Entry.objects.get(kind=USED)
    assert f"/audit/{step.pk}/client/" in page.get(f"/audit/{step.pk}/").content.decode()
    panel = page.get(f"/audit/{step.pk}/client/").content.decode()
    assert "执法平台" in panel
    assert f'href="/audit/{used.pk}/"' in panel
    back = page.get(f"/audit/{used.pk}/client/").content.decode()
    assert f'href="/audit/{step.pk}/"' in back
    chain = f"/audit/?subject=person%3A{client.user.pk}"
    assert f'href="{chain}"' in back
    assert f'href="/audit/{used.pk}/"' in page.get(chain).content.decode()
    other = Entry.objects.filter(kind="agencies.ClientRegistered").earliest("pk")
    assert "执法平台" not in page.get(f"/audit/{other.pk}/client/").content.decode()
    stranger = Client()
    stranger.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    assert stranger.get(f"/audit/{step.pk}/client/").status_code == 404


def test_a_use_from_before_says_that_it_does_not_know(road: ApiRoad, client: Machine) -> None:
    """As the journal kept them first: in the chain of the person, without keys."""
    officer = road.crew.officers[0]
    old = Entry(
        subject=f"person:{officer.pk}",
        seq=900,
        kind=USED,
        payload={
            "grant_id": 1, "user_id": officer.pk, "client_id": client.user.pk, "address": "/api/v1",
        },
        by=officer.key,
        at=road.now,
        previous="x",
        digest="x",
    )  # fmt: skip
    old.save()
    auditor = make.person("audit1", "audit_admin", road.crew.agency)
    with_phone(auditor)
    page = Client()
    page.force_login(auditor, "django.contrib.auth.backends.ModelBackend")
    assert "记于升级以前" in page.get(f"/audit/{old.pk}/client/").content.decode()
