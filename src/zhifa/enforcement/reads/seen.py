"""A case in hand is not yet a case one may look into."""

from zhifa.enforcement.models import Case
from zhifa.kernel.access import Actor, may


def insist(case: Case, viewer: Actor) -> None:
    """Raise Case.DoesNotExist unless the viewer may read the case."""
    if not may(viewer, "case:read", case.agency_id):
        raise Case.DoesNotExist
