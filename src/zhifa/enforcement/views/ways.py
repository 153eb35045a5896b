"""Where each obstacle is removed: another step, a field of the form at hand, or a page."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from zhifa.agencies.reads import holders_named
from zhifa.enforcement.models import Case
from zhifa.enforcement.reads import Option
from zhifa.enforcement.rules.procedure import Move, load
from zhifa.kernel.access import Actor, may
from zhifa.kernel.refusals import Obstacle
from zhifa.kernel.ways import Way, way

HANDED = {
    "submit_review": "review:submit",
    "pass_review": "review:inbox",
    "return_review": "review:inbox",
    "receive_major": "supervision:filing_of",
    "return_major": "supervision:filing_of",
}
# condition → the fields it judges, the likeliest first
FIELDS: Mapping[str, tuple[str, ...]] = {
    "two_certified": ("officers",),
    "two_present": ("officers",),
    "matter_known": ("matter",),
    "matter_stands": ("act_from", "matter"),
    "party_known": ("party",),
    "body_may_act": ("matter",),
    "summary_matter": ("matter",),
    "citations_in_force": ("act_from", "matter"),
    "certificate_shown": ("shown_certificate",),
    "rights_told": ("rights_told",),
    "signature_settled": ("signature",),
    "times_make_sense": ("ended_at",),
    "one_place": ("begun_at", "place", "officers"),
    "elsewhere_explained": ("overlap_reason", "begun_at"),
    "filing_facts_told": ("act_from", "facts"),
    "penalty_matter": ("matter",),
    "party_fits": ("party", "matter"),
    "on_the_spot": ("begun_at",),
    "met_today": ("discovered_on",),
    "instrument_fits": ("result", "instrument"),
    "order_served": ("result",),
    "recheck_in_time": ("result",),
    "defence_not_punished": ("fine", "kinds"),
    "goods_as_found": ("goods_worth",),
    "gains_confiscated": ("confiscation", "kinds"),
    "plan_as_asked": ("plan",),
    "kind_fits": ("evidence_kind", "need_code", "kind_reason"),
    "found_in_order": ("discovered_on", "act_from"),
    "record_in_time": ("begun_at", "taken_on"),
    "date_in_order": ("on", "taken_on", "served_on", "paid_on", "asked_on", "discovered_on"),
    "content_complete": ("kinds", "tier"),
    "kinds_allowed": ("kinds",),
    "kinds_ordered": ("kinds",),
    "kinds_grave": ("kinds", "tier"),
    "amount_in_range": ("fine",),
    "kinds_within_level": ("kinds", "permit"),
    "correction_settled": ("no_correction_reason",),
    "text_settled": ("text", "text_reason"),
    "lighter_text_used": ("text",),
    "tier_respected": ("fine", "tier"),
    "summary_scope": ("fine", "kinds"),
    "not_heavier": ("fine", "kinds"),
    "as_reported": ("fine", "kinds"),
    "hearing_told": ("hearing_told",),
    "hearing_notice_long": ("hearing_on", "served_on"),
    "chair_not_investigator": ("chair",),
    "recused_named": ("officers", "chair", "attendees"),
    "recusal_rightly_asked": ("asked_by", "person"),
    "recusal_by_head": ("person",),
    "recusal_of_head": ("person",),
    "recusal_effect_told": ("acts_stand",),
    "panel_seated": ("attendees",),
    "superior_named": ("instrument",),
    "instrument_shown": ("instrument_paper",),
    "overrun_explained": ("overrun_reason",),
    "heads_heard": ("views",),
    "votes_told": ("agreed", "differed", "dissent"),
    "held_in_order": ("held_on",),
    "objection_fits": ("way",),
    "change_made": ("to_party", "to_matter"),
    "change_as_asked": ("party", "matter"),
    "no_penalty_grounded": ("ground",),
    "evidence_complete": ("outcome",),
    "evidence_lawful": ("outcome",),
    "no_earlier_breach": ("ground",),
    "ground_reported": ("ground",),
    "closing_reason_holds": ("close_reason",),
    "payment_fits": ("amount",),
    "payment_real": ("amount", "receipt"),
    "receipt_of_this_case": ("receipt",),
    "base_found": ("base", "base_unknown"),
    "goods_found": ("goods",),
    "refunds_fit": ("refunds",),
    "correction_ahead": ("by_on",),
    "official_receipt": ("receipt",),
    "cash_allowed": ("cash_reason", "cash_facts", "cash"),
    "plan_fits": ("plan",),
    "reply_fits": ("on", "words"),
    "not_suspended": ("not_suspended",),
}
# condition → the step that helps, where the procedure names none
HELPERS = {"assigned_officer": "reassign", "two_present": "reassign"}
# what the form at hand settles as well as the step that the procedure names
AT_HAND = frozenset({"text_settled", "evidence_complete", "evidence_lawful"})
Page = Callable[[Case], tuple[str, str]]


def _dossier(case: Case) -> tuple[str, str]:
    return reverse("records:dossier", args=[case.dossier_id]), "看案卷"


def _matter(case: Case) -> tuple[str, str]:
    if case.matter:
        return reverse("registry:matter", args=[case.matter.code]), "看事项依据"
    return reverse("registry:matters"), "看事项"


def _agency(case: Case) -> tuple[str, str]:
    return reverse("agencies:agency", args=[case.agency.code]), "看主体信息"


def _case(case: Case) -> tuple[str, str]:
    return reverse("enforcement:case", args=[case.pk]), "看最新情况"


PAGES: Mapping[str, Page] = {
    "stale": _case,
    "not_now": _case,
    "papers_complete": _dossier,
    "paper_sealed": _dossier,
    "evidence_lawful": _dossier,
    "evidence_before": _dossier,
    "hearing_recorded": _dossier,
    "citations_in_force": _matter,
    "still_punished": _matter,
    "basis_lawful": _matter,
    "body_may_act": _matter,
    "delegation_valid": _agency,
    "remedies_told": _agency,
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is not free, with the way past each of its obstacles."""

    move: Move
    ways: tuple[Way, ...]
    who: str

    @property
    def lacks(self) -> str:
        """How many conditions are missing."""
        return f"{len(self.ways)} 项"

    @property
    def opens(self) -> bool:
        """Whether its form can settle everything that is missing."""
        own = {f.id for f in self.move.fields}
        told = (w.code in AT_HAND and own & set(FIELDS[w.code]) for w in self.ways)
        return bool(self.ways) and all(told)


