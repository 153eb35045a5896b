"""Gains are paid, goods are handed over: each by its own sum (行政处罚法 九、二十八)."""

from decimal import Decimal

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement.models import Decision
from zhifa.enforcement.reads.cases import sentence
from zhifa.enforcement.reads.gather import gather
from zhifa.enforcement.rules.lateness import owed
from zhifa.enforcement.tests.roads import refused, report
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document

KINDS = ["fine", "gain_confiscation", "goods_confiscation"]
FOUND = {"gains": "18", "goods": "72"}
CONTENT = {"kinds": KINDS, "fine": "8000", "confiscation": "18", "goods_worth": "72"}


def pay(case: Road, item: str, amount: str) -> None:
    case.workday()
    told = {"item": item, "amount": amount, "paid_on": case.today.isoformat()}
    case.do("officer", "record_payment", {**told, "receipt": f"51{case.case.pk[-8:]}{item}"})


def road() -> Road:
    found = make.road()
    found.content = {**CONTENT, "tier": "light"}
    found.walk_to("investigated")
    return found


def test_each_has_its_own_sum_in_papers_and_goods_are_not_owed_as_money() -> None:
    case = road()
    case.conclude(**FOUND)
    case.notify()
    notice = Document.objects.filter(dossier=case.case.dossier_id, template="W38").latest("pk")
    words = "没收违法所得人民币 18.00 元；没收非法财物，折合人民币 72.00 元"
    assert words in str(notice.content)
    case.review()
    case.answer_term()
    case.propose_decision()
    case.decide()
    made = Decision.objects.get(case=case.case)
    assert (made.confiscation, made.goods_worth) == (Decimal(18), Decimal(72))
    assert (
        sentence(decision=made) == "罚款 8,000 元；没收违法所得 18 元；没收非法财物（货值 72 元）"
    )
    facts = gather(case=case.case, move=None, values=None, viewer=SYSTEM, at=case.now)
    money = owed(facts, case.today)
    assert money is not None
    due = {"fine": Decimal(8000), "confiscation": Decimal(18), "surcharge": Decimal(0)}
    assert money.due == due
    case.deliver()
    pay(case, "fine", "8000")
    pay(case, "confiscation", "18")
    case.close()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"confiscation": "17.99"}, "gains_confiscated"),
        ({"confiscation": "18.01"}, "gains_confiscated"),
        ({"gains": ""}, "gains_confiscated"),
        ({"goods_worth": "72.01"}, "goods_as_found"),
        ({"goods_worth": "71"}, "goods_as_found"),
        ({"goods_worth": ""}, "content_complete"),
        ({"kinds": KINDS[:2]}, "content_complete"),
        ({"kinds": [KINDS[0], KINDS[2]]}, "content_complete"),
    ],
)
def test_neither_is_more_nor_less_than_was_found(told: dict[str, str], code: str) -> None:
    case = road()
    whole = {**FOUND, **CONTENT, **told}
    assert code in refused(case, "officer", "conclude", report(case, **whole))


def test_less_of_the_goods_is_taken_only_when_mitigated() -> None:
    case = road()
    less = {**FOUND, **CONTENT, "goods_worth": "30", "fine": "3000"}
    less["circumstance"] = "mitigated"
    why = "主动召回，货值极小，依法减轻处罚。"
    case.do("officer", "conclude", report(case, **less, circumstance_reason=why))
