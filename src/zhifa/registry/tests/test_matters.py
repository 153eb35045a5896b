"""Matters: their versions, what may not be adopted, the house's own, power lists."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from zhifa.agencies.tests import make as people
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Entry
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions, reads
from zhifa.registry.models import Matter, PowerItem
from zhifa.registry.rules import discretion
from zhifa.registry.tests import make


@pytest.fixture
def laws() -> None:
    make.laws()


@pytest.mark.usefixtures("laws")
def test_a_version_ends_the_one_before() -> None:
    old = make.matter()
    new = make.matter(name="新名称", from_on=date(2026, 1, 1))
    old.refresh_from_db()
    assert old.until_on == date(2025, 12, 31)
    asked = {day: reads.matter_on(code="T01", on=day, viewer=SYSTEM) for day in (
        date(2021, 7, 14), date(2021, 7, 15), date(2025, 12, 31), date(2026, 1, 1)
    )}  # fmt: skip
    assert list(asked.values()) == [None, old, old, new]
    assert list(reads.matter_versions(code="T01", viewer=SYSTEM)) == [new, old]


@pytest.mark.usefixtures("laws")
@pytest.mark.parametrize("day", [date(2021, 7, 15), date(2022, 7, 1), date(2026, 1, 1)])
def test_a_version_in_use_is_never_replaced(day: date) -> None:
    make.matter()
    make.matter(from_on=date(2026, 1, 1))
    with pytest.raises(Refused) as refused:
        make.matter(name="另一个名称", from_on=day)
    assert refused.value.codes == {"matter:later_version"}


@pytest.mark.usefixtures("laws")
def test_a_version_of_before_the_first_ends_where_the_first_begins() -> None:
    """An act of before the library was begun has its text, and no later day is answered anew."""
    first = make.matter()
    row = make.row(name="更早的名称", from_on=date(2021, 5, 1))
    with pytest.raises(Refused) as refused:
        actions.adopt_matter(row=row, by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"matter:backdated"}
    older = actions.adopt_matter(row=row, by=SYSTEM, at=make.AT, late_reason="补录修订前的版本")
    assert (older.until_on, older.late_reason) == (date(2021, 7, 14), "补录修订前的版本")
    asked = [
        reads.matter_on(code="T01", on=day, viewer=SYSTEM)
        for day in (date(2021, 4, 30), date(2021, 7, 14), date(2021, 7, 15), date(2026, 1, 1))
    ]
    assert asked == [None, older, first, first]
    first.refresh_from_db()
    assert first.until_on is None


@pytest.mark.usefixtures("laws")
def test_a_version_that_begins_in_the_past_says_why() -> None:
    old = make.matter()
    row = make.row(name="新名称", from_on=date(2026, 3, 1))
    with pytest.raises(Refused) as refused:
        actions.adopt_matter(row=row, by=SYSTEM, at=make.AT, late_reason=" ")
    assert refused.value.codes == {"matter:backdated"}
    old.refresh_from_db()
    assert old.until_on is None
    today = actions.adopt_matter(
        row={**row, "from_on": make.AT.date()}, by=SYSTEM, at=make.AT, late_reason="不需要填写"
    )
    assert (today.late_reason, today.entered_on) == ("", make.AT.date())


@pytest.mark.usefixtures("laws")
def test_a_shared_matter_is_for_who_keeps_every_list() -> None:
    mine, other = people.agency(), people.agency()
    matter, keeper = make.matter(), make.keeper(mine)
    for body in (mine, other):
        actions.list_power(
            agency=body, matter_code="T01", from_on=make.AT.date(), by=SYSTEM, at=make.AT
        )
    row = make.row(name="新名称", from_on=date(2026, 4, 1))
    with pytest.raises(Refused) as refused:
        actions.adopt_matter(row=row, by=keeper, at=make.AT)
    assert refused.value.codes == {"matter:others_lists"}
    assert other.name in str(refused.value)
    actions.delist_power(
        agency=other, matter_code="T01", until_on=date(2026, 3, 31), by=SYSTEM, at=make.AT
    )
    with pytest.raises(Refused):
        actions.end_matter(matter=matter, until_on=date(2026, 4, 1), by=keeper, at=make.AT)
    at = make.AT.replace(month=4)
    assert actions.adopt_matter(row={**row, "from_on": at.date()}, by=keeper, at=at).pk


@pytest.mark.usefixtures("laws")
def test_the_database_itself_refuses_an_edit() -> None:
    matter = make.matter()
    changes: list[dict[str, Any]] = [{"fine_max": 1}, {"tiers": []}, {"name": "改"}]
    changes += [{"late_reason": "改了原因"}, {"entered_on": date(2020, 1, 1)}]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            Matter.objects.filter(pk=matter.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        matter.delete()


@pytest.mark.usefixtures("laws")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"breach_clauses": ["《食品安全法》第九百条"]}, "matter:citation"),
        ({"penalty_clauses": ["《没有这部法》第一条"]}, "matter:citation"),
        ({"breach_clauses": ["《生态环境法典》第一条"]}, "matter:citation"),  # not yet in force
        ({"penalty_clauses": []}, "matter:clause"),
        ({"kinds": ["order_to_correct"]}, "matter:kind"),  # 责令改正 is no penalty
        ({"kinds": []}, "matter:kind"),
        ({"tiers": []}, "matter:tiers"),
        ({"fine_max": 40000}, "matter:tier_outside"),
        ({"fine_min": 60000}, "matter:range_reversed"),
        ({"elements": []}, "matter:evidence"),
        ({"elements": [{"code": "a", "name": "某", "kinds": ["rumour"]}]}, "matter:evidence_kind"),
        ({"limitation_years": 3}, "matter:limitation"),
        ({"field": "space"}, "matter:field"),
    ],
)
def test_what_may_not_be_adopted(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        make.matter(**changes)
    assert code in refused.value.codes
    assert not Matter.objects.exists()


@pytest.mark.usefixtures("laws")
def test_every_wrong_citation_is_named() -> None:
    with pytest.raises(Refused) as refused:
        make.matter(breach_clauses=["《食品安全法》第九百条", "《食品安全法》第八百条"])
    said = " ".join(o.message for o in refused.value.obstacles)
    assert "九百" in said
    assert "八百" in said


@pytest.mark.usefixtures("laws")
def test_what_a_matter_leaves_out_comes_from_its_field() -> None:
    """law.md 1.1.1: market, ecology and emergency; 重大 5,000 / 50,000 (CB14)."""
    expected: dict[str, tuple[object, object]] = {
        "market": (10000, 100000),
        "environment": (5000, 200000),
        "emergency": (20000, 100000),
    }
    for number, (field, lines) in enumerate(expected.items()):
        matter = make.matter(code=f"T{number}", field=field)
        assert (matter.hearing_natural, matter.hearing_organisation) == lines
        assert (matter.hearing_taken_natural, matter.hearing_taken_organisation) == lines
        assert [matter.major_natural, matter.major_organisation] == [5000, 50000]
        assert matter.settled is (field == "market")


@pytest.mark.usefixtures("laws")
def test_only_those_whose_post_it_is_adopt() -> None:
    by = make.officer()
    with pytest.raises(Refused) as refused:
        actions.adopt_matter(row=make.row(), by=by, at=make.AT)
    assert refused.value.codes == {"not_permitted"}
    with pytest.raises(Refused):
        actions.load_matters(by=by, at=make.AT)
    assert actions.adopt_matter(row=make.row(), by=make.keeper(), at=make.AT).code == "T01"


@pytest.mark.usefixtures("laws")
def test_the_houses_own_matters_stand_and_load_once() -> None:
    first = actions.load_matters(by=SYSTEM, at=make.AT)
    again = actions.load_matters(by=SYSTEM, at=make.AT)
    assert (first.adopted, first.changed) == (Matter.objects.count(), ())
    assert (again.adopted, again.unchanged, again.changed) == (0, first.adopted, ())
    assert first.adopted >= 14
    on = {m.code: m for m in reads.matters(viewer=SYSTEM, on=date(2026, 3, 2))}
    assert {m.field for m in on.values()} >= set(reads.matter_fields()) - {"general"}
    assert any(m.summary_allowed for m in on.values())
    assert any(m.crime.get("amount") for m in on.values())
    assert any(set(m.kinds) & set(m.hearing_kinds) for m in on.values())


@pytest.mark.usefixtures("laws")
def test_a_changed_file_is_named_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    actions.load_matters(by=SYSTEM, at=make.AT)
    kept = Matter.objects.get(code="SC0101").fine_max
    lines = dict(reads.matter_fields())
    lines["market"] = {**lines["market"], "hearing_natural": 20000}
    monkeypatch.setattr("zhifa.registry.actions.matters.matter_fields", lambda: lines)
    assert "SC0101" in actions.load_matters(by=SYSTEM, at=make.AT).changed
    assert Matter.objects.get(code="SC0101").fine_max == kept


@pytest.mark.usefixtures("laws")
def test_a_crime_is_suspected_from_its_line_up() -> None:
    """刑法 第一百四十条: 销售金额五万元以上."""
    actions.load_matters(by=SYSTEM, at=make.AT)
    crime = Matter.objects.get(code="ZJ0101").crime
    assert discretion.crime_line_reached(crime, Decimal(50000))
    assert not discretion.crime_line_reached(crime, Decimal("49999.99"))
    assert not discretion.crime_line_reached({}, Decimal(10**9))


@pytest.mark.usefixtures("laws")
def test_clauses_come_with_their_digest_or_the_reason_they_do_not_stand() -> None:
    good, bad = reads.clauses(
        cited=["《行政处罚法》第三十六条", "《食品安全法》第九百条"],
        on=make.DAY,
        viewer=SYSTEM,
    )
    assert good.found[0].text
    assert not good.found[0].official
    assert "九百" in bad.fault


@pytest.mark.usefixtures("laws")
def test_a_power_list_holds_for_its_days() -> None:
    agency = people.agency()
    make.matter()
    asked: dict[str, Any] = {
        "agency": agency,
        "matter_code": "T01",
        "by": make.keeper(agency),
        "at": make.AT,
    }
    first = actions.list_power(from_on=date(2024, 1, 1), **asked)
    assert actions.list_power(from_on=date(2024, 1, 1), **asked) == first
    with pytest.raises(Refused) as refused:
        actions.list_power(from_on=date(2025, 1, 1), **asked)
    assert refused.value.codes == {"power:listed"}
    actions.delist_power(until_on=date(2025, 6, 30), **asked)
    days = {date(2023, 12, 31): False, date(2024, 1, 1): True, date(2025, 6, 30): True}
    for day, held in {**days, date(2025, 7, 1): False}.items():
        found = reads.on_power_list(agency_id=agency.pk, matter_code="T01", on=day, viewer=SYSTEM)
        assert found is held
    with pytest.raises(Refused) as refused:
        actions.delist_power(until_on=date(2025, 6, 30), **asked)
    assert refused.value.codes == {"power:not_listed"}
    assert Entry.objects.filter(subject=f"agency:{agency.pk}", kind__contains="Power").count() == 2


@pytest.mark.usefixtures("laws")
def test_nobody_touches_the_power_list_of_another_agency() -> None:
    make.matter()
    mine, other = people.agency(), people.agency()
    asked: dict[str, Any] = {"matter_code": "T01", "from_on": date(2024, 1, 1), "at": make.AT}
    with pytest.raises(Refused) as refused:
        actions.list_power(agency=other, by=make.keeper(mine), **asked)
    assert refused.value.codes == {"not_permitted"}
    assert not PowerItem.objects.exists()


def test_an_unknown_matter_is_not_listed() -> None:
    with pytest.raises(Refused) as refused:
        actions.list_power(
            agency=people.agency(),
            matter_code="X",
            from_on=date(2024, 1, 1),
            by=SYSTEM,
            at=make.AT,
        )
    assert refused.value.codes == {"power:unknown_matter"}


@pytest.mark.usefixtures("laws")
def test_a_matter_ends_once() -> None:
    matter = make.matter()
    for day, code in ((date(2020, 1, 1), "matter:ends_too_early"), (date(2025, 1, 1), "")):
        if code:
            with pytest.raises(Refused) as refused:
                actions.end_matter(matter=matter, until_on=day, by=SYSTEM, at=make.AT)
            assert refused.value.codes == {code}
        else:
            actions.end_matter(matter=matter, until_on=day, by=SYSTEM, at=make.AT)
    assert reads.matter_on(code="T01", on=date(2025, 1, 2), viewer=SYSTEM) is None
    with pytest.raises(Refused) as refused:
        actions.end_matter(matter=matter, until_on=date(2026, 1, 1), by=SYSTEM, at=make.AT)
    assert refused.value.codes == {"matter:ended"}
