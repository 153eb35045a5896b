"""A rest or an end of the inquiry: the officers ask, the head answers (SJ 46、47).

The party hears of a test's time, and of its result, by papers that reached it (SJ 32、64).
"""

from datetime import timedelta

from tests.walks import Road, turns

from zhifa.enforcement.reads import replay
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import Stops, from_, refused, served
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document

HALTS = ("filed", "investigated")
REST = {"ground": "party_missing", "reason": "当事人去向不明，等待公告。"}
END = {"close_reason": "withdrawn", "reason": "立案依据消失。"}
YES = {"opinion": "同意。"}
NO = {"reason": "理由不足，继续调查。"}


def words(road: Road, template: str) -> str:
    papers = Document.objects.filter(dossier=road.case.dossier_id, template=template)
    return str(papers.latest("made_at").content)


def test_a_head_answers_and_does_not_ask(stops: Stops) -> None:
    road = from_(stops, "investigated")
    assert refused(road, "agency_head", "suspend", YES) == {"suspension_proposed"}
    assert refused(road, "agency_head", "terminate", YES) == {"termination_proposed"}
    assert refused(road, "agency_head", "refuse_break", NO) == {"break_proposed"}
    road.do("officer", "propose_suspension", REST)
    assert refused(road, "officer", "propose_suspension", REST) == {"no_break_asked"}
    assert refused(road, "officer", "propose_termination", END) == {"no_break_asked"}
    head = browser(road, "agency_head")
    for move in ("suspend", "refuse_break"):
        form = text(head.get(f"/cases/{road.case_id}/do/{move}/"))
        who = road.crew.user("officer").name
        for said in ("报请中止调查", who, "当事人下落不明", REST["reason"]):
            assert said in form
    road.do("agency_head", "refuse_break", NO)
    assert REST["reason"] not in text(head.get(f"/cases/{road.case_id}/do/refuse_break/"))
    assert refused(road, "agency_head", "suspend", YES) == {"suspension_proposed"}
    road.do("officer", "propose_suspension", REST)
    road.do("agency_head", "suspend", YES)
    assert road.case.stage == "suspended"
    asker = f"{road.crew.user('officer').name}，"
    for said in ("当事人下落不明", REST["reason"], YES["opinion"], asker):
        assert said in words(road, "W73S")
    road.do("officer", "propose_termination", END)
    road.do("agency_head", "terminate", YES)
    assert (road.case.stage, road.case.close_reason) == ("closed", "withdrawn")
    for said in ("立案依据消失，销案", END["reason"], YES["opinion"]):
        assert said in words(road, "W73T")
    assert "立案依据消失，销案" in words(road, "W58")
    assert replay(case=road.case, viewer=SYSTEM) == []


def test_the_time_of_a_test_counts_from_the_paper(stops: Stops) -> None:
    road = from_(stops, "filed")
    before = road.case.clocks.get(code="c.decide").raw_on
    assert refused(road, "officer", "tell_test", served(road)) >= {"test_untold"}
    road.do("officer", "commission_test", {"body": "示范检验中心", "item": "菌落总数"})
    unsealed = refused(road, "officer", "tell_test", served(road))
    assert unsealed == {"paper_sealed"}
    assert road.case.clocks.get(code="c.decide").state == "running"
    road.wait(days=4)
    road.serve("tell_test")
    told = road.today
    assert road.case.clocks.get(code="c.decide").state == "paused"
    road.wait(days=9)
    road.do("officer", "receive_test", {"result": "不合格。"})
    found = road.case.clocks.get(code="c.decide")
    assert found.excluded[0][:2] == [told.isoformat(), road.today.isoformat()]
    assert found.raw_on == before + timedelta(days=(road.today - told).days + 1)


def test_nothing_is_noticed_before_the_result_was_told(stops: Stops) -> None:
    road = from_(stops, "filed")
    turns.examine(road, answered=False)
    road.wait(days=5)
    road.do("officer", "receive_test", {"result": "不合格。"})
    one = {"body": "示范检验中心", "item": "复检"}
    assert refused(road, "officer", "commission_test", one) == {"results_told"}
    names = [name for name, _ in Road.STEPS]
    for _, step in Road.STEPS[names.index("filed") + 1 : names.index("noticed")]:
        getattr(road, step)()
    notice = {
        **road.content,
        "facts": road.facts,
        "hearing_told": road.hearing_needed(),
        "reason": "依法应当处罚。",
    }
    assert refused(road, "officer", "notify", notice) == {"results_told"}
    road.serve("tell_result")
    assert refused(road, "officer", "tell_result", served(road)) >= {"result_untold"}
    road.do("officer", "notify", notice)
