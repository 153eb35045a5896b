"""What was gathered by who had to leave, and has no force, is done again (行政处罚法 四十三)."""

from tests import make
from tests.walks import Road

from zhifa.enforcement.tests.roads import (
    Stops,
    answer,
    asking,
    evidence,
    from_,
    of_list,
    record,
    refused,
    report,
)
from zhifa.enforcement.tests.test_summary import opened, telling, told
from zhifa.records import actions as records
from zhifa.records.models import Evidence

HALTS = ("investigated", "noticed")


def fresh(road: Road, stand: str = "redo") -> list[int]:
    """The second officer has to leave; the pair that goes on."""
    gone = road.pair[1]
    road.do("officer", "ask_recusal", asking(gone))
    road.do("agency_head", "decide_recusal", answer(gone, "granted", acts_stand=stand))
    return [road.pair[0], make.person("sj97", "officer", road.crew.agency).pk]


def excluded(road: Road) -> None:
    held = Evidence.objects.filter(dossier=road.case.dossier_id, excluded_reason="")
    for one in held:
        records.exclude_evidence(
            evidence_id=one.pk, reason="回避人员收集", by=road.actor("officer"), at=road.now
        )


def test_nothing_is_concluded_on_what_they_gathered(stops: Stops) -> None:
    road = from_(stops, "investigated")
    pair = fresh(road)
    road.do("unit_head", "reassign", {"officers": pair, "reason": "一人回避"})
    wrong = refused(road, "officer", "conclude", report(road))
    assert wrong == {"recused_work_redone", "contact_recorded"}
    needs = Evidence.objects.filter(dossier=road.case.dossier_id).values_list(
        "need_code", flat=True
    )
    codes = sorted({code for code in needs if code})
    excluded(road)
    again = refused(road, "officer", "conclude", report(road))
    assert again == {"contact_recorded", "evidence_complete", "evidence_lawful"}
    road.do("officer", "record_scene", record(road, officers=pair))
    for code in codes:
        item = evidence(road, officers=pair, **of_list(road, code))
        road.do("officer", "register_evidence", item)
    road.do("officer", "conclude", report(road))


def test_what_stands_is_used(stops: Stops) -> None:
    road = from_(stops, "investigated")
    pair = fresh(road, "stand")
    road.do("unit_head", "reassign", {"officers": pair, "reason": "一人回避"})
    road.do("officer", "conclude", report(road))


def test_a_report_that_they_signed_carries_no_decision(stops: Stops) -> None:
    road = from_(stops, "noticed")
    pair = fresh(road)
    road.do("unit_head", "reassign", {"officers": pair, "reason": "一人回避"})
    excluded(road)
    road.answer_term()
    told_ = {**road.content, "reason": "当事人未提出陈述申辩。"}
    assert "recused_work_redone" in refused(road, "officer", "propose_decision", told_)


def test_on_the_spot_it_is_recorded_and_told_anew() -> None:
    road = told(opened())
    road.do("officer", "hear", {"points": "无异议", "accepted": "none"})
    third = make.person("sj98", "officer", road.crew.agency)
    gone = road.pair[0]
    road.do("second", "ask_recusal", asking(gone))
    road.do("agency_head", "decide_recusal", answer(gone, "granted", acts_stand="redo"))
    pair = [road.pair[1], third.pk]
    road.do("unit_head", "reassign", {"officers": pair, "reason": "一人回避"})
    wrong = refused(road, "second", "decide_on_spot", {"surcharge": True})
    assert wrong >= {"scene_recorded", "told_on_the_spot", "defence_heard"}
    road.do("second", "withdraw_telling", {"reason": "重新告知"})
    road.do("second", "record_scene", record(road, officers=pair))
    road.do("second", "tell", telling())
    road.do("second", "hear", {"points": "无异议", "accepted": "none"})
    road.do("second", "decide_on_spot", {"surcharge": True})
