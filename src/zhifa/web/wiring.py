"""Who listens to whom, and what runs when. The only such page in the house."""

from collections.abc import Callable, Collection, Mapping, Sequence

from zhifa.agencies.events import CertificateCancelled, CertificateSuspended
from zhifa.agencies.reads import key_names
from zhifa.disclosure import listeners as disclosure
from zhifa.enforcement import listeners as enforcement
from zhifa.enforcement import watches as cases
from zhifa.enforcement.events import (
    CaseDecided,
    DecisionAnnulled,
    DecisionCorrected,
    DecisionServed,
    MajorReported,
    RemedyEnded,
    TermOverrun,
    WarningPassed,
)
from zhifa.enforcement.reads import (
    dossier_order,
    handles_party,
    handling_obstacles,
    holding_obstacles,
    leaving_obstacles,
    listing_obstacles,
    sealing_obstacles,
)
from zhifa.kernel.events import Event, Listener
from zhifa.kernel.naming import Names
from zhifa.kernel.verify import Note, Verifier
from zhifa.records import listeners as records
from zhifa.records import reads as papers
from zhifa.records import watches as seals
from zhifa.records.events import DocumentFiled, PackageOrdered
from zhifa.records.gates import Arrangement, Bar, Gate, Handling, Hold, Listing
from zhifa.registry import watches as registry
from zhifa.registry.events import LawAmended
from zhifa.registry.gates import Concern
from zhifa.registry.reads import matter_names
from zhifa.supervision import listeners as supervision
from zhifa.supervision import watches

LISTENERS: Mapping[type[Event], Sequence[Listener]] = {
    DocumentFiled: [records.keep_pdf],
    PackageOrdered: [records.make_package],
    CaseDecided: [disclosure.prepare_decision, supervision.follow_filing],
    DecisionAnnulled: [disclosure.take_down_annulled, supervision.follow_filing],
    DecisionServed: [disclosure.open_served],
    DecisionCorrected: [disclosure.tell_corrected],
    RemedyEnded: [disclosure.take_down_lost],
    MajorReported: [supervision.follow_filing],
    TermOverrun: [supervision.find_overrun],
    WarningPassed: [supervision.find_passed_warning],
    CertificateSuspended: [supervision.find_uncertified],
    CertificateCancelled: [supervision.find_uncertified],
    LawAmended: [enforcement.list_amended_cases],
}

# what the machine does with papers on its own
OFFICE: Sequence[Callable[..., None]] = [
    seals.seal_papers,
    seals.lay_in_hands,
    seals.stamp_papers,
    seals.preserve_papers,
    seals.publish_revocations,
    seals.bind_volumes,
    seals.send_papers,
    seals.make_packages,
    seals.shred_destroyed,
    seals.clear_uploads,
]
WATCHES: Sequence[Callable[..., None]] = [
    watches.overdue_terms,
    watches.overdue_reviews,
    watches.overdue_publications,
    watches.leaking_publications,
    registry.check_base,
    registry.index_parties,
    cases.note_citations,
    cases.recompute_terms,
    *OFFICE,
]

# places on a page → the panels of higher rooms that load there
SLOTS: Mapping[str, Sequence[str]] = {
    "machine": ["records:storage_panel"],
    "dossier": ["records:panel"],
    "dossier_page": ["enforcement:later_panel"],
    "case": ["review:panel"],
    "article": ["enforcement:citing"],
    "agency": ["registry:agency_panel"],
    "entry": ["agencies:entry_panel"],
    "person": ["registry:person_panel"],
    "party": ["enforcement:party_panel"],
}

# what listeners and watches do, for whoever looks after them
DEEDS: Mapping[Callable[..., None], str] = {
    records.keep_pdf: "保存文书的版式文件",
    records.make_package: "制作移交包",
    disclosure.prepare_decision: "把决定列入待公示",
    disclosure.take_down_annulled: "撤下失效决定的公示",
    disclosure.open_served: "送达后开放公示",
    disclosure.tell_corrected: "把决定的更正登记到公示",
    disclosure.take_down_lost: "撤下复议、诉讼中失效或者变更的决定的公示",
    supervision.follow_filing: "跟踪重大处罚备案",
    supervision.find_overrun: "登记超期办理的预警",
    supervision.find_passed_warning: "登记有提示仍办理的预警",
    supervision.find_uncertified: "核查证件失效后的步骤",
    enforcement.list_amended_cases: "列出受修法影响的案件",
    seals.seal_papers: "给文书盖章",
    seals.lay_in_hands: "给当事人签名盖时间戳，画入文书",
    seals.stamp_papers: "补盖时间戳",
    seals.preserve_papers: "给签章补长期验证材料",
    seals.bind_volumes: "装订已归档的案卷",
    seals.send_papers: "发送电子送达的文书",
    seals.make_packages: "接着制作移交包",
    seals.shred_destroyed: "删除已销毁案卷的文件",
    seals.clear_uploads: "清除逾期没有传完的上传",
    seals.publish_revocations: "公布吊销的签章证书",
    watches.overdue_terms: "巡查办案期限",
    watches.overdue_reviews: "巡查法制审核期限",
    watches.overdue_publications: "巡查公示期限",
    watches.leaking_publications: "巡查公开页面有没有泄露",
    registry.check_base: "自查基础库",
    registry.index_parties: "更新当事人查重",
    cases.note_citations: "登记案件引用的条款",
    cases.recompute_terms: "放假安排公布后重算期限",
}


def deed_names(codes: Collection[str]) -> Mapping[str, str]:
    """What listeners and watches do, by the dotted name under which they are remembered."""
    known = {f"{d.__module__}.{d.__name__}": words for d, words in DEEDS.items()}
    return {code: known.get(code, code) for code in codes}


# kind of thing → who knows what it is called
NAMES: Mapping[str, Names] = {
    "matter": matter_names,
    "key": key_names,
    "listener": deed_names,
}

# who stands behind papers: asked before one is sealed
GATES: Sequence[Gate] = [sealing_obstacles]

# in which order dossiers keep their papers
ARRANGEMENTS: Sequence[Arrangement] = [dossier_order]

# who writes nothing more in a dossier
BARS: Sequence[Bar] = [leaving_obstacles]
LISTINGS: Sequence[Listing] = [listing_obstacles]

# who does what only the officers of a case do
HANDLINGS: Sequence[Handling] = [handling_obstacles]

# whose case is about a party: only they see what is personal for it
CONCERNS: Sequence[Concern] = [handles_party]

# which dossiers must stay whole for now, though their term has ended
HOLDS: Sequence[Hold] = [holding_obstacles]

# what `zhifa verify` checks besides chains, sealed rows and numbers
VERIFIERS: Sequence[Verifier] = [papers.unsound]
# what it says besides, though nothing is wrong
NOTES: Sequence[Note] = [papers.destroyed_told]
