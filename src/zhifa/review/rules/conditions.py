"""Which conditions of the procedure are asked anew at review, and under which point."""

from collections.abc import Mapping, Sequence

from zhifa.review.rules.file import File
from zhifa.review.rules.finding import Finding, Found

ASKED: Mapping[int, Sequence[str]] = {
    1: ("delegation_valid", "remedies_told"),
    3: (
        "report_cosigned", "no_recusal_open", "recused_work_redone", "no_preservation_open",
        "no_test_open", "results_told", "contact_recorded", "within_limitation",
        "correction_ordered", "statement_rechecked", "hearing_told", "defence_not_punished",
    ),
    4: ("evidence_complete", "evidence_lawful", "evidence_before"),
    5: (
        "matter_known", "party_known", "party_fits", "citations_in_force", "basis_lawful",
        "kinds_within_level", "text_settled", "lighter_text_used", "still_punished",
        "content_complete", "kinds_allowed", "kinds_ordered", "kinds_grave", "amount_in_range",
        "tier_respected", "circumstance_fits", "gains_confiscated", "goods_as_found",
        "no_double_fine", "party_can_answer", "minor_lightened",
    ),
    6: ("body_may_act",),
}  # fmt: skip
NEEDS = tuple(need for needs in ASKED.values() for need in needs)
MILD = frozenset({"correction_ordered"})  # the law asks for it beside the penalty (第二十八条)
PAPERS: Mapping[str, Sequence[str]] = {
    "evidence_complete": ("W36",),
    "contact_recorded": ("W09", "W15"),
    "report_cosigned": ("W36",),
    "hearing_told": ("W38",),
}


def failing(file: File, number: int) -> list[Finding]:
    """The conditions of a point that do not hold."""
    own = ASKED.get(number, ())
    fallback = ("W36",) if number == 5 else ()  # noqa: PLR2004 - law and discretion
    return [
        Finding(
            number, o.code, Found.DOUBT if o.code in MILD else Found.WRONG, o.message, o.source,
            file.papers_named(*PAPERS.get(o.code, fallback)),
        )
        for o in file.unmet
        if o.code in own
    ]  # fmt: skip
