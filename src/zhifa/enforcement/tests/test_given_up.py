"""What the party gives up, it gives up by its own signed paper (行政处罚法 四十五、六十四)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests import make
from tests.walks import Road, turns

from zhifa.enforcement.reads import case_page, shown
from zhifa.enforcement.tests.roads import refused
from zhifa.kernel.refusals import Malformed
from zhifa.records import actions as records

HEAVY = {"kinds": ["fine"], "fine": "220000", "tier": "light"}


def noticed() -> Road:
    party = make.party("示范放弃食品有限公司", number=384)
    road = make.road(party_=party, matter="SC0201")
    road.content = dict(HEAVY)
    road.walk_to("noticed")
    road.wait(minutes=60)
    return road


def waiver(road: Road, **more: Any) -> dict[str, Any]:
    both = {"waives_statement": True, "waives_hearing": True}
    return {**road.signed_paper("放弃陈述申辩和听证权利声明"), **both, **more}


def test_a_name_of_a_paper_is_no_paper() -> None:
    road = noticed()
    told = waiver(road)
    for wrong in ({"paper": "声明"}, {"paper": "r123"}, {"signer": ""}):
        with pytest.raises(Malformed):
            road.do("officer", "waive_rights", {**told, **wrong})
    road.do("officer", "waive_rights", told)
    road.do("officer", "propose_decision", {**road.content, "reason": "当事人书面放弃。"})


def test_the_timeline_names_what_was_given_up_and_shows_the_paper() -> None:
    road = noticed()
    told = waiver(road, waives_statement=False)
    road.do("officer", "waive_rights", told)
    page = case_page(case=road.case, viewer=road.actor("officer"), at=road.now)
    act = next(act for act, _, _ in page.acts if act.move == "waive_rights")
    names = [name for name, _ in page.said[act.pk]]
    assert "放弃听证" in names
    assert "放弃陈述申辩" not in names
    assert [pk for pk, _ in shown(act, page.procedure)] == [told["paper"]]


def test_two_officers_take_what_is_given_up() -> None:
    road = noticed()
    alone = waiver(road, officers=road.pair[:1])
    assert refused(road, "officer", "waive_rights", alone) == {"two_present"}


def test_signed_after_the_notice_came_and_filed_after_it_was_signed() -> None:
    road = noticed()
    road.workday()
    told = waiver(road)
    road.wait(days=1)
    later = {**told, "on": road.today.isoformat()}
    assert refused(road, "officer", "waive_rights", later) == {"signed_paper"}
    early = {**told, "on": (road.today - timedelta(days=9)).isoformat()}
    assert "signed_paper" in refused(road, "officer", "waive_rights", early)


def test_one_paper_is_used_once_and_a_sound_shows_no_signature() -> None:
    road = noticed()
    told = waiver(road, waives_hearing=False)
    road.do("officer", "waive_rights", told)
    again = {**told, "waives_hearing": True}
    assert refused(road, "officer", "waive_rights", again) == {"signed_paper"}
    sound = records.file_recording(
        dossier=road.case.dossier,
        chunks=[b"ID3" + bytes(200)],
        capture=records.Capture(name="a.mp3", kind="audio", media_type="audio/mpeg"),
        facts=records.FiveFacts(road.now, "店内", "示范某", "口头放弃"),
        by=road.actor("officer"),
        at=road.now,
    )
    spoken = {**again, "paper": sound.pk}
    assert refused(road, "officer", "waive_rights", spoken) == {"signed_paper"}


def test_a_hearing_is_withdrawn_by_the_party_in_writing() -> None:
    road = noticed()
    turns.ask_hearing(road)
    before = replace(road)
    thin = {"on": road.today.isoformat(), "reason": "案情复杂"}
    with pytest.raises(Malformed):
        road.do("officer", "withdraw_hearing", thin)
    told = {**before.signed_paper("撤回听证申请书"), "reason": "不再要求听证"}
    alone = {**told, "officers": road.pair[:1]}
    assert refused(road, "officer", "withdraw_hearing", alone) == {"two_present"}
    road.do("officer", "withdraw_hearing", told)
    assert road.case.stage == "noticed"
