"""Merges taken back exactly, like entries proposed, records kept, looks written down."""

import json
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core import serializers
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.kernel.verify import verify
from zhifa.registry import actions, reads
from zhifa.registry.models import Party, PartyApart, PartyKey, PartyLook, PartyMerge, PartyRecord
from zhifa.registry.rules import likeness
from zhifa.registry.rules.grounds import HOURLY, REVEAL, SEARCH
from zhifa.registry.tests import make

PASSPORT = {"identity": "E12345678", "identity_kind": "414"}


def raw(party: Party) -> tuple[Any, ...]:
    """The row as the database holds it, ciphertext and all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registry_party WHERE id = %s", [party.pk])
        found: tuple[Any, ...] = cursor.fetchone()
    return found


def twins() -> tuple[Party, Party]:
    old = make.register("natural_person", "示范某", {**PASSPORT, "phone": "13800001234"})
    return old, make.person(phone="13800001234", address="示范街 2 号")


def merged(old: Party, kept: Party) -> PartyMerge:
    actions.merge_parties(party=old, kept=kept, reason="护照和身份证", by=SYSTEM, at=make.AT)
    return PartyMerge.objects.get(party=old, undone_at=None)


def faults() -> list[str]:
    return [fault.line() for fault in verify()]


def test_a_merge_is_taken_back_to_the_bit() -> None:
    old, kept = twins()
    before = raw(old), raw(kept)
    merge = merged(old, kept)
    assert raw(old) != before[0]
    assert faults() == []
    back = actions.undo_merge(merge=merge, reason="是两个人", by=SYSTEM, at=make.AT)
    assert (raw(old), raw(kept)) == before
    assert faults() == []
    assert back.status == "在册"
    assert reads.same_party(party_id=old.pk, viewer=SYSTEM) == {old.pk}
    entry = Entry.objects.get(kind="registry.MergeUndone")
    assert entry.payload == {"party_id": old.pk, "kept_id": kept.pk, "reason": "是两个人"}
    again = merged(old, kept)
    assert again.pk != merge.pk
    assert faults() == []


def test_what_came_to_the_kept_entry_stays_with_it() -> None:
    old, kept = twins()
    facts = {"kind": "licence", "title": "许可", "body": "局", "from_on": make.DAY, "source": "表"}
    mine = actions.add_record(party=old, facts=facts, by=SYSTEM, at=make.AT)
    merge = merged(old, kept)
    later = actions.add_record(party=kept, facts=facts, by=SYSTEM, at=make.AT)
    assert set(reads.party_records(party=kept, viewer=SYSTEM)) == {mine, later}
    actions.undo_merge(merge=merge, reason="合并错了", by=SYSTEM, at=make.AT)
    assert list(reads.party_records(party=old, viewer=SYSTEM)) == [mine]
    assert list(reads.party_records(party=kept, viewer=SYSTEM)) == [later]


def test_a_chain_of_merges_is_one_party_and_comes_apart_link_by_link() -> None:
    first = make.register("natural_person", "示范某", PASSPORT)
    second = make.register(
        "natural_person", "示范某", {"identity": "H12345678", "identity_kind": "516"}
    )
    third = make.person()
    low = merged(first, second)
    high = merged(second, third)
    for one in (first, second, third):
        assert reads.same_party(party_id=one.pk, viewer=SYSTEM) == {first.pk, second.pk, third.pk}
    actions.undo_merge(merge=high, reason="合并错了", by=SYSTEM, at=make.AT)
    assert reads.same_party(party_id=third.pk, viewer=SYSTEM) == {third.pk}
    assert reads.same_party(party_id=first.pk, viewer=SYSTEM) == {first.pk, second.pk}
    actions.undo_merge(merge=low, reason="合并错了", by=SYSTEM, at=make.AT)
    assert reads.same_party(party_id=first.pk, viewer=SYSTEM) == {first.pk}
    assert faults() == []


def test_taking_back_needs_a_reason_and_happens_once() -> None:
    merge = merged(*twins())
    undo = partial(actions.undo_merge, merge=merge, by=SYSTEM, at=make.AT)
    with pytest.raises(Refused) as refused:
        undo(reason=" ")
    assert refused.value.codes == {"party:reason"}
    undo(reason="合并错了")
    with pytest.raises(Refused) as refused:
        undo(reason="再次撤销")
    assert refused.value.codes == {"party:undone"}
    with pytest.raises(Refused) as refused:
        actions.undo_merge(merge=merge, reason="案情复杂", by=people.actor("publisher"), at=make.AT)
    assert refused.value.codes == {"not_permitted"}


@pytest.mark.parametrize(
    "change",
    [
        {"merged_into": None},  # while the merge is open
        {"name": "别名"},
        {"gone_on": date(2026, 1, 1)},
    ],
)
def test_the_database_lets_a_merged_entry_change_in_no_other_way(change: dict[str, Any]) -> None:
    old, kept = twins()
    merge = merged(old, kept)
    rows, merges = Party.objects.filter(pk=old.pk), PartyMerge.objects.filter(pk=merge.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change)
    merges.update(undone_at=make.AT, undone_by="x", undone_reason="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**{**change, "merged_into": None, "area_code": "510403"})
    with pytest.raises(DatabaseError), transaction.atomic():
        merges.update(undone_reason="y")
    with pytest.raises(DatabaseError), transaction.atomic():
        merges.delete()


def test_like_entries_are_proposed_with_reasons_until_they_are_found_apart() -> None:
    old, kept = twins()
    [pair] = reads.likely_same(party=old, viewer=SYSTEM)
    assert pair.other == kept
    assert list(pair.reasons) == ["名称相同（不计地名和组织形式）", "电话相同"]
    assert [p.other for p in reads.likely_pairs(viewer=SYSTEM).rows] in ([kept], [old])
    actions.keep_apart(one=kept, other=old, reason="父子同名", by=SYSTEM, at=make.AT)
    assert reads.likely_same(party=old, viewer=SYSTEM) == []
    assert reads.likely_pairs(viewer=SYSTEM).rows == []
    with pytest.raises(Refused) as refused:
        actions.keep_apart(one=old, other=kept, reason="案情复杂", by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"party:apart"}
    assert PartyApart.objects.count() == 1
    assert faults() == []


def test_a_change_changes_what_is_alike() -> None:
    old, kept = twins()
    told = {"phone": "13900000000"}
    actions.change_party(party=kept, details=told, reason="登记机关通知", by=SYSTEM, at=make.AT)
    assert reads.likely_same(party=old, viewer=SYSTEM) == []


def test_what_differs_in_number_is_never_proposed() -> None:
    told = {"phone": "0812-5550000", "address": "示范街 2 号"}
    firm = make.company(1, "示范食品有限公司", **told)
    make.company(2, "示范食品有限责任公司", **told)
    assert reads.likely_same(party=firm, viewer=SYSTEM) == []


def test_a_key_that_many_share_says_nothing() -> None:
    told = {"phone": "0812-5550000", "identity_kind": "099"}
    made = []
    for n in range(52):
        name, paper = f"{chr(0x4E00 + n)}某{chr(0x5000 + n)}", {"identity": f"证{n:05}"}
        made.append(make.register("other_organisation", name, {**paper, **told}))
    assert reads.likely_same(party=made[0], viewer=SYSTEM) == []
    assert reads.likely_pairs(viewer=SYSTEM).rows == []


def test_keys_hold_no_phone_and_no_address() -> None:
    twins()
    stored = json.dumps(json.loads(serializers.serialize("json", PartyKey.objects.all())))
    assert "1380000" not in stored
    assert "示范" not in stored


def test_entries_without_keys_get_them_once() -> None:
    twins()
    PartyKey.objects.all().delete()
    assert actions.index_parties(by=SYSTEM, at=make.AT) == 2
    assert actions.index_parties(by=SYSTEM, at=make.AT) == 0
    assert reads.likely_pairs(viewer=SYSTEM).rows


LETTERS = st.text("甲乙丙丁", max_size=6)


@given(LETTERS, LETTERS)
def test_one_letter_apart_is_what_an_edit_makes(one: str, other: str) -> None:
    edits = {one[:i] + one[i + 1 :] for i in range(len(one))}
    edits |= {one[:i] + c + one[i + 1 :] for i in range(len(one)) for c in "甲乙丙丁"}
    edits |= {one[:i] + c + one[i:] for i in range(len(one) + 1) for c in "甲乙丙丁"}
    assert likeness.one_apart(one, other) == (other in edits - {one})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("攀枝花市西区示范餐饮店", "示范餐饮（店）", True),
        ("示范食品有限公司", "示范食品有限责任公司", True),
        ("示范食品", "示例食品", False),
    ],
)
def test_place_and_form_do_not_count(one: str, other: str, same: bool) -> None:
    assert (likeness.core(one, person=False) == likeness.core(other, person=False)) == same


def test_records_are_kept_with_their_source_and_ended_with_a_reason() -> None:
    party, by = make.company(), make.officer()
    facts = {
        "kind": "repair",
        "title": "信用修复",
        "number": "修1",
        "body": "市场监管局",
        "from_on": make.DAY,
        "source": "信用平台",
    }
    row = actions.add_record(party=party, facts=facts, by=by, at=make.AT)
    wrong: dict[str, dict[str, Any]] = {
        "record:source": {"source": " ", "number": ""},
        "record:blank": {"title": "", "number": ""},
        "record:kind": {"kind": "x", "number": ""},
        "record:reversed": {"until_on": make.DAY - timedelta(days=1), "number": ""},
        "record:future": {"from_on": make.DAY + timedelta(days=1), "number": ""},
        "record:known": {},
    }
    for code, told in wrong.items():
        with pytest.raises(Refused) as refused:
            actions.add_record(party=party, facts={**facts, **told}, by=by, at=make.AT)
        assert refused.value.codes == {code}
    actions.end_record(record=row, on=make.DAY, reason="被撤销了", by=by, at=make.AT)
    with pytest.raises(Refused) as refused:
        actions.end_record(record=row, on=make.DAY, reason="被撤销了", by=by, at=make.AT)
    assert refused.value.codes == {"record:ended"}
    with pytest.raises(DatabaseError), transaction.atomic():
        PartyRecord.objects.update(title="改")
    assert faults() == []


@pytest.mark.usefixtures("own_case")
def test_looks_are_told_to_the_library_and_to_audit() -> None:
    party, by = make.person(), make.officer()
    actions.reveal_party(party=party, ground="case", reason="某案承办", by=by, at=make.AT)
    code = party.identity
    assert actions.look_up(code=code, by=by, at=make.AT) == party
    assert actions.look_up(code=make.citizen(9), by=by, at=make.AT) is None
    [newest, first] = reads.looks_at(party=party, viewer=by)
    assert (newest.how, first.ground, first.row.reason) == (
        "按证件号码查找",
        "办理案件",
        "某案承办",
    )
    audit = people.actor("audit_admin")
    assert len(reads.looks_at(party=party, viewer=audit)) == 2
    assert sum(r.many for r in reads.looks_on(on=make.DAY, viewer=audit)) == 3
    assert reads.looks_at(party=party, viewer=people.actor("publisher")) == []
    assert reads.looks_on(on=make.DAY, viewer=by) == []
    assert Entry.objects.filter(kind="registry.PartySought").count() == 2
    assert faults() == []


def test_a_firm_is_looked_up_without_a_trace() -> None:
    firm = make.company()
    assert actions.look_up(code=firm.credit_code, by=make.officer(), at=make.AT) == firm
    assert not PartyLook.objects.exists()


@pytest.mark.usefixtures("own_case")
@pytest.mark.parametrize("kind", [SEARCH, REVEAL])
def test_looks_are_bounded_by_the_hour(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhifa.registry.actions.party_looks.HOURLY", {**HOURLY, kind: 2})
    party, by, other = make.person(), make.officer(), make.officer()

    def look(at: Any = make.AT, who: Any = by) -> None:
        if kind == SEARCH:
            actions.look_up(code=party.identity, by=who, at=at)
        else:
            actions.reveal_party(party=party, ground="case", reason="某案承办", by=who, at=at)

    look()
    look()
    with pytest.raises(Refused) as refused:
        look()
    assert refused.value.codes == {"party:too_many_looks"}
    look(who=other)
    look(at=make.AT + timedelta(hours=1))