def address(case: Case, move: Move, *, mine: bool) -> str:
    """The page where a step is taken, or, when it is another's, where it is explained."""
    name = HANDED[move.id] if move.via and mine else ""
    return reverse(name, args=[case.pk]) if name else _do(case, move)


def _do(case: Case, move: Move) -> str:
    return reverse("enforcement:do", args=[case.pk, move.id])


@dataclass(frozen=True, slots=True)
class Guide:
    """Finds ways in one case for one reader. here: the step at hand, fields: those of its form."""

    case: Case | None
    viewer: Actor
    here: str = ""
    fields: Collection[str] = ()

    def ways(self, obstacles: Sequence[Obstacle]) -> tuple[Way, ...]:
        """Every obstacle with its way on."""
        return tuple(self._way(o) for o in obstacles)

    def step(self, option: Option) -> Step:
        """A step of the case page."""
        return Step(
            option.move, self.ways(option.obstacles), holders_named(permission=option.move.may)
        )

    def _way(self, obstacle: Obstacle) -> Way:
        field = next((f for f in FIELDS.get(obstacle.code, ()) if f in self.fields), "")
        stays = field and obstacle.code in AT_HAND
        found = self._elsewhere(obstacle, self.case) if self.case and not stays else None
        if found:
            return found
        if field:
            return way(obstacle, f"#id_{field}", "改这一栏")
        page = PAGES.get(obstacle.code)
        return way(obstacle, *page(self.case)) if page and self.case else way(obstacle)

    def _elsewhere(self, obstacle: Obstacle, case: Case) -> Way | None:
        """The step that removes the obstacle, if the case's stage offers it."""
        name = obstacle.fix or HELPERS.get(obstacle.code, "")
        law = load(case.procedure, case.procedure_version)
        found = next((m for m in law.moves_from(case.stage) if m.id == name), None)
        if found is None or found.id == self.here:
            return None
        mine = may(self.viewer, found.may, case.agency_id)
        return way(
            obstacle,
            address(case, found, mine=mine),
            found.name,
            "" if mine else holders_named(permission=found.may),
        )
