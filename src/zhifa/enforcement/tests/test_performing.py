"""What is imposed besides money is carried out before a case is closed as performed (SJ 77)."""

from datetime import timedelta
from typing import Any

from tests import make
from tests.walks import Road, discuss, turns

from zhifa.enforcement.models import Clock
from zhifa.enforcement.reads import replay
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import Stops, from_, refused
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document

HALTS = ("investigated",)
GRAVE = {
    "kinds": ["fine", "business_suspension"],
    "fine": "36000",
    "tier": "serious",
    "suspension_days": "10",
}
CLOSE = {"close_reason": "performed", "opinion": "同意"}
ORDER = {"breach": "标签缺项", "content": "下架整改"}
LOOK = {"result": "corrected", "details": "已下架"}


def walk(road: Road, *steps: str) -> None:
    for step in steps:
        getattr(road, step)()


def served(stops: Stops) -> Road:
    """Ten days of suspension and a fine, served and paid; a hearing was told and waived."""
    road = from_(stops, "investigated")
    road.content = dict(GRAVE)
    walk(road, "conclude", "review", "notify")
    turns.waive(road)
    road.propose_decision()
    discuss(road)
    walk(road, "decide", "deliver", "pay")
    return road


def noted(road: Road, **more: Any) -> dict[str, Any]:
    return {
        "done": "business_suspension",
        "on": road.today.isoformat(),
        "officers": road.pair,
        "details": "停业期间核查两次",
        **more,
    }


def test_a_suspension_is_over_before_the_case_is(stops: Stops) -> None:
    road = served(stops)
    assert refused(road, "agency_head", "close", CLOSE) == {"others_performed"}
    assert not Clock.objects.filter(case=road.case, code="c.close").exists()
    assert refused(road, "officer", "note_execution", noted(road)) == {"execution_fits"}
    road.wait(days=11)
    other = noted(road, officers=road.pair[:1])
    assert refused(road, "officer", "note_execution", other) == {"two_present"}
    road.do("officer", "note_execution", noted(road))
    assert Clock.objects.get(case=road.case, code="c.close").start_on == road.today
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W82")
    assert "责令停产停业" in str(paper.content)
    road.close()
    assert replay(case=road.case, viewer=SYSTEM) == []


def test_only_what_was_imposed_is_offered(stops: Stops) -> None:
    road = served(stops)
    road.wait(days=11)
    officer, address = browser(road, "officer"), f"/cases/{road.case_id}/"
    form = text(officer.get(f"{address}do/note_execution/"))
    assert "责令停产停业" in form
    assert "吊销许可证件" not in form
    road.do("officer", "note_execution", noted(road))
    assert f"{address}do/note_execution/" not in text(officer.get(address))


def test_the_decision_tells_of_a_waived_hearing_and_why_there_was_one(stops: Stops) -> None:
    road = served(stops)
    papers = Document.objects.filter(dossier=road.case.dossier_id)
    decision = str(papers.get(template="W44").content)
    assert "当事人书面放弃要求听证。" in decision
    notice = str(papers.get(template="W38").content)
    assert "拟给予责令停产停业" in notice
    assert "听证标准：罚款" not in notice


def test_a_waiver_of_an_older_notice_is_not_told_of_the_new_one(stops: Stops) -> None:
    road = from_(stops, "investigated")
    walk(road, "conclude", "review", "notify")
    turns.waive(road)
    told = {"facts": "事实清楚", "hearing_told": False, "reason": "补充理由"}
    road.do("officer", "renotify", {**road.content, **told})
    road.serve("serve_notice")
    road.answer_term()
    road.propose_decision()
    road.decide()
    decision = str(Document.objects.get(dossier=road.case.dossier_id, template="W44").content)
    assert "书面放弃" not in decision
    assert "未在规定期限内提出陈述、申辩" in decision


def test_what_was_ordered_is_looked_at_before_the_case_is_closed() -> None:
    road = make.road(party_=make.party("示范复查食品有限公司", number=381))
    road.walk_to("investigated")
    by_on = (road.today + timedelta(days=2)).isoformat()
    road.do("officer", "order_correction", {**ORDER, "by_on": by_on})
    walk(road, "conclude", "review", "notify", "answer_term", "propose_decision", "decide")
    walk(road, "deliver", "pay")
    assert refused(road, "agency_head", "close", CLOSE) == {"correction_checked"}
    term = Clock.objects.filter(case=road.case, code="c.close")
    assert not term.exists()
    road.do("officer", "recheck_correction", {**LOOK, "officers": road.pair})
    assert term.get().start_on == road.today
    road.close()
