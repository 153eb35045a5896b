"""What a body was before, who goes on for it, and what its people may reach then."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from zhifa.agencies import actions, reads
from zhifa.agencies.models import Agency, Delegation, FormerFacts, MandateLetter, Post, Succession
from zhifa.agencies.tests import make
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)
REFORM = actions.Reform(ON, "攀西委〔2026〕7 号")
PDF = b"%PDF-1.7 a letter"


def faults() -> list[str]:
    return [fault.line() for fault in verify()]


def rename(body: Agency, name: str, on: date, at: datetime) -> None:
    since = actions.Since(on, "攀西府函〔2026〕1 号")
    actions.change_agency(agency=body, facts={"name": name}, since=since, by=SYSTEM, at=at)


def test_a_renamed_body_keeps_its_old_name_for_its_old_days() -> None:
    body = make.agency(name="甲局")
    rename(body, "乙局", date(2026, 2, 1), make.AT)
    rename(body, "丙局", date(2026, 3, 1), make.AT)
    asked = [date(2020, 1, 1), date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), make.DAY]
    told = [reads.agency_on(agency_id=body.pk, on=day, viewer=SYSTEM) for day in asked]
    assert [t and t.name for t in told] == ["甲局", "甲局", "乙局", "乙局", "丙局"]
    body.refresh_from_db()
    history = reads.stretches(agency=body, viewer=SYSTEM)
    assert [s.name for s in history] == ["丙局", "乙局", "甲局"]
    assert history[0].changed == [("名称", "乙局", "丙局")]
    assert history[0].document == "攀西府函〔2026〕1 号"
    assert history[-1].until_on == date(2026, 1, 31)
    assert faults() == []


def test_a_change_is_neither_entered_ahead_nor_before_the_last_one() -> None:
    body = make.agency()
    rename(body, "乙局", date(2026, 2, 1), make.AT)
    for on, code in ((date(2026, 3, 3), "future"), (date(2026, 1, 31), "before_last_change")):
        with pytest.raises(Refused) as refused:
            rename(body, "丙局", on, make.AT)
        assert refused.value.codes == {code}


def test_a_typing_mistake_leaves_no_past() -> None:
    body = make.agency(name="甲居")
    wrong = actions.Since(corrects=True)
    actions.change_agency(agency=body, facts={"name": "甲局"}, since=wrong, by=SYSTEM, at=make.AT)
    then = reads.agency_on(agency_id=body.pk, on=date(2020, 1, 1), viewer=SYSTEM)
    assert then is not None
    assert then.name == "甲局"
    assert not FormerFacts.objects.exists()


def test_of_two_changes_on_one_day_the_last_counts() -> None:
    body = make.agency(name="甲局")
    rename(body, "乙局", make.DAY, make.AT)
    rename(body, "丙局", make.DAY, make.AT)
    body.refresh_from_db()
    names = [s.name for s in reads.stretches(agency=body, viewer=SYSTEM)]
    assert names == ["丙局", "甲局"]


def test_a_persons_old_name_answers_for_its_days() -> None:
    user = make.person()
    before = user.name
    actions.change_person(user=user, facts={"name": "新名"}, by=SYSTEM, at=make.AT)
    yesterday = make.DAY - timedelta(days=1)
    for day, name in ((yesterday, before), (make.DAY, "新名")):
        assert reads.names_on(user_ids=[user.pk], on=day) == {user.pk: name}
    assert faults() == []


def test_the_past_cannot_be_rewritten_in_the_database() -> None:
    body = make.agency()
    rename(body, "乙局", make.DAY, make.AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        FormerFacts.objects.update(document="")
    with pytest.raises(DatabaseError), transaction.atomic():
        FormerFacts.objects.all().delete()


def test_people_go_over_and_reach_the_cases_of_the_old_body() -> None:
    old, new = make.agency(), make.agency()
    user = make.holder("officer", old)
    card = make.certificate(user, old)
    actions.merge_agency(predecessor=old, successor=new, reform=REFORM, by=SYSTEM, at=make.AT)
    last = ON - timedelta(days=1)
    before, after = reads.signed(user=user, on=last), reads.signed(user=user, on=ON)
    assert before.agency_ids == frozenset({old.pk})
    assert before.reach("case:read") == frozenset({old.pk})
    assert after.agency_ids == {new.pk}
    assert after.reach("case:read") == frozenset({old.pk, new.pk})
    roles = reads.roles_of(user_ids=[user.pk], agency_id=old.pk, on=ON, viewer=SYSTEM)
    assert roles == {user.pk: {"officer"}}
    assert reads.officers_on(agency_id=old.pk, on=ON, area="510403", viewer=SYSTEM)[0].good
    card.refresh_from_db()
    assert card.agency == old, "what is printed on the card stays"
    assert faults() == []


def test_a_chain_of_mergers_ends_at_the_body_that_acts() -> None:
    first, second, third = make.agency(), make.agency(), make.agency()
    user = make.holder("unit_head", third)
    later = actions.Reform(date(2026, 9, 1), "攀西委〔2026〕9 号")
    for old, new, reform in ((first, second, REFORM), (second, third, later)):
        actions.merge_agency(predecessor=old, successor=new, reform=reform, by=SYSTEM, at=make.AT)
    reach = reads.signed(user=user, on=later.from_on).reach("case:read")
    assert reach == frozenset({first.pk, second.pk, third.pk})
    for day, heir in ((ON, second), (later.last, second), (later.from_on, third)):
        told = reads.handler_on(agency_id=first.pk, on=day, viewer=SYSTEM)
        assert told is not None
        assert told.successor == heir
    assert Succession.objects.get(predecessor=first, successor=third).via == second


def test_a_merged_body_acts_no_more_and_its_heir_does_for_its_cases() -> None:
    old, new, other = make.agency(), make.agency(), make.agency()
    actions.merge_agency(predecessor=old, successor=new, reform=REFORM, by=SYSTEM, at=make.AT)
    keeps = actions.Reform(ON, "文", Succession.Casework.PREDECESSOR)
    actions.merge_agency(predecessor=other, successor=new, reform=keeps, by=SYSTEM, at=make.AT)
    assert reads.may_enforce(agency_id=old.pk, matter_code="M1", on=ON) == []
    told = reads.may_enforce(agency_id=other.pk, matter_code="M1", on=ON)
    assert [o.code for o in told] == ["agency_abolished"]


def test_mandates_end_with_either_side() -> None:
    old, new, hand = make.agency(), make.agency(), make.agency("delegated")
    mandate = actions.Mandate("委1", ["M1"], date(2026, 1, 1), date(2026, 12, 31), make.DAY)
    actions.delegate(principal=old, delegate=hand, mandate=mandate, by=SYSTEM, at=make.AT)
    actions.merge_agency(predecessor=old, successor=new, reform=REFORM, by=SYSTEM, at=make.AT)
    assert Delegation.objects.get().ended_on == date(2026, 6, 30)
    assert reads.mandate(agency_id=hand.pk, matter_code="M1", on=date(2026, 6, 30))
    assert reads.mandate(agency_id=hand.pk, matter_code="M1", on=ON) is None


def test_a_merger_is_refused_with_every_reason() -> None:
    old, new = make.agency(), make.agency(established_on=date(2027, 1, 1))
    make.post(make.person(), "officer", old, from_on=date(2026, 8, 1))
    with pytest.raises(Refused) as refused:
        actions.merge_agency(
            predecessor=old,
            successor=new,
            reform=actions.Reform(ON, " "),
            by=make.actor("officer", old),
            at=make.AT,
        )
    wanted = {"not_permitted", "successor_absent", "no_document", "posts_begin_later"}
    assert refused.value.codes == wanted
    assert Post.objects.filter(agency=new).count() == 0
    with pytest.raises(Refused) as refused:
        actions.merge_agency(predecessor=old, successor=old, reform=REFORM, by=SYSTEM, at=make.AT)
    assert "succeeds_itself" in refused.value.codes


def test_a_mandate_is_public_only_with_its_letter() -> None:
    old, hand = make.agency(), make.agency("delegated")
    mandate = actions.Mandate("委1", ["M1"], date(2026, 1, 1), date(2026, 12, 31))
    row = actions.delegate(principal=old, delegate=hand, mandate=mandate, by=SYSTEM, at=make.AT)
    publish = {"delegation": row, "by": SYSTEM, "at": make.AT}
    with pytest.raises(Refused) as refused:
        actions.publish_delegation(**publish)  # type: ignore[arg-type]
    assert refused.value.codes == {"no_letter"}
    for content in (b"GIF89a", PDF + b" " * actions.LARGEST_LETTER):
        with pytest.raises(Refused) as refused:
            actions.file_letter(
                delegation=row, name="委.pdf", content=content, by=SYSTEM, at=make.AT
            )
        assert refused.value.codes == {"letter_not_pdf"}
    actions.file_letter(delegation=row, name="委.pdf", content=PDF, by=SYSTEM, at=make.AT)
    actions.publish_delegation(**publish)  # type: ignore[arg-type]
    assert reads.may_enforce(agency_id=hand.pk, matter_code="M1", on=make.DAY) == []
    assert bytes(MandateLetter.objects.get().content) == PDF
    assert faults() == []
    with pytest.raises(Refused) as refused:
        actions.publish_delegation(**publish)  # type: ignore[arg-type]
    assert refused.value.codes == {"mandate_published"}


def test_papers_of_open_cases_name_the_body_that_carries_them_on() -> None:
    old, new, other = make.agency(), make.agency(), make.agency()
    actions.merge_agency(predecessor=old, successor=new, reform=REFORM, by=SYSTEM, at=make.AT)
    keeps = actions.Reform(ON, "文", Succession.Casework.PREDECESSOR)
    actions.merge_agency(predecessor=other, successor=new, reform=keeps, by=SYSTEM, at=make.AT)
    old.refresh_from_db()
    other.refresh_from_db()
    asked = [(old, REFORM.last, old), (old, ON, new), (other, ON, other), (new, ON, new)]
    for body, day, named in asked:
        assert reads.letterhead(agency=body, on=day, viewer=SYSTEM) == named
