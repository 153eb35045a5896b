"""A change in one place: the next case's form and notice follow it, the running case's do not."""

import tomllib
from datetime import date, timedelta
from typing import Any

from tests import make
from zhifa.agencies.tests import make as people
from zhifa.enforcement import reads as cases
from zhifa.enforcement.models import Clock
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.browsers import browser
from zhifa.kernel.access import SYSTEM
from zhifa.records.models import Document
from zhifa.registry import actions as registry
from zhifa.registry import reads
from zhifa.registry.reads.matters import DATA
from zhifa.web.demo.road import Road

CODE = "SC0101"
NEW = date(2026, 4, 1)
WORDS = "经营标签不合规定的预包装食品（新表述）"


def row() -> dict[str, Any]:
    rows = tomllib.loads((DATA / "market.toml").read_text(encoding="utf-8"))["matters"]
    found = next(one for one in rows if one["code"] == CODE)
    term = {"code": "file", "name": "核查和立案", "n": 7, "unit": "workday"}
    pay = {"code": "pay", "name": "缴纳罚款", "n": 20, "unit": "day"}
    defend = {"code": "defend", "name": "陈述申辩", "n": 6, "unit": "workday"}
    tiers = [{**found["tiers"][0], "name": "从轻档"}, *found["tiers"][1:]]
    return {
        **found, "breach": WORDS, "tiers": tiers,
        "clocks": [term, pay, defend],
        "hearing_organisation": 8000, "hearing_source": "区听证标准", "from_on": NEW,
    }  # fmt: skip


def notice(road: Road) -> str:
    paper = Document.objects.filter(dossier=road.case.dossier, title__contains="告知书").get()
    return str(paper.content)


def filing_term(road: Road) -> tuple[str, str]:
    """When the case had to be filed, and the term as its page tells it."""
    due = Clock.objects.get(case=road.case, code="c.file").due_on
    page = cases.case_page(case=road.case, viewer=SYSTEM, at=road.now)
    lines = (*page.clocks, *page.done_clocks)
    told = next(line.basis for line in lines if line.name == "立案期限")
    return due.isoformat(), told.split(" 起 ")[1].split(" · ")[0]


def tier_names(road: Road) -> list[str]:
    """What the form of the report offers."""
    move = load(road.case.procedure, road.case.procedure_version).moves["conclude"]
    fields = cases.fields_for(case=road.case, move=move, viewer=road.actor("officer"), at=road.now)
    return [name for field in fields if field.id == "tier" for _, name in field.options]


def test_a_new_version_is_for_the_next_case() -> None:
    body = make.agency()
    running = make.road(body=body)
    running.walk_to("filed")
    registry.adopt_matter(row=row(), by=SYSTEM, at=running.now)
    later = Road(running.crew, running.party, CODE, make.AT + timedelta(days=60))
    later.walk_to("filed")

    assert (tier_names(running)[0], tier_names(later)[0]) == ("较轻", "从轻档")
    files = [filing_term(road) for road in (running, later)]
    assert files == [("2026-03-23", "15 个工作日"), ("2026-05-13", "7 个工作日")]
    for road in (running, later):
        for step in (road.investigate, road.conclude, road.review, road.notify):
            step()
    assert running.today > make.AT.date()
    assert WORDS not in notice(running)
    assert WORDS in notice(later)
    assert running.case.matter_id != later.case.matter_id
    assert "五个工作日内进行陈述" in notice(running)
    assert "六个工作日内进行陈述" in notice(later)
    assert "听证标准" not in notice(running), "8,000 元 did not reach the line of its day"
    assert "听证标准：罚款 8,000 元以上（区听证标准）" in notice(later)
    defend = [Clock.objects.get(case=r.case, code="c.defend") for r in (running, later)]
    assert all(clock.due_on > clock.start_on for clock in defend)
    assert not any(cases.replay(case=r.case, viewer=SYSTEM) for r in (running, later))


def test_a_line_that_no_rule_was_read_for_is_told_to_the_officer_and_not_to_the_party() -> None:
    first = make.road(body=make.agency())
    open_line = {**row(), "settled": False, "hearing_source": "先行设置"}
    registry.adopt_matter(row=open_line, by=SYSTEM, at=first.now)
    road = Road(first.crew, first.party, CODE, make.AT + timedelta(days=60))
    road.walk_to("filed")
    for step in (road.investigate, road.conclude, road.review):
        step()
    officer = road.actor("officer")
    move = load(road.case.procedure, road.case.procedure_version).moves["notify"]
    asked = cases.fields_for(case=road.case, move=move, viewer=officer, at=road.now)
    told = next(field.help for field in asked if field.id == "hearing_told")
    assert "听证标准待核定：暂按罚款 8,000 元以上（先行设置）" in told
    road.notify()
    assert "要求听证" in notice(road)
    assert "听证标准" not in notice(road), "a sum of no rule is no law to tell a party"
    page = browser(road, "officer").get(f"/cases/{road.case.pk}/").content.decode()
    assert "听证标准待核定" in page


def test_the_published_lists_follow_too() -> None:
    body = make.road().crew.agency
    registry.adopt_matter(row=row(), by=SYSTEM, at=make.AT)

    def tiers(on: date) -> set[str]:
        one = reads.public_list(agency_id=body.pk, code="discretion", on=on, viewer=SYSTEM)
        return {row[2] for row in one.rows if row[0] == CODE} if one else set()

    assert "从轻档" not in tiers(NEW - timedelta(days=1))
    assert "从轻档" in tiers(NEW)


def test_the_page_tells_the_terms_of_the_day(client: Any) -> None:
    make.road()
    registry.adopt_matter(row=row(), by=SYSTEM, at=make.AT)
    client.force_login(people.holder("officer", people.agency()))
    told = {
        day: client.get(f"/library/matters/{CODE}/?on={day}").content.decode()
        for day in ("2026-03-31", "2026-04-01")
    }
    assert "核查和立案 15 个工作日" in told["2026-03-31"]
    assert "核查和立案 7 个工作日" in told["2026-04-01"]
    assert WORDS not in told["2026-03-31"]
    assert WORDS in told["2026-04-01"]
    on = reads.matter_on(code=CODE, on=date(2026, 3, 31), viewer=SYSTEM)
    assert on is not None
    assert on.breach != WORDS
