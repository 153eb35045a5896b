"""A machine writes for people who let it, as far as they let it, and for nobody else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils.timezone import localdate
from tests import make

from zhifa.agencies import actions, reads
from zhifa.agencies.models import ClientGrant, Post, User
from zhifa.agencies.reads.uses import USED
from zhifa.agencies.roles import roles
from zhifa.agencies.rules.scopes import scopes
from zhifa.agencies.tests.make import with_phone
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
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


def held(client: Machine, person: User) -> ClientGrant:
    return ClientGrant.objects.get(client=client.user, person=person)


def told(road: ApiRoad, headers: dict[str, str]) -> str:
    """The code of the problem that says for whom it may not be done, with what comes next."""
    status, body = register(road, headers)
    assert (status, body["type"]) == (403, "/problems/on-behalf")
    (obstacle,) = body["obstacles"]
    assert obstacle["next"]
    return str(obstacle["code"])


def test_the_person_acts_and_the_journal_tells_through_whom(
    road: ApiRoad, officer: User, client: Machine
) -> None:
    assert register(road, client.headers(officer))[0] == 200
    assert not Entry.objects.filter(by=client.user.key).exists()
    used = Entry.objects.get(kind=USED)
    assert (used.by, used.at) == (officer.key, road.now)
    assert used.payload["client_id"] == client.user.pk
    assert used.payload["address"] == "/api/v1/cases"
    assert used.subject == f"person:{client.user.pk}"
    wrote = Entry.objects.filter(pk__in=used.payload["entries"])
    assert wrote.filter(kind__startswith="enforcement.").exists()
    given = Entry.objects.filter(kind="agencies.ClientGrantGiven").latest("pk").pk
    since = Entry.objects.filter(by=officer.key, pk__gt=given).exclude(pk=used.pk)
    assert sorted(used.payload["entries"]) == sorted(since.values_list("pk", flat=True))
    assert not list(verify())


def test_nobody_named_or_nobody_who_let_it(road: ApiRoad, officer: User, client: Machine) -> None:
    assert told(road, client.headers()) == "on_behalf_missing"
    for name in ("x", "0", "9" * 30, str(client.user.pk)):
        headers = {**client.headers(), "X-Zhifa-On-Behalf": name}
        assert told(road, headers) == "no_grant"
    other = machine("另一平台", road.crew.agency)
    assert told(road, other.headers(officer)) == "no_grant", "the grant is another client's"


def test_a_grant_that_is_over(road: ApiRoad, officer: User, client: Machine) -> None:
    second = road.crew.officers[1]
    road.now += timedelta(days=366)
    assert told(road, client.headers(officer)) == "no_grant"
    road.now -= timedelta(days=366)
    actions.end_grant(grant=held(client, officer), by=make.signed(officer), at=road.now)
    assert told(road, client.headers(officer)) == "no_grant"
    actions.close_account(user=second, by=SYSTEM, at=road.now)
    assert told(road, client.headers(second)) == "no_grant"
    actions.close_client(user=client.user, by=SYSTEM, at=road.now)
    assert register(road, client.headers(officer))[0] == 401


def test_nobody_changes_or_forges_a_grant_in_the_database(
    road: ApiRoad, officer: User, client: Machine
) -> None:
    grant = held(client, officer)
    rows = ClientGrant.objects.filter(pk=grant.pk)
    head = road.crew.user("agency_head")
    changes: list[dict[str, Any]] = [
        {"until_on": date(2099, 1, 1)},
        {"scope": ["case:read"]},
        {"person": head},
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    actions.end_grant(grant=grant, by=make.signed(officer), at=road.now)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(ended_on=None)
    forged = ClientGrant.objects.create(client=client.user, person=head, from_on=DAY, until_on=DAY)
    found = {(fault.table, fault.row) for fault in verify()}
    assert ("agencies_clientgrant", str(forged.pk)) in found


def test_a_grant_goes_no_further_than_its_scope_and_its_giver(
    road: ApiRoad, officer: User, client: Machine
) -> None:
    other = machine("另一平台", road.crew.agency)
    other.let(officer, DAY, ["review:submit"])
    status, body = register(road, other.headers(officer))
    assert (status, body["type"]) == (403, "/problems/forbidden")
    archivist = road.crew.user("archivist")
    assert register(road, client.headers(archivist))[0] == 403
    actor = reads.actor_by_grant(grant=held(other, officer), on=DAY)
    assert actor.holds("review:submit")
    assert actor.holds("case:read")
    assert not actor.holds("case:investigate")
    known = {p for role in roles().values() for p in (*role.may, *role.everywhere)}
    assert scopes().keys() <= known


def test_a_machine_is_no_officer(road: ApiRoad, officer: User, client: Machine) -> None:
    agency = road.crew.agency
    assert Post.objects.filter(user=client.user, role="officer").exists()
    found = reads.enforcers(
        user_ids=[officer.pk, client.user.pk], agency_id=agency.pk, on=DAY, area=""
    )
    assert (found[officer.pk].reason, found[client.user.pk].reason) == ("", "client")
    road.begin()
    path, pair = f"/cases/{road.case_id}/moves/start_check", [officer.pk, client.user.pk]
    headers = road.machines[road.crew.user("unit_head").pk].headers(road.crew.user("unit_head"))
    answer = Client().post(
        f"/api/v1{path}",
        {"data": {"officers": pair}},
        content_type="application/json",
        headers=headers,
    )
    assert answer.status_code == 422
    assert f"编号 {client.user.pk} 不是已登记的人员" in answer.json()["fields"]["officers"][0]
    card = actions.Card("230400000", "enforcement", ["510403"], DAY, date(2028, 1, 1))
    with pytest.raises(Refused) as refused:
        actions.issue_certificate(
            holder=client.user, agency=agency, card=card, by=SYSTEM, at=road.now
        )
    assert "client_no_card" in refused.value.codes
    names = reads.holders(agency_id=agency.pk, role="officer", on=DAY, viewer=SYSTEM)
    assert client.user.pk not in dict(names)


def test_who_may_give_and_for_how_long(road: ApiRoad, officer: User, client: Machine) -> None:
    stranger = machine("外局平台", make.agency("CG"))
    other = machine("另一平台", road.crew.agency)
    long = DAY + timedelta(days=366)
    for to, terms, code in (
        (stranger.user, (DAY, DAY, ()), "client_not_open"),
        (road.crew.officers[1], (DAY, DAY, ()), "not_client"),
        (other.user, (DAY, DAY - timedelta(days=1), ()), "term_reversed"),
        (other.user, (DAY - timedelta(days=1), DAY, ()), "grant_past"),
        (other.user, (DAY, long, ()), "grant_too_long"),
        (other.user, (DAY, DAY, ("fly",)), "unknown_scope"),
        (client.user, (DAY, DAY, ()), "grant_held"),
    ):
        with pytest.raises(Refused) as refused:
            actions.give_grant(
                person=officer, client=to, terms=actions.GrantTerms(*terms),
                by=make.signed(officer), at=make.AT,
            )  # fmt: skip
        assert code in refused.value.codes
    day = actions.GrantTerms(DAY, DAY)
    for by in (road.crew.officers[1], road.crew.user("agency_head")):
        with pytest.raises(Refused) as refused:
            actions.end_grant(grant=held(client, officer), by=make.signed(by), at=make.AT)
        assert refused.value.codes == {"not_permitted"}
        with pytest.raises(Refused) as refused:
            actions.give_grant(
                person=officer, client=other.user, terms=day, by=make.signed(by), at=make.AT
            )
        assert refused.value.codes == {"not_own"}


def test_given_and_ended_on_the_own_page(road: ApiRoad, officer: User) -> None:
    client, page = machine("另一平台", road.crew.agency), Client()
    page.force_login(officer, "django.contrib.auth.backends.ModelBackend")
    asked = page.get("/me/grants/new/").content.decode()
    assert "另一平台" in asked
    assert 'value="case:investigate"' in asked
    assert 'value="case:approve"' not in asked, "an officer has no such right to lend"
    today = localdate()
    terms = {"client": client.user.pk, "from_on": today, "until_on": today}
    lent = page.post("/me/grants/new/", {**terms, "scope": ["case:approve"]})
    assert lent.status_code == 422
    assert "授权事项：" in lent.content.decode()
    assert page.post("/me/grants/new/", {**terms, "scope": ["case:register"]}).status_code == 302
    told_ = page.get("/me/").content.decode()
    assert "另一平台" in told_
    assert "登记案源" in told_
    grant = held(client, officer)
    keeper = make.person("keeper", "security_admin", road.crew.agency)
    with_phone(keeper)
    other = Client()
    other.force_login(keeper, "django.contrib.auth.backends.ModelBackend")
    assert f"/me/grants/{grant.pk}/end/" in other.get("/people/clients/").content.decode()
    stranger = Client()
    stranger.force_login(road.crew.officers[1], "django.contrib.auth.backends.ModelBackend")
    assert stranger.post(f"/me/grants/{grant.pk}/end/").status_code == 404
    assert other.post(f"/me/grants/{grant.pk}/end/").status_code == 302
    assert page.post(f"/me/grants/{grant.pk}/end/").status_code == 409
    grant.refresh_from_db()
    assert grant.ended_on == today
