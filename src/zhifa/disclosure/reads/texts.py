"""The words of a decision's paper: what would be hidden of them, what is public of them."""

from dataclasses import dataclass
from hashlib import sha256

from zhifa.disclosure.masking import Known, Span, redact
from zhifa.disclosure.models import Publication, PublicText
from zhifa.disclosure.reads.publications import publications
from zhifa.enforcement.models import Case
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.records import reads as papers
from zhifa.registry.models import Party


def secrets_of(party: Party | None) -> list[Known]:  # no viewer: of a party the caller holds
    """What a party's entry holds that must not be public (law.md 2.4)."""
    if party is None:
        return []
    told = {
        "id_number": [party.identity],
        "phone": [party.phone],
        "card": [party.bank_account],
        "person": [party.guardian],
    }
    if party.kind == Party.Kind.NATURAL:
        told |= {"person": [party.name, party.guardian], "address": [party.address]}
    return [Known(value, kind) for kind, values in told.items() for value in values if value]


def kept_of(case: Case) -> list[Known]:  # no viewer: of a case in hand
    """What stays public: the officers, the body and its line, an organisation and its seat."""
    officers = [Known(o.user.name, role="officer") for o in case.officers.select_related("user")]
    body = [Known(v, role="agency") for v in (case.agency.name, case.agency.phone) if v]
    party = case.party
    firm = [party.name, party.address] if party and party.kind == Party.Kind.LEGAL else []
    if party and party.kind in {Party.Kind.BUSINESS, Party.Kind.OTHER}:
        firm = [party.name]
    return [*officers, *body, *(Known(v, role="organisation") for v in firm if v)]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the masker proposes to hide of a decision's paper.

    source: its words, line by line; digest: their SHA-256. known: what the case knows.
    """

    source: str
    digest: str
    spans: tuple[Span, ...]
    known: tuple[Known, ...]


def proposal(*, publication: Publication, viewer: Actor) -> Proposal:
    """What would be hidden now; of a changed decision nothing, as its paper does not hold alone.

    Publication.DoesNotExist when the viewer does not handle it.
    """
    mine = publications(viewer=viewer).select_related("decision__document__dossier")
    decision = mine.get(pk=publication.pk).decision
    case, lines = decision.case, list[str]()
    if not decision.changed_to:
        lines = papers.lines(document=decision.document, viewer=SYSTEM)
    source = "\n".join(lines)
    known = (*secrets_of(case.party), *kept_of(case))
    spans = [s for s in redact(source, known).spans if s.kind != "credit_code"]
    return Proposal(source, sha256(source.encode()).hexdigest(), tuple(spans), known)


def public_text(*, publication: Publication) -> PublicText | None:  # no viewer: it is public
    """The words of the paper as they are public; None while there are none."""
    if publication.withdrawn_at is not None:
        return None
    return PublicText.objects.filter(publication=publication).first()


def confirmed(*, publication: Publication, viewer: Actor) -> PublicText | None:
    """What was decided of the words of a paper, for whoever handles the publication."""
    mine = PublicText.objects.filter(publication__in=publications(viewer=viewer))
    return mine.filter(publication=publication).first()
