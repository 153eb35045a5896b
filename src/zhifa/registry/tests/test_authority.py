"""Who could do what, where, on a day; and that later facts never change the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhifa.agencies import actions as agencies
from zhifa.agencies.models import Agency, Certificate, Delegation, Post, User
from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.registry import actions, reads
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.tests import make

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)
AREA = "510403001"


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=people.BEIJING)


@pytest.fixture
def matter(db: None) -> Matter:
    del db
    make.laws()
    return make.matter()


@dataclass
class District:
    """Two bodies, an agent of the first, three officers; what happens to them is drawn."""

    one: Agency
    two: Agency
    agent: Agency
    officers: list[User]
    cards: list[Certificate]


def district(code: str) -> District:
    one, two = people.agency(), people.agency()
    agent = people.agency("delegated")
    actions.list_power(agency=one, matter_code=code, from_on=people.FROM, by=SYSTEM, at=make.AT)
    officers = [people.holder("officer", one) for _ in range(3)]
    cards = [people.certificate(u, one) for u in officers]
    return District(one, two, agent, officers, cards)


def suspend(d: District, day: date, n: int) -> None:
    agencies.suspend_certificate(
        certificate=d.cards[n], from_on=day, until_on=None, reason="x", by=SYSTEM, at=at(day)
    )


def resume(d: District, day: date, n: int) -> None:
    agencies.resume_certificate(certificate=d.cards[n], from_on=day, by=SYSTEM, at=at(day))


def cancel(d: District, day: date, n: int) -> None:
    agencies.cancel_certificate(certificate=d.cards[n], on=day, reason="x", by=SYSTEM, at=at(day))


def rename_body(d: District, day: date, n: int) -> None:
    facts = {"name": f"{d.one.code}{day}{n}", "basis": f"依据{n}"}
    since = agencies.Since(day, "文")
    agencies.change_agency(agency=d.one, facts=facts, since=since, by=SYSTEM, at=at(day))


def rename_person(d: District, day: date, n: int) -> None:
    facts = {"name": f"改{day}"}
    agencies.change_person(user=d.officers[n], facts=facts, by=SYSTEM, at=at(day))


def dismiss(d: District, day: date, n: int) -> None:
    post = Post.objects.filter(user=d.officers[n], until_on=None).latest("pk")
    agencies.dismiss(post=post, on=day, by=SYSTEM, at=at(day))


def appoint(d: District, day: date, n: int) -> None:
    people.post(d.officers[n], "officer", d.two if n else d.one, from_on=day)


def delegate(d: District, day: date, n: int) -> None:
    mandate = agencies.Mandate(
        f"委{d.one.pk}{day}{n}", ["T01"], day, day + timedelta(days=10 * (n + 1)), day
    )
    agencies.delegate(principal=d.one, delegate=d.agent, mandate=mandate, by=SYSTEM, at=at(day))


def end_mandate(d: District, day: date, n: int) -> None:
    del n
    row = d.one.delegations_given.latest("pk")
    agencies.end_delegation(delegation=row, on=day, by=SYSTEM, at=at(day))


def delist(d: District, day: date, n: int) -> None:
    del n
    actions.delist_power(agency=d.one, matter_code="T01", until_on=day, by=SYSTEM, at=at(day))


def enlist(d: District, day: date, n: int) -> None:
    where = d.one if n else d.two
    actions.list_power(agency=where, matter_code="T01", from_on=day, by=SYSTEM, at=at(day))


def merge(d: District, day: date, n: int) -> None:
    del n
    actions.merge_bodies(
        predecessor=d.one,
        successor=d.two,
        reform=agencies.Reform(day, "文", late="文件收到得晚"),
        by=SYSTEM,
        at=at(day),
    )


def transfer(d: District, day: date, n: int) -> None:
    del n
    actions.transfer_powers(
        predecessor=d.one,
        successor=d.two,
        matter_codes=["T01"],
        reform=agencies.Reform(day, "文", late="文件收到得晚"),
        by=SYSTEM,
        at=at(day),
    )


DEEDS: list[Callable[[District, date, int], None]] = [
    suspend, resume, cancel, rename_body, rename_person, dismiss, appoint, delegate, end_mandate,
    delist, enlist, merge, transfer,
]  # fmt: skip


def answer(d: District, day: date) -> list[Any]:
    """Everything the answer says about the day, as plain values."""
    found: list[Any] = []
    for body in (d.one, d.two, d.agent):
        told = reads.authority(
            agency_id=body.pk, on=day, viewer=SYSTEM, matter_code="T01", area=AREA
        )
        assert told is not None
        found.append(
            (
                told.agency.name,
                told.agency.basis,
                told.may,
                sorted(o.code for o in told.obstacles),
                told.mandate and told.mandate.number,
                [m.number for m in told.mandates],
                told.heir and told.heir.successor_id,
                told.powers,
                [(s.user_id, s.name, s.roles, s.standing.number, s.good) for s in told.staff],
            )
        )
    for user in d.officers:
        mine = reads.authorities(user_id=user.pk, on=day, viewer=SYSTEM, matter_code="T01")
        found.append([(a.agency.pk, a.may) for a in mine])
    return found


history = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(DEEDS), st.integers(0, 2)), max_size=6
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history)
def test_answers_about_past_days_never_change(
    matter: Matter, told: list[tuple[int, Callable[[District, date, int], None], int]]
) -> None:
    d = district(matter.code)
    known: dict[date, list[Any]] = {}
    day = FIRST
    for steps, deed, n in told:
        for asked in {day, day + timedelta(days=steps - 1)}:  # what follows is of later days
            known[asked] = answer(d, asked)
        day += timedelta(days=steps)
        try:
            deed(d, day, n)
        except (Refused, Post.DoesNotExist, Delegation.DoesNotExist):
            continue
    assert {asked: answer(d, asked) for asked in known} == known


def test_it_says_who_could_and_every_reason_why_not(matter: Matter) -> None:
    d = district(matter.code)
    day = FIRST + timedelta(days=10)
    good = reads.authority(
        agency_id=d.one.pk, on=day, viewer=SYSTEM, matter_code=matter.code, area=AREA
    )
    assert good is not None
    assert (good.may, good.able, good.powers) == (True, 3, 1)
    for n in (0, 1):
        suspend(d, day, n)
    bad = reads.authority(
        agency_id=d.one.pk, on=day, viewer=SYSTEM, matter_code="T99", area="510411"
    )
    assert bad is not None
    assert {o.code for o in bad.obstacles} == {"outside", "no_matter", "not_listed", "too_few"}
    assert {s.standing.why for s in bad.staff} == {"执法证当日被暂扣", "执法证的执法区域不含此地"}


def test_an_agent_acts_on_its_principals_list(matter: Matter) -> None:
    d = district(matter.code)
    for _ in range(2):
        user = people.holder("officer", d.agent)
        card = agencies.Card(
            f"2304000{user.pk:04}", "delegated", ["510403"], people.FROM, date(2027, 1, 1)
        )
        agencies.issue_certificate(holder=user, agency=d.agent, card=card, by=SYSTEM, at=make.AT)
    ask = partial(reads.authority, agency_id=d.agent.pk, viewer=SYSTEM, matter_code=matter.code)
    before = ask(on=FIRST)
    delegate(d, FIRST, 0)
    after = ask(on=FIRST)
    assert before is not None
    assert after is not None
    assert {o.code for o in before.obstacles} == {"no_mandate", "not_listed"}
    assert after.may
    assert after.mandate is not None
    over = ask(on=FIRST + timedelta(days=11))
    assert over is not None
    assert not over.may


def test_a_mandate_that_only_waits_to_be_public_is_called_that(matter: Matter) -> None:
    d = district(matter.code)
    letter = agencies.Mandate("委1", [matter.code], FIRST, FIRST + timedelta(days=30))
    agencies.delegate(principal=d.one, delegate=d.agent, mandate=letter, by=SYSTEM, at=at(FIRST))
    ask = partial(reads.authority, agency_id=d.agent.pk, viewer=SYSTEM, matter_code=matter.code)
    told = ask(on=FIRST)
    assert told is not None
    assert [o.code for o in told.obstacles] == ["mandate_unpublished", "too_few"]
    assert "在委托机关当日的权责清单上，但委托书当日尚未公布" in told.obstacles[0].message
    assert d.one.name in told.obstacles[0].message
    delist(d, FIRST, 0)
    gone = ask(on=FIRST + timedelta(days=2))
    assert gone is not None
    assert "not_listed" in {o.code for o in gone.obstacles}, "then it is on no list"


def test_people_are_told_only_to_those_who_may_see_them(matter: Matter) -> None:
    d = district(matter.code)
    stranger = people.actor("officer", d.two)
    told = reads.authority(agency_id=d.one.pk, on=FIRST, viewer=stranger)
    assert told is not None
    assert (told.staff, told.unseen, told.may, told.able) == ([], True, True, 3)
    user = d.officers[0]
    assert reads.authorities(user_id=user.pk, on=FIRST, viewer=stranger) == []


def test_a_merger_hands_over_the_power_list_and_carries_cases_on(matter: Matter) -> None:
    d = district(matter.code)
    day = FIRST + timedelta(days=5)
    merge(d, day, 0)
    rows = PowerItem.objects.filter(matter_code=matter.code).order_by("from_on")
    assert [(r.agency_id, r.from_on, r.until_on) for r in rows] == [
        (d.one.pk, people.FROM, day - timedelta(days=1)),
        (d.two.pk, day, None),
    ]
    for body in (d.one, d.two):
        asked = {"agency_id": body.pk, "matter_code": matter.code, "on": day, "viewer": SYSTEM}
        assert reads.on_power_list(**asked)  # type: ignore[arg-type]
    assert [f.line() for f in verify()] == []


def test_only_what_is_on_the_list_is_handed_over(matter: Matter) -> None:
    d = district(matter.code)
    with pytest.raises(Refused) as refused:
        actions.transfer_powers(
            predecessor=d.one,
            successor=d.two,
            matter_codes=["T01", "T77"],
            reform=agencies.Reform(FIRST, "文", late="文件收到得晚"),
            by=SYSTEM,
            at=make.AT,
        )
    assert refused.value.codes == {"power:not_listed"}
    assert PowerItem.objects.get().until_on is None
    transfer(d, FIRST, 0)
    now = reads.on_power_list(agency_id=d.one.pk, matter_code="T01", on=FIRST, viewer=SYSTEM)
    assert not now, "a transfer, unlike a merger, leaves nothing with the old body"
