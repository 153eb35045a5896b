"""What the pages of a case say: whose turn it is, what is wrong with a day, what a line is."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.timezone import localdate
from tests.walks import Road

from zhifa.enforcement import reads
from zhifa.enforcement.forms import form_for
from zhifa.enforcement.reads.page import Page
from zhifa.enforcement.rules.clocks import compute
from zhifa.enforcement.rules.fields import clean
from zhifa.enforcement.rules.procedure import Field, load
from zhifa.enforcement.rules.sections import sections_of
from zhifa.enforcement.tests.browsers import browser, lately, text
from zhifa.enforcement.tests.roads import Stops, filing, from_, refused
from zhifa.enforcement.tests.story import acts
from zhifa.kernel import calendar

HALTS = ("checking", "filed", "concluded", "served")
PHONE = Field("informant_phone", "举报人电话", "phone", optional=True)


def page(road: Road, role: str) -> Page:
    return reads.case_page(case=road.case, viewer=road.actor(role), at=road.now)


# ---- whose turn it is
def test_after_the_proposal_the_unit_head_is_next_then_the_head(stops: Stops) -> None:
    road = from_(stops, "checking")
    road.do("officer", "propose_filing", filing(road))
    turn = page(road, "officer").turn
    assert turn is not None
    assert turn.move.id == "endorse_filing"
    road.do("unit_head", "endorse_filing", {"opinion": "同意"})
    turn = page(road, "officer").turn
    assert turn is not None
    assert turn.move.id == "approve_filing"


def test_a_proposal_not_to_file_waits_for_its_own_answer(stops: Stops) -> None:
    road = from_(stops, "checking")
    road.do("officer", "propose_filing", filing(road, proposal="not_file"))
    road.do("unit_head", "endorse_filing", {"opinion": "同意"})
    turn = page(road, "officer").turn
    assert turn is not None
    assert turn.move.id == "refuse_filing"


def test_the_police_are_no_next_stage_before_anybody_suspects_a_crime(stops: Stops) -> None:
    road = from_(stops, "filed")
    moves = {"send_transfer", "approve_transfer", "refuse_transfer"}
    for role in ("officer", "chief_head"):
        assert not moves & {o.move.id for o in page(road, role).options}, role
    told = {"offence": "销售假药罪", "facts": "事实清楚", "standard": "达到标准"}
    road.do("officer", "suspect_crime", told)
    assert "send_transfer" in {o.move.id for o in page(road, "officer").next}
    assert "approve_transfer" in {o.move.id for o in page(road, "chief_head").free}


# ---- what the button in the head is
def main(road: Road, client: Client) -> str | None:
    """The step that the head of the page puts forward."""
    found = client.get(f"/cases/{road.case_id}/").context["main"]
    return found.move.id if found else None


def test_a_suspected_crime_puts_its_transfer_forward_and_never_a_suspension(stops: Stops) -> None:
    road = from_(stops, "filed")
    head = browser(road, "agency_head")
    assert "propose_suspension" in {o.move.id for o in page(road, "officer").free}
    assert main(road, head) is None
    road.do(
        "officer", "suspect_crime", {"offence": "罪", "facts": "事实清楚", "standard": "达到标准"}
    )
    assert main(road, head) is None
    officer = browser(road, "officer")
    assert [o.move.id for o in page(road, "chief_head").free][:2] == [
        "approve_transfer",
        "refuse_transfer",
    ]
    assert main(road, browser(road, "chief_head")) == "approve_transfer"
    road.do("chief_head", "approve_transfer", {"opinion": "同意"})
    assert main(road, officer) == "send_transfer"


def test_no_penalty_is_put_forward_while_a_crime_is_suspected(stops: Stops) -> None:
    road = from_(stops, "concluded")
    officer = browser(road, "officer")
    assert main(road, officer) == "submit_review"
    road.do(
        "officer", "suspect_crime", {"offence": "罪", "facts": "事实清楚", "standard": "达到标准"}
    )
    assert main(road, officer) is None
    assert "submit_review" not in page(road, "officer").forward


def test_the_reviewer_is_not_led_to_an_answer_before_reading(stops: Stops) -> None:
    road = from_(stops, "concluded")
    road.send()
    shown = browser(road, "reviewer").get(f"/cases/{road.case_id}/")
    assert shown.context["main_name"] == "去审核"


# ---- what is wrong with a form
def test_a_day_before_the_matter_stood_is_what_is_wrong(stops: Stops) -> None:
    road = from_(stops, "checking")
    early = filing(road, act_from="1900-01-01", act_until="")
    assert "matter_stands" in refused(road, "officer", "propose_filing", early)
    assert "matter_known" not in refused(road, "officer", "propose_filing", early)


@pytest.mark.parametrize("number", ["13812345678", "0812-5550000"])
def test_a_number_that_reaches_somebody_is_taken(number: str) -> None:
    assert clean([PHONE], {"informant_phone": number}) == ({"informant_phone": number}, {})


@pytest.mark.parametrize("number", ["abc电话", "12345", "1381234567x"])
def test_one_that_reaches_nobody_is_named(number: str) -> None:
    _, faults = clean([PHONE], {"informant_phone": number})
    assert faults["informant_phone"][0].startswith("举报人电话：请填 11 位手机号")


def test_the_form_of_a_clue_tells_all_its_faults_at_once() -> None:
    road = lately("clue", number=395)
    ahead = localdate() + timedelta(days=3)
    sent = {
        "source_kind": "report",
        "discovered_on": localdate().isoformat(),
        "place": "",
        "area_code": "510403001",
        "summary": "线索情况",
        "act_from": ahead.isoformat(),
        "act_until": (ahead - timedelta(days=1)).isoformat(),
        "informant_phone": "abc电话",
        "token": "t",
    }
    answer = browser(road, "officer").post("/cases/new/penalty_ordinary/", sent)
    assert answer.status_code == 422
    for words in (
        "违法行为地：尚未填写",
        "举报人电话：请填",
        "违法行为开始日期：",
        "违法行为终了日期：",
    ):
        assert words in text(answer), words


def test_one_choice_is_made_already() -> None:
    road = lately("served", number=396)
    form = text(browser(road, "officer").get(f"/cases/{road.case_id}/do/record_payment/"))
    assert "record_payment" in form or "缴款" in form
    fields = load("penalty_ordinary").moves["register_redo"].fields
    made = form_for(fields, {}, initial={}, faults={})
    assert made.initial["source_kind"] == "redo"
    assert "checked" in str(made["source_kind"])


# ---- what the case knows
def test_nobody_types_what_the_case_knows() -> None:
    road = lately("served", number=398)
    form = text(browser(road, "officer").get(f"/cases/{road.case_id}/do/record_payment/"))
    assert 'value="8000.00"' in form
    begun = lately("filed", number=399)
    form = text(browser(begun, "officer").get(f"/cases/{begun.case_id}/do/question/"))
    assert 'list="id_person_known"' in form
    assert f'<option value="{begun.party.representative or begun.party.name}">' in form


# ---- names
def test_what_was_written_is_led_in_by_its_name(stops: Stops) -> None:
    said = page(from_(stops, "filed"), "officer").said
    names = {name for lines in said.values() for name, _ in lines}
    assert {"线索内容：", "核查情况："} <= names
    assert "" not in names


def test_review_says_why_in_words(stops: Stops) -> None:
    road = from_(stops, "concluded")
    move = load("penalty_ordinary").moves["decide"]
    shown = reads.option(case=road.case, move=move, viewer=road.actor("chief_head"), at=road.now)
    assert not [o for o in shown.obstacles if "L1" in o.message or "适用情形" in o.message]


def test_the_filter_of_stages_begins_with_the_ordinary_road() -> None:
    names = list(reads.all_stage_names().values())
    assert names[:3] == ["案源登记", "核查", "立案审批"]
    assert names.index("现场查处") > names.index("已归档")


def test_a_stage_that_is_none_is_called_none() -> None:
    road = lately("clue", number=397)
    officer = browser(road, "officer")
    assert "没有这个环节" in text(officer.get("/cases/?stage=transfer"))
    assert "环节：移送公安机关" in text(officer.get("/cases/?stage=transferred"))


def test_nothing_was_filed_on_the_spot() -> None:
    road = lately("clue", number=398)
    case = road.case
    case.procedure, case.filed_on = "penalty_summary", case.discovered_on
    rows = render_to_string(
        "enforcement/_rows.html",
        {"rows": [(case, 1, 4)], "asked": reads.Filter(), "stages": {}, "today": localdate()},
    )
    assert "当场查处，不立案" in rows


def test_urging_who_owes_nothing_says_so() -> None:
    for code in ("penalty_ordinary", "penalty_summary"):
        assert "已缴清" not in load(code).needs["money_due"].message
        assert "没有应缴未缴" in load(code).needs["money_due"].message


# ---- the long form in parts
def test_the_report_is_parted() -> None:
    parts = dict(sections_of(load("penalty_ordinary").moves["conclude"].fields))
    assert list(parts) == ["事实", "定性与依据", "处罚种类与幅度", "理由和告知"]
    assert parts["事实"][0] == "facts"
    assert "kinds" in parts["处罚种类与幅度"]
    every = [f.id for f in load("penalty_ordinary").moves["conclude"].fields]
    assert sorted(f for inside in parts.values() for f in inside) == sorted(every)
    assert sections_of(load("penalty_ordinary").moves["propose_suspension"].fields) == []


# ---- T17: both days of a rest are in it
def test_a_rest_of_one_day_is_one_day() -> None:
    """law.md T17: excluded periods are inclusive of both end dates, so one day is one day."""
    law, filed = load("penalty_ordinary"), ("approve_filing", "2026-03-04", {"officers": [1, 2]})
    rest = (("suspend", "2026-03-10"), ("resume", "2026-03-10"))
    plain = compute(law, acts(("register", "2026-03-02"), filed), calendar.standard())
    rested = compute(law, acts(("register", "2026-03-02"), filed, *rest), calendar.standard())
    due = [next(s for s in found if s.code == "c.decide").raw_on for found in (plain, rested)]
    assert due == [date(2026, 6, 2), date(2026, 6, 3)]
