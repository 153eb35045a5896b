"""Recusal by person: who may ask, who decides; who left does nothing more (law G06, G07)."""

from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement.models import Act
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import (
    DECIDE,
    Stops,
    answer,
    asking,
    evidence,
    from_,
    record,
    refused,
    report,
)
from zhifa.enforcement.tests.roads import (
    panel as minutes_of,
)
from zhifa.enforcement.tests.test_summary import opened
from zhifa.kernel.refusals import Malformed, Refused
from zhifa.records.models import Document

HALTS = ("checking", "filed", "investigated", "concluded", "proposed")


def pk(road: Road, role: str) -> int:
    return road.crew.user(role).pk


def panel(person: int, seated: list[int], result: str = "granted", **more: Any) -> dict[str, Any]:
    return answer(person, result, forum="panel", attendees=seated, views="一致同意", **more)


def left(road: Road, role: str) -> Road:
    """Somebody of the crew, no head, has left the case."""
    road.do("officer", "ask_recusal", asking(pk(road, role)))
    road.do("agency_head", "decide_recusal", answer(pk(road, role), "granted"))
    return road


def head_left(road: Road) -> Road:
    """The head has left the case by decision of the superior."""
    told = answer(
        pk(road, "agency_head"), "granted", forum="superior", instrument="区政〔2026〕3号"
    )
    road.do("officer", "ask_recusal", asking(pk(road, "agency_head")))
    road.do("panel_clerk", "decide_head_recusal", told)
    return road


def test_a_request_names_a_person_of_the_case(stops: Stops) -> None:
    road = from_(stops, "filed")
    stranger = make.person("cg90", "officer", make.agency("CG"))
    for person in ("张三", stranger.pk, 10**9):
        with pytest.raises(Malformed) as wrong:
            road.do("officer", "ask_recusal", {**asking(1), "person": person})
        assert wrong.value.fields.keys() == {"person"}
    for role in ("second", "unit_head", "agency_head", "reviewer", "hearing_chair"):
        road.do("officer", "ask_recusal", asking(pk(road, role)))


def test_each_asks_for_what_is_theirs_to_ask(stops: Stops) -> None:
    road = from_(stops, "filed")
    second, reviewer = pk(road, "second"), pk(road, "reviewer")
    wrong = [
        ("officer", second, "self"),
        ("officer", second, "head"),
        ("reviewer", second, "party"),
    ]
    for role, person, by in wrong:
        code = refused(road, role, "ask_recusal", asking(person, by))
        assert code == {"recusal_rightly_asked"}, (role, by)
    road.do("second", "ask_recusal", asking(second, "self"))
    assert refused(road, "second", "ask_recusal", asking(second, "self")), "asked already"
    road.do("reviewer", "ask_recusal", asking(reviewer, "self"))
    road.do("agency_head", "ask_recusal", asking(pk(road, "hearing_chair"), "head"))
    assert "not_permitted" in refused(road, "archivist", "ask_recusal", asking(second))


def test_a_head_does_not_decide_on_himself_nor_on_another(stops: Stops) -> None:
    road = from_(stops, "filed")
    head, chief = pk(road, "agency_head"), pk(road, "chief_head")
    road.do("officer", "ask_recusal", asking(head))
    for judge in ("agency_head", "chief_head"):
        assert refused(road, judge, "decide_recusal", answer(head)) == {"recusal_by_head"}
    alone = panel(head, [chief])
    assert refused(road, "panel_clerk", "decide_head_recusal", alone) == {"panel_seated"}
    own = panel(head, [head, chief])
    assert refused(road, "panel_clerk", "decide_head_recusal", own) == {"panel_seated"}
    unnamed = answer(head, "granted", forum="superior")
    assert refused(road, "panel_clerk", "decide_head_recusal", unnamed) == {"superior_named"}
    third = make.person("sj95", "agency_head", road.crew.agency).pk
    road.do("panel_clerk", "decide_head_recusal", panel(head, [chief, third]))
    paper = Document.objects.filter(dossier=road.case.dossier_id, template="W72D").get()
    assert road.crew.user("agency_head").name in str(paper.content)
    assert "有效，不影响公正执法" in str(paper.content)


