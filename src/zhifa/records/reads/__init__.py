"""What a dossier holds. Never writes."""

from zhifa.records.reads.binding import Bound, binding, bound, unbound, volume_data, volumes
from zhifa.records.reads.catalogue import Catalogue, Line, catalogue, catalogue_pdf, missing
from zhifa.records.reads.checking import Checked, checked, code_of_file
from zhifa.records.reads.copies import copy, copy_formats, lines
from zhifa.records.reads.destruction import (
    appraisal,
    appraisals,
    appraisals_of,
    appraised,
    destroyed_told,
    due_for_appraisal,
    leftovers,
    watches,
)
from zhifa.records.reads.dossiers import (
    confirmation,
    document,
    documents,
    dossier,
    dossiers,
    evidence,
    evidence_item,
    evidence_rows,
    kinds_held,
    latest_document,
    recording,
    recording_ids,
    recordings,
    recordings_taken,
    services,
    services_of,
    usable_evidence,
)
from zhifa.records.reads.drawing import (
    FontsMissing,
    font_folders,
    pages_of,
    pdf,
    render,
    seal_picture,
)
from zhifa.records.reads.export import Busy, Ledger, ledger
from zhifa.records.reads.files import intact, opened, path_of
from zhifa.records.reads.glass import (
    PartyHand,
    drawn_hand,
    hand_file,
    hand_statement,
    hands_in_pdf,
    party_hands,
    party_signature,
    party_signatures,
    signed_before,
    unlaid,
    unlaid_in,
    unproven,
)
from zhifa.records.reads.guides import (
    Filed,
    Noted,
    drafting_guide,
    filed_guides,
    guide_in_force,
    guide_notes,
    guided,
    guides,
    last_sent,
    notes_of,
)
from zhifa.records.reads.local_templates import (
    Place,
    form_of,
    local_version,
    local_versions,
    outdated,
    own_version,
    parent_of,
    place_of,
    places,
    upper,
    version_for,
)
from zhifa.records.reads.looks import CallUp, call_ups, insist_open, must_call_up, oversees
from zhifa.records.reads.numbers import (
    Counted,
    NumberFilter,
    Register,
    Way,
    number,
    number_forms,
    number_words,
    register,
    runs,
    ways,
    written,
)
from zhifa.records.reads.progress import progress
from zhifa.records.reads.sendings import (
    Sent,
    account,
    arrival,
    due_sendings,
    knows_sending,
    link_code,
    sending,
    sending_obstacles,
    sending_of_link,
    sendings,
    sent_papers,
)
from zhifa.records.reads.served import counts_from
from zhifa.records.reads.shelf import (
    Part,
    Sheet,
    difference,
    facts_of,
    house_versions,
    kind_counts,
    parts_of,
    sample_of,
    sample_pdf,
    sheet,
    sheets,
    template_kinds,
)
from zhifa.records.reads.signatures import (
    SealState,
    bare_kinds,
    credential_of,
    credentials,
    digests,
    due_orders,
    leave_to_seal,
    next_revision,
    open_orders,
    seal_order,
    seal_state,
    signatures,
    signed_pdf,
    unpreserved,
    unpublished,
    unsealed,
    unsealed_count,
    unstamped,
    verdicts,
)
from zhifa.records.reads.sketching import marked_runs, sketch, sketch_pdf
from zhifa.records.reads.soundness import unsound
from zhifa.records.reads.storage import storage
from zhifa.records.reads.templates import (
    by_case,
    guide,
    party_titles,
    required,
    roots,
    sources,
    template_codes,
    template_faults,
    titles,
)
from zhifa.records.reads.transfers import (
    Answer,
    due_packages,
    handed_over,
    package_order,
    package_orders,
    receipt_obstacles,
    to_transfer,
    transfer_obstacles,
    transfer_of,
    transfers,
    transfers_of,
    waiting,
)
from zhifa.records.reads.uploads import (
    expired_uploads,
    leftover_uploads,
    offset,
    told,
    upload,
    uploads,
)
from zhifa.records.reads.whole import destruction_of
from zhifa.records.rules.numbers import word_of
from zhifa.records.rules.sketching import Sketch

__all__ = [
    "Answer", "Bound", "Busy", "CallUp", "Catalogue", "Checked", "Counted", "Filed", "FontsMissing",
    "Ledger", "Line", "Noted", "NumberFilter", "Part", "PartyHand", "Place", "Register",
    "SealState", "Sent", "Sheet", "Sketch", "Way", "account", "appraisal", "appraisals",
    "appraisals_of", "appraised", "arrival", "bare_kinds", "binding", "bound", "by_case",
    "call_ups", "catalogue", "catalogue_pdf", "checked", "code_of_file", "confirmation", "copy",
    "copy_formats", "counts_from", "credential_of", "credentials", "destroyed_told",
    "destruction_of", "difference", "digests", "document", "documents", "dossier", "dossiers",
    "drafting_guide", "drawn_hand", "due_for_appraisal", "due_orders", "due_packages",
    "due_sendings", "evidence", "evidence_item", "evidence_rows", "expired_uploads", "facts_of",
    "filed_guides", "font_folders", "form_of", "guide", "guide_in_force", "guide_notes", "guided",
    "guides", "hand_file", "hand_statement", "handed_over", "hands_in_pdf", "house_versions",
    "insist_open", "intact", "kind_counts", "kinds_held", "knows_sending", "last_sent",
    "latest_document", "leave_to_seal", "ledger", "leftover_uploads", "leftovers", "lines",
    "link_code", "local_version", "local_versions", "marked_runs", "missing", "must_call_up",
    "next_revision", "notes_of", "number", "number_forms", "number_words", "offset", "open_orders",
    "opened", "outdated", "oversees", "own_version", "package_order", "package_orders", "pages_of",
    "parent_of", "parts_of", "party_hands", "party_signature", "party_signatures", "party_titles",
    "path_of", "pdf", "place_of", "places", "progress", "receipt_obstacles", "recording",
    "recording_ids", "recordings", "recordings_taken", "register", "render", "required", "roots",
    "runs", "sample_of", "sample_pdf", "seal_order", "seal_picture", "seal_state", "sending",
    "sending_obstacles", "sending_of_link", "sendings", "sent_papers", "services", "services_of",
    "sheet", "sheets", "signatures", "signed_before", "signed_pdf", "sketch", "sketch_pdf",
    "sources", "storage", "template_codes", "template_faults", "template_kinds", "titles",
    "to_transfer", "told", "transfer_obstacles", "transfer_of", "transfers", "transfers_of",
    "unbound", "unlaid", "unlaid_in", "unpreserved", "unproven", "unpublished", "unsealed",
    "unsealed_count", "unsound", "unstamped", "upload", "uploads", "upper", "usable_evidence",
    "verdicts", "version_for", "volume_data", "volumes", "waiting", "watches", "ways", "word_of",
    "written",
]  # fmt: skip
