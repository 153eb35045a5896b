"""Certificates shown by a code: to anybody, for a minute, as they stand now."""

import re
from base64 import b64decode
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from zhifa.agencies import actions, reads
from zhifa.agencies.models import Certificate, Portrait, User
from zhifa.agencies.rules import badge, photo
from zhifa.agencies.rules.areas import name_of
from zhifa.agencies.tests import make
from zhifa.agencies.tests.browsers import browser
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify

SEED = bytes(range(32))
MINUTE = timedelta(seconds=60)
HOURS = timedelta(hours=4)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xe1\x00\x10Exif\x00\x00GPS-here"
    b"\xff\xfe\x00\x08secret"
    b"\xff\xdb\x00\x04ab\xff\xda\x00\x04cd\x01\x02\x03\xff\xd9"
)


@given(st.integers(0, 2**63 - 1), st.booleans(), st.integers(0, 103), st.integers(1, 63))
def test_a_code_says_what_was_signed_and_no_changed_one_does(
    pk: int, ahead: bool, at: int, shift: int
) -> None:
    token = badge.mint(SEED, pk, make.AT, offline=ahead)
    key = badge.public_key(SEED)
    told = badge.opened(key, token)
    assert told == badge.Token(pk, make.AT, ahead)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    other = letters[(letters.index(token[at]) + shift) % 64]
    assert badge.opened(key, token[:at] + other + token[at + 1 :]) is None
    assert badge.opened(badge.public_key(SEED[::-1]), token) is None


@pytest.mark.parametrize("token", ["", "x", "证", "A" * 104, "A" * 500, "%00"])
def test_what_is_no_code_is_none(token: str) -> None:
    assert badge.opened(badge.public_key(SEED), token) is None


@given(st.integers(-100, 100_000), st.booleans())
def test_a_code_lasts_so_long_and_no_longer(seconds: int, ahead: bool) -> None:
    told = badge.Token(1, make.AT, ahead)
    age = badge.age(told, make.AT + timedelta(seconds=seconds), MINUTE, HOURS)
    lasts = HOURS if ahead else MINUTE
    wanted = "early" if seconds < -5 else "ok" if seconds <= lasts.total_seconds() else "expired"
    assert age == wanted


def test_a_photo_loses_place_time_and_remarks() -> None:
    clean = photo.stripped(JPEG)
    assert b"Exif" not in clean
    assert b"secret" not in clean
    assert clean.startswith(b"\xff\xd8\xff\xe0")
    assert clean.endswith(b"\x01\x02\x03\xff\xd9")
    assert photo.stripped(clean) == clean


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", JPEG[:-2], b"\xff\xd8\xff\xe0\xff\xff\xff\xd9", JPEG + b" " * 200_000]
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    with pytest.raises(photo.NotPhoto):
        photo.stripped(data)


