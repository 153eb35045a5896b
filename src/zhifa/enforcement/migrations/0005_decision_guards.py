"""What a decision must rest on, read from the case, its acts, its matter and its party.

The guards of 0002 believed the row that was being stored: its `summary`, its `review_required`,
its `hearing_seq`. These believe none of it. Lines and kinds as in rules/needs: law.md 4.1 (L1 to
L13), 行政处罚法 第四十四条、第四十五条、第五十一条、第五十八条、第六十二条至第六十四条.
"""

from django.db import migrations

from zhifa.kernel.triggers import Guard, Install

# 行政处罚法 第六十三条, the heaviest last
HEAVY = (
    "qualification_downgrade",
    "operation_restriction",
    "business_suspension",
    "closure_order",
    "trade_bar",
    "permit_revocation",
)
MAJOR = tuple(kind for kind in HEAVY if kind != "operation_restriction")  # law.md L3
NOTICES = "'notify', 'renotify'"
BACK = "'reopen', 'return_decision'"  # a notice before these counts no more
ANEW = f"'conclude', 'return_review', 'report_hearing', 'police_refused', {BACK}"  # nor a review
HELD = "'hold_hearing'"
KINDS = "CAST(NEW.kinds AS TEXT)"
ORGANISED = "p.kind IN ('legal_person', 'other_organisation')"


def among(moves: str, more: str = "") -> str:
    return (
        "COALESCE((SELECT MAX(b.seq) FROM enforcement_act b WHERE b.case_id = NEW.case_id "  # noqa: S608 - our own names
        f"AND b.move IN ({moves}){more}), 0)"
    )


STATED = (
    "'propose_decision', 'renotify', 'notify', 'conclude'",
    " AND b.facts ->> 'kinds' <> '[]'",
)
LIGHTER = (  # the lighter law of today is used, not that of the act (行政处罚法 第三十七条)
    "EXISTS (SELECT 1 FROM enforcement_act a WHERE a.case_id = NEW.case_id "  # noqa: S608 - our own names
    f"AND a.seq = {among(*STATED)} AND a.facts ->> 'text' = 'new')"
)
TODAY = "m.from_on <= NEW.decided_on AND (m.until_on IS NULL OR m.until_on >= NEW.decided_on)"
USED = f"(CASE WHEN {LIGHTER} THEN {TODAY} ELSE m.id = t.id END)"


def case(condition: str) -> str:
    """Whether the case, with its matter and its party, is so."""
    return (
        "EXISTS (SELECT 1 FROM enforcement_case k "  # noqa: S608 - our own names
        "LEFT JOIN registry_matter t ON t.id = k.matter_id "
        f"LEFT JOIN registry_matter m ON m.code = t.code AND {USED} "
        "LEFT JOIN registry_party p ON p.id = k.party_id "
        f"WHERE k.id = NEW.case_id AND ({condition}))"
    )


def act(moves: str, condition: str, more: str = "", joined: str = "") -> str:
    """Whether the latest act of these moves is so."""
    return (
        f"EXISTS (SELECT 1 FROM enforcement_act a {joined} WHERE a.case_id = NEW.case_id "  # noqa: S608 - our own names
        f"AND a.seq = {among(moves, more)} AND ({condition}))"
    )


def money(name: str) -> str:
    return f"CAST(COALESCE(NULLIF(a.facts ->> '{name}', ''), '0') AS NUMERIC)"


def said(name: str) -> str:
    return f"CAST(a.facts ->> '{name}' AS VARCHAR(9)) IN ('true', '1')"


def names(kind: str, text: str = KINDS) -> str:
    return f"REPLACE({text}, '\"{kind}\"', '') <> {text}"


def without(text: str, *parts: str) -> str:
    for part in parts:
        text = f"REPLACE({text}, '{part}', '')"
    return text


SUMMARY = case("k.procedure = 'penalty_summary'")
# an individual business counts as an organisation where the matter says so, never on the spot
AS_MANY = f"({ORGANISED} OR (p.kind = 'individual_business' AND m.business_counts IS TRUE))"


def line(name: str) -> str:
    return f"CASE WHEN {AS_MANY} THEN m.{name}_organisation ELSE m.{name}_natural END"


