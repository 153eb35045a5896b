"""A mistyped payment is corrected or struck out, on record (行政处罚法 六十七、七十)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.walks import Road

from zhifa.enforcement.models import Act, Receipt
from zhifa.enforcement.reads.gather import gather
from zhifa.enforcement.reads.page import case_page
from zhifa.enforcement.rules.lateness import owed
from zhifa.enforcement.rules.money import Account
from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document, Withdrawal

HALTS = ("served", "paid")
WHY = {"reason": "把票据号码抄错了，照票据更正。"}


def pay(road: Road, receipt: str, **more: Any) -> dict[str, Any]:
    told = {"item": "fine", "amount": "100.00", "paid_on": road.today.isoformat()}
    return {**told, "receipt": receipt, **more}


def seq(road: Road) -> str:
    last = Act.objects.filter(case=road.case, move="record_payment").latest("seq")
    return str(last.seq)


def money(road: Road) -> Account:
    facts = gather(case=road.case, move=None, values=None, viewer=SYSTEM, at=road.now)
    account = owed(facts, road.today)
    assert account
    return account


def test_the_number_is_freed_and_the_old_word_stays(stops: Stops) -> None:
    road = from_(stops, "served")
    road.do("officer", "record_payment", pay(road, "票 77"))
    used = Receipt.objects.get(case=from_(stops, "paid").case).key
    right = {**pay(road, "票78", amount="90.00"), "payment": seq(road), **WHY}
    elsewhere = {**right, "receipt": used}
    assert refused(road, "officer", "correct_payment", elsewhere) == {"receipt_of_this_case"}
    road.do("officer", "correct_payment", right)
    assert money(road).paid_fine == Decimal("90.00")
    assert set(Receipt.objects.filter(case=road.case).values_list("key", flat=True)) == {"票78"}
    papers = Document.objects.filter(dossier=road.case.dossier_id, template="W48")
    old, new = papers.order_by("made_at")
    assert Withdrawal.objects.filter(document=old).exists()
    assert not Withdrawal.objects.filter(document=new).exists()
    page = case_page(case=road.case, viewer=road.actor("officer"), at=road.now)
    act = Act.objects.get(case=road.case, move="correct_payment")
    assert [words for _, words in page.said[act.pk]] == [
        f"罚款 100.00 元，{road.today} 缴，票据 票 77",
        f"罚款 90.00 元，{road.today} 缴，票据 票78",
        WHY["reason"],
    ]


def test_what_is_no_correction_is_sent_back(stops: Stops) -> None:
    road = from_(stops, "served")
    nothing = {**pay(road, "票1"), "payment": "1", **WHY}
    assert "correct_payment" not in {
        o.move.id for o in case_page(case=road.case, viewer=road.actor("officer"), at=road.now).free
    }
    with pytest.raises(Exception, match="从列出的选项中选择"):
        road.do("officer", "correct_payment", nothing)
    road.do("officer", "record_payment", pay(road, "票1"))
    same = {**pay(road, "票1"), "payment": seq(road), **WHY}
    assert refused(road, "officer", "correct_payment", same) == {"correction_real"}
    zero = {**same, "amount": "0"}
    assert refused(road, "officer", "correct_payment", zero) == {"correction_real"}
    much = {**same, "amount": "9999999.00"}
    assert refused(road, "officer", "correct_payment", much) == {"correction_fits"}
    less = {**same, "amount": "90"}
    assert "not_permitted" in refused(road, "agency_head", "correct_payment", less)


def test_a_payment_of_another_case_is_struck_and_the_balance_grows(stops: Stops) -> None:
    road, other = from_(stops, "paid"), from_(stops, "served")
    (number,) = Receipt.objects.filter(case=road.case).values_list("key", flat=True)
    taken = pay(other, number)
    assert refused(other, "officer", "record_payment", taken) == {"receipt_of_this_case"}
    assert money(road).outstanding == 0
    assert road.case.clocks.get(code="c.pay").state == "met"
    road.do("officer", "strike_payment", {"payment": seq(road), **WHY})
    assert money(road).outstanding > 0
    assert road.case.clocks.get(code="c.pay").state == "running"
    other.do("officer", "record_payment", taken)
    assert Receipt.objects.get(key=number).case == other.case
    closing = {"close_reason": "performed", "opinion": "同意结案。"}
    assert refused(road, "agency_head", "close", closing) == {"closing_reason_holds"}


def test_a_closed_case_goes_back_to_be_closed_again_and_an_archived_one_stays(
    stops: Stops,
) -> None:
    road = from_(stops, "paid")
    road.close()
    assert road.case.closed_on
    said = Act.objects.get(case=road.case, move="record_payment").facts
    right = {k: said[k] for k in ("item", "amount", "paid_on")} | {"receipt": "票99"}
    road.do("officer", "correct_payment", {**right, "payment": seq(road), **WHY})
    again = road.case
    assert (again.stage, again.close_reason) == ("served", "")
    assert again.closed_on is None
    assert not again.clocks.filter(code="c.archive", state="running").exists()
    road.wait(days=20)
    road.close()
    assert again.clocks.get(code="c.archive", state="running").start_on == road.today
    road.archive()
    late = {**right, "receipt": "票98", "payment": seq(road), **WHY}
    assert "not_now" in refused(road, "officer", "correct_payment", late)


def running(road: Road) -> dict[str, date]:
    """The terms of paying and closing that run, with their first day."""
    codes = ("c.pay", "c.court", "c.part", "c.close")
    found = road.case.clocks.filter(state="running", code__in=codes).order_by("-round")
    return {clock.code: clock.start_on for clock in found}


def test_what_is_owed_again_runs_again_and_what_is_not_is_closed_again(stops: Stops) -> None:
    """行政处罚法 六十七, 行政强制法 五十三; SJ 77: a correction in a closed case leaves no gap."""
    road = from_(stops, "served")
    first = running(road)
    assert set(first) == {"c.pay", "c.court"}
    road.do("officer", "record_payment", pay(road, "票60", amount=str(money(road).fine)))
    road.close()
    assert running(road) == {}
    said = Act.objects.get(case=road.case, move="record_payment").facts
    right = {k: said[k] for k in ("item", "amount", "paid_on")}
    road.wait(days=3)
    same = {**right, "receipt": "票61", "payment": seq(road), **WHY}
    road.do("officer", "correct_payment", same)
    paid_on = date.fromisoformat(right["paid_on"])  # what leaves nothing to do (SJ 77)
    assert running(road) == {"c.close": paid_on}
    road.close()
    less = {**same, "amount": "100.00", "receipt": "票62"}
    road.do("officer", "correct_payment", less)
    assert running(road) == first
    rest = money(road).outstanding
    road.do("officer", "record_payment", pay(road, "票63", amount=str(rest)))
    assert running(road) == {"c.close": road.today}
    road.close()
    road.do("officer", "strike_payment", {"payment": seq(road), **WHY})
    assert running(road) == first


def test_a_day_that_was_wrong_takes_its_surcharge_with_it(stops: Stops) -> None:
    road = from_(stops, "served")
    whole = str(money(road).fine)
    road.until(road.today + timedelta(days=40))
    early = (road.today - timedelta(days=38)).isoformat()
    late = pay(road, "票5", amount=whole)
    road.do("officer", "record_payment", late)
    assert money(road).surcharge > 0
    road.do("officer", "correct_payment", {**late, "paid_on": early, "payment": seq(road), **WHY})
    assert money(road).surcharge == 0
    assert road.case.clocks.get(code="c.pay").state == "met"
