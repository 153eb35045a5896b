"""A clerical fault of a served decision: corrected by a paper of its own, sealed and served."""

from typing import Any

import pytest
from tests.walks import Road, execution

from zhifa.enforcement.rules.needs.correcting import SUM
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, from_, refused, served
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Malformed, Refused
from zhifa.records import reads as records
from zhifa.records.models import Document, Service, Withdrawal

HALTS = ("served", "closed")
WHY = {"reason": "当事人名称录入时少了一个字。"}


@pytest.fixture
def road(stops: Stops) -> Road:
    return from_(stops, "served")


def told(road: Road, **more: Any) -> dict[str, Any]:
    name = road.party.name
    return {"error": name, "correction": f"{name}（个体工商户）", **WHY, **more}


def test_the_decision_stays_and_a_paper_of_its_own_is_sealed_and_served(road: Road) -> None:
    decision = Document.objects.get(dossier=road.case.dossier_id, template="W44")
    words = decision.sha256
    road.do("agency_head", "correct_decision", told(road))
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W47")
    said = str(paper.content["blocks"])
    assert decision.number in said
    assert f"{road.party.name}（个体工商户）" in said
    assert paper.number.endswith("号")
    assert paper.outgoing
    assert refused(road, "officer", "serve_correction", served(road)) == {"paper_sealed"}
    road.serve("serve_correction")
    assert Service.objects.filter(document=paper).count() == 1
    receipt = Document.objects.filter(template="W57").latest("made_at")
    assert "行政处罚决定更正书" in str(receipt.content)
    decision.refresh_from_db()
    assert decision.sha256 == words
    assert not Withdrawal.objects.filter(document=decision).exists()
    order = [p.template for p in records.documents(dossier_id=road.case.dossier_id, viewer=SYSTEM)]
    assert "W47" in order


def test_one_correction_at_a_time_and_none_is_archived_unserved(road: Road, stops: Stops) -> None:
    road.do("agency_head", "correct_decision", told(road))
    again = refused(road, "agency_head", "correct_decision", told(road))
    assert again == {"correction_delivered"}
    road.serve("serve_correction")
    road.do("agency_head", "correct_decision", told(road))
    closed = from_(stops, "closed")
    closed.do("agency_head", "correct_decision", told(closed))
    assert refused(closed, "archivist", "archive", {"checked": "齐全。"}) == {
        "correction_delivered"
    }
    closed.serve("serve_correction")
    closed.do("archivist", "archive", {"checked": "齐全。"})
    assert closed.case.stage == "archived"


@pytest.mark.parametrize(
    ("correction", "said"),
    [
        ("{}", "更正前后的内容相同"),
        ("{}，罚款", "涉及处罚种类"),
        ("{}，吊销许可证件", "涉及处罚种类"),
        ("{} 9,000.00 元", "涉及金额"),
        ("{}九千元", "涉及金额"),
    ],
)
def test_kinds_and_sums_are_no_clerical_faults(road: Road, correction: str, said: str) -> None:
    data = told(road, correction=correction.format(road.party.name))
    with pytest.raises(Refused) as no:
        road.do("agency_head", "correct_decision", data)
    (obstacle,) = no.value.obstacles
    assert obstacle.code == "words_only"
    assert said in obstacle.message


def test_what_the_decision_does_not_say_cannot_be_corrected(road: Road) -> None:
    with pytest.raises(Malformed) as no:
        road.do("agency_head", "correct_decision", told(road, error="决定书里没有的话"))
    assert "照原文抄录" in no.value.fields["error"][0]


def test_only_a_head_who_does_not_handle_the_case_approves(road: Road) -> None:
    assert "not_permitted" in refused(road, "officer", "correct_decision", told(road))


def test_a_decision_without_force_is_not_corrected(road: Road) -> None:
    execution.annul(road, "示府复决〔示范〕9号")
    found = refused(road, "agency_head", "correct_decision", told(road))
    assert found == {"decision_in_force"}


def test_before_there_is_one_nothing_is_served(road: Road) -> None:
    assert "paper_made" in refused(road, "officer", "serve_correction", served(road))


@pytest.mark.parametrize("text_", ["5000元", "5,000.00 元", "五千元", "1.2万元", "壹万元"])
def test_sums_are_found_however_they_are_written(text_: str) -> None:
    assert SUM.search(text_)
    assert not SUM.search("单元楼三号，二〇二六年")


def test_the_form_shows_the_paper_beside_it() -> None:
    road = lately("served", 812, 90)
    client = browser(road, "agency_head")
    page = f"/cases/{road.case.pk}/do/correct_decision/"
    assert "文书预览" in text(client.get(page))
    part = client.post(page, {**told(road), "preview": "part"}, headers={"HX-Request": "true"})
    assert "行政处罚决定更正书" in text(part)
    assert "内容已齐" in text(part)
