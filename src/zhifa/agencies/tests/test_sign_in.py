"""Signing in, the second step, lock-out, sessions."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from django.test import Client
from pytest_django import Settings

from zhifa.agencies import actions, reads
from zhifa.agencies.models import User, UserSession
from zhifa.agencies.tests import make
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Malformed, Refused

pytestmark = pytest.mark.django_db


def try_password(client: Client, user: User, password: str = make.PASSWORD) -> int:
    data = {"username": user.username, "password": password}
    return client.post("/sign-in/", data).status_code


def signed_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def current_code(secret: str, at: datetime | None = None) -> str:
    return pyotp.TOTP(secret).at(at or make.now())


def test_password_alone_where_no_second_factor_is_demanded(client: Client) -> None:
    user = make.holder("officer", password=make.PASSWORD)
    assert client.get("/me/").url == "/sign-in/?next=/me/"  # type: ignore[attr-defined]
    assert try_password(client, user, "wrong") == 422
    assert not signed_in(client)
    assert try_password(client, user) == 302
    assert signed_in(client)
    entries = Entry.objects.filter(subject=f"person:{user.pk}").order_by("seq")
    assert entries.reverse()[0].kind == "agencies.SignedIn"


def test_next_leads_only_to_our_own_pages(client: Client) -> None:
    user = make.holder("officer", password=make.PASSWORD)
    data = {"username": user.username, "password": make.PASSWORD}
    answer = client.post("/sign-in/", {**data, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/desk/"
    client.post("/sign-out/")
    answer = client.post("/sign-in/", {**data, "next": "/people/?q=1"})
    assert answer.headers["Location"] == "/people/?q=1"


@pytest.mark.parametrize(
    "role",
    ["system_admin", "security_admin", "audit_admin", "chief_head", "agency_head", "reviewer"],
)
def test_nothing_works_before_the_demanded_factor_is_enrolled(client: Client, role: str) -> None:
    user = make.holder(role, password=make.PASSWORD)
    assert try_password(client, user) == 302
    for page in ("/me/", "/people/", "/library/agencies/"):
        assert client.get(page).headers["Location"] == "/me/second-factor/"
    assert "须启用" in client.get("/me/second-factor/").content.decode()
    assert client.post("/me/second-factor/enrol/").status_code == 302
    user.refresh_from_db()
    picture = client.get("/me/second-factor/qr.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"style" not in picture.content
    assert client.get("/me/").status_code == 302, "drawn is not confirmed"
    code = "/me/second-factor/confirm/"
    assert client.post(code, {"code": "000000"}).status_code == 409
    answer = client.post(code, {"code": current_code(user.totp_secret)})
    assert answer.status_code == 200
    assert signed_in(client)
    assert client.get("/me/second-factor/qr.svg").status_code == 404


def test_the_second_step(client: Client) -> None:
    user = make.holder("officer", password=make.PASSWORD)
    secret = make.with_phone(user)
    assert try_password(client, user) == 302
    assert not signed_in(client), "the password alone opens nothing"
    step = "/sign-in/code/"
    assert client.post(step, {"code": ""}).status_code == 422
    wrong = f"{(int(current_code(secret)) + 1) % 1000000:06}"
    assert client.post(step, {"code": wrong}).status_code == 409
    assert client.post(step, {"code": current_code(secret)}).status_code == 302
    assert signed_in(client)


def test_a_code_opens_once() -> None:
    user = make.holder("officer")
    secret = make.with_phone(user)
    later = make.AT + timedelta(minutes=5)
    code = current_code(secret, later)
    actions.use_code(user=user, code=code, by=SYSTEM, at=later)
    with pytest.raises(Refused) as refused:
        actions.use_code(user=user, code=code, by=SYSTEM, at=later + timedelta(seconds=5))
    assert refused.value.codes == {"code_used"}
    with pytest.raises(Refused) as refused:
        actions.use_code(user=user, code=code, by=SYSTEM, at=later + timedelta(minutes=2))
    assert refused.value.codes == {"wrong_code"}
    nobody = make.actor("system_admin")
    with pytest.raises(Refused) as refused:
        actions.use_code(user=user, code=code, by=nobody, at=later)
    assert refused.value.codes == {"not_own"}


def test_a_recovery_code_opens_once_and_dies_with_the_factor() -> None:
    user = make.holder("officer")
    secret = actions.enrol_totp(user=user, by=SYSTEM, at=make.AT)
    first, second, *_ = actions.confirm_totp(
        user=user, code=current_code(secret, make.AT), by=SYSTEM, at=make.AT
    )
    assert reads.spare_codes(user=user, viewer=reads.signed(user=user, on=make.DAY)) == 8
    actions.use_code(user=user, code=first.lower(), by=SYSTEM, at=make.AT)
    with pytest.raises(Refused) as refused:
        actions.use_code(user=user, code=first, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"wrong_code"}
    with pytest.raises(Refused) as refused:
        actions.enrol_totp(user=user, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"factor_in_force"}
    with pytest.raises(Refused) as refused:
        actions.reset_factor(user=user, by=make.actor("system_admin"), at=make.AT)
    assert refused.value.codes == {"not_permitted"}
    actions.reset_factor(user=user, by=make.actor("security_admin"), at=make.AT)
    with pytest.raises(Refused) as refused:
        actions.use_code(user=user, code=second, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"no_factor"}


def test_five_failures_lock_the_account_here_until_unlocked(client: Client) -> None:
    user = make.holder("officer", password=make.PASSWORD)
    answers = [try_password(client, user, "wrong") for _ in range(5)]
    assert answers[-1] == 429
    locked = client.post("/sign-in/", {"username": user.username, "password": make.PASSWORD})
    assert locked.status_code == 429
    assert "安全管理员" in locked.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert try_password(elsewhere, user) == 302, "not the whole office, nor the person elsewhere"
    with pytest.raises(Refused):
        actions.unlock_account(user=user, by=make.actor("system_admin"), at=make.AT)
    keeper = make.actor("security_admin")
    assert reads.is_locked(user=user, now=make.now(), viewer=keeper)
    assert not reads.is_locked(user=user, now=make.now(), viewer=make.actor("officer"))
    actions.unlock_account(user=user, by=keeper, at=make.AT)
    assert not reads.is_locked(user=user, now=make.now(), viewer=keeper)
    assert try_password(client, user) == 302


def test_guessing_codes_locks_too(client: Client) -> None:
    user = make.holder("officer", password=make.PASSWORD)
    secret = make.with_phone(user)
    try_password(client, user)
    answers = [client.post("/sign-in/code/", {"code": "x"}).status_code for _ in range(5)]
    assert answers == [409, 409, 409, 409, 429]
    right = client.post("/sign-in/code/", {"code": current_code(secret)})
    assert right.status_code == 429


def test_an_ended_session_is_out_at_its_next_request(client: Client) -> None:
    user = make.holder("officer", password=make.PASSWORD)
    try_password(client, user)
    row = UserSession.objects.get(user=user)
    by = make.actor("security_admin")
    with pytest.raises(Refused) as refused:
        actions.end_session(session=row, by=make.actor("system_admin"), at=make.now())
    assert refused.value.codes == {"not_permitted"}
    actions.end_session(session=row, by=by, at=make.now())
    assert not signed_in(client)
    with pytest.raises(Refused) as refused:
        actions.end_session(session=row, by=by, at=make.now())
    assert refused.value.codes == {"session_over"}


def test_one_ends_ones_own_other_session_but_not_a_colleagues(client: Client) -> None:
    agency = make.agency()
    user = make.holder("officer", agency, password=make.PASSWORD)
    colleague = make.holder("officer", agency, password=make.PASSWORD)
    phone, other = Client(), Client()
    for browser, who in ((client, user), (phone, user), (other, colleague)):
        try_password(browser, who)
    mine = UserSession.objects.filter(user=user).order_by("pk").last()
    theirs = UserSession.objects.get(user=colleague)
    assert mine is not None
    assert client.post(f"/me/sessions/{theirs.pk}/end/").status_code == 404
    assert client.post(f"/me/sessions/{mine.pk}/end/").status_code == 302
    assert (signed_in(client), signed_in(phone), signed_in(other)) == (True, False, True)


def test_last_seen_moves_at_most_once_a_minute_and_is_not_journalled(client: Client) -> None:
    user = make.holder("officer", password=make.PASSWORD)
    try_password(client, user)
    row = UserSession.objects.get(user=user)
    entries = Entry.objects.count()
    client.get("/me/")
    seen = UserSession.objects.get().seen_at
    assert seen == row.seen_at
    earlier = row.seen_at - timedelta(minutes=2)
    UserSession.objects.update(seen_at=earlier)
    client.get("/me/")
    assert UserSession.objects.get().seen_at == earlier, "reading writes nothing"
    client.post("/me/password/")
    assert UserSession.objects.get().seen_at > earlier + timedelta(minutes=1)
    assert Entry.objects.count() == entries


def test_a_changed_password_ends_other_sessions(client: Client) -> None:
    user = make.holder("officer", password=make.PASSWORD)
    phone = Client()
    try_password(client, user)
    try_password(phone, user)
    data = {"old": "wrong", "password": "新的-长-密码-2026", "again": "不一样"}
    assert client.post("/me/password/", data).status_code == 422
    data["again"] = data["password"]
    assert client.post("/me/password/", data).status_code == 409
    data["old"] = make.PASSWORD
    assert client.post("/me/password/", data).status_code == 302
    assert signed_in(client)
    assert not signed_in(phone)


def test_a_weak_password_is_named() -> None:
    user = make.person()
    with pytest.raises(Malformed) as malformed:
        actions.set_password(user=user, password="12345678", by=SYSTEM, at=make.AT)
    assert len(malformed.value.fields["password"]) >= 2
    with pytest.raises(Refused):
        actions.set_password(
            user=user, password=make.PASSWORD, by=make.actor("personnel"), at=make.AT
        )


def test_a_password_set_by_another_must_be_changed_first(client: Client) -> None:
    user = make.holder("officer")
    by = make.actor("system_admin")
    actions.set_password(user=user, password=make.PASSWORD, by=by, at=make.AT)
    try_password(client, user)
    assert client.get("/me/").headers["Location"] == "/me/password/"
    data = {"old": make.PASSWORD, "password": "新的-长-密码-2026", "again": "新的-长-密码-2026"}
    assert client.post("/me/password/", data).status_code == 302
    assert signed_in(client)


def test_a_closed_account_is_out_and_stays_out(client: Client) -> None:
    user = make.holder("officer", password=make.PASSWORD)
    try_password(client, user)
    by = make.actor("system_admin")
    actions.close_account(user=user, by=by, at=make.AT)
    assert not signed_in(client)
    assert try_password(client, user) == 422
    with pytest.raises(Refused) as refused:
        actions.close_account(user=user, by=by, at=make.AT)
    assert refused.value.codes == {"already_closed"}
    actions.reopen_account(user=user, by=by, at=make.AT)
    assert try_password(client, user) == 302


def test_the_demo_lists_its_accounts_and_no_other_site_does(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    user = make.holder("officer", password=make.PASSWORD)
    secret = make.with_phone(user)
    row = {
        "username": user.username,
        "name": user.name,
        "role": "执法人员",
        "agency": "某局",
        "password": make.PASSWORD,
        "totp_secret": secret,
    }
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/accounts.json").write_text(json.dumps([row]), encoding="utf-8")
    settings.VAR = tmp_path
    settings.DEMO = False
    assert make.PASSWORD not in client.get("/sign-in/").content.decode()
    settings.DEMO = True
    for _ in range(2):  # at once again: the page shows a code that was not used yet
        page = client.get("/sign-in/").content.decode()
        code = page.split(f'data-code-of="{user.username}">')[1][:6]
        try_password(client, user)
        assert client.post("/sign-in/code/", {"code": code}).status_code == 302
        client.post("/sign-out/")
        assert not signed_in(client)
