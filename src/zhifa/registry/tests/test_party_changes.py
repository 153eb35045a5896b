"""Parties changed, looked at and merged: what is written down, what is refused."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.seals import digest_of
from zhifa.kernel.verify import verify
from zhifa.registry import actions, reads
from zhifa.registry.models import Party, PartyFormer
from zhifa.registry.tests import make


@pytest.mark.usefixtures("own_case")
def test_a_look_is_written_down_with_its_reason() -> None:
    party, by = make.person(phone="13800001234"), make.officer()
    with pytest.raises(Refused) as refused:
        actions.reveal_party(party=party, ground="", reason=" ", by=by, at=make.AT)
    assert refused.value.codes == {"party:reason", "party:ground"}
    seen = actions.reveal_party(
        party=party, ground="case", reason="制作询问笔录", by=by, at=make.AT
    )
    assert (seen.identity, seen.phone) == (party.identity, "13800001234")
    entry = Entry.objects.get(kind="registry.PartyRevealed")
    assert (entry.by, entry.payload["reason"]) == (by.key, "制作询问笔录")
    assert "13800001234" not in str(entry.payload)


def test_a_change_says_which_columns_and_not_what() -> None:
    party, by = make.person(), make.officer()
    told = {"phone": "0812-5550000", "address": " 某街 2 号 "}
    changed = actions.change_party(
        party=party, details=told, reason="登记机关通知", by=by, at=make.AT
    )
    assert (changed.phone, changed.address) == ("0812-5550000", "某街 2 号")
    entry = Entry.objects.get(kind="registry.PartyChanged")
    assert entry.payload["fields"] == ["address", "phone"]
    assert "某街" not in str(entry.payload)
    with pytest.raises(Refused) as refused:
        actions.change_party(party=party, details=told, reason="登记机关通知", by=by, at=make.AT)
    assert refused.value.codes == {"party:nothing_changed"}


def test_the_file_answers_as_of_a_day() -> None:
    party, by = make.person(address="某街 1 号"), make.officer()
    first, second = make.AT + timedelta(days=10), make.AT + timedelta(days=20)
    actions.change_party(
        party=party, details={"name": "示范新"}, reason="登记机关通知", by=by, at=first
    )
    actions.change_party(
        party=party, details={"address": "某街 2 号"}, reason="登记机关通知", by=by, at=first
    )
    gone = {"address": "某街 3 号", "gone_on": second.date()}
    actions.change_party(party=party, details=gone, reason="登记机关通知", by=by, at=second)
    now = Party.objects.get(pk=party.pk)

    def told(days: int) -> tuple[object, ...]:
        on = (make.AT + timedelta(days=days)).date()
        then = reads.party_on(party=now, on=on, viewer=SYSTEM)
        return then.name, then.address, then.gone_on

    assert told(9) == (party.name, "某街 1 号", None)
    assert told(10) == told(19) == ("示范新", "某街 2 号", None)
    assert told(20) == told(99) == ("示范新", "某街 3 号", second.date())
    assert "某街" not in str(list(PartyFormer.objects.extra(select={"raw": "told"}).values("raw")))
    with pytest.raises(DatabaseError), transaction.atomic():
        PartyFormer.objects.update(until_on=first.date())
    assert list(verify()) == []


def test_a_stale_page_is_told_so() -> None:
    party = make.person()
    seen = digest_of(party)
    actions.change_party(
        party=party, details={"phone": "13800000000"}, reason="登记机关通知", by=SYSTEM, at=make.AT
    )
    told = {"phone": "13900000000"}
    with pytest.raises(Refused) as refused:
        actions.change_party(
            party=party, details=told, reason="登记机关通知", by=SYSTEM, at=make.AT, seen=seen
        )
    assert refused.value.codes == {"stale"}


def test_a_corrected_number_is_found_and_the_wrong_one_is_not() -> None:
    party, wrong = make.person(1), make.citizen(1)
    right = make.citizen(2)
    actions.correct_party(
        party=party, details={"identity": right}, reason="核对身份证", by=SYSTEM, at=make.AT
    )
    assert reads.party_by_identity(code=right, viewer=SYSTEM) == party
    assert reads.party_by_identity(code=wrong, viewer=SYSTEM) is None
    make.person(1, "另一人")
    with pytest.raises(Refused) as refused:
        actions.correct_party(
            party=party, details={"identity": wrong}, reason="核对身份证", by=SYSTEM, at=make.AT
        )
    assert refused.value.codes == {"party:known"}


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(1979, 12, 31)])
def test_nobody_dies_tomorrow_or_before_birth(day: date) -> None:
    with pytest.raises(Refused) as refused:
        actions.change_party(
            party=make.person(),
            details={"gone_on": day},
            reason="登记机关通知",
            by=SYSTEM,
            at=make.AT,
        )
    assert refused.value.codes == {"party:gone_on"}


def test_the_dead_and_the_dissolved() -> None:
    gone = {"gone_on": date(2026, 3, 1)}
    person = actions.change_party(
        party=make.person(), details=gone, reason="登记机关通知", by=SYSTEM, at=make.AT
    )
    firm = actions.change_party(
        party=make.company(), details=gone, reason="登记机关通知", by=SYSTEM, at=make.AT
    )
    assert (person.status, firm.status) == ("死亡", "终止")


def test_two_entries_of_one_party_become_one() -> None:
    passport = {"identity": "E12345678", "identity_kind": "414"}
    old = make.register("natural_person", "示范某", passport)
    kept = make.person()
    by = make.officer()
    actions.merge_parties(party=old, kept=kept, reason="核对护照和身份证", by=by, at=make.AT)
    assert list(reads.parties(viewer=by)) == [kept]
    assert reads.party(party_id=old.pk, viewer=by).status == "已合并"
    for one in (old, kept):
        assert reads.same_party(party_id=one.pk, viewer=by) == {old.pk, kept.pk}
    with pytest.raises(Refused) as refused:
        actions.merge_parties(party=old, kept=kept, reason="再来一次", by=by, at=make.AT)
    assert refused.value.codes == {"party:merged"}
    with pytest.raises(Refused) as refused:
        actions.change_party(
            party=old, details={"name": "某"}, reason="登记机关通知", by=by, at=make.AT
        )
    assert refused.value.codes == {"party:merged"}
    with pytest.raises(DatabaseError), transaction.atomic():
        Party.objects.filter(pk=old.pk).update(merged_into=None)


def test_what_is_not_one_party_stays_apart() -> None:
    one, two, firm, other = make.person(1), make.person(2), make.company(3), make.company(4)
    expected = [
        (one, one, {"party:itself"}),
        (one, two, {"party:not_one"}),
        (firm, other, {"party:not_one"}),
        (one, firm, {"party:other_kind"}),
    ]
    for party, kept, codes in expected:
        with pytest.raises(Refused) as refused:
            actions.merge_parties(party=party, kept=kept, reason="同属一人", by=SYSTEM, at=make.AT)
        assert refused.value.codes == codes
    with pytest.raises(Refused) as refused:
        actions.merge_parties(party=one, kept=two, reason="", by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"party:reason", "party:not_one"}
