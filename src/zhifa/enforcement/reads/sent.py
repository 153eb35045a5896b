"""Acts that take a case away from its reviewers."""

from django.db.models import QuerySet

from zhifa.enforcement.models import Act
from zhifa.enforcement.reads.cases import of_visible
from zhifa.enforcement.rules.needs.decision import SENT_BACK
from zhifa.kernel.access import Actor


def sent_away(*, viewer: Actor) -> QuerySet[Act]:
    """Acts that sent a case back or to the police: a review under way ends with them."""
    moves = (*SENT_BACK, "send_transfer")
    return of_visible(rows=Act.objects.filter(move__in=moves), viewer=viewer)
