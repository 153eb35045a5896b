"""The road of an on-the-spot penalty (行政处罚简易程序)."""

from datetime import timedelta

from zhifa.enforcement import actions as enforcement
from zhifa.web.demo.road import SIGNED, Road


class Spot(Road):
    """An hour on the street, and what follows in the office."""

    def begin(self) -> None:
        """Register what was found."""
        told = {
            "discovered_on": self.today.isoformat(),
            "place": self.place,
            "area_code": self.area,
            "matter": self.matter,
            "party": self.party.pk,
            "act_from": self.today.isoformat(),
            "act_until": self.today.isoformat(),
            "officers": self.pair,
        }
        unit = self.crew.agency.units.filter(kind="case").first()
        self._case = enforcement.open_case(
            procedure="penalty_summary",
            agency=self.crew.agency,
            unit=unit,
            data=told,
            by=self.actor("officer"),
            at=self.now,
        ).case
        self.wait(minutes=30)

    def look(self) -> None:
        """Write down what was seen."""
        self.now -= timedelta(minutes=25)
        begun, ended = self.slot(20)
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
                "findings": self.facts,
                **SIGNED,
            },
        )

    def tell(self) -> None:
        """Tell what is going to be imposed, and why."""
        reason = "违法事实确凿并有法定依据，当场告知事实、理由和依据。"
        self.do("officer", "tell", {**self.content, "reason": reason})

    def listen(self) -> None:
        """Hear the party."""
        self.do("officer", "hear", {"points": "无异议。", "accepted": "none"})

    def tell_again(self) -> None:
        """Take up what the party said, and tell anew."""
        self.do("officer", "hear", {"points": "已当场清理，请求从轻。", "accepted": "accepted"})
        self.do("officer", "withdraw_telling", {"reason": "采纳申辩，重新告知。"})

    def decide(self, **more: object) -> None:
        """Decide on the spot."""
        self.do("officer", "decide_on_spot", {"surcharge": "fine" in self.content, **more})

    def deliver(self) -> None:
        """Hand over the decision."""
        self.serve("serve_decision")

    def report(self) -> None:
        """Report to the agency."""
        self.workday()
        self.do("officer", "report_to_agency", {"note": "当场处罚一件，已录入。"})

    def pay(self, amount: str | None = None) -> None:
        """Register the payment at the bank, where there is anything to pay."""
        if "fine" in self.content:
            super().pay(amount)
