from tests import make
from zhifa.kernel.models import Entry


def test_from_clue_to_archived_dossier() -> None:
    case = make.case(stage="archived")
    assert case.stage == "archived"
    assert case.dossier.sealed_at is not None
    assert Entry.objects.filter(subject=case.dossier_id).count() > case.rev
