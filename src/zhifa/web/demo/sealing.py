"""Papers get their seal before they are served or archived. Used by the demo and the tests."""

from collections.abc import Mapping
from typing import Any

from zhifa.enforcement.rules.procedure import load
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions as records
from zhifa.records import office
from zhifa.records import reads as records_reads
from zhifa.web.demo.walk import Walk

# steps before which the papers of the steps before them have been sealed
SEALED_BY = frozenset({"archive", "court_answered", "police_filed", "police_declined"})


class Sealing(Walk):
    """A walk on which papers are sealed in time."""

    def do(
        self, role: str, move: str, data: Mapping[str, Any] | None = None, via: str = ""
    ) -> None:
        """Take one step; what has to bear its seal by then is sealed before."""
        if move in SEALED_BY:
            asked = load(self.case.procedure).dossier["sealed"]
            bare = records_reads.bare_kinds(dossier_id=self.case.dossier_id, viewer=SYSTEM)
            for kind in sorted(set(asked) & set(bare)):
                self.seal(kind)
        super().do(role, move, data, via)

    def hand_over(self, template: str) -> None:
        """Seal the latest paper of a kind that no step serves, and hand it to the party."""
        self.seal(template)
        home, party = self.case.dossier_id, self.party
        paper = records_reads.latest_document(dossier_id=home, templates=(template,), viewer=SYSTEM)
        how = records.Delivery(
            way="direct",
            served_on=self.today,
            place=self.place,
            servers=[u.pk for u in self.crew.officers],
            receiver=party.representative or party.name,
            relation="负责人" if party.organised else "本人",
        )
        by = self.actor("officer")
        records.serve_document(document_id=paper.pk, how=how, by=by, at=self.now)
        self.wait()

    def seal(self, *templates: str) -> None:
        """Have the latest paper of some kinds sealed, with leave, unless it is."""
        home = self.case.dossier_id
        paper = records_reads.latest_document(dossier_id=home, templates=templates, viewer=SYSTEM)
        state = records_reads.seal_state(document_id=paper.pk, viewer=SYSTEM)
        if state.sealed:
            return
        order = state.order or records.approve_seal(
            document_id=paper.pk,
            reason="送达当事人。",
            by=self.actor("agency_head"),
            at=self.now,
        )
        if why := office.carry_out(order_id=order.pk, by=SYSTEM, at=self.now):
            raise ValueError(why)
        self.wait()
