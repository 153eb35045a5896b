"""What papers of a case must say: who approved and when, what was gained, what was ordered."""

from zhifa.enforcement.tests.roads import DECIDE, Stops, from_, panel, record, report
from zhifa.records.models import Document

HALTS = ("checking", "investigated", "proposed")
ORDER = {"breach": "标签缺项", "content": "下架整改", "by_on": "2026-04-01"}


def rows(dossier: str, template: str) -> dict[str, str]:
    """The labelled rows of the latest paper of a kind."""
    paper = Document.objects.filter(dossier=dossier, template=template).latest("made_at", "pk")
    return dict(row for block in paper.content["blocks"] for row in block.get("rows", ()))


def test_before_anybody_is_found_the_record_names_no_address_as_its_cause(stops: Stops) -> None:
    road = from_(stops, "checking")
    assert road.case.party is None
    road.do("officer", "record_scene", record(road))
    told = rows(road.case.dossier_id, "W09")
    assert told["案由"] == "线索核查（当事人、违法事项待查明）"
    assert told["地点"] == "现场"


def test_afterwards_it_names_whom_and_what(stops: Stops) -> None:
    road = from_(stops, "investigated")
    road.do("officer", "record_scene", record(road))
    told = rows(road.case.dossier_id, "W09")
    assert told["案由"] == road.case.title
    assert told["案由"].startswith(road.party.name)


def test_the_report_tells_gains_refunds_and_orders_to_correct(stops: Stops) -> None:
    road = from_(stops, "investigated")
    road.do("officer", "order_correction", {**ORDER, "by_on": road.today.isoformat()})
    road.hand_over("W26")
    road.workday()
    looked = {"officers": road.pair, "result": "partly", "details": "仍有两瓶未下架。"}
    road.do("officer", "recheck_correction", looked)
    road.do("officer", "order_correction", {**ORDER, "content": "补正标签"})
    gained = {"gains": "1200", "refunds": "1200", "correctable": "open"}
    road.do("officer", "conclude", report(road, **gained))
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W36")
    blocks = {block["heading"]: block for block in paper.content["blocks"]}
    assert blocks["违法所得"]["rows"] == [
        ["违法所得金额", "1,200.00 元"],
        ["其中依法应当退赔的金额", "1,200.00 元"],
    ]
    assert blocks["改正情况"]["text"] == "能够改正，尚未改正。"
    first, second = blocks["责令改正"]["table"][1:]
    assert first[2:4] == ["下架整改", "2026年3月4日"]
    assert first[4].startswith("部分改正（2026年")
    assert second[2:] == ["补正标签", "2026年4月1日", "尚未复查"]


def test_without_gains_and_orders_the_report_says_so(stops: Stops) -> None:
    road = from_(stops, "investigated")
    road.do("officer", "conclude", report(road))
    paper = Document.objects.get(dossier=road.case.dossier_id, template="W36")
    blocks = {block["heading"]: block for block in paper.content["blocks"]}
    assert blocks["违法所得"]["text"] == "没有违法所得。"
    assert "责令改正" not in blocks


def test_the_approval_of_a_decision_names_who_approved_and_when(stops: Stops) -> None:
    road = from_(stops, "proposed")
    assert not Document.objects.filter(dossier=road.case.dossier_id, template="W43").exists()
    road.do("panel_clerk", "hold_panel", panel(road))
    road.do("agency_head", "decide", DECIDE)
    told = rows(road.case.dossier_id, "W43")
    day = f"{road.today.year}年{road.today.month}月{road.today.day}日"
    assert told["批准人"] == road.crew.user("agency_head").name
    assert told["批准日期"] == told["集体讨论日期"] == day
    assert told["机关负责人意见"] == DECIDE["opinion"]
    assert told["集体讨论结论"] == "同意拟决定"
    assert "罚款人民币" in told["拟决定内容"]
    assert told["提交审批日期"]


def test_the_record_of_a_discussion_names_who_entered_it(stops: Stops) -> None:
    road = from_(stops, "proposed")
    road.do("panel_clerk", "hold_panel", panel(road))
    told = rows(road.case.dossier_id, "W42")
    assert told["登记人"] == road.crew.user("panel_clerk").name
    assert told["参加的负责人"]
    assert told["讨论日期"]
