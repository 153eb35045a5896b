"""Lists of parties taken in: all of a list, or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.refusals import Obstacle, Refused, refuse_if
from zhifa.registry import events
from zhifa.registry.actions._party_keys import index
from zhifa.registry.models import Party
from zhifa.registry.reads import PartyPlan, known_among

PART = 1000  # entries in one entry of the journal
CHUNK = 500
SUBJECT = "library:parties"
REJECTED = Obstacle(
    "list:rejected", "表里还有不能导入的地方，一行也没有导入。", then="按清单改正后再导。"
)
STALE = Obstacle("list:stale", "检查之后，表里的当事人又有登记进来的。", then="请重新检查再导入。")


@dataclass(frozen=True, slots=True)
class PartiesImported:
    """What taking in a list did."""

    registered: int
    known: int


def imports(by: Actor) -> list[Obstacle]:
    """NOT_YOURS unless some post may take in lists of parties."""
    reach = by.reach("party:import")
    return [] if reach is None or reach else [NOT_YOURS]


@transaction.atomic
def note_party_check(*, plan: PartyPlan, digest: str, by: Actor, at: datetime) -> None:
    """Write down that a list was held against the library, which tells who is in it.

    digest: SHA-256 of the file. Nothing is written when no person was found by a document.
    Refused: no post may take in lists. Source: 个人信息保护法 第六条.
    """
    refuse_if(imports(by))
    if plan.persons:
        event = events.PartyListChecked(digest, plan.rows, plan.persons)
        journal.record(event, subject=SUBJECT, by=by, at=at)


def _store(rows: Sequence[Party], tell: Callable[[int, int], None]) -> None:
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        Party.objects.bulk_create(some)
        index(some, fresh=True)
        tell(start + len(some), len(rows))


@transaction.atomic
def import_parties(
    *,
    plan: PartyPlan,
    digest: str,
    by: Actor,
    at: datetime,
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> PartiesImported:
    """Register every new party of a checked list at once; who is known stays as registered.

    digest: SHA-256 of the file. tell: is told how many are written. Done twice it changes nothing
    the second time. Refused: no post may take in lists; anything in the list is rejected; one of
    its parties was registered since the plan was made.
    """
    refuse_if(imports(by))
    refuse_if([REJECTED.about(f"{len(plan.rejected)} 处")] if plan.rejected else [])
    refuse_if([STALE] if known_among(parties=plan.fresh, viewer=by) else [])
    try:
        with transaction.atomic():
            _store(plan.fresh, tell)
    except IntegrityError:  # another writer was faster between the look and the write
        raise Refused([STALE]) from None
    for part, start in enumerate(range(0, len(plan.fresh), PART), 1):
        some = plan.fresh[start : start + PART]
        event = events.PartiesListed(digest, part, len(some))
        journal.record(event, subject=SUBJECT, by=by, at=at, rows=some)
    return PartiesImported(len(plan.fresh), plan.known)
