"""Whoever reported by name is told whether the case is filed (投诉举报处理暂行办法 三十一)."""

from datetime import timedelta
from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.agencies.models import Agency
from zhifa.enforcement import actions, reads
from zhifa.enforcement.models import Act
from zhifa.enforcement.tests.browsers import browser, text
from zhifa.enforcement.tests.roads import refused
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.records.models import Document
from zhifa.registry import actions as registry

NAME, PHONE = "举报某", "13900000000"
NAMED = {"informant": NAME, "informant_phone": PHONE}


def city(home: Agency) -> Road:
    """At a body that keeps the town tidy and has no matter of the market on its list."""
    return Road(make.crew(home), make.party(), "CG0101", make.AT)


def clued(source: str = "report", **more: str) -> Road:
    return told(make.road(party_=make.party("示范答复食品有限公司", number=371)), source, **more)


def told(road: Road, source: str, **more: str) -> Road:
    data = {
        "source_kind": source,
        "discovered_on": road.today.isoformat(),
        "place": road.place,
        "area_code": road.area,
        "summary": road.summary,
        **more,
    }
    road._case = actions.open_case(
        procedure="penalty_ordinary",
        agency=road.crew.agency,
        unit=None,
        data=data,
        by=road.actor("officer"),
        at=road.now,
    ).case
    road.wait()
    road.check()
    return road


def turned_down(road: Road) -> Road:
    road.propose("not_file")
    road.do("agency_head", "refuse_filing", {"opinion": "同意不予立案"})
    return road


def reply(road: Road, **more: Any) -> dict[str, Any]:
    return {"on": road.today.isoformat(), "way": "phone", "words": WORDS, **more}


WORDS = "已电话告知是否立案和理由。"
ARCHIVE = {"checked": "材料齐全，同意归档。"}


def test_a_complaint_may_be_answered_and_nothing_waits_for_it() -> None:
    road = turned_down(clued("complaint", **NAMED))
    assert not road.case.clocks.filter(code="c.reply").exists()
    road.do("unit_head", "reply_informant", reply(road, words="已电话告知不予立案和理由。"))
    road = turned_down(clued("complaint", **NAMED))
    road.do("archivist", "archive", ARCHIVE)


def test_a_body_without_market_matters_may_answer_and_nothing_waits_for_it() -> None:
    home = make.agency("CG")
    make.libraries(make.agency())
    codes = {"CG0101"}
    registry.list_powers(agency=home, codes=codes, from_on=make.SINCE, by=SYSTEM, at=make.AT)
    answered = turned_down(told(city(home), "report", **NAMED))
    assert not answered.case.clocks.filter(code="c.reply").exists()
    answered.do("unit_head", "reply_informant", reply(answered, words="已电话告知不予立案和理由。"))
    untold = turned_down(told(city(home), "report", **NAMED))
    untold.do("archivist", "archive", ARCHIVE)
    assert reads.replay(case=untold.case, viewer=SYSTEM) == []


def test_not_filed_it_waits_to_be_told_within_five_workdays() -> None:
    road = turned_down(clued("report", **NAMED))
    refused_on = Act.objects.get(case=road.case, move="refuse_filing").on
    clock = road.case.clocks.get(code="c.reply")
    assert clock.state == "running"
    assert clock.due_on == standard().due(refused_on, Term(5, Unit.WORKDAY)).on
    page = text(browser(road, "unit_head").get(f"/cases/{road.case_id}/"))
    assert "答复实名举报人" in page
    assert refused(road, "archivist", "archive", ARCHIVE) == {"informant_told"}
    for wrong in (
        {"on": (refused_on - timedelta(days=1)).isoformat()},
        {"on": (road.today + timedelta(days=1)).isoformat()},
    ):
        assert refused(road, "officer", "reply_informant", reply(road, **wrong)) == {"reply_fits"}
    road.do("unit_head", "reply_informant", reply(road, words="已电话告知不予立案和理由。"))
    assert road.case.clocks.get(code="c.reply").state == "met"
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W83")
    told = str([paper.content, paper.fields])
    assert "批准不予立案日期" in told
    assert NAME not in told
    assert PHONE not in told
    assert refused(road, "officer", "reply_informant", reply(road)) == {"informant_waits"}
    road.do("archivist", "archive", ARCHIVE)
    assert reads.replay(case=road.case, viewer=SYSTEM) == []


def test_filed_it_waits_as_well_and_only_who_may_open_the_name_answers() -> None:
    road = clued(**NAMED)
    road.propose()
    assert refused(road, "officer", "reply_informant", reply(road)) >= {"not_now"}
    road.file()
    assert road.case.clocks.get(code="c.reply").state == "running"
    outsider = make.person("sj96", "officer", road.crew.agency)
    told = reads.option(
        case=road.case,
        move=road_move(road),
        viewer=make.signed(outsider, road.today),
        at=road.now,
    )
    assert {o.code for o in told.obstacles} == {"informant_theirs"}
    assert "not_permitted" in refused(road, "agency_head", "reply_informant", reply(road))
    tried = reply(road, way="unreached", words="三次拨打登记的电话，均无人接听。")
    road.do("second", "reply_informant", tried)
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W83")
    assert "批准立案日期" in str(paper.content)


def road_move(road: Road) -> Any:
    return next(
        o.move
        for o in reads.options(case=road.case, viewer=road.actor("officer"), at=road.now)
        if o.move.id == "reply_informant"
    )


@pytest.mark.parametrize(
    ("source", "named"), [("report", {}), ("inspection", NAMED), ("referral", NAMED)]
)
def test_nobody_is_told_where_nobody_reported_by_name(source: str, named: dict[str, str]) -> None:
    road = turned_down(clued(source, **named))
    assert not road.case.clocks.filter(code="c.reply").exists()
    assert refused(road, "officer", "reply_informant", reply(road)) == {"informant_waits"}
    shown = reads.options(case=road.case, viewer=road.actor("officer"), at=road.now)
    assert "reply_informant" not in {o.move.id for o in shown}
    road.do("archivist", "archive", ARCHIVE)
