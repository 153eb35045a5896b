"""Publications, for publishers and for the public. Never writes."""

from datetime import date

from django.db.models import Q, QuerySet

from zhifa.disclosure.models import Correction, Publication
from zhifa.enforcement import reads as cases
from zhifa.kernel.access import Actor

OPEN = ("published", "withdrawn")


def publications(*, viewer: Actor) -> QuerySet[Publication]:
    """Publications of the agencies where the viewer handles disclosure."""
    reach = viewer.reach("disclosure:read")
    found = Publication.objects.select_related("agency", "decision__case")
    found = found.prefetch_related("corrections")
    return found if reach is None else found.filter(agency_id__in=reach)


def queue(*, viewer: Actor, state: str, after: Publication | None = None) -> QuerySet[Publication]:
    """Publications in a state, soonest due or latest published first; after: behind that one."""
    found = publications(viewer=viewer).filter(state=state)
    name, way = ("published_at", "lt") if state in OPEN else ("due_on", "gt")
    if after is not None:
        place = getattr(after, name)
        found = found.filter(Q(**{f"{name}__{way}": place}) | Q(**{name: place}, pk__gt=after.pk))
    return found.order_by(f"-{name}" if state in OPEN else name, "pk")


def to_correct(*, viewer: Actor) -> QuerySet[Publication]:
    """What is public and has corrections whose words nobody has checked, the longest known first.

    Those of a decision that is not public yet are checked with it.
    """
    unchecked = Correction.objects.filter(published_at=None).values("publication")
    found = publications(viewer=viewer).filter(state=Publication.State.PUBLISHED, pk__in=unchecked)
    return found.order_by("pk")


def publication(*, pk: int, viewer: Actor) -> Publication:
    """One publication; Publication.DoesNotExist when the viewer does not handle it."""
    return publications(viewer=viewer).get(pk=pk)


def in_effect(*, publication: Publication, on: date, viewer: Actor) -> bool:
    """Whether the decision counts as served on a day, so that it may be public."""
    since = cases.in_effect_from(decision=publication.decision, viewer=viewer)
    return since is not None and since <= on


def public(*, search: str = "") -> QuerySet[Publication]:  # no viewer: everybody may read it
    """What anybody may read: published decisions, and that some were taken down; newest first."""
    renewed = Q(state="waiting", withdrawn_at__isnull=False)  # told as taken down until it is out
    found = Publication.objects.filter(Q(state__in=("published", "leaving", "withdrawn")) | renewed)
    found = found.select_related("agency").order_by("-published_at", "-pk")
    if not search:
        return found
    return found.filter(title__contains=search).filter(withdrawn_at=None)  # its words are gone


def public_one(*, slug: str) -> Publication:  # no viewer: everybody may read it
    """One public page."""
    return public().get(slug=slug)


def public_corrections(  # no viewer: everybody may read it
    *, publication: Publication, on: date
) -> QuerySet[Correction]:
    """Corrections that count as served on a day, oldest first; unchecked ones keep their words."""
    served = publication.corrections.filter(effective_on__lte=on)
    return served.order_by("effective_on", "pk")


def corrections(*, publication: Publication, viewer: Actor) -> QuerySet[Correction]:
    """All corrections beside a publication that the viewer handles, oldest first."""
    mine = Correction.objects.filter(publication__in=publications(viewer=viewer))
    return mine.filter(publication=publication).order_by("effective_on", "pk")
