"""The register of bodies and the mandates between them."""

from datetime import date, timedelta

import pytest

from zhifa.agencies import actions, reads
from zhifa.agencies.models import Agency, Delegation
from zhifa.agencies.tests import make
from zhifa.agencies.tests.browsers import browser
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
DAYS = [(make.DAY + timedelta(days=n)).isoformat() for n in (-1, 0, 1)]
TERM = (date(2026, 1, 1), date(2026, 12, 31))


def mandate(**changes: object) -> actions.Mandate:
    facts = {
        "number": "攀西委〔2026〕1号",
        "matter_codes": ["M1"],
        "from_on": TERM[0],
        "until_on": TERM[1],
        "published_on": TERM[0],
        **changes,
    }
    return actions.Mandate(**facts)  # type: ignore[arg-type]


def given(principal: Agency, delegate: Agency, **changes: object) -> Delegation:
    return actions.delegate(
        principal=principal, delegate=delegate, mandate=mandate(**changes), by=SYSTEM, at=make.AT
    )


def codes(agency: Agency, day: date = make.DAY, matter: str = "M1", **more: bool) -> set[str]:
    found = reads.may_enforce(agency_id=agency.pk, matter_code=matter, on=day, **more)
    return {o.code for o in found}


def test_only_personnel_keeps_the_register() -> None:
    body = make.agency()
    facts = {"name": "新局", "code": "x", "credit_code": "y"}
    for role in ("officer", "agency_head", "security_admin", "supervisor"):
        with pytest.raises(Refused) as refused:
            actions.register_agency(facts=facts, by=make.actor(role, body), at=make.AT)
        assert refused.value.codes == {"not_permitted"}
    by = make.actor("personnel")
    changed = actions.change_agency(agency=body, facts={"phone": "0812-1"}, by=by, at=make.AT)
    assert changed.phone == "0812-1"
    with pytest.raises(Refused) as refused:
        actions.change_agency(agency=body, facts={"phone": "0812-1"}, by=by, at=make.AT)
    assert refused.value.codes == {"nothing_changed"}


def test_unique_facts_are_refused_by_name() -> None:
    one, other = make.agency(), make.agency()
    with pytest.raises(Refused) as refused:
        actions.change_agency(agency=one, facts={"name": other.name}, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"taken"}
    assert other.name in str(refused.value)
    assert "名称" in str(refused.value)


def test_two_bodies_do_not_write_numbers_alike() -> None:
    one, other = make.agency(), make.agency()
    short = {"short_name": other.short_name}
    with pytest.raises(Refused, match=f"文号简称 {other.short_name}"):
        actions.change_agency(agency=one, facts=short, by=SYSTEM, at=make.AT)
    with pytest.raises(Refused, match=f"文号简称 {other.short_name}"):
        make.agency(**short)
    actions.abolish_agency(agency=other, on=date(make.AT.year, 1, 1), by=SYSTEM, at=make.AT)
    with pytest.raises(Refused, match="文号简称"):
        make.agency(**short)
    Agency.objects.filter(pk=other.pk).update(abolished_on=date(make.AT.year - 1, 12, 31))
    assert make.agency(**short).short_name == other.short_name


def test_a_body_ends_after_its_people_left() -> None:
    body = make.agency()
    user = make.holder("officer", body)
    with pytest.raises(Refused) as refused:
        actions.abolish_agency(agency=body, on=make.DAY, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"posts_remain"}
    actions.dismiss(post=user.posts.get(), on=make.DAY, by=SYSTEM, at=make.AT)
    actions.abolish_agency(agency=body, on=make.DAY, by=SYSTEM, at=make.AT)
    assert codes(body) == set()
    assert codes(body, make.DAY + timedelta(1)) == {"agency_abolished"}
    with pytest.raises(Refused) as refused:
        make.post(make.person(), "officer", body)
    assert refused.value.codes == {"agency_abolished"}
    listed = reads.agencies(viewer=SYSTEM, on=make.DAY + timedelta(1))
    assert body not in listed
    assert body in reads.agencies(viewer=SYSTEM, on=make.DAY)


def test_a_unit_once() -> None:
    body = make.agency()
    by = make.actor("personnel")
    actions.add_unit(agency=body, name="法规股", kind="review", by=by, at=make.AT)
    with pytest.raises(Refused) as refused:
        actions.add_unit(agency=body, name="法规股", kind="case", by=by, at=make.AT)
    assert refused.value.codes == {"unit_exists"}


