"""K1 from clue to archive, driven in a real browser by the people whose job each step is."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.stage import CHROMIUM, Opener, Values, do, fill, just_now, send
from zhifa.agencies import reads as people
from zhifa.enforcement.models import Case
from zhifa.web.demo.walk import BEIJING, Crew, file_paper, weighed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine"),
]
CONTENT: Values = {"kinds": ["fine"], "fine": "8000", "tier": "light"}


@dataclass
class Play:
    """K1 on its way: who opens which page, and what every form repeats."""

    as_: Opener
    crew: Crew
    now: datetime = field(default_factory=lambda: datetime.now(BEIJING))

    @property
    def today(self) -> str:
        return self.now.date().isoformat()

    @property
    def pair(self) -> list[str]:
        return [str(u.pk) for u in self.crew.officers]

    @property
    def case(self) -> Case:
        return Case.objects.get()

    def page(self, role: str) -> Page:
        return self.as_(self.crew.user(role))

    def do(self, role: str, move: str, values: Values) -> None:
        do(self.page(role), self.case, move, values)

    def record(self) -> Values:
        begun, ended = just_now(self.now, 20)
        return {
            "officers": self.pair,
            "begun_at": begun,
            "ended_at": ended,
            "place": "店内",
            "shown_certificate": True,
            "rights_told": True,
            "signature": "signed",
        }

    def handed(self) -> Values:
        return {
            "way": "direct",
            "served_on": self.today,
            "receiver": "示范某",
            "relation": "法定代表人",
            "place": "店内",
            "officers": self.pair,
        }


def register(play: Play) -> None:
    page = play.page("officer")
    page.goto("/cases/new/penalty_ordinary/")
    clue: Values = {
        "source_kind": "inspection",
        "discovered_on": play.today,
        "place": "西区示范街 8 号",
        "area_code": "510403001",
        "summary": "货架上的预包装食品标签不符合规定。",
    }
    fill(page, clue)
    send(page)
    expect(page.locator("main h1").first).to_contain_text("西区示范街")


def file(play: Play) -> None:
    play.do("unit_head", "start_check", {"officers": play.pair})
    play.do("officer", "record_scene", {**play.record(), "findings": "与线索相符。"})
    proposal: Values = {
        "proposal": "file",
        "matter": "SC0101",
        "party": make.party().pk,
        "act_from": play.today,
        "act_until": play.today,
        "facts": "情况属实。",
        "reason": "应予处罚。",
    }
    play.do("officer", "propose_filing", proposal)
    play.do("unit_head", "endorse_filing", {"opinion": "同意。"})
    play.do("agency_head", "approve_filing", {"opinion": "同意立案。", "officers": play.pair})


def investigate(play: Play) -> None:
    asked: Values = {
        "person": "示范某",
        "relation": "representative",
        "qa": "问：何处购进？答：市场。",
    }
    play.do("officer", "question", {**play.record(), **asked})
    for element in play.case.matter.elements if play.case.matter else []:
        item: Values = {
            "need_code": element["code"],
            "evidence_kind": (element.get("kinds") or ["documentary"])[0],
            "name": element["name"],
            "taken_on": play.today,
            "place": "店内",
            "proves": "违法事实",
            "officers": play.pair,
        }
        play.do("officer", "register_evidence", item)
    report: Values = {
        "facts": "标签缺项。",
        "outcome": "penalty",
        "correctable": "done",
        "reason": "证据充分。",
        **weighed(play.case.matter),
    }
    play.do("officer", "conclude", {**CONTENT, **report})
    play.do("second", "cosign_report", {"opinion": "同意。"})


def submit(play: Play, told: Values) -> None:
    officer = play.page("officer")
    officer.goto(f"/cases/{play.case.pk}/")
    officer.locator("[data-move=submit_review]").click()
    fill(officer, told)
    send(officer)
    expect(officer.locator("main")).to_contain_text("法制审核")


def opine(play: Play, told: Values, seen: str) -> None:
    reviewer = play.page("reviewer")
    reviewer.goto("/reviews/")
    reviewer.locator("a[data-main]").first.click()
    expect(reviewer.locator("main")).to_contain_text(seen)
    if told["kind"] == "agree":
        points: Values = {f"verdict_{n}": "fit" for n in range(1, 9)}
        fill(reviewer, {**points, **{f"reason_{n}": "已对照材料核实" for n in range(1, 9)}})
        reviewer.get_by_role("button", name="保存认定").click()
        expect(reviewer.locator("main")).to_contain_text("已逐项认定 8 / 8 项")
    fill(reviewer, told)
    send(reviewer)
    expect(reviewer.locator("main h1").first).to_have_text("法制审核")


def review(play: Play) -> None:
    """Two rounds: a numbered problem is named, answered, and seen in the second."""
    submit(play, {"note": "请审核。"})
    problem: Values = {"point_1": "4", "wrong_1": "没有写明货值怎样查明", "todo_1": "补充说明"}
    back: Values = {"kind": "supplement_evidence", "text": "货值没有写明。", **problem}
    opine(play, back, "事项要求证明的")
    submit(play, {"note": "已补充说明。", "answer_1": "按进货票据三张合计，见报告。"})
    opine(play, {"kind": "agree", "text": "事实清楚，同意。"}, "按进货票据三张合计，见报告。")


def decide(play: Play) -> None:
    told: Values = {"facts": "标签缺项。", "reason": "违反规定。"}
    play.do("officer", "notify", {**CONTENT, **told})
    head = play.page("agency_head")
    head.goto("/seals/waiting/")
    row = head.locator("[data-row]").filter(has_text="行政处罚告知书")
    row.get_by_role("link", name="批准用印").click()
    fill(head, {"reason": "送达当事人。"})
    send(head)
    play.do("officer", "serve_notice", play.handed())
    waiver: Values = {
        "on": play.today,
        "waives_statement": True,
        "paper": file_paper(
            play.case,
            "放弃陈述申辩声明",
            people.signed(user=play.crew.user("officer"), on=play.now.date()),
            play.now,
        ),
        "signer": "示范某",
        "officers": play.pair,
    }
    play.do("officer", "waive_rights", waiver)
    play.do("officer", "propose_decision", {**CONTENT, "reason": "当事人放弃申辩。"})
    play.do("agency_head", "decide", {"opinion": "同意。", "surcharge": True})


def finish(play: Play) -> None:
    head = play.page("agency_head")
    head.goto(f"/cases/{play.case.pk}/")
    head.get_by_role("link", name="行政处罚决定书").first.click()
    head.get_by_role("button", name="现在盖章").click()
    expect(head.locator("main")).to_contain_text("已盖章")
    play.do("officer", "serve_decision", play.handed())
    paid: Values = {
        "item": "fine",
        "amount": "8000",
        "paid_on": play.today,
        "receipt": "510000001",
    }
    play.do("officer", "record_payment", paid)
    play.do("agency_head", "close", {"close_reason": "performed", "opinion": "同意结案。"})
    play.do("archivist", "archive", {"checked": "齐全。"})


def test_k1_from_clue_to_archive(as_: Opener, crew: Crew) -> None:
    play = Play(as_, crew)
    for act in (register, file, investigate, review, decide, finish):
        act(play)
    assert play.case.stage == "archived"
    assert play.case.dossier.sealed_by == crew.user("archivist").key
