"""Evidence is of a kind that the list asks for, or it is written why not (行政处罚法 四十六)."""

from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import Stops, evidence, from_, of_list, record, refused
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records.models import Evidence

HALTS = ("filed",)
WHY = "票据已被当事人销毁，经向两名供货人核实一致。"
CODES = ("identity", "goods", "label", "ledger", "statement")


@pytest.fixture
def road(stops: Stops) -> Road:
    return from_(stops, "filed")


def listed(road: Road, code: str, kind: str, **more: Any) -> Evidence:
    told = evidence(road, need_code=code, evidence_kind=kind, **more)
    road.do("officer", "register_evidence", told)
    return Evidence.objects.filter(dossier=road.case.dossier).latest("listed_at")


def missing(road: Road) -> set[str]:
    return set(reads.case_page(case=road.case, viewer=SYSTEM, at=road.now).missing)


@pytest.mark.parametrize("code", CODES)
def test_the_word_of_a_witness_does_not_answer_everything(road: Road, code: str) -> None:
    before = missing(road)
    wrong = evidence(road, need_code=code, evidence_kind="witness")
    assert refused(road, "officer", "register_evidence", wrong) == {"kind_fits"}
    assert missing(road) == before
    road.do("officer", "register_evidence", evidence(road, **of_list(road, code)))
    assert len(missing(road)) == len(before) - 1


def test_it_says_which_kinds_are_asked_for(road: Road) -> None:
    with pytest.raises(Refused, match="“进销货票据和货值”要用书证或者电子数据证明") as no:
        listed(road, "ledger", "witness")
    assert "第四十六条" in no.value.obstacles[0].source


def test_another_kind_wants_its_reason_and_keeps_it(road: Road) -> None:
    before = missing(road)
    item = listed(road, "ledger", "witness", kind_reason=WHY)
    assert item.kind == "witness"
    assert len(missing(road)) == len(before) - 1
    page = text(browser(road, "officer").get(f"/cases/{road.case_id}/"))
    assert WHY in page


def test_what_answers_no_item_of_the_list_is_free(road: Road) -> None:
    assert listed(road, "", "witness").kind == "witness"


def test_a_record_of_a_witness_is_not_the_party_s_word(road: Road) -> None:
    told = record(
        road,
        person="示范某",
        relation="witness",
        qa="问：货从何处来？\n答：从市场购进。",
        need_code="statement",
    )
    del told["findings"]
    assert refused(road, "officer", "question", told) == {"kind_fits"}
    road.do("officer", "question", {**told, "relation": "party"})
    assert "当事人询问笔录" not in missing(road)


def test_the_form_names_the_kinds(road: Road) -> None:
    page = text(browser(road, "officer").get(f"/cases/{road.case_id}/do/register_evidence/"))
    assert "当事人身份和经营资格（书证）" in page
    assert "不用清单所列种类的理由" in page


def test_the_plain_road_answers_each_item_with_its_kind() -> None:
    road = make.road(party_=make.party("示范证据食品有限公司", number=388))
    road.walk_to("investigated")
    assert road.case.matter is not None
    asked = {e["code"]: set(e["kinds"]) for e in road.case.matter.elements}
    held = Evidence.objects.filter(dossier=road.case.dossier_id).exclude(need_code="")
    assert {e.need_code for e in held} == set(asked)
    assert all(e.kind in asked[e.need_code] for e in held)
