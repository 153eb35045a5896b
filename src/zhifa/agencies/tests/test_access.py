"""Who sees whom, and which doors open to whom."""

import pytest

from zhifa.agencies import reads
from zhifa.agencies.tests import make
from zhifa.agencies.tests.browsers import browser, text

pytestmark = pytest.mark.django_db


def test_agency_a_sees_nobody_of_agency_b() -> None:
    mine, theirs = make.agency(), make.agency()
    friend, stranger = make.holder("officer", mine), make.holder("officer", theirs)
    card = make.certificate(stranger, theirs)
    client = browser("agency_head", mine)
    page = text(client, "/people/")
    assert friend.name in page
    assert stranger.name not in page
    assert stranger.name not in text(client, f"/people/?agency={theirs.pk}")
    assert stranger.name not in text(client, f"/people/?q={card.number}")
    assert client.get(f"/people/{stranger.pk}/").status_code == 404
    facts = text(client, f"/library/agencies/{theirs.code}/")
    assert theirs.credit_code in facts, "what is published anyone may read"
    assert stranger.name not in facts


def test_the_reads_of_people_know_no_other_agency() -> None:
    mine, theirs = make.agency(), make.agency()
    stranger = make.holder("officer", theirs)
    row = make.certificate(stranger, theirs)
    viewer = make.actor("chief_head", mine)
    day = make.DAY
    assert stranger not in reads.people(viewer=viewer)
    assert reads.person(pk=stranger.pk, viewer=viewer) is None
    assert not reads.posts(user=stranger, on=day, viewer=viewer)
    assert reads.post(pk=stranger.posts.get().pk, viewer=viewer) is None
    assert not reads.cards(user=stranger, on=day, viewer=viewer)
    assert reads.card(pk=row.pk, viewer=viewer) is None
    assert not reads.sessions(user=stranger, now=make.AT, viewer=viewer)
    assert not reads.clients(viewer=viewer)
    assert list(reads.agencies_of(viewer=viewer)) == [mine]
    itself = reads.signed(user=stranger, on=day)
    assert reads.person(pk=stranger.pk, viewer=itself) == stranger
    assert [c.certificate for c in reads.cards(user=stranger, on=day, viewer=itself)] == [row]


def test_a_moved_colleague_shows_only_the_posts_held_here() -> None:
    mine, theirs = make.agency(), make.agency()
    moved = make.holder("officer", theirs)
    make.post(moved, "archivist", mine)
    viewer = make.actor("officer", mine)
    held = reads.posts(user=moved, on=make.DAY, viewer=viewer)
    assert [h.post.agency for h in held] == [mine]
    (row,) = reads.rows(page=[moved], on=make.DAY, viewer=viewer)
    assert [h.post.agency for h in row.posts] == [mine]


DOORS = {
    "/people/new/": "system_admin",
    "/people/{person}/edit/": "personnel",
    "/people/{person}/appoint/": "personnel",
    "/people/{person}/certificates/new/": "personnel",
    "/people/{person}/password/": "system_admin",
    "/people/{person}/close/": "system_admin",
    "/people/{person}/reopen/": "system_admin",
    "/people/{person}/unlock/": "security_admin",
    "/people/{person}/second-factor/reset/": "security_admin",
    "/people/posts/{post}/dismiss/": "personnel",
    "/people/certificates/{card}/suspend/": "personnel",
    "/people/certificates/{card}/resume/": "personnel",
    "/people/certificates/{card}/cancel/": "personnel",
    "/people/clients/": "security_admin",
    "/people/clients/new/": "security_admin",
    "/library/agencies/new/": "personnel",
    "/library/agencies/{code}/edit/": "personnel",
    "/library/agencies/{code}/abolish/": "personnel",
    "/library/agencies/{code}/units/new/": "personnel",
    "/library/agencies/{code}/delegations/new/": "personnel",
}


def test_every_door_opens_to_its_keeper_alone() -> None:
    agency = make.agency()
    person = make.holder("officer", agency)
    names = {
        "person": person.pk,
        "post": person.posts.get().pk,
        "card": make.certificate(person, agency).pk,
        "code": agency.code,
    }
    roles = ("personnel", "system_admin", "security_admin", "officer", "audit_admin")
    browsers = {role: browser(role, agency) for role in roles}
    for pattern, keeper in DOORS.items():
        address = pattern.format(**names)
        found = {role for role, b in browsers.items() if b.get(address).status_code == 200}
        assert found == {keeper}, address
