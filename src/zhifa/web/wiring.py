"""Who listens to whom, and what runs when. The only such page in the house."""

from collections.abc import Callable, Mapping, Sequence

from zhifa.disclosure import listeners as disclosure
from zhifa.enforcement import listeners as enforcement
from zhifa.enforcement import watches as cases
from zhifa.enforcement.events import (
    CaseDecided,
    DecisionAnnulled,
    DecisionServed,
    MajorReported,
    TermOverrun,
    WarningPassed,
)
from zhifa.enforcement.reads import (
    dossier_order,
    leaving_obstacles,
    listing_obstacles,
    sealing_obstacles,
)
from zhifa.kernel.events import Event, Listener
from zhifa.kernel.naming import Names
from zhifa.kernel.verify import Verifier
from zhifa.records import listeners as records
from zhifa.records import reads as papers
from zhifa.records import watches as seals
from zhifa.records.events import DocumentFiled
from zhifa.records.gates import Arrangement, Bar, Gate, Listing
from zhifa.registry import watches as registry
from zhifa.registry.events import LawAmended
from zhifa.registry.reads import matter_names
from zhifa.supervision import listeners as supervision
from zhifa.supervision import watches

LISTENERS: Mapping[type[Event], Sequence[Listener]] = {
    DocumentFiled: [records.keep_pdf],
    CaseDecided: [disclosure.prepare_decision, supervision.follow_filing],
    DecisionAnnulled: [disclosure.take_down_annulled, supervision.follow_filing],
    DecisionServed: [disclosure.open_served],
    MajorReported: [supervision.follow_filing],
    TermOverrun: [supervision.find_overrun],
    WarningPassed: [supervision.find_passed_warning],
    LawAmended: [enforcement.list_amended_cases],
}

# what the machine does with papers on its own
OFFICE: Sequence[Callable[..., None]] = [
    seals.seal_papers,
    seals.stamp_papers,
    seals.preserve_papers,
    seals.publish_revocations,
    seals.bind_volumes,
]
WATCHES: Sequence[Callable[..., None]] = [
    watches.overdue_terms,
    watches.overdue_reviews,
    watches.overdue_publications,
    registry.check_base,
    registry.index_parties,
    cases.note_citations,
    cases.recompute_terms,
    *OFFICE,
]

# places on a page → the panels of higher rooms that load there
SLOTS: Mapping[str, Sequence[str]] = {
    "dossier": ["records:panel"],
    "case": ["review:panel"],
    "article": ["enforcement:citing"],
    "agency": ["registry:agency_panel"],
    "entry": ["agencies:entry_panel"],
    "person": ["registry:person_panel"],
    "party": ["enforcement:party_panel"],
}

# kind of thing → who knows what it is called
NAMES: Mapping[str, Names] = {"matter": matter_names}

# who stands behind papers: asked before one is sealed
GATES: Sequence[Gate] = [sealing_obstacles]

# in which order dossiers keep their papers
ARRANGEMENTS: Sequence[Arrangement] = [dossier_order]

# who writes nothing more in a dossier
BARS: Sequence[Bar] = [leaving_obstacles]
LISTINGS: Sequence[Listing] = [listing_obstacles]

# what `zhifa verify` checks besides chains, sealed rows and numbers
VERIFIERS: Sequence[Verifier] = [papers.unsound]
