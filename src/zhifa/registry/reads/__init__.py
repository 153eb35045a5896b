"""What the libraries hold, as of a day. Never writes."""

from zhifa.registry.reads._law_index import Within
from zhifa.registry.reads.amendments import (
    Asked,
    Heap,
    amendment,
    amendments,
    changes_of,
    dependents,
    heaps,
    task_counts,
    task_keys,
    tasks,
    unsettled_changes,
    waiting,
)
from zhifa.registry.reads.authority import (
    PLACE_UNKNOWN,
    Authority,
    authorities,
    authorities_over,
    authority,
    place_of,
)
from zhifa.registry.reads.changes import Change, Changes, changes, libraries
from zhifa.registry.reads.citing import Cited, citations_noted, cited_by, matters_citing
from zhifa.registry.reads.consistency import SUBJECT as BASE_CHECKS
from zhifa.registry.reads.consistency import (
    Fault,
    faults_on,
    finding_counts,
    findings,
    last_checked,
)
from zhifa.registry.reads.house_index import index_faults, index_moved
from zhifa.registry.reads.law_cover import DAY_TAKEN, absence, day_note, laws_missing_on, nearest
from zhifa.registry.reads.law_history import (
    Cell,
    Couple,
    Stage,
    columns,
    corrections,
    history,
    side_by_side,
)
from zhifa.registry.reads.laws import (
    NO_TEXT,
    Resolved,
    article_in_force,
    article_on,
    articles,
    changed_between,
    citation_faults,
    citation_obstacles,
    digests,
    law,
    laws,
    levels_of,
    provision,
    resolve,
    version_on,
    versions,
)
from zhifa.registry.reads.list_compare import HOWS, Compared, ListSide, Part, compared
from zhifa.registry.reads.list_foreign import Foreign, compare_foreign, read_foreign
from zhifa.registry.reads.list_plan import Plan, newest_matter, plan_import, plan_rows
from zhifa.registry.reads.list_sides import Own, Side, all_between
from zhifa.registry.reads.lists import (
    keepers_bodies,
    list_columns,
    list_file,
    list_rows,
    listed_fields,
    matter_changes,
    matter_parts,
    row_of,
)
from zhifa.registry.reads.matters import (
    Clause,
    clauses,
    kinds_of_evidence,
    kinds_of_penalty,
    matter,
    matter_counts,
    matter_fields,
    matter_lines,
    matter_names,
    matter_on,
    matter_versions,
    matter_words,
    matters,
    on_power_list,
    power_holders,
    power_list,
    unsettled,
    waiver_names,
)
from zhifa.registry.reads.parties import (
    PartyCard,
    age_of,
    by_number,
    card,
    papers_of,
    parties,
    parties_to_choose,
    parties_without_keys,
    party,
    party_by_identity,
    party_lines,
    party_or_none,
    same_party,
)
from zhifa.registry.reads.party_file import (
    Alike,
    Look,
    Looked,
    Pairs,
    licences_on,
    likely_pairs,
    likely_same,
    look_grounds,
    looks_at,
    looks_on,
    merge_of,
    merges_of,
    party_record,
    party_records,
    traits,
)
from zhifa.registry.reads.party_history import (
    PartyStep,
    former_names,
    formers_of,
    parties_then,
    party_on,
    party_steps,
    registered_on,
)
from zhifa.registry.reads.party_list import PartyPlan, known_among, party_sample, plan_parties
from zhifa.registry.reads.public_facts import channels, planned_checks, public_fact
from zhifa.registry.reads.public_lists import (
    Listing,
    listing,
    public_gaps,
    public_list,
    public_lists,
)
from zhifa.registry.reads.search import Hit, search_articles
from zhifa.registry.reads.shelf import (
    Found,
    Shown,
    articles_from,
    digests_of,
    law_by_id,
    law_domains,
    law_levels,
    law_links,
    law_page,
    law_statuses,
    look_up,
    neighbours,
    newest_texts,
    version_shown,
    versions_by_key,
)
from zhifa.registry.reads.standing import wrong_citations
from zhifa.registry.reads.titles import in_whole, whole_titles
from zhifa.registry.rules.discretion import Range
from zhifa.registry.rules.law_duties import Holder, Task

__all__ = [
    "BASE_CHECKS", "DAY_TAKEN", "HOWS", "NO_TEXT", "PLACE_UNKNOWN", "Alike", "Asked", "Authority",
    "Cell", "Change", "Changes", "Cited", "Clause", "Compared", "Couple", "Fault", "Foreign",
    "Found", "Heap", "Hit", "Holder", "ListSide", "Listing", "Look", "Looked", "Own", "Pairs",
    "Part", "PartyCard", "PartyPlan", "PartyStep", "Plan", "Range", "Resolved", "Shown", "Side",
    "Stage", "Task", "Within", "absence", "age_of", "all_between", "amendment", "amendments",
    "article_in_force", "article_on", "articles", "articles_from", "authorities",
    "authorities_over", "authority", "by_number", "card", "changed_between", "changes",
    "changes_of", "channels", "citation_faults", "citation_obstacles", "citations_noted",
    "cited_by", "clauses", "columns", "compare_foreign", "compared", "corrections", "day_note",
    "dependents", "digests", "digests_of", "faults_on", "finding_counts", "findings",
    "former_names", "formers_of", "heaps", "history", "in_whole", "index_faults", "index_moved",
    "keepers_bodies", "kinds_of_evidence", "kinds_of_penalty", "known_among", "last_checked", "law",
    "law_by_id", "law_domains", "law_levels", "law_links", "law_page", "law_statuses", "laws",
    "laws_missing_on", "levels_of", "libraries", "licences_on", "likely_pairs", "likely_same",
    "list_columns", "list_file", "list_rows", "listed_fields", "listing", "look_grounds", "look_up",
    "looks_at", "looks_on", "matter", "matter_changes", "matter_counts", "matter_fields",
    "matter_lines", "matter_names", "matter_on", "matter_parts", "matter_versions", "matter_words",
    "matters", "matters_citing", "merge_of", "merges_of", "nearest", "neighbours", "newest_matter",
    "newest_texts", "on_power_list", "papers_of", "parties", "parties_then", "parties_to_choose",
    "parties_without_keys", "party", "party_by_identity", "party_lines", "party_on",
    "party_or_none", "party_record", "party_records", "party_sample", "party_steps", "place_of",
    "plan_import", "plan_parties", "plan_rows", "planned_checks", "power_holders", "power_list",
    "provision", "public_fact", "public_gaps", "public_list", "public_lists", "read_foreign",
    "registered_on", "resolve", "row_of", "same_party", "search_articles", "side_by_side",
    "task_counts", "task_keys", "tasks", "traits", "unsettled", "unsettled_changes", "version_on",
    "version_shown", "versions", "versions_by_key", "waiting", "waiver_names", "whole_titles",
    "wrong_citations",
]  # fmt: skip
