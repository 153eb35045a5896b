"""Parties changed, looked at and merged: what is written down, what is refused."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.seals import digest_of
from zhifa.registry import actions, reads
from zhifa.registry.models import Party
from zhifa.registry.tests import make


def test_a_look_is_written_down_with_its_reason() -> None:
    party, by = make.person(phone="13800001234"), make.officer()
    with pytest.raises(Refused) as refused:
        actions.reveal_party(party=party, ground="", reason=" ", by=by, at=make.AT)
    assert refused.value.codes == {"party:reason", "party:ground"}
    seen = actions.reveal_party(
        party=party, ground="service", reason="制作送达回证", by=by, at=make.AT
    )
    assert (seen.identity, seen.phone) == (party.identity, "13800001234")
    entry = Entry.objects.get(kind="registry.PartyRevealed")
    assert (entry.by, entry.payload["reason"]) == (by.key, "制作送达回证")
    assert "13800001234" not in str(entry.payload)


def test_a_change_says_which_columns_and_not_what() -> None:
    party, by = make.person(), make.officer()
    told = {"phone": "0812-5550000", "address": " 某街 2 号 "}
    changed = actions.change_party(party=party, details=told, by=by, at=make.AT)
    assert (changed.phone, changed.address) == ("0812-5550000", "某街 2 号")
    entry = Entry.objects.get(kind="registry.PartyChanged")
    assert entry.payload["fields"] == ["address", "phone"]
    assert "某街" not in str(entry.payload)
    with pytest.raises(Refused) as refused:
        actions.change_party(party=party, details=told, by=by, at=make.AT)
    assert refused.value.codes == {"party:nothing_changed"}


def test_a_stale_page_is_told_so() -> None:
    party = make.person()
    seen = digest_of(party)
    actions.change_party(party=party, details={"phone": "13800000000"}, by=SYSTEM, at=make.AT)
    told = {"phone": "13900000000"}
    with pytest.raises(Refused) as refused:
        actions.change_party(party=party, details=told, by=SYSTEM, at=make.AT, seen=seen)
    assert refused.value.codes == {"stale"}


def test_a_corrected_number_is_found_and_the_wrong_one_is_not() -> None:
    party, wrong = make.person(1), make.citizen(1)
    right = make.citizen(2)
    actions.change_party(party=party, details={"identity": right}, by=SYSTEM, at=make.AT)
    assert reads.party_by_identity(code=right, viewer=SYSTEM) == party
    assert reads.party_by_identity(code=wrong, viewer=SYSTEM) is None
    make.person(1, "另一人")
    with pytest.raises(Refused) as refused:
        actions.change_party(party=party, details={"identity": wrong}, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"party:known"}


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(1979, 12, 31)])
def test_nobody_dies_tomorrow_or_before_birth(day: date) -> None:
    with pytest.raises(Refused) as refused:
        actions.change_party(party=make.person(), details={"gone_on": day}, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"party:gone_on"}


def test_the_dead_and_the_dissolved() -> None:
    gone = {"gone_on": date(2026, 3, 1)}
    person = actions.change_party(party=make.person(), details=gone, by=SYSTEM, at=make.AT)
    firm = actions.change_party(party=make.company(), details=gone, by=SYSTEM, at=make.AT)
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
        actions.merge_parties(party=old, kept=kept, reason="再来", by=by, at=make.AT)
    assert refused.value.codes == {"party:merged"}
    with pytest.raises(Refused) as refused:
        actions.change_party(party=old, details={"name": "某"}, by=by, at=make.AT)
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
            actions.merge_parties(party=party, kept=kept, reason="同一", by=SYSTEM, at=make.AT)
        assert refused.value.codes == codes
    with pytest.raises(Refused) as refused:
        actions.merge_parties(party=one, kept=two, reason="", by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"party:reason", "party:not_one"}