MAJOR_LINE = line("major")
CLEARED = (
    "EXISTS (SELECT 1 FROM enforcement_clearance c WHERE c.case_id = NEW.case_id "  # noqa: S608 - our own names
    "AND c.kind = 'legal_review' AND c.revoked_seq IS NULL AND c.given_seq > "
    f"{among(ANEW)})"
)
MITIGATED = "a.facts ->> 'circumstance' = 'mitigated'"
PROPOSED = f"{money('fine')} + {money('confiscation')}"
PROPOSED_MAJOR = case(
    "EXISTS (SELECT 1 FROM enforcement_act a WHERE a.case_id = k.id "  # noqa: S608 - our own names
    f"AND a.seq = {among(*STATED)} AND {PROPOSED} >= {MAJOR_LINE})"
)
UNPUNISHED = f"NEW.outcome = 'no_penalty' OR {act(STATED[0], MITIGATED, STATED[1])}"
RANGE_MAJOR = f"CAST(m.party_limits AS TEXT) = '[]' AND m.fine_min >= {MAJOR_LINE}"
GIVEN_UP = (
    f"({case(RANGE_MAJOR)} AND ({UNPUNISHED})) OR (NEW.outcome = 'no_penalty' AND {PROPOSED_MAJOR})"
)
IN_SCOPE = " OR ".join(
    [
        "NEW.review_required IS TRUE",
        case("m.id IS NULL OR p.id IS NULL"),  # nobody knows the lines
        f"(NEW.outcome = 'penalty' AND {case('m.public_interest IS TRUE')})",  # L1
        act("'conclude'", f"{said('social_risk')} OR {said('complex')}"),  # L2, L5
        *(names(kind) for kind in MAJOR),  # L3
        f"{among(HELD)} > 0",  # L4
        case(f"NEW.fine + NEW.confiscation >= {MAJOR_LINE}"),  # L7
        GIVEN_UP,  # L12
    ]
)
NOTICE = f"{NOTICES}, {BACK}"
NOTICED = act(
    NOTICE,
    f"a.move IN ({NOTICES}) AND a.facts ->> 'document' = NEW.notice_document_id "
    "AND s.effective_on <= NEW.decided_on",
    joined="JOIN records_service s ON s.document_id = NEW.notice_document_id",
)
HEARING_DUE = " OR ".join(
    [
        *(names(kind) for kind in HEAVY),
        case(f"NEW.fine >= {line('hearing')} OR NEW.confiscation >= {line('hearing_taken')}"),
    ]
)
UNTOLD = f"({HEARING_DUE}) AND NOT {act(NOTICE, said('hearing_told'))}"
ASKED = act("'request_hearing', 'report_hearing', 'withdraw_hearing'", "a.move = 'request_hearing'")
TOLD = "COALESCE(a.facts ->> 'kinds', '')"


def no_lighter(kind: str) -> str:
    """The notice told of this kind or of a heavier one, in whose place it comes."""
    return " OR ".join(f"({names(told, TOLD)})" for told in HEAVY[HEAVY.index(kind) :])


