"""G08: the text of the law on the day of the act, or the lighter one of today (CF 37)."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests import make
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.models import Decision
from zhifa.enforcement.reads.matters import law_now
from zhifa.enforcement.rules import basis
from zhifa.enforcement.rules.facts import LawNow
from zhifa.enforcement.rules.matter_facts import MatterFacts
from zhifa.enforcement.rules.measure import Measure
from zhifa.enforcement.rules.procedure import load
from zhifa.enforcement.tests.roads import DECIDE, refused, report
from zhifa.enforcement.tests.test_properties import MATTER
from zhifa.enforcement.views.ways import Guide
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records.models import Document
from zhifa.registry import actions as registry
from zhifa.registry import reads as library
from zhifa.registry.models import Party
from zhifa.registry.reads.matters import DATA
from zhifa.registry.tests import make as libraries

CODE = "SC0101"
NEXT = date(2026, 3, 5)  # after the act (late February), before the report
OLD = {"text": "act_day", "text_reason": "新旧幅度相比，旧的不重。"}
NEW = {"text": "new", "text_reason": "新的上限降低，处罚较轻。"}
LIGHT = [{"code": "light", "name": "较轻", "condition": "货值小", "min": 1000, "max": 8000}]


def revised(road: Road, **change: Any) -> None:
    """A new version of the matter, in force from after the act on."""
    rows = tomllib.loads((DATA / "market.toml").read_text(encoding="utf-8"))["matters"]
    row = next(one for one in rows if one["code"] == CODE)
    registry.adopt_matter(row={**row, **change, "from_on": NEXT}, by=SYSTEM, at=road.now)


def lighter(road: Road) -> None:
    revised(road, fine_min=1000, fine_max=20000, tiers=LIGHT)


def heavier(road: Road) -> None:
    revised(road, fine_max=80000)


def both(road: Road) -> None:
    revised(road, fine_min=8000, fine_max=40000, tiers=[{**LIGHT[0], "min": 8000, "max": 9000}])


def investigated(change: Any) -> Road:
    road = make.road()
    road.walk_to("filed")
    change(road)
    road.investigate()
    road.until(NEXT + timedelta(days=1))
    road.workday()
    return road


def content(road: Road, text: Mapping[str, str] = {}, **more: Any) -> dict[str, Any]:
    return report(road, **{"text": "", "text_reason": "", **text, **more})


def paper(road: Road, template: str) -> str:
    found = Document.objects.filter(dossier=road.case.dossier, template=template)
    return str(found.latest("made_at").content)


def open_form(road: Road, role: str, name: str) -> bool:
    """Whether all that a step lacks is filled in on its own form."""
    move, viewer = load("penalty_ordinary").moves[name], road.actor(role)
    asked = reads.fields_for(case=road.case, move=move, viewer=viewer, at=road.now)
    found = reads.option(case=road.case, move=move, viewer=viewer, at=road.now)
    guide = Guide(road.case, viewer, name, {f.id for f in asked})
    return found.permitted and all(w.url.startswith("#") for w in guide.ways(found.obstacles))


def test_no_text_is_asked_where_nothing_changed() -> None:
    road = make.road()
    road.walk_to("investigated")
    move = load("penalty_ordinary").moves["conclude"]
    asked = reads.fields_for(case=road.case, move=move, viewer=SYSTEM, at=road.now)
    assert not {f.id for f in asked} & {"text", "text_reason"}
    revised(road, breach="同一行为的新表述")  # a new version that punishes the same
    road.until(NEXT + timedelta(days=1))
    asked = reads.fields_for(case=road.case, move=move, viewer=SYSTEM, at=road.now)
    assert not {f.id for f in asked} & {"text", "text_reason"}


def test_a_lighter_text_must_be_used_and_is_named_everywhere() -> None:
    road = investigated(lighter)
    assert "text_settled" in refused(road, "officer", "conclude", content(road))
    bare = content(road, {"text": "new"}, fine="3000")
    assert refused(road, "officer", "conclude", bare) == {"text_settled"}
    with pytest.raises(Refused) as no:
        road.do("officer", "conclude", content(road, OLD))
    assert [(o.code, o.fix) for o in no.value.obstacles] == [("lighter_text_used", "")]
    road.content = {"kinds": ["fine"], "fine": "3000", "tier": "light", **NEW}
    beyond = {**road.content, "fine": "20001", "tier_reason": "理由充分"}
    assert refused(road, "officer", "conclude", report(road, **beyond)) == {"amount_in_range"}
    for step in (road.conclude, road.review, road.notify, road.answer_term, road.propose_decision):
        step()
    road.decide()
    told = "新的规定处罚较轻，本案适用新的规定。新的上限降低，处罚较轻。"
    for template in ("W38", "W43", "W44"):
        assert told in paper(road, template), template
    act = Decision.objects.get(case=road.case).act
    assert act.facts["decision"]["text"] == "new"
    assert not reads.replay(case=road.case, viewer=SYSTEM)


def test_the_form_tells_both_ranges() -> None:
    road = investigated(lighter)
    move = load("penalty_ordinary").moves["conclude"]
    asked = reads.fields_for(case=road.case, move=move, viewer=SYSTEM, at=road.now)
    helps = {f.id: f.help for f in asked}
    assert "5,000 元至 50,000 元" in helps["text"]
    assert "1,000 元至 20,000 元" in helps["text"]
    assert "应当适用新的规定" in helps["text"]


def test_a_heavier_text_is_never_used() -> None:
    road = investigated(heavier)
    new = content(road, NEW)
    assert refused(road, "officer", "conclude", new) == {"lighter_text_used"}
    road.content |= OLD
    road.conclude()
    road.review()
    road.notify()
    assert "本案适用违法行为发生时的规定" in paper(road, "W38")


def test_where_each_is_lighter_in_part_people_say_why() -> None:
    road = investigated(both)
    assert refused(road, "officer", "conclude", content(road)) == {"text_settled"}
    road.do("officer", "conclude", content(road, OLD))
    road.do("unit_head", "reopen", {"reason": "改用新的规定"})
    road.do("officer", "conclude", content(road, NEW, fine="8500"))


def test_a_law_that_changes_after_the_notice_is_told_anew() -> None:
    road = make.road()
    road.walk_to("proposed")
    after = road.today + timedelta(days=1)
    rows = tomllib.loads((DATA / "market.toml").read_text(encoding="utf-8"))["matters"]
    row = next(one for one in rows if one["code"] == CODE)
    row |= {"fine_min": 1000, "fine_max": 20000, "tiers": LIGHT, "from_on": after}
    registry.adopt_matter(row=row, by=SYSTEM, at=road.now)
    road.until(after)
    assert "text_settled" in refused(road, "agency_head", "decide", DECIDE)
    proposal = {"kinds": ["fine"], "fine": "3000", "tier": "light", "reason": "理由充分", **NEW}
    assert "text_as_noticed" in refused(road, "officer", "propose_decision", proposal)
    road.content = {"kinds": ["fine"], "fine": "3000", "tier": "light", **NEW}
    assert open_form(road, "officer", "renotify"), "where it is sent, it can be done"
    told = {**road.content, "facts": "事实清楚", "hearing_told": False, "reason": "理由充分"}
    road.do("officer", "renotify", told)
    road.serve("serve_notice")
    road.answer_term()
    road.propose_decision()
    assert refused(road, "agency_head", "decide", DECIDE) == {"review_covers"}
    road.review()
    road.decide()
    assert road.case.stage == "decided"


def ended(road: Road) -> None:
    matter = road.case.matter
    assert matter is not None
    registry.end_matter(matter=matter, until_on=NEXT, by=SYSTEM, at=road.now)


def test_what_is_no_longer_punished_is_not_punished() -> None:
    road = investigated(ended)
    assert "still_punished" in refused(road, "officer", "conclude", report(road))
    road.conclude("no_penalty", ground="no_longer_punished")
    road.review()
    spare = {
        "opinion": "同意。",
        "ground": "no_longer_punished",
        "education": "已教育。",
        "reason": "新的规定不再处罚。",
    }
    road.do("agency_head", "decide_no_penalty", spare)
    assert "第三十七条" in paper(road, "W46")


def test_that_ground_needs_a_law_that_ended() -> None:
    road = make.road()
    road.walk_to("investigated")
    road.conclude("no_penalty", ground="no_longer_punished")
    road.review()
    spare = {
        "opinion": "同意。",
        "ground": "no_longer_punished",
        "education": "已教育。",
        "reason": "理由充分",
    }
    found = refused(road, "agency_head", "decide_no_penalty", spare)
    assert found == {"no_penalty_grounded"}


def like(**change: Any) -> MatterFacts:
    return replace(MATTER, id=2, **change)


@pytest.mark.parametrize(
    ("new", "weight"),
    [
        (like(), basis.SAME),
        (like(fine_max=Decimal(40000)), basis.LIGHTER),
        (like(fine_min=None), basis.LIGHTER),
        (like(fine_max=None), basis.HEAVIER),
        (like(fine_min=Decimal(6000)), basis.HEAVIER),
        (like(fine_min=Decimal(6000), fine_max=Decimal(40000)), basis.MIXED),
        (like(kinds=("fine", "trade_bar")), basis.HEAVIER),
        (like(kinds=("warning_penalty",)), basis.MIXED),
        (like(kinds=()), basis.LIGHTER),
        (like(multiples=Measure("货值金额", Decimal(5), Decimal(10))), basis.HEAVIER),
    ],
)
def test_how_two_texts_weigh(new: MatterFacts, weight: str) -> None:
    assert basis.weigh(new, MATTER) == weight
    law = LawNow(MATTER, new)
    assert basis.choice_due(law) == (weight != basis.SAME)


def test_a_clause_that_reads_otherwise_asks_for_a_choice() -> None:
    law = LawNow(MATTER, MATTER, changed=("《某法》第一条",))
    assert basis.choice_due(law)
    assert basis.weight(law) == basis.MIXED
    assert "《某法》第一条" in basis.told(law)
    assert not basis.choice_due(replace(law, gone=("已废止",)))


@pytest.mark.parametrize(
    ("code", "last", "weight"),
    [
        ("SC0402", date(2025, 10, 14), basis.LIGHTER),  # 反不正当竞争法: the least sum fell away
        ("WL0107", date(2025, 2, 28), basis.HEAVIER),  # 文物保护法: ten and more times as much
    ],
)
def test_an_act_of_before_a_revision_is_weighed_against_the_text_of_today(
    code: str, last: date, weight: str
) -> None:
    libraries.laws()
    registry.load_matters(by=SYSTEM, at=libraries.AT)
    then = library.matter_on(code=code, on=last, viewer=SYSTEM)
    today = date(2026, 3, 2)
    [law] = law_now(then, Party(kind="legal_person"), last, today)
    assert basis.choice_due(law)
    assert basis.weight(law) == weight
