"""Bodies that go up in others, and matters handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from zhifa.agencies import events, obstacles
from zhifa.agencies.actions.bodies import subject
from zhifa.agencies.actions.people import subject as of_person
from zhifa.agencies.models import Agency, Delegation, Post, Succession, Unit
from zhifa.kernel import journal
from zhifa.kernel.access import Actor, unless
from zhifa.kernel.refusals import Obstacle, refuse_if

LONGEST = 120  # characters that the registers keep of a document


@dataclass(frozen=True, slots=True)
class Reform:
    """From which day, on what document, and who finishes the open cases (Succession.Casework).

    late: why it is written down after the day it began, if it is.
    """

    from_on: date
    document: str
    casework: str = Succession.Casework.SUCCESSOR
    late: str = ""

    @property
    def last(self) -> date:
        """The last day of the old order."""
        return self.from_on - timedelta(days=1)

    def paper(self, today: date) -> str:
        """The document as the registers name it, with why it came late."""
        said = self.document.strip()
        if self.from_on >= today:
            return said
        head = f"{said}（{today} 补登："
        return f"{head}{self.late.strip()[: LONGEST - len(head) - 1]}）"


def _runs(body: Agency, on: date) -> bool:
    ended = body.abolished_on is not None and body.abolished_on < on
    return body.established_on <= on and not ended


def _obstacles(old: Agency, new: Agency, reform: Reform, by: Actor, today: date) -> list[Obstacle]:
    found = {
        obstacles.SUCCEEDS_ITSELF: old.pk == new.pk,
        obstacles.ABOLISHED: old.abolished_on is not None,
        obstacles.SUCCESSOR_ABSENT: not _runs(new, reform.from_on),
        obstacles.BEFORE_ESTABLISHED: reform.last < old.established_on,
        obstacles.NO_DOCUMENT: not reform.document.strip(),
        obstacles.BACKDATED: reform.from_on < today and not reform.late.strip(),
    }
    both = {o for body in (old, new) for o in unless(by, "agency:edit", body.pk)}
    return [*both, *(o for o, is_so in found.items() if is_so)]


def _locked(old: Agency, new: Agency) -> tuple[Agency, Agency]:
    held = Agency.objects.select_for_update().in_bulk({old.pk, new.pk})
    return held[old.pk], held[new.pk]


def _heirs(old: Agency, new: Agency, reform: Reform, today: date) -> list[Succession]:
    """Rows for the body itself and for all that had gone up in it before."""
    before = Succession.objects.filter(successor=old, kind=Succession.Kind.MERGER)
    told = {
        "successor": new,
        "kind": Succession.Kind.MERGER,
        "from_on": reform.from_on,
        "document": reform.paper(today),
        "casework": reform.casework,
    }
    return [
        Succession.objects.create(predecessor=old, **told),
        *(
            Succession.objects.create(predecessor_id=row.predecessor_id, via=old, **told)
            for row in before.order_by("pk")
        ),
    ]


def _move(post: Post, new: Agency, reform: Reform, by: Actor, at: datetime) -> None:
    """End a post with the old body and let it go on at the new one."""
    unit = post.unit and Unit.objects.filter(agency=new, name=post.unit.name).first()
    ends, post.until_on = post.until_on, reform.last
    post.save(update_fields=["until_on"])
    there = Post.objects.filter(Q(until_on=None) | Q(until_on__gte=reform.from_on), agency=new)
    if there.filter(user_id=post.user_id, role=post.role).exists():
        rows = [post]
    else:
        told = {"agency": new, "unit": unit or None, "role": post.role, "until_on": ends}
        made = Post.objects.create(user_id=post.user_id, from_on=reform.from_on, **told)
        rows = [post, made]
    event = events.Transferred(post.user_id, rows[-1].pk, new.pk)
    journal.record(event, subject=of_person(post.user_id), by=by, at=at, rows=rows)


def _end_mandates(old: Agency, reform: Reform) -> list[Delegation]:
    """A mandate names its two sides: it ends with either of them."""
    mine = Q(principal=old) | Q(delegate=old)
    running = Q(ended_on=None) | Q(ended_on__gt=reform.last)
    found = Delegation.objects.select_for_update().filter(
        mine, running, until_on__gt=reform.last, from_on__lte=reform.last
    )
    rows = list(found.order_by("pk"))
    for row in rows:
        row.ended_on = reform.last
        row.save(update_fields=["ended_on"])
    return rows


@transaction.atomic
def merge_agency(
    *, predecessor: Agency, successor: Agency, reform: Reform, by: Actor, at: datetime
) -> Succession:
    """Let a body go up in another: its people go over, its mandates end, it is abolished.

    Its numbers and closed cases stay its own. Certificates keep what is printed on them and are
    listed for renewal. Powers: registry.actions.merge_bodies, which calls this.
    Refused: without agency:edit at both; the same body; abolished already; no such successor on
    the day; no document; a day before today without saying why so late; posts at the old body
    that begin later.
    """
    old, new = _locked(predecessor, successor)
    later = Post.objects.filter(agency=old, from_on__gte=reform.from_on).exists()
    own = [obstacles.POSTS_BEGIN_LATER] if later else []
    refuse_if([*_obstacles(old, new, reform, by, localdate(at)), *own])
    rows = _heirs(old, new, reform, localdate(at))
    running = Post.objects.select_for_update(of=("self",)).filter(
        Q(until_on=None) | Q(until_on__gte=reform.from_on), agency=old
    )
    for post in running.select_related("unit").order_by("pk"):
        _move(post, new, reform, by, at)
    ended = _end_mandates(old, reform)
    old.abolished_on = reform.last
    old.save(update_fields=["abolished_on"])
    event = events.AgencyMerged(old.pk, new.pk, reform.from_on.isoformat(), reform.casework)
    journal.record(event, subject=subject(old.pk), by=by, at=at, rows=[old, *rows, *ended])
    return rows[0]


@transaction.atomic
def hand_over(
    *,
    predecessor: Agency,
    successor: Agency,
    matter_codes: Sequence[str],
    reform: Reform,
    by: Actor,
    at: datetime,
) -> Succession:
    """Write down that matters went over to another body from a day on.

    Powers: registry.actions.transfer_powers, which calls this. Refused: as merge_agency; no
    matters.
    """
    old, new = _locked(predecessor, successor)
    none = [] if matter_codes else [obstacles.NO_MATTERS]
    refuse_if([*_obstacles(old, new, reform, by, localdate(at)), *none])
    row = Succession.objects.create(
        predecessor=old,
        successor=new,
        kind=Succession.Kind.TRANSFER,
        matter_codes=sorted(set(matter_codes)),
        from_on=reform.from_on,
        document=reform.paper(localdate(at)),
        casework=reform.casework,
    )
    event = events.MattersHandedOver(
        old.pk, new.pk, reform.from_on.isoformat(), len(row.matter_codes)
    )
    journal.record(event, subject=subject(old.pk), by=by, at=at, rows=[row])
    return row
