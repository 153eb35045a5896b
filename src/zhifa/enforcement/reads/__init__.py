"""What may be known of cases, by whom. Never writes."""

from zhifa.enforcement.reads.asking import Question, questions
from zhifa.enforcement.reads.cases import (
    acts,
    all_stage_names,
    all_stages,
    called,
    case,
    cases,
    change_words,
    clock_name,
    clock_rows,
    decision,
    decisions,
    in_effect_from,
    of_visible,
    overdue_clocks,
    provisional_cases,
    running_clocks,
    sentence,
    warning_words,
)
from zhifa.enforcement.reads.charts import chart_of, charts_of, drawing_of, guide_of, outline_of
from zhifa.enforcement.reads.citing import (
    Resting,
    amended_cases,
    cases_citing,
    citing_holders,
)
from zhifa.enforcement.reads.corrections import Corrected, corrections
from zhifa.enforcement.reads.examined import Deed, Examined, Proof, Weighed, examined
from zhifa.enforcement.reads.fields import fields_for, opening_fields
from zhifa.enforcement.reads.forms import Asked, choices_for, proposed
from zhifa.enforcement.reads.guides import Guide, guide
from zhifa.enforcement.reads.holding import holding_obstacles
from zhifa.enforcement.reads.informant import informant_obstacles
from zhifa.enforcement.reads.leaving import insist_open, leaving_obstacles, left_among
from zhifa.enforcement.reads.ledger import MOST_FOUND, Filter, Listed, at_stages, ledger, mine
from zhifa.enforcement.reads.listing import handling_obstacles, listing_obstacles
from zhifa.enforcement.reads.majors import MajorPenalty, is_major, major_penalty
from zhifa.enforcement.reads.moves import (
    Option,
    is_reviewed,
    option,
    options,
    options_of,
    review_rules,
    stage_names,
)
from zhifa.enforcement.reads.page import Page, case_page
from zhifa.enforcement.reads.parties import PartyCase, handles_party, party_cases
from zhifa.enforcement.reads.preview import case_to_be, sketches
from zhifa.enforcement.reads.public_lists import (
    Meter,
    before_the_fact,
    before_the_fact_list,
    meters,
)
from zhifa.enforcement.reads.redos import redone_in, turned_into
from zhifa.enforcement.reads.replay import replay
from zhifa.enforcement.reads.said import asked_for, shown
from zhifa.enforcement.reads.sealing import dossier_order, sealing_obstacles
from zhifa.enforcement.reads.sent import sent_away
from zhifa.enforcement.reads.supplement import Note, supplement
from zhifa.enforcement.reads.uncertified import uncertified

__all__ = [
    "MOST_FOUND",
    "Asked",
    "Corrected",
    "Deed",
    "Examined",
    "Filter",
    "Guide",
    "Listed",
    "MajorPenalty",
    "Meter",
    "Note",
    "Option",
    "Page",
    "PartyCase",
    "Proof",
    "Question",
    "Resting",
    "Weighed",
    "acts",
    "all_stage_names",
    "all_stages",
    "amended_cases",
    "asked_for",
    "at_stages",
    "before_the_fact",
    "before_the_fact_list",
    "called",
    "case",
    "case_page",
    "case_to_be",
    "cases",
    "cases_citing",
    "change_words",
    "chart_of",
    "charts_of",
    "choices_for",
    "citing_holders",
    "clock_name",
    "clock_rows",
    "corrections",
    "decision",
    "decisions",
    "dossier_order",
    "drawing_of",
    "examined",
    "fields_for",
    "guide",
    "guide_of",
    "handles_party",
    "handling_obstacles",
    "holding_obstacles",
    "in_effect_from",
    "informant_obstacles",
    "insist_open",
    "is_major",
    "is_reviewed",
    "leaving_obstacles",
    "ledger",
    "left_among",
    "listing_obstacles",
    "major_penalty",
    "meters",
    "mine",
    "of_visible",
    "opening_fields",
    "option",
    "options",
    "options_of",
    "outline_of",
    "overdue_clocks",
    "party_cases",
    "proposed",
    "provisional_cases",
    "questions",
    "redone_in",
    "replay",
    "review_rules",
    "running_clocks",
    "sealing_obstacles",
    "sent_away",
    "sentence",
    "shown",
    "sketches",
    "stage_names",
    "supplement",
    "turned_into",
    "uncertified",
    "warning_words",
]
