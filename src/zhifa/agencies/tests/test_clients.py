"""Machine clients: registered by one, confirmed by another, act by token, closed at once."""

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils.timezone import localdate
from oauth2_provider.models import get_access_token_model, get_application_model

from zhifa.agencies import actions, reads
from zhifa.agencies.models import ClientRegistration, User
from zhifa.agencies.tests import make
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify

pytestmark = pytest.mark.django_db


def asking(keys: actions.ClientKeys) -> Any:
    """What the token endpoint answers."""
    secret = b64encode(f"{keys.client_id}:{keys.client_secret}".encode()).decode()
    return Client().post(
        "/api/oauth/token/",
        {"grant_type": "client_credentials", "scope": "api"},
        headers={"Authorization": f"Basic {secret}"},
    )


def token_of(keys: actions.ClientKeys) -> str:
    answer = asking(keys)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["access_token"])


def turned_away(keys: actions.ClientKeys) -> None:
    """No token is given, none is kept, and the answer tells no more than a wrong secret's."""
    before = get_access_token_model().objects.count()
    answer, wrong = asking(keys), asking(replace(keys, client_secret="wrong"))
    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})
    assert answer.json() == wrong.json()
    assert answer["WWW-Authenticate"] == wrong["WWW-Authenticate"]
    assert get_access_token_model().objects.count() == before


