"""One payment receipt of a body stands in one case (行政处罚法 七十)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import make
from tests.walks import Road

from zhifa.enforcement.models import Act, Receipt
from zhifa.enforcement.reads import gather
from zhifa.enforcement.reads.receipts import UNSEEN, receipt_elsewhere
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.kernel.refusals import Refused

HALTS = ("served", "paid")


def payment(road: Road, receipt: str, **more: Any) -> dict[str, Any]:
    told = {"item": "fine", "amount": "100", "paid_on": road.today.isoformat()}
    return {**told, "receipt": receipt, **more}


def why(road: Road, told: dict[str, Any]) -> str:
    with pytest.raises(Refused) as no:
        road.do("officer", "record_payment", told)
    assert no.value.codes == {"receipt_of_this_case"}
    (obstacle,) = no.value.obstacles
    return obstacle.message


@pytest.mark.parametrize("typed", ["{}", " {} ", "{:.5} {:.0}"])
def test_the_receipt_of_another_case_is_refused_and_the_case_named(
    stops: Stops, typed: str
) -> None:
    road, other = from_(stops, "served"), from_(stops, "paid")
    used = Act.objects.get(case=other.case, move="record_payment").facts["receipt"]
    again = {"{}": used, " {} ": f" {used.lower()} "}.get(typed, f"{used[:5]} {used[5:]}")
    message = why(road, payment(road, again))
    assert other.case.number in message
    assert again.strip() in message
    road.do("officer", "record_payment", payment(road, f"{used}1"))


def test_whoever_may_not_read_that_case_is_told_only_that_there_is_one(stops: Stops) -> None:
    road, other = from_(stops, "served"), from_(stops, "paid")
    used = Act.objects.get(case=other.case, move="record_payment").facts["receipt"]
    stranger = make.signed(make.person("cg91", "officer", make.agency("CG")), road.today)
    move = load("penalty_ordinary").moves["record_payment"]
    asked: dict[str, Any] = {"case": road.case, "move": move, "values": {"receipt": used}}
    assert receipt_elsewhere(**asked, viewer=stranger) == [UNSEEN]
    assert receipt_elsewhere(**asked, viewer=road.actor("officer")) == [other.case.number]
    assert receipt_elsewhere(**{**asked, "case": other.case}, viewer=stranger) == []
    assert receipt_elsewhere(**{**asked, "values": None}, viewer=stranger) == []


def test_within_its_case_a_receipt_may_stand_for_several_items(stops: Stops) -> None:
    road = from_(stops, "served")
    road.until(road.today + timedelta(days=40))
    road.do("officer", "record_payment", payment(road, "票 77"))
    road.do("officer", "record_payment", payment(road, "票77", item="surcharge"))
    again = payment(road, "票  77")
    assert refused(road, "officer", "record_payment", again) == {"payment_real"}
    assert Receipt.objects.get(key="票77").case == road.case


def test_the_database_holds_one_and_the_slower_of_two_is_refused(
    stops: Stops, monkeypatch: pytest.MonkeyPatch
) -> None:
    road, other = from_(stops, "served"), from_(stops, "paid")
    held = Receipt.objects.get(case=other.case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(agency=held.agency, key=held.key, case=road.case)
    monkeypatch.setattr(gather, "receipt_elsewhere", lambda **_: [])  # asked a moment too early
    acts = Act.objects.filter(case=road.case).count()
    assert "票据号码已在本机关另一案件登记" in why(road, payment(road, held.key))
    assert Act.objects.filter(case=road.case).count() == acts
