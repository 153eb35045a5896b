"""What becomes public, masked how, by when, and how it leaves again (law 2)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests import make
from tests.walks import Road, district

from zhifa.disclosure import actions, listeners, reads
from zhifa.disclosure.models import Publication
from zhifa.disclosure.rules import (
    WITHDRAW_LIMIT,
    leaks,
    masked_name,
    publish_due,
    withdraw_due,
    withheld,
)
from zhifa.enforcement.events import DecisionAnnulled
from zhifa.enforcement.models import Decision
from zhifa.kernel import worker
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import standard
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions as registry
from zhifa.registry.models import Party

State = Publication.State


@pytest.fixture
def road(decided: Road) -> Road:
    return replace(decided)


def prepared(road: Road) -> Publication:
    worker.deliver(now=road.now, limit=10_000)
    return Publication.objects.get(decision__case=road.case)


def publish(road: Road, row: Publication, *, checked: bool = True) -> Publication:
    return actions.publish(
        publication=row, checked=checked, by=road.actor("publisher"), at=road.now
    )


def withdraw(
    road: Road, row: Publication, reason: str = "已被复议机关撤销", ground: str = "mistaken"
) -> Publication:
    by = road.actor("publisher")
    return actions.withdraw(publication=row, ground=ground, reason=reason, by=by, at=road.now)


def annul(road: Road, result: str = "annulled", **more: Any) -> None:
    told = {
        "instrument": "reconsideration",
        "result": result,
        "instrument_number": "复决1号",
        "annul_ground": "evidence",
        "effective_on": road.today.isoformat(),
        "reason": "理由充分",
    }
    road.do("agency_head", "annul", {**told, **more})


# ---- by when
@pytest.mark.parametrize(
    ("decided_on", "due"), [("2025-12-26", "2026-01-07"), ("2024-09-27", "2024-10-12")]
)
def test_seven_workdays_after_the_decision(decided_on: str, due: str) -> None:  # D29
    found = publish_due(date.fromisoformat(decided_on), standard())
    assert found == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("effective", "target", "limit"),
    [
        ("2024-04-03", "2024-04-04", "2024-04-09"),  # D26: three workdays
        ("2024-04-30", "2024-05-01", "2024-05-08"),  # D27: the plan's one day runs on holidays
    ],
)
def test_one_day_to_aim_at_three_workdays_at_most(effective: str, target: str, limit: str) -> None:
    found = withdraw_due(date.fromisoformat(effective), standard())
    assert found == (date.fromisoformat(target), date.fromisoformat(limit))
    assert found[0] <= found[1], "the stricter steers"


# ---- what of whom
def _party(kind: str) -> Party:
    if kind == "individual_business":
        details = {"credit_code": district.firm_code(77, "92"), "representative": "张三丰"}
    elif kind == "natural_person":
        details = {"identity": district.citizen_number(date(1980, 1, 1), 77)}
    else:
        details = {"credit_code": district.firm_code(78), "representative": "李四海"}
    details |= {"address": "西区示范街 8 号", "phone": "13812345678"}
    name = "王五六" if kind == "natural_person" else f"示范{kind}店"
    return registry.register_party(kind=kind, name=name, details=details, by=SYSTEM, at=make.AT)


@pytest.mark.parametrize(
    ("kind", "shown", "coded"),
    [
        ("natural_person", "王某某", False),
        ("individual_business", "示范individual_business店", True),
        ("legal_person", "示范legal_person店", True),
        ("other_organisation", "示范other_organisation店", True),
    ],
)
def test_the_party_is_named_by_its_kind(kind: str, shown: str, coded: bool) -> None:
    party = _party(kind)
    road = make.road(party_=party)
    road.walk_to("decided")
    row = prepared(road)
    assert row.state == State.WAITING
    assert row.fields["当事人"] == shown
    assert ("统一社会信用代码" in row.fields) is coded
    told = row.title + str(row.fields)
    hidden = [party.identity, party.phone, party.address, party.representative]
    assert not [h for h in hidden if h and h in told]
    if kind == "natural_person":
        assert party.name not in told


def test_what_the_case_knows_of_its_party_does_not_get_out_in_a_reason() -> None:
    """However spaced or widened: the reason of a withdrawal is public too."""
    road = make.road(party_=_party("natural_person"))
    road.walk_to("served")
    row = publish(road, prepared(road))
    wide = "".join(chr(ord(c) + 0xFEE0) for c in "13812345678")
    for words, kind in (("王 五 六已死亡", "姓名"), (f"致电{wide}核实", "电话号码")):
        with pytest.raises(Refused, match=kind):
            withdraw(road, row, words)
    with pytest.raises(Refused, match="住址"):
        withdraw(road, row, "当事人住西区示范街8号")
    assert withdraw(road, row, "当事人已死亡").state == State.WITHDRAWN


def test_a_name_is_masked_for_people_only() -> None:
    assert masked_name("张三", person=True) == "张某某"
    assert masked_name("欧阳三", person=True) == "欧阳某某"
    assert masked_name("张三食品店", person=False) == "张三食品店"


NEW, OLD = date(2026, 4, 1), date(2026, 3, 31)
FINE = frozenset({"fine"})
WARNING, CRITICISM = frozenset({"warning_penalty"}), frozenset({"public_criticism"})


@pytest.mark.parametrize(
    ("age", "kinds", "summary", "on", "why"),
    [
        (17, FINE, False, NEW, "minor"),
        (18, FINE, False, NEW, ""),
        (None, FINE, False, NEW, ""),
        (None, FINE, True, NEW, "minor_breach"),
        (None, WARNING, False, OLD, "warning_only"),
        (None, WARNING | FINE, False, NEW, ""),
        (None, CRITICISM, False, NEW, "minor_breach"),
        (None, WARNING | CRITICISM, False, NEW, "minor_breach"),
        (None, CRITICISM, False, OLD, ""),
        (None, frozenset(), False, NEW, ""),
    ],
)
def test_what_is_not_published_at_all(
    age: int | None, kinds: frozenset[str], summary: bool, on: date, why: str
) -> None:
    assert withheld(age=age, kinds=kinds, summary=summary, decided_on=on) == why


def test_who_was_a_minor_then_is_not_named_later() -> None:
    details = {
        "identity": district.citizen_number(date(2008, 3, 3), 79),
        "address": "x",
        "phone": "13800000001",
        "guardian": "监护人",
    }
    party = registry.register_party(
        kind="natural_person", name="示范青", details=details, by=SYSTEM, at=make.AT
    )
    road = make.road(party_=party)
    road.content |= {"circumstance": "lighter", "circumstance_reason": "未满十八周岁"}
    road.walk_to("decided")
    assert road.today > date(2026, 3, 3), "of age when decided, not when it happened"
    row = prepared(road)
    assert (row.state, row.withheld_reason) == (State.WITHHELD, "minor")


# ---- publishing
def test_a_publisher_checks_and_publishes(road: Road) -> None:
    row = prepared(road)
    with pytest.raises(Refused) as no:
        publish(road, row, checked=False)
    assert no.value.codes == {"publication:not_checked"}
    with pytest.raises(Refused) as nobody:
        actions.publish(publication=row, checked=True, by=road.actor("officer"), at=road.now)
    assert "not_permitted" in nobody.value.codes
    shown = publish(road, row)
    assert reads.public_one(slug=shown.slug).state == State.PUBLISHED
    with pytest.raises(Refused) as again:
        publish(road, row)
    assert again.value.codes == {"publication:not_waiting"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (district.citizen_number(date(1980, 1, 1), 5), "证件号码"),
        ("电话13812345678", "电话号码"),
        ("账号6222020000000000000", "银行账号"),
        ("写信到zhang.san@example.com", "电子邮箱"),
        ("手机138 1234 5678", "电话号码"),
        ("驾驶川D12345", "车牌号"),
        ("编号 6222020000000000111", "银行账号"),
        ("货值金额一千二百元", ""),
    ],
)
def test_personal_data_does_not_get_out(road: Road, words: str, found: str) -> None:
    assert (found in leaks({"违法行为": words})) is bool(found)
    row = prepared(road)
    if found:
        row.fields = {**row.fields, "违法行为": words}
        row.save()
        with pytest.raises(Refused, match=found):
            publish(road, row)


def test_a_credit_code_of_digits_is_no_account() -> None:
    assert leaks({"统一社会信用代码": "915104030000000000"}) == []
    assert leaks({"账号": "915104030000000000"}) == ["银行账号"]


def test_preparing_twice_is_preparing_once(road: Road) -> None:
    row = prepared(road)
    again = actions.prepare(decision_id=row.decision_id, by=SYSTEM, at=road.now)
    assert again.pk == row.pk


# ---- leaving
def test_an_annulled_decision_leaves_and_its_words_are_gone(road: Road) -> None:
    row = publish(road, prepared(road))
    annul(road)
    worker.deliver(now=road.now, limit=10_000)
    row.refresh_from_db()
    assert row.state == State.LEAVING
    assert row.withdraw_target_on == road.today + timedelta(days=1)
    assert row.withdraw_limit_on == standard().due(road.today, WITHDRAW_LIMIT).on
    with pytest.raises(Refused) as no:
        withdraw(road, row, " ")
    assert no.value.codes == {"publication:no_reason"}
    with pytest.raises(Refused, match="电话号码"):
        withdraw(road, row, "当事人13812345678申请")
    withdraw(road, row, ground="lost")
    assert reads.public_one(slug=row.slug).state == State.WITHDRAWN
    assert [p.pk for p in reads.public()] == [row.pk], "that something was taken down stays told"
    assert list(reads.public(search="示范食品")) == [], "what it was about does not"
    for act in (publish, withdraw):
        with pytest.raises(Refused) as never:
            act(road, row)
        assert never.value.codes <= {
            "publication:not_waiting",
            "publication:annulled",
            "publication:not_public",
        }


@pytest.mark.parametrize("result", ["annulled", "unlawful", "redo", "void"])
def test_what_lost_its_force_before_is_never_published(road: Road, result: str) -> None:
    row = prepared(road)
    annul(road, result)
    with pytest.raises(Refused) as no:
        publish(road, row)  # the machine has not carried the news yet
    assert no.value.codes == {"publication:annulled"}
    worker.deliver(now=road.now, limit=10_000)
    row.refresh_from_db()
    assert (row.state, row.withheld_reason) == (State.WITHHELD, "annulled")


def test_news_that_overtake_each_other(road: Road) -> None:
    annul(road)
    decision = Decision.objects.get(case=road.case)
    row = actions.prepare(decision_id=decision.pk, by=SYSTEM, at=road.now)
    assert (row.state, row.withheld_reason) == (State.WITHHELD, "annulled")
    event = DecisionAnnulled(road.case_id, decision.pk, road.today.isoformat(), "judgment")
    listeners.take_down_annulled(event, happened_at=road.now, now=road.now)
    row.refresh_from_db()
    assert row.state == State.WITHHELD


def test_a_publisher_of_another_agency_sees_nothing(road: Road) -> None:
    row = prepared(road)
    stranger = make.signed(make.person("cg-pub", "publisher", make.agency("CG")), road.today)
    assert list(reads.publications(viewer=stranger)) == []
    with pytest.raises(Refused) as no:
        actions.publish(publication=row, checked=True, by=stranger, at=road.now)
    assert no.value.codes == {"not_permitted"}