BEYOND = act(
    NOTICE,
    " OR ".join(
        [
            f"NEW.fine > {money('fine')}",
            f"NEW.confiscation > {money('confiscation')}",
            *(f"({names(k)} AND NOT ({no_lighter(k)}))" for k in HEAVY),
        ]
    ),
)
LIGHT = without(KINDS, '"warning_penalty"', '"fine"', "[", "]", ",", " ") + " = ''"
ON_SPOT = f"NEW.outcome = 'penalty' AND NEW.confiscation = 0 AND {LIGHT} AND " + case(
    f"m.summary_allowed IS TRUE AND NEW.fine <= CASE WHEN {ORGANISED} THEN 3000 ELSE 200 END"
)
EARLY = "'investigation_closed', 'reviewing', 'noticed'"  # whence a case may end unpunished
TURNS = (
    "(k.procedure = 'penalty_summary' AND k.stage = 'told') OR (k.procedure <> 'penalty_summary' "
    f"AND (k.stage = 'deliberating' OR (NEW.outcome = 'no_penalty' AND k.stage IN ({EARLY}))))"
)
DECIDING = (
    "EXISTS (SELECT 1 FROM enforcement_act a WHERE a.id = NEW.act_id AND a.case_id = NEW.case_id "
    "AND a.stage = 'decided' AND a.move IN ('decide', 'decide_no_penalty', 'decide_on_spot') "
    "AND a.seq = (SELECT MAX(b.seq) FROM enforcement_act b WHERE b.case_id = NEW.case_id))"
)
ESCAPE = "\\"
TORN = (  # sums below nothing, words in disguise, an outcome without a name or with a burden
    "NEW.fine < 0 OR NEW.confiscation < 0 OR "
    f"{without(KINDS, ESCAPE)} <> {KINDS} OR NEW.outcome NOT IN ('penalty', 'no_penalty') OR "
    "(NEW.outcome = 'no_penalty' AND (NEW.fine <> 0 OR NEW.confiscation <> 0 OR "
    f"{without(KINDS, ' ')} <> '[]'))"
)
PENALTY = f"NEW.outcome = 'penalty' AND NOT {SUMMARY}"
NO_DECISION = "NOT EXISTS (SELECT 1 FROM enforcement_decision d WHERE d.case_id = NEW.id)"
# how only a case ends that was decided, and the stages that lead to no archive
ENDS = "'', 'performed', 'court_accepted', 'court_ended', 'no_penalty', 'annulled'"
OPEN = (
    "'scene', 'told', 'checking', 'filing', 'investigating', 'suspended', 'investigation_closed', "
    "'reviewing', 'noticed', 'hearing', 'deliberating'"
)
UNDECIDED = (
    f"{NO_DECISION} AND (NEW.stage IN ('decided', 'served', 'executing') "
    f"OR (NEW.stage = 'closed' AND NEW.close_reason IN ({ENDS})) "
    f"OR (NEW.stage = 'archived' AND OLD.stage IN ({OPEN})))"
)
UNMOVED = (
    "NEW.stage <> OLD.stage AND NOT EXISTS (SELECT 1 FROM enforcement_act a "
    "WHERE a.case_id = NEW.id AND a.seq = NEW.rev AND a.stage = NEW.stage)"
)
BASIS = ["procedure", "procedure_version", "dossier_id"]
CHANGED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in BASIS)
UNOPINED = (
    "NEW.kind = 'legal_review' AND NOT EXISTS (SELECT 1 FROM enforcement_act a "
    "WHERE a.id = NEW.act_id AND a.case_id = NEW.case_id AND a.move = 'pass_review' "
    'AND a.seq = NEW.given_seq AND a."by" = NEW.given_by)'
)
DECISION, CASE = "enforcement_decision", "enforcement_case"

GUARDS = [
    Guard("decision_torn", DECISION, "insert", TORN),
    Guard("decision_of_no_act", DECISION, "insert", f"NOT {DECIDING}"),
    Guard("decision_out_of_turn", DECISION, "insert", f"NOT {case(TURNS)}"),
    Guard("decision_not_summary", DECISION, "insert", f"(NEW.summary IS TRUE) <> {SUMMARY}"),
    Guard("decision_beyond_summary", DECISION, "insert", f"{SUMMARY} AND NOT ({ON_SPOT})"),
    Guard(
        "decision_unreviewed",
        DECISION,
        "insert",
        f"NOT {SUMMARY} AND ({IN_SCOPE}) AND NOT {CLEARED}",
    ),
    Guard("decision_unnoticed", DECISION, "insert", f"{PENALTY} AND NOT {NOTICED}"),
    Guard("decision_unheard", DECISION, "insert", f"{PENALTY} AND (({UNTOLD}) OR {ASKED})"),
    Guard("decision_heavier", DECISION, "insert", f"{PENALTY} AND {BEYOND}"),
    Guard("case_undecided", CASE, "update", UNDECIDED, ["stage"]),
    Guard("case_moved_by_no_act", CASE, "update", UNMOVED, ["stage"]),
    Guard("case_born_late", CASE, "insert", "NEW.stage <> ''"),
    Guard("case_basis_stands", CASE, "update", CHANGED, BASIS),
    Guard("clearance_without_act", "enforcement_clearance", "insert", UNOPINED),
]


class Migration(migrations.Migration):
    dependencies = [
        ("enforcement", "0004_redo"),
        ("records", "0005_proofs_due"),
        ("registry", "0009_amendment_outcomes"),
    ]
    operations = [
        Install(GUARDS),
    ]