@pytest.mark.parametrize(
    ("nature", "basis", "expected"),
    [
        ("organ", "", set()),
        ("town", "", set()),
        ("office", "", {"agency_not_enforcing"}),
        ("authorised", "", {"agency_no_basis"}),
        ("authorised", "疫苗管理法", set()),
        ("delegated", "", {"no_mandate"}),
    ],
)
def test_standing_by_nature(nature: str, basis: str, expected: set[str]) -> None:
    assert codes(make.agency(nature, basis=basis)) == expected


def test_a_mandate_counts_on_the_day_for_its_items_once_published() -> None:
    organ, team = make.agency(), make.agency("delegated")
    row = given(organ, team, published_on=date(2026, 2, 1))
    assert codes(team, date(2025, 12, 31)) == {"no_mandate"}
    assert codes(team, date(2026, 1, 31)) == {"mandate_unpublished"}
    assert codes(team, date(2026, 2, 1)) == set()
    assert codes(team, TERM[1]) == set()
    assert codes(team, date(2027, 1, 1)) == {"no_mandate"}
    assert codes(team, matter="M2") == {"no_mandate"}
    assert codes(team, measure=True) == {"measure_delegated"}
    actions.end_delegation(delegation=row, on=date(2026, 3, 1), by=SYSTEM, at=make.AT)
    assert codes(team, date(2026, 3, 1)) == set()
    assert codes(team, date(2026, 3, 2)) == {"no_mandate"}
    held = reads.mandate(agency_id=team.pk, matter_code="M1", on=date(2026, 3, 1))
    assert held is not None
    assert held.principal == organ


def test_a_mandate_is_recorded_before_it_is_public_and_gives_nothing_until_then() -> None:
    """行政处罚法 20(2): a day of publication to come is a plan, and would turn into a fact."""
    organ, team = make.agency(), make.agency("delegated")
    tomorrow = make.DAY + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        given(organ, team, published_on=tomorrow)
    assert refused.value.codes == {"mandate_published_ahead"}
    assert not Delegation.objects.exists()
    row = given(organ, team, published_on=None)
    assert codes(team) == {"mandate_unpublished"}
    Delegation.objects.filter(pk=row.pk).update(published_on=tomorrow)  # as older versions took it
    row.refresh_from_db()
    pdf = b"%PDF-1.7"
    letter = actions.file_letter(delegation=row, name="委.pdf", content=pdf, by=SYSTEM, at=make.AT)
    stranger = make.actor("officer", team)
    seen = [
        reads.letter(delegation_id=row.pk, on=day, viewer=stranger) for day in (make.DAY, tomorrow)
    ]
    assert seen == [None, letter]
    assert (codes(team), codes(team, tomorrow)) == ({"mandate_unpublished"}, set())
    page = f"/library/agencies/{organ.code}/"
    told = {day: browser("officer").get(page, {"on": day}).content.decode() for day in DAYS}
    assert ["未公布，不能据此执法" in told[day] for day in DAYS] == [True, True, False]
    assert "还没有开始" not in told[DAYS[2]]
    actions.publish_delegation(delegation=row, by=SYSTEM, at=make.AT)
    assert codes(team) == set(), "published earlier than planned: from that day on"


def test_what_a_mandate_may_not_be() -> None:
    organ, team, other = make.agency(), make.agency("delegated"), make.agency("delegated")
    with pytest.raises(Refused) as refused:
        given(team, other)
    assert refused.value.codes == {"principal_not_organ"}
    with pytest.raises(Refused) as refused:
        given(organ, organ, matter_codes=[], until_on=date(2025, 1, 1))
    assert refused.value.codes == {
        "delegates_itself",
        "delegate_unfit",
        "no_matters",
        "term_reversed",
    }
    row = given(organ, team)
    with pytest.raises(Refused) as refused:
        given(organ, other)
    assert refused.value.codes == {"taken"}
    with pytest.raises(Refused) as refused:
        actions.end_delegation(
            delegation=row, on=TERM[1], by=make.actor("officer", organ), at=make.AT
        )
    assert refused.value.codes == {"delegation_over", "not_permitted"}