def test_the_panel_is_not_for_officers(stops: Stops) -> None:
    road = from_(stops, "filed")
    second, chief = pk(road, "second"), pk(road, "chief_head")
    road.do("officer", "ask_recusal", asking(second))
    told = panel(second, [pk(road, "agency_head"), chief])
    assert "recusal_of_head" in refused(road, "panel_clerk", "decide_head_recusal", told)
    silent = {**answer(second, "granted"), "acts_stand": ""}
    assert refused(road, "agency_head", "decide_recusal", silent) == {"recusal_effect_told"}
    road.do("agency_head", "decide_recusal", answer(second, "granted"))
    act = Act.objects.get(case=road.case, move="decide_recusal")
    assert act.facts["person"] == second
    assert act.facts["acts_stand"] == "stand"
    with pytest.raises(Malformed):
        road.do("agency_head", "decide_recusal", answer(second))


def test_an_officer_who_left_does_nothing_more(stops: Stops) -> None:
    road = left(from_(stops, "investigated"), "second")
    before = Act.objects.filter(case=road.case).count()
    assert "recused" in refused(road, "second", "record_scene", record(road))
    assert "recused" in refused(road, "second", "conclude", report(road))
    assert "recused_named" in refused(road, "officer", "register_evidence", evidence(road))
    again = {"officers": road.pair, "reason": "理由充分"}
    assert "recused_named" in refused(road, "unit_head", "reassign", again)
    assert Act.objects.filter(case=road.case).count() == before, "what he did stays as it is"
    third = make.person("sj96", "officer", road.crew.agency).pk
    road.do("unit_head", "reassign", {"officers": [road.pair[0], third], "reason": "应当回避"})
    road.do("officer", "conclude", report(road))


def test_where_one_officer_is_left_the_case_waits_for_another(stops: Stops) -> None:
    road = left(from_(stops, "concluded"), "second")
    told = {**road.content, "facts": "事实清楚", "reason": "理由充分", "hearing_told": False}
    assert "officers_certified" in refused(road, "officer", "notify", told)


def test_a_head_who_left_neither_decides_nor_sits(stops: Stops) -> None:
    road = head_left(from_(stops, "proposed"))
    assert "recused" in refused(road, "agency_head", "decide", DECIDE)
    assert "recused" in refused(road, "agency_head", "return_decision", {"reason": "理由充分"})
    heads = [pk(road, "agency_head"), pk(road, "chief_head")]
    minutes = minutes_of(road, attendees=heads)
    with pytest.raises(Malformed) as wrong:
        road.do("panel_clerk", "hold_panel", minutes)
    assert wrong.value.fields.keys() == {"attendees"}
    road.do("chief_head", "decide", DECIDE)


def test_a_reviewer_who_left_gives_no_opinion(stops: Stops) -> None:
    road = left(from_(stops, "concluded"), "reviewer")
    with pytest.raises(Refused) as no:
        road.review()
    assert "recused" in no.value.codes
    assert all(o.next for o in no.value.obstacles)


def test_on_the_spot_it_is_the_same() -> None:
    road = opened()
    second = pk(road, "second")
    road.do("officer", "ask_recusal", asking(second))
    road.do("agency_head", "decide_recusal", answer(second, "granted"))
    assert "recused" in refused(road, "second", "record_scene", record(road))
    assert "recused_named" in refused(road, "officer", "record_scene", record(road))


def test_the_pages_say_so() -> None:
    road = lately("filed", number=341)
    second = road.crew.user("second")
    officer, head = browser(road, "officer"), browser(road, "agency_head")
    form = text(officer.get(f"/cases/{road.case_id}/do/ask_recusal/"))
    assert f'value="{second.pk}"' in form
    sent = {**asking(second.pk), "token": "r1"}
    assert officer.post(f"/cases/{road.case_id}/do/ask_recusal/", sent).status_code == 302
    granted = {**answer(second.pk, "granted"), "token": "r2"}
    assert head.post(f"/cases/{road.case_id}/do/decide_recusal/", granted).status_code == 302
    page = browser(road, "second").get(f"/cases/{road.case_id}/do/order_correction/")
    assert "您在本案中已经回避，不能再办理" in text(page)
    closed = text(browser(road, "unit_head").get(f"/cases/{road.case_id}/do/reassign/"))
    assert "不能选：在本案中已经回避" in closed
