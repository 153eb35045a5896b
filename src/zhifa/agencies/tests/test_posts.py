"""Who may be given which post, by whom, and when it counts."""

from datetime import date, timedelta

import pytest

from zhifa.agencies import actions, reads
from zhifa.agencies.models import Post
from zhifa.agencies.roles import roles
from zhifa.agencies.tests import make
from zhifa.kernel import journal
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.seals import digest_of, key_of

pytestmark = pytest.mark.django_db
ADMINS = ("system_admin", "security_admin", "audit_admin")


OTHERS = (*ADMINS, "officer", "agency_head", "reviewer", "panel_clerk")


@pytest.mark.parametrize(("admin", "other"), [(a, o) for a in ADMINS for o in OTHERS if a != o])
def test_three_administrators_hold_nothing_else_that_counts(admin: str, other: str) -> None:
    agency = make.agency()
    for first, second in ((admin, other), (other, admin)):
        user = make.holder(first, agency)
        with pytest.raises(Refused) as refused:
            make.post(user, second, agency)
        assert refused.value.codes == {"roles_apart"}


def test_no_administrator_can_ever_reach_a_case() -> None:
    table = roles()
    for admin in ADMINS:
        mine = table[admin]
        assert not [p for p in (*mine.may, *mine.everywhere) if p.startswith("case:")]
        case_roles = {r.code for r in table.values() if any(p.startswith("case:") for p in r.may)}
        assert case_roles <= mine.apart, "every post that touches cases is apart from it"


def test_apart_only_at_the_same_time() -> None:
    agency = make.agency()
    user = make.person()
    make.post(user, "officer", agency, date(2024, 1, 1), date(2024, 12, 31))
    with pytest.raises(Refused):
        make.post(user, "system_admin", agency, date(2024, 12, 31))
    assert make.post(user, "system_admin", agency, date(2025, 1, 1)).pk


def test_appointing_says_every_reason() -> None:
    body, other = make.agency(), make.agency()
    unit = actions.add_unit(agency=other, name="执法一队", kind="case", by=SYSTEM, at=make.AT)
    user = make.holder("officer", body)
    to = actions.Appointment(body, "wizard", date(2018, 1, 1), date(2017, 1, 1), unit)
    with pytest.raises(Refused) as refused:
        actions.appoint(user=user, to=to, by=make.actor("officer", body), at=make.AT)
    assert refused.value.codes == {
        "not_permitted",
        "unknown_role",
        "foreign_unit",
        "term_reversed",
        "agency_not_established",
    }


def test_nobody_appoints_or_dismisses_themselves() -> None:
    me = make.holder("personnel")
    by = reads.signed(user=me, on=make.DAY)
    to = actions.Appointment(make.agency(), "officer", make.FROM)
    with pytest.raises(Refused) as refused:
        actions.appoint(user=me, to=to, by=by, at=make.AT)
    assert refused.value.codes == {"own_post"}
    with pytest.raises(Refused) as refused:
        actions.dismiss(post=me.posts.get(), on=make.DAY, by=by, at=make.AT)
    assert refused.value.codes == {"own_post"}


def test_the_same_post_twice_at_a_time_is_refused() -> None:
    agency = make.agency()
    user = make.holder("officer", agency)
    with pytest.raises(Refused) as refused:
        make.post(user, "officer", agency, make.DAY)
    assert refused.value.codes == {"post_held"}


def test_a_dismissed_post_counts_to_its_last_day() -> None:
    agency = make.agency()
    user = make.holder("officer", agency)
    post = user.posts.get()
    actions.dismiss(post=post, on=make.DAY, by=make.actor("personnel"), at=make.AT)
    assert reads.signed(user=user, on=make.DAY).reach("case:read") == frozenset({agency.pk})
    assert reads.signed(user=user, on=make.DAY + timedelta(1)).reach("case:read") == frozenset()
    with pytest.raises(Refused) as refused:
        actions.dismiss(post=post, on=make.DAY, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"post_over"}


def test_an_appointment_is_journalled_without_the_name() -> None:
    agency = make.agency()
    user = make.holder("officer", agency)
    entry = Entry.objects.filter(subject=f"person:{user.pk}").latest("seq")
    post = Post.objects.get(user=user)
    assert entry.kind == "agencies.Appointed"
    assert entry.seals == {key_of(post): digest_of(post)}
    assert user.name not in str(entry.payload)
    assert entry.digest == journal.digest_of(entry)


def test_a_person_is_registered_by_the_system_administrator_alone() -> None:
    facts = {"username": "new", "name": "新人"}
    for role in ("personnel", "security_admin", "officer"):
        with pytest.raises(Refused) as refused:
            actions.register_person(facts=facts, by=make.actor(role), at=make.AT)
        assert refused.value.codes == {"not_permitted"}
    by = make.actor("system_admin")
    user = actions.register_person(facts=facts, by=by, at=make.AT)
    assert not user.has_usable_password()
    with pytest.raises(Refused) as refused:
        actions.register_person(facts=facts, by=by, at=make.AT)
    assert refused.value.codes == {"taken"}


def test_change_person_needs_personnel_and_a_change() -> None:
    user = make.person()
    facts = {"name": user.name, "legally_qualified_on": date(2010, 9, 1)}
    with pytest.raises(Refused) as refused:
        actions.change_person(user=user, facts=facts, by=make.actor("system_admin"), at=make.AT)
    assert refused.value.codes == {"not_permitted"}
    by = make.actor("personnel")
    changed = actions.change_person(user=user, facts=facts, by=by, at=make.AT)
    assert changed.legally_qualified_on == date(2010, 9, 1)
    with pytest.raises(Refused) as refused:
        actions.change_person(user=user, facts=facts, by=by, at=make.AT)
    assert refused.value.codes == {"nothing_changed"}
