"""A wrong entry is put right for days gone by, too; a change keeps what was before it."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhifa.agencies import reads as agencies
from zhifa.agencies.tests import make as people
from zhifa.agencies.tests.browsers import browser, text
from zhifa.kernel.access import NOT_YOURS, SYSTEM, Actor
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.registry import actions, reads
from zhifa.registry.models import Party, PartyCorrection, PartyFormer
from zhifa.registry.rules.identity import STAND_IN
from zhifa.registry.tests import make

WHY = "核对营业执照"


def day(days: int) -> date:
    return (make.AT + timedelta(days=days)).date()


def change(party: Party, days: int, **details: object) -> None:
    at = make.AT + timedelta(days=days)
    actions.change_party(party=party, details=details, reason="登记机关通知", by=SYSTEM, at=at)


def correct(party: Party, days: int, **details: object) -> None:
    at = make.AT + timedelta(days=days)
    actions.correct_party(party=party, details=details, reason=WHY, by=SYSTEM, at=at)


def on(party: Party, days: int, field: str = "name") -> object:
    row = Party.objects.get(pk=party.pk)
    return getattr(reads.party_on(party=row, on=day(days), viewer=SYSTEM), field)


def former(party: Party) -> list[str]:
    row = Party.objects.get(pk=party.pk)
    return [name for name, _ in reads.former_names(party=row, viewer=SYSTEM)]


def test_a_typing_error_is_no_former_name() -> None:
    party = make.company(name="示范有线公司")
    correct(party, 10, name="示范有限公司")
    assert [on(party, n) for n in (0, 9, 10)] == ["示范有限公司"] * 3
    assert former(party) == []
    assert not PartyFormer.objects.exists()
    entry = Entry.objects.get(kind="registry.PartyCorrected")
    assert (entry.payload["fields"], entry.payload["reason"]) == (["name"], WHY)
    with pytest.raises(DatabaseError), transaction.atomic():
        PartyCorrection.objects.update(reason="改了原因")
    raw = list(PartyCorrection.objects.extra(select={"raw": "told"}).values("raw"))
    assert "示范" not in str(raw)
    assert list(verify()) == []


def test_a_change_keeps_the_former_with_its_dates() -> None:
    party = make.company(name="示范旧有限公司")
    change(party, 10, name="示范新有限公司")
    assert [on(party, 9), on(party, 10)] == ["示范旧有限公司", "示范新有限公司"]
    row = Party.objects.get(pk=party.pk)
    assert reads.former_names(party=row, viewer=SYSTEM) == [("示范旧有限公司", day(9))]


def test_an_error_older_than_a_change_is_put_right_before_it_too() -> None:
    party = make.company(name="示范有线公司", address="某街 1 号")
    change(party, 10, address="某街 2 号")
    correct(party, 20, name="示范有限公司")
    assert [on(party, n) for n in (0, 10, 20)] == ["示范有限公司"] * 3
    assert [on(party, n, "address") for n in (9, 10)] == ["某街 1 号", "某街 2 号"]
    assert former(party) == []


def test_an_error_in_a_change_leaves_what_was_before_it() -> None:
    party = make.company(name="示范旧有限公司")
    change(party, 10, name="示范新有线公司")
    correct(party, 20, name="示范新有限公司")
    change(party, 30, name="示范再有限公司")
    told = [on(party, n) for n in (9, 10, 19, 29, 30)]
    assert told == [
        "示范旧有限公司",
        "示范新有限公司",
        "示范新有限公司",
        "示范新有限公司",
        "示范再有限公司",
    ]
    assert former(party) == ["示范新有限公司", "示范旧有限公司"]


def test_what_was_right_long_ago_stays_when_the_same_words_are_wrong_now() -> None:
    party = make.company(address="某街 1 号")
    change(party, 10, address="某街 2 号")
    change(party, 20, address="某街 1 号")  # typed wrongly: it moved to number 3
    correct(party, 25, address="某街 3 号")
    assert [on(party, n, "address") for n in (5, 15, 22, 25)] == [
        "某街 1 号",
        "某街 2 号",
        "某街 3 号",
        "某街 3 号",
    ]


def test_a_change_and_its_correction_on_one_day() -> None:
    party = make.company(name="示范旧有限公司")
    change(party, 10, name="示范新有线公司")
    correct(party, 10, name="示范新有限公司")
    change(party, 10, representative="示范某")
    assert [on(party, 9), on(party, 10)] == ["示范旧有限公司", "示范新有限公司"]


def test_a_wrong_kind_is_put_right_with_the_papers_it_wants() -> None:
    party = make.register("other_organisation", "示范合作社", {"credit_code": make.firm(7)})
    kind(party, SYSTEM, kind="legal_person")
    assert Party.objects.get(pk=party.pk).kind == "legal_person"
    with pytest.raises(Refused) as refused:
        kind(party, SYSTEM, kind="natural_person")
    assert refused.value.codes == {"party:identity", "party:kind_code"}


def kind(party: Party, by: Actor, source: str = "营业执照，某市场监督管理局", **told: str) -> None:
    at = make.AT + timedelta(days=1)
    actions.correct_party(party=party, details=told, reason=WHY, by=by, at=at, source=source)


def test_who_runs_cases_does_not_correct_a_kind() -> None:
    party = make.register("other_organisation", "示范合作社", {"credit_code": make.firm(7)})
    home = people.agency()
    both = people.holder("library_keeper", home)
    people.post(both, "officer", home)
    for by in (make.officer(), agencies.signed(user=both, on=make.DAY)):
        with pytest.raises(Refused) as refused:
            kind(party, by, kind="legal_person")
        assert refused.value.codes == {"party:kind_kept"}
    with pytest.raises(Refused) as refused:
        kind(party, make.keeper(), source=" ", kind="legal_person")
    assert refused.value.codes == {"party:kind_source"}
    kind(party, make.keeper(), kind="legal_person")
    entry = Entry.objects.get(kind="registry.PartyCorrected")
    assert "依据：营业执照" in entry.payload["reason"]


def test_a_person_becomes_no_organisation_by_a_number_of_one_s_own() -> None:
    party = make.person()
    for told in ({"identity": "某证字第1号", "identity_kind": "099"}, {"credit_code": STAND_IN}):
        with pytest.raises(Refused) as refused:
            kind(party, make.keeper(), kind="other_organisation", **told)
        assert "party:kind_number" in refused.value.codes
    with pytest.raises(Refused) as refused:
        kind(party, make.keeper(), kind="legal_person", credit_code="91510403MA00000073")
    assert "party:identity_wrong" in refused.value.codes


def test_both_acts_want_a_reason() -> None:
    party = make.company()
    for act in (actions.change_party, actions.correct_party):
        with pytest.raises(Refused) as refused:
            act(party=party, details={"name": "别的"}, reason=" ", by=SYSTEM, at=make.AT)
        assert refused.value.codes == {"party:reason"}
        with pytest.raises(Refused) as refused:
            act(party=party, details={}, reason=WHY, by=SYSTEM, at=make.AT)
        assert refused.value.codes == {"party:nothing_changed"}


def test_who_may_not_edit_parties_puts_nothing_right() -> None:
    by = people.actor("personnel")
    with pytest.raises(Refused) as refused:
        actions.correct_party(
            party=make.company(), details={"name": "别的"}, reason=WHY, by=by, at=make.AT
        )
    assert refused.value.codes == {NOT_YOURS.code}


def test_the_page_has_two_acts_and_tells_what_was_done() -> None:
    party, client = make.company(name="示范有线公司"), browser("officer")
    page = f"/library/parties/{party.pk}/"
    assert "以前的日子也按正确的内容回答" in text(client, f"{page}correct/")
    told = {"kind": "legal_person", "credit_code": party.credit_code}
    sent = client.post(f"{page}correct/", {**told, "name": "示范有限公司", "reason": WHY})
    assert sent.status_code == 302
    after = text(client, page)
    assert "更正" in after
    assert WHY in after
    assert "曾用名" not in after
    told = {"name": "示范更名有限公司", "credit_code": party.credit_code, "reason": "更名核准"}
    client.post(f"{page}edit/", told)
    assert "曾用名：示范有限公司" in text(client, page)
    silent = client.post(f"{page}edit/", {"name": "示范三", "credit_code": party.credit_code})
    assert silent.status_code == 422


def test_a_change_that_was_none_is_put_right_on_the_day_before_it() -> None:
    party = make.company(name="示范有线公司")
    change(party, 10, name="示范有限公司")  # should have been a correction
    assert former(party) == ["示范有线公司"]
    at = make.AT + timedelta(days=20)
    told = {"name": "示范有限公司"}
    actions.correct_party(party=party, details=told, reason=WHY, by=SYSTEM, at=at, on=day(5))
    assert [on(party, n) for n in (0, 9, 10, 20)] == ["示范有限公司"] * 4
    assert former(party) == []
    assert list(verify()) == []


def test_a_past_entry_must_stand_like_any_other() -> None:
    party = make.company(name="示范有线公司")
    change(party, 10, name="示范有限公司")
    at = make.AT + timedelta(days=20)
    with pytest.raises(Refused) as refused:
        actions.correct_party(
            party=party, details={"name": ""}, reason=WHY, by=SYSTEM, at=at, on=day(5)
        )
    assert refused.value.codes == {"party:name"}


def test_the_page_of_a_past_day_corrects_that_day() -> None:
    party, client = make.company(name="示范有线公司"), browser("officer")
    change(party, 0, name="示范有限公司")
    past = f"?on={day(-1)}"
    page = f"/library/parties/{party.pk}/"
    assert f"correct/{past}" in text(client, f"{page}{past}")
    shown = text(client, f"{page}correct/{past}")
    assert 'value="示范有线公司"' in shown
    told = {"kind": "legal_person", "credit_code": party.credit_code, "reason": WHY}
    sent = client.post(f"{page}correct/{past}", {**told, "name": "示范有限公司"})
    assert sent.status_code == 302
    assert "<h1>示范有限公司</h1>" in text(client, f"{page}{past}")


def wrong_on(told: list[str], at: int, name: str, today: int) -> None:
    """In a calendar kept day by day, put right what a day says, as far as it says the same."""
    first, last, wrong = at, at, told[at]
    while first and told[first - 1] == wrong:
        first -= 1
    while last < today and told[last + 1] == wrong:
        last += 1
    end = len(told) if last == today else last + 1
    told[first:end] = [name] * (end - first)


DEEDS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(("change", "correct", "correct", "past")),
        st.integers(0, 9),
        st.sampled_from("甲乙丙"),
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(DEEDS)
def test_past_days_are_answered_as_they_were_with_errors_put_right(
    deeds: list[tuple[int, str, int, str]],
) -> None:
    """Held against a calendar kept day by day: a change goes forward, a correction both ways."""
    with transaction.atomic():
        party = make.company(name="甲")
        told, today = ["甲"] * 40, 0
        for steps, deed, back, name in deeds:
            today += steps
            at = max(0, today - back) if deed == "past" else today
            if name == told[at]:
                continue
            if deed == "change":
                change(party, today, name=name)
                told[today:] = [name] * (len(told) - today)
                continue
            actions.correct_party(
                party=party,
                details={"name": name},
                reason=WHY,
                by=SYSTEM,
                at=make.AT + timedelta(days=today),
                on=day(at),
            )
            wrong_on(told, at, name, today)
        assert [on(party, n) for n in range(len(told))] == told
        transaction.set_rollback(True)
