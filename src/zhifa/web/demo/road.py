"""A case's road, walked by the people whose job each step is. Used by the demo and the tests."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from zhifa.enforcement import actions as enforcement
from zhifa.enforcement import reads as cases
from zhifa.enforcement.rules.procedure import load
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.calendar import Term, Unit, standard
from zhifa.registry import reads as registry
from zhifa.review import actions as review
from zhifa.review import reads as reviews
from zhifa.review.models import Submission
from zhifa.review.rules.problems import Told
from zhifa.web.demo.advice import ADVICE, PROBLEMS
from zhifa.web.demo.panel import discuss_major
from zhifa.web.demo.sealing import Sealing
from zhifa.web.demo.walk import BEIJING, Crew, weighed

__all__ = ["BEIJING", "Crew", "Road"]

FIVE = Term(5, Unit.WORKDAY)
SIGNED = {"signature": "signed"}
WHY = {
    "file": "有证据初步证明存在违法行为，依法应当给予行政处罚，属本机关管辖。",
    "not_file": "经核查，没有证据证明存在违法行为。",
}


class Road(Sealing):
    """The plain road of an ordinary penalty, step by step."""

    def begin(self) -> None:
        """Register the clue."""
        data = {
            "source_kind": self.source,
            "discovered_on": self.today.isoformat(),
            "place": self.place,
            "area_code": self.area,
            "summary": self.summary,
            "informant": "示范某",
        }
        self._case = enforcement.open_case(
            procedure="penalty_ordinary",
            agency=self.crew.agency,
            unit=self.crew.agency.units.filter(kind="case").first(),
            data=data,
            by=self.actor("officer"),
            at=self.now,
        ).case
        self.wait()

    def check(self) -> None:
        """Name the checking officers and look at the scene."""
        self.do("unit_head", "start_check", {"officers": self.pair})
        self.wait(minutes=30)
        begun, ended = self.slot(55)
        self.do(
            "officer",
            "record_scene",
            {
                "officers": self.pair,
                "begun_at": begun.isoformat(timespec="minutes"),
                "ended_at": ended.isoformat(timespec="minutes"),
                "place": self.place,
                "shown_certificate": True,
                "rights_told": True,
                "findings": "现场与线索相符，已拍照固定。",
                **SIGNED,
            },
        )

    def propose(self, proposal: str = "file") -> None:
        """Ask for filing, or for not filing."""
        self.workday()
        told = {
            "proposal": proposal,
            "matter": self.matter,
            "party": self.party.pk,
            "act_from": min(self.today - timedelta(days=5), self.found).isoformat(),
            "act_until": min(self.today - timedelta(days=2), self.found).isoformat(),
            "facts": "经核查，线索属实。",
            "reason": WHY[proposal],
        }
        self.do("officer", "propose_filing", {**told, **self.extra.get("propose_filing", {})})
        self.do("unit_head", "endorse_filing", {"opinion": "同意承办人员意见。"})

    def file(self) -> None:
        """Approve the filing."""
        self.do("agency_head", "approve_filing", {"opinion": "同意立案。", "officers": self.pair})
        self.answer_informant("已告知立案，感谢提供线索。")

    def investigate(self, leave_out: int = 0) -> None:
        """Question the party and gather the evidence that the matter asks for."""
        self.workday()
        begun, ended = self.slot(40, after=10)
        self.do(
            "officer",
            "question",
            {
                "officers": self.pair,
                "begun_at": begun.isoformat(timespec="minutes"),
                "ended_at": ended.isoformat(timespec="minutes"),
                "place": "本机关询问室",
                "shown_certificate": True,
                "rights_told": True,
                "person": self.party.representative or self.party.name,
                "relation": "representative",
                "qa": "问：货物从何处购进？\n答：从批发市场购进，票据已提供。",
                **SIGNED,
            },
        )
        elements = registry.matter(pk=self.case.matter_id or 0, viewer=SYSTEM).elements
        for element in elements[: len(elements) - leave_out]:
            self.do(
                "officer",
                "register_evidence",
                {
                    "need_code": element["code"],
                    "evidence_kind": (element.get("kinds") or ["documentary"])[0],
                    "name": element["name"],
                    "taken_on": self.today.isoformat(),
                    "place": self.place,
                    "proves": element["name"],
                    "officers": self.pair,
                },
            )

    def conclude(self, outcome: str = "penalty", **more: Any) -> None:
        """Write and cosign the report."""
        self.workday()
        told = {"facts": self.facts, "outcome": outcome, "reason": "事实清楚，证据充分。"}
        if outcome == "penalty":
            told |= {"correctable": "done", **weighed(self.case.matter), **self.content}
        self.do("officer", "conclude", {**told, **more})
        self.do("second", "cosign_report", {"opinion": "同意。"})

    def send(self) -> Submission:
        """Send to legal review."""
        left = reviews.open_problems(case_id=self.case_id, viewer=SYSTEM)
        sent = review.submit(
            case=self.case,
            note="材料齐全，请审核。",
            by=self.actor("officer"),
            at=self.now,
            answers={p.number: "已按要求办理，材料已入卷。" for p in left},
        )
        self.wait(minutes=60)
        return sent

    def review(self, kind: str = "agree") -> None:
        """Send to legal review and give the opinion."""
        sent, words = self.send(), ADVICE[kind]
        if kind in {"agree", "agree_with_fixes"}:
            self.answer_points(sent)
        told = [Told(*PROBLEMS[kind])] if kind in PROBLEMS else []
        by = self.actor("reviewer")
        review.opine(submission=sent, kind=kind, text=words, by=by, at=self.now, problems=told)
        self.wait()

    def answer_points(self, sent: Submission) -> None:
        """Say of each of the eight points that it is met; why, where the machine was not sure."""
        told = dict.fromkeys(range(1, 9), ("fit", "已对照原始材料核实，情况属实。"))
        review.answer_points(submission=sent, given=told, by=self.actor("reviewer"), at=self.now)

    def hearing_needed(self) -> bool:
        """Whether the content asks for telling the right to a hearing."""
        matter = registry.matter(pk=self.case.matter_id or 0, viewer=SYSTEM)
        from_ = matter.hearing_organisation if self.party.organised else matter.hearing_natural
        heavy = {"business_suspension", "permit_revocation", "closure_order", "trade_bar"}
        fine = Decimal(self.content.get("fine", 0))
        return fine >= from_ or bool(heavy & set(self.content["kinds"]))

    def notify(self, *, hearing: bool | None = None) -> None:
        """Make and serve the notice."""
        self.workday()
        told = self.hearing_needed() if hearing is None else hearing
        self.do(
            "officer",
            "notify",
            {
                **self.content,
                "facts": self.facts,
                "hearing_told": told,
                "reason": "上述行为违反有关规定，依法应当给予行政处罚。",
            },
        )
        self.serve("serve_notice")

    def serve(self, move: str, role: str = "officer", **more: Any) -> None:
        """Hand a paper over in person, once it is sealed."""
        self.seal(*load(self.case.procedure).moves[move].serves)
        self.do(
            role,
            move,
            {
                **more,
                "way": "direct",
                "served_on": self.today.isoformat(),
                "receiver": self.party.representative or self.party.name,
                "relation": "负责人" if self.party.organised else "本人",
                "place": self.place,
                "officers": self.pair,
            },
        )

    def answer_term(self) -> None:
        """Let the five workdays pass."""
        self.until(standard().due(self.today, FIVE).on + timedelta(days=1))
        self.until(standard().next_workday(self.today))

    def propose_decision(self) -> None:
        """Put the decision forward."""
        self.do("officer", "propose_decision", {**self.content, "reason": "当事人未提出陈述申辩。"})

    def decide(self, **more: Any) -> None:
        """Decide; what is grave is discussed before."""
        discuss_major(self)
        self.do("agency_head", "decide", {"opinion": "同意。", "surcharge": True, **more})

    def deliver(self) -> None:
        """Serve the decision."""
        self.workday()
        self.serve("serve_decision")
        if "silent" not in self.extra and cases.is_major(case=self.case, viewer=SYSTEM):
            self.report()

    def report(self) -> None:
        """Report a major penalty to the government."""
        self.do("officer", "report_major", {"reported_on": self.today.isoformat()})
        self.seal("W77")

    def pay(self, amount: str | None = None) -> None:
        """Register the payment of the fine."""
        self.workday()
        self.do(
            "officer",
            "record_payment",
            {
                "item": "fine",
                "amount": amount or self.content["fine"],
                "paid_on": self.today.isoformat(),
                "receipt": f"51{self.case.pk[-8:]}{self.case.rev}",
            },
        )

    def close(self, reason: str = "performed") -> None:
        """Close the case."""
        self.workday()
        self.do("agency_head", "close", {"close_reason": reason, "opinion": "同意结案。"})

    def archive(self) -> None:
        """Archive it."""
        self.workday()
        self.do("archivist", "archive", {"checked": "材料齐全，同意归档。"})

    def begin_again(self, reason: str) -> "Road":
        """After an annulment: the road of the case in which the decision is made anew."""
        self.do("officer", "redo", {"reason": reason})
        case, breach = cases.redone_in(case=self.case, viewer=SYSTEM), self.case
        told = {"act_from": str(breach.act_from), "act_until": str(breach.act_until)}
        return replace(self, _case=case, extra={"propose_filing": told}, content={**self.content})

    def explain(self, difference: str, changed: str = "facts") -> None:
        """Say what is different from the annulled decision."""
        self.do("officer", "explain_redo", {"changed": [changed], "difference": difference})

    STEPS = (
        ("clue", "begin"),
        ("checking", "check"),
        ("filing", "propose"),
        ("filed", "file"),
        ("investigated", "investigate"),
        ("concluded", "conclude"),
        ("reviewed", "review"),
        ("noticed", "notify"),
        ("answered", "answer_term"),
        ("proposed", "propose_decision"),
        ("decided", "decide"),
        ("served", "deliver"),
        ("paid", "pay"),
        ("closed", "close"),
        ("archived", "archive"),
    )

    def walk_to(self, stage: str) -> None:
        """Walk the plain road up to and with the step that leads to `stage`."""
        names = [name for name, _ in self.STEPS]
        for _, step in self.STEPS[: names.index(stage) + 1]:
            getattr(self, step)()