class Clock:
    """The time as the doors of the badge see it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock(make.now())
    monkeypatch.setattr("zhifa.agencies.views.badges.now", found)
    return found


@pytest.fixture
def officer(db: None) -> tuple[User, Certificate, Client]:
    del db
    body = make.agency(name="示范局")
    client = browser("officer", body)
    user = User.objects.get(pk=int(client.session["_auth_user_id"]))
    return user, make.certificate(user, body), client


def address(user: User, clock: Clock, *, ahead: bool = False) -> str:
    actor = reads.signed(user=user, on=clock.at.date())
    own = reads.own_badges(user=user, at=clock.at, viewer=actor)[0]
    token = reads.code_for(own=own, at=clock.at, ahead=ahead, viewer=actor)
    return f"/verify/badge/{token}/"


def test_anybody_sees_what_is_on_the_card_and_no_more(
    officer: tuple[User, Certificate, Client], clock: Clock
) -> None:
    user, card, _ = officer
    actions.change_person(user=user, facts={"phone": "13800001234"}, by=SYSTEM, at=make.AT)
    answer = Client().get(address(user, clock))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "证件有效" in page
    for told in (user.name, "示范局", card.number, "攀枝花市西区"):
        assert told in page
    for hidden in (user.username, "13800001234", f"/people/{user.pk}"):
        assert hidden not in page
    assert answer["Cache-Control"].startswith("max-age=0")


def test_a_screenshot_of_yesterday_is_refused(
    officer: tuple[User, Certificate, Client], clock: Clock
) -> None:
    user, card, _ = officer
    shot = address(user, clock)
    for later in (timedelta(seconds=61), timedelta(days=1)):
        clock.at = make.now() + later
        answer = Client().get(shot)
        page = answer.content.decode()
        assert answer.status_code == 410
        assert "这个码已经过期" in page
        assert "请对方当面打开" in page
        assert card.number not in page
        assert user.name not in page


def test_a_made_up_code_is_none_of_ours(db: None) -> None:
    del db
    answer = Client().get("/verify/badge/made-up/")
    assert answer.status_code == 404
    assert "认不出这个码" in answer.content.decode()


def test_a_suspension_shows_within_the_minute_on_page_and_code(
    officer: tuple[User, Certificate, Client], clock: Clock
) -> None:
    user, card, client = officer
    scanned = address(user, clock)
    assert "证件有效" in Client().get(scanned).content.decode()
    actions.suspend_certificate(
        certificate=card,
        from_on=clock.at.date(),
        until_on=None,
        reason="出借证件",
        by=SYSTEM,
        at=clock.at,
    )
    clock.at += timedelta(seconds=20)
    page = Client().get(scanned).content.decode()
    assert "暂扣中，不得执法" in page
    assert "证件有效" not in page
    assert "出借" not in page, "why is nobody's business here"
    part = client.get("/me/badge/", headers={"HX-Request": "true"}).content.decode()
    assert "暂扣中" in part
    assert "<html" not in part
    assert client.get("/me/badge/code.svg").status_code == 404


def test_who_has_left_the_body_shows_nothing_good(
    officer: tuple[User, Certificate, Client], clock: Clock
) -> None:
    user, _, _ = officer
    scanned = address(user, clock)
    actions.close_account(user=user, by=SYSTEM, at=clock.at)
    assert "已不在该单位任职" in Client().get(scanned).content.decode()


def test_the_page_of_the_officer_draws_a_fresh_code(
    officer: tuple[User, Certificate, Client], clock: Clock
) -> None:
    _, _, client = officer
    assert "/me/badge/code.svg" in client.get("/me/badge/").content.decode()
    first = client.get("/me/badge/code.svg")
    clock.at += timedelta(seconds=20)
    second = client.get("/me/badge/code.svg")
    assert first["Content-Type"] == "image/svg+xml"
    assert first.content != second.content
    assert "您没有执法证件" in browser("archivist").get("/me/badge/").content.decode()


def test_a_code_drawn_ahead_says_so_and_is_written_down(
    officer: tuple[User, Certificate, Client], clock: Clock
) -> None:
    user, card, client = officer
    page = client.post(f"/me/badge/offline/?card={card.pk}").content.decode()
    assert "离线核验" in page
    picture = re.search(r"data:image/svg\+xml;base64,([^\"]+)", page)
    assert picture is not None
    assert b"<svg" in b64decode(picture[1])
    assert Entry.objects.get(kind="agencies.OfflineBadgeDrawn").payload["certificate_id"] == card.pk
    shot = address(user, clock, ahead=True)
    clock.at += timedelta(hours=3, minutes=59)
    assert "请核对证件原件和照片" in Client().get(shot).content.decode()
    clock.at += timedelta(minutes=2)
    assert Client().get(shot).status_code == 410


def test_nobody_draws_a_code_for_another(officer: tuple[User, Certificate, Client]) -> None:
    user, _, _ = officer
    actor = reads.signed(user=user, on=make.DAY)
    other = make.actor("officer")
    assert reads.own_badges(user=user, at=make.AT, viewer=other) == []
    own = reads.own_badges(user=user, at=make.AT, viewer=actor)[0]
    assert reads.code_for(own=own, at=make.AT, ahead=False, viewer=other) == ""
    with pytest.raises(Refused) as refused:
        actions.draw_offline_badge(own=own, by=other, at=make.AT)
    assert refused.value.codes == {"not_own"}


def test_the_public_key_checks_codes_without_us(
    officer: tuple[User, Certificate, Client], clock: Clock
) -> None:
    user, card, _ = officer
    told: dict[str, Any] = Client().get("/verify/badge-key/").json()
    token = address(user, clock).split("/")[3]
    opened = badge.opened(b64decode(told["public_key"]), token)
    assert opened is not None
    assert opened.certificate_id == card.pk


def test_a_photo_is_filed_shown_with_the_code_and_stays(
    officer: tuple[User, Certificate, Client], clock: Clock
) -> None:
    user, _, client = officer
    keeper = browser("personnel")
    door = f"/people/{user.pk}/portrait/"
    bad = SimpleUploadedFile("a.jpg", b"GIF89a")
    assert keeper.post(door, {"file": bad}).status_code == 409
    assert keeper.post(door, {"file": SimpleUploadedFile("a.jpg", JPEG)}).status_code == 302
    scanned = address(user, clock)
    assert Client().get(f"{scanned}portrait.jpg").content == photo.stripped(JPEG)
    assert client.get("/me/badge/portrait.jpg").status_code == 200
    assert keeper.get("/me/badge/portrait.jpg").status_code == 404, "one's own, nobody else's"
    clock.at += timedelta(seconds=61)
    assert Client().get(f"{scanned}portrait.jpg").status_code == 404
    assert Portrait.objects.count() == 1
    assert [f.line() for f in verify()] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("510403100", "西区格里坪镇"),
        ("510403000000", "攀枝花市西区"),
        ("510403001002", "西区清香坪街道"),
        ("510403999", "攀枝花市西区510403999"),
        ("120000", "120000"),
        ("", ""),
    ],
)
def test_a_division_is_told_by_its_name(code: str, name: str) -> None:
    assert name_of(code) == name