def calling(token: str) -> int:
    answer = Client().get("/api/v1/cases", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code


@pytest.fixture
def keys() -> actions.ClientKeys:
    return make.client(roles=("officer", "archivist"))


@pytest.fixture
def waiting() -> actions.ClientKeys:
    return make.asked_client()


def test_a_token_reads_with_the_posts_of_its_client(keys: actions.ClientKeys) -> None:
    actor = reads.actor_of_token(token=token_of(keys), on=localdate())
    assert actor is not None
    assert actor.key == keys.user.key
    agency_id = keys.user.posts.first().agency_id  # type: ignore[union-attr]
    here = frozenset({agency_id})
    assert actor.reach("case:read") == actor.reach("registry:read") == here
    assert not actor.holds("case:investigate"), "a machine is no officer"
    assert not actor.holds("case:archive")
    assert reads.actor_of_token(token="made-up", on=localdate()) is None


def test_a_token_that_ran_out_or_has_no_scope_is_nobody(keys: actions.ClientKeys) -> None:
    token = token_of(keys)
    tokens = get_access_token_model().objects
    tokens.update(scope="")
    assert reads.actor_of_token(token=token, on=localdate()) is None
    tokens.update(scope="api", expires=make.now() - timedelta(seconds=1))
    assert reads.actor_of_token(token=token, on=localdate()) is None


def test_closing_kills_the_tokens_at_once(keys: actions.ClientKeys) -> None:
    token = token_of(keys)
    with pytest.raises(Refused) as refused:
        actions.close_client(user=keys.user, by=make.actor("system_admin"), at=make.now())
    assert refused.value.codes == {"not_permitted"}
    actions.close_client(user=keys.user, by=SYSTEM, at=make.now())
    assert reads.actor_of_token(token=token, on=localdate()) is None
    assert calling(token) == 401
    turned_away(keys)
    with pytest.raises(Refused) as refused:
        actions.close_client(user=make.person(), by=SYSTEM, at=make.now())
    assert refused.value.codes == {"not_client"}


def test_an_unconfirmed_client_gets_no_token_and_no_answer(waiting: actions.ClientKeys) -> None:
    turned_away(waiting)
    asked = waiting.user.registration
    head = make.actor("agency_head", asked.agency)
    actions.confirm_client(registration=asked, by=head, at=make.now())
    token = token_of(waiting)
    assert calling(token) == 200
    kinds = list(Entry.objects.filter(subject=f"person:{waiting.user.pk}").order_by("seq"))
    told = [(e.kind, e.by) for e in kinds]
    assert told == [
        ("agencies.ClientRegistered", asked.asked_by),
        ("agencies.ClientConfirmed", head.key),
    ]
    assert f"agencies.clientregistration:{asked.pk}" in kinds[1].seals
    assert not list(verify())


def test_a_token_from_before_confirmation_was_asked_opens_nothing(
    keys: actions.ClientKeys, waiting: actions.ClientKeys
) -> None:
    token = token_of(keys)
    application = get_application_model().objects.get(client_id=waiting.client_id)
    get_access_token_model().objects.update(application=application)
    assert calling(token) == 401


def test_who_confirms(waiting: actions.ClientKeys) -> None:
    asked = waiting.user.registration
    for by in (
        make.actor("security_admin"),
        make.actor("agency_head"),
        make.actor("unit_head", asked.agency),
    ):
        for decide in (
            actions.confirm_client,
            partial(actions.refuse_client, reason="用途不明"),
        ):
            with pytest.raises(Refused) as refused:
                decide(registration=asked, by=by, at=make.now())
            assert refused.value.codes == {"not_permitted"}
    turned_away(waiting)


def test_who_registered_cannot_confirm(waiting: actions.ClientKeys) -> None:
    """Not even when they became a head of that body afterwards; nor past the actions."""
    asked = waiting.user.registration
    author = User.objects.get(pk=asked.asked_by.removeprefix("user:"))
    actions.dismiss(post=author.posts.get(), on=make.DAY, by=SYSTEM, at=make.AT)
    make.post(author, "chief_head", asked.agency, from_on=make.DAY + timedelta(days=1))
    by = reads.signed(user=author, on=localdate())
    assert not reads.waiting_clients(viewer=by)
    with pytest.raises(Refused) as refused:
        actions.confirm_client(registration=asked, by=by, at=make.now())
    assert refused.value.codes == {"own_client"}
    rows = ClientRegistration.objects.filter(pk=asked.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(agreed=True, decided_by=asked.asked_by, decided_at=make.now())


def test_refused_with_a_reason_once(waiting: actions.ClientKeys) -> None:
    asked = waiting.user.registration
    head = make.actor("chief_head", asked.agency)
    with pytest.raises(Refused) as refused:
        actions.refuse_client(registration=asked, reason=" ", by=head, at=make.now())
    assert refused.value.codes == {"no_reason"}
    actions.refuse_client(registration=asked, reason="用途不明", by=head, at=make.now())
    turned_away(waiting)
    with pytest.raises(Refused) as refused:
        actions.confirm_client(registration=asked, by=head, at=make.now())
    assert refused.value.codes == {"client_decided"}
    rows = ClientRegistration.objects.filter(pk=asked.pk)
    for change in ({"agreed": True}, {"asked_by": "user:0"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_closed_while_it_waits(waiting: actions.ClientKeys) -> None:
    asked = waiting.user.registration
    actions.close_client(user=waiting.user, by=make.actor("security_admin"), at=make.now())
    head = make.actor("agency_head", asked.agency)
    with pytest.raises(Refused) as refused:
        actions.confirm_client(registration=asked, by=head, at=make.now())
    assert refused.value.codes == {"already_closed"}


def test_no_other_road_in(keys: actions.ClientKeys) -> None:
    """No post past the head, and no way back from closing."""
    other = actions.Appointment(make.agency(), "officer", make.DAY)
    with pytest.raises(Refused) as refused:
        actions.appoint(user=keys.user, to=other, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"is_client"}
    actions.close_client(user=keys.user, by=SYSTEM, at=make.now())
    with pytest.raises(Refused) as refused:
        actions.reopen_account(user=keys.user, by=SYSTEM, at=make.now())
    assert refused.value.codes == {"is_client"}
    turned_away(keys)


def test_a_client_from_before_confirmations_registers_anew(keys: actions.ClientKeys) -> None:
    agency = keys.user.registration.agency
    old = User.objects.create(username="client-old", name="老平台", is_client=True)
    rows = reads.client_rows(on=localdate(), viewer=make.actor("security_admin"))
    states = {row.client.name: str(row.state.label) for row in rows}
    assert states == {"某平台": "有效", "老平台": "须重新登记"}
    assert old.pk not in reads.clients(viewer=make.actor("agency_head", agency)).values_list("pk")


def test_the_secret_is_kept_nowhere(keys: actions.ClientKeys) -> None:
    stored = get_application_model().objects.get(client_id=keys.client_id)
    assert keys.client_secret not in stored.client_secret
    for entry in Entry.objects.all():
        assert keys.client_secret not in str(entry.payload)


@pytest.mark.parametrize(
    ("roles", "code"),
    [([], "no_roles"), (["wizard"], "unknown_role"), (["audit_admin"], "client_not_admin")],
)
def test_what_a_client_may_not_be(roles: list[str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.register_client(
            name="某平台",
            agency=make.agency(),
            roles=roles,
            purpose=make.WHY,
            by=make.actor("system_admin"),
            at=make.AT,
        )
    assert refused.value.codes == {"not_permitted", code}


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_page_shows_the_secret_once() -> None:
    agency = make.agency()
    user = make.holder("security_admin")
    make.with_phone(user)
    client = browser(user)
    facts = {"name": "某平台", "agency": agency.pk, "roles": ["officer"], "purpose": make.WHY}
    assert client.post("/people/clients/new/", {**facts, "roles": []}).status_code == 422
    answer = client.post("/people/clients/new/", facts)
    row = get_application_model().objects.get(name="某平台")
    assert row.client_id in answer.content.decode()
    page = client.get("/people/clients/").content.decode()
    assert "某平台" in page
    assert "待确认" in page
    assert "还没有负责人" in page
    assert row.client_id not in page
    assert client.get(f"/people/clients/{row.user_id}/confirm/").status_code == 404
    assert client.post(f"/people/clients/{row.user_id}/close/").status_code == 302
    row.user.refresh_from_db()
    assert not row.user.is_active
    assert "已停用" in client.get("/people/clients/").content.decode()


def test_the_desk_takes_the_head_there(waiting: actions.ClientKeys) -> None:
    agency, pk = waiting.user.registration.agency, waiting.user.pk
    head, stranger = make.holder("agency_head", agency), make.holder("agency_head")
    for user in (head, stranger):
        make.with_phone(user)
    here, there = browser(head), browser(stranger)
    door = f"/people/clients/{pk}/confirm/"
    assert door in here.get("/desk/").content.decode()
    page = here.get("/people/clients/").content.decode()
    assert door in page
    assert waiting.client_id not in here.get(door).content.decode()
    assert "执法人员" in here.get(door).content.decode()
    for address in ("/desk/", "/people/clients/"):
        assert "某平台" not in there.get(address).content.decode()
    for verb in ("confirm", "refuse"):
        assert there.post(f"/people/clients/{pk}/{verb}/").status_code == 404
    assert here.post(f"/people/clients/{pk}/refuse/").status_code == 422
    turned_away(waiting)
    assert here.post(door).status_code == 302
    assert here.post(door).status_code == 409
    assert door not in here.get("/desk/").content.decode()
    assert "有效" in here.get("/people/clients/").content.decode()
    assert calling(token_of(waiting)) == 200


def test_refused_on_its_page(waiting: actions.ClientKeys) -> None:
    head = make.holder("chief_head", waiting.user.registration.agency)
    make.with_phone(head)
    here = browser(head)
    address = f"/people/clients/{waiting.user.pk}/refuse/"
    assert here.post(address, {"reason": "用途不明"}).status_code == 302
    page = here.get("/people/clients/").content.decode()
    assert "未予确认" in page
    assert "用途不明" in page
    turned_away(waiting)
