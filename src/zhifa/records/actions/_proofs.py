"""The short lists: sealed papers that wait for proofs, archived dossiers for their binding."""

from zhifa.records.models import BindingDue, Document, ProofDue, Signature

PROVEN = (Signature.Kind.PERSON, Signature.Kind.SEAL, Signature.Kind.PARTY)


def _wait(paper: Document, kind: ProofDue.Kind) -> None:
    ProofDue.objects.get_or_create(document=paper, kind=kind)


def sealed_now(paper: Document, last: Signature) -> None:
    """After a seal: its time may be unproven, and its dossier archived meanwhile."""
    if last.stamped_at is None:
        _wait(paper, ProofDue.Kind.STAMP)
    else:
        ProofDue.objects.filter(document=paper, kind=ProofDue.Kind.STAMP).delete()
    if paper.dossier.sealed_at is not None:
        _wait(paper, ProofDue.Kind.ARCHIVE)


def proven_now(paper: Document, kind: str) -> None:
    """After a stamp: an archive stamp proves the time as well."""
    done = [ProofDue.Kind.STAMP]
    done += [ProofDue.Kind.ARCHIVE] if kind == Signature.Kind.ARCHIVE else []
    ProofDue.objects.filter(document=paper, kind__in=done).delete()


def signed_now(paper: Document) -> None:
    """After a party signed: the hand is to be stamped and laid into the PDF."""
    _wait(paper, ProofDue.Kind.HAND)


def laid_in_now(paper: Document) -> None:
    """After every hand of a paper is in its PDF, or can never be; archived, it wants its proofs."""
    ProofDue.objects.filter(document=paper, kind=ProofDue.Kind.HAND).delete()
    laid = Signature.objects.filter(document=paper, kind=Signature.Kind.PARTY).exists()
    if laid and paper.dossier.sealed_at is not None:
        _wait(paper, ProofDue.Kind.ARCHIVE)


def archived_now(dossier_id: str) -> None:
    """After archiving: signed papers want their long-term proofs, the volumes their binding."""
    papers = Signature.objects.filter(document__dossier_id=dossier_id, kind__in=PROVEN)
    ProofDue.objects.bulk_create(
        ProofDue(document_id=pk, kind=ProofDue.Kind.ARCHIVE)
        for pk in papers.values_list("document_id", flat=True).distinct()
    )
    BindingDue.objects.create(dossier_id=dossier_id)
