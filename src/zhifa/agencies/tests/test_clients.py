"""Machine clients: registered once, act by token, closed at once."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate
from oauth2_provider.models import get_access_token_model, get_application_model

from zhifa.agencies import actions, reads
from zhifa.agencies.tests import make
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def token_of(keys: actions.ClientKeys) -> str:
    secret = b64encode(f"{keys.client_id}:{keys.client_secret}".encode()).decode()
    answer = Client().post(
        "/api/oauth/token/",
        {"grant_type": "client_credentials", "scope": "api"},
        headers={"Authorization": f"Basic {secret}"},
    )
    assert answer.status_code == 200, answer.content
    return str(answer.json()["access_token"])


@pytest.fixture
def keys() -> actions.ClientKeys:
    by = make.actor("security_admin")
    roles = ["officer", "archivist"]
    agency = make.agency()
    return actions.register_client(name="某平台", agency=agency, roles=roles, by=by, at=make.now())


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
    later = token_of(keys)
    assert reads.actor_of_token(token=later, on=localdate()) is None
    with pytest.raises(Refused) as refused:
        actions.close_client(user=make.person(), by=SYSTEM, at=make.now())
    assert refused.value.codes == {"not_client"}


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
            by=make.actor("system_admin"),
            at=make.AT,
        )
    assert refused.value.codes == {"not_permitted", code}


def test_the_page_shows_the_secret_once() -> None:
    agency = make.agency()
    user = make.holder("security_admin")
    make.with_phone(user)
    client = Client()
    client.force_login(user)
    facts = {"name": "某平台", "agency": agency.pk, "roles": ["officer"]}
    assert client.post("/people/clients/new/", {**facts, "roles": []}).status_code == 422
    answer = client.post("/people/clients/new/", facts)
    row = get_application_model().objects.get(name="某平台")
    assert row.client_id in answer.content.decode()
    page = client.get("/people/clients/").content.decode()
    assert "某平台" in page
    assert row.client_id not in page
    assert client.post(f"/people/clients/{row.user_id}/close/").status_code == 302
    row.user.refresh_from_db()
    assert not row.user.is_active
