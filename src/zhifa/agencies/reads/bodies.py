"""Bodies, their divisions and mandates. What is published about a body anyone may read."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from zhifa.agencies import obstacles
from zhifa.agencies.models import Agency, Delegation, MandateLetter, Succession, Unit
from zhifa.agencies.reads.history import agency_on, handler_on
from zhifa.kernel.access import SYSTEM, Actor, may
from zhifa.kernel.refusals import Obstacle


def agencies(*, viewer: Actor | None, on: date | None = None) -> QuerySet[Agency]:  # noqa: ARG001 - published facts, the same for every viewer
    """The register of bodies, published as a list; with `on`, those that existed on the day."""
    found = Agency.objects.order_by("code")
    if on is None:
        return found
    return found.filter(Q(abolished_on=None) | Q(abolished_on__gte=on), established_on__lte=on)


def agency(*, pk: int | None = None, code: str = "", viewer: Actor | None) -> Agency | None:
    """One body by its key or its code."""
    found = agencies(viewer=viewer).select_related("superior")
    return found.filter(pk=pk).first() if pk is not None else found.filter(code=code).first()


def units(*, agency_id: int, viewer: Actor) -> QuerySet[Unit]:  # noqa: ARG001 - published facts
    """The divisions of a body."""
    return Unit.objects.filter(agency_id=agency_id).order_by("pk")


def all_units(*, viewer: Actor) -> QuerySet[Unit]:  # noqa: ARG001 - published facts
    """The divisions of all bodies, for choosing one."""
    return Unit.objects.select_related("agency").order_by("agency__code", "pk")


def agencies_of(*, viewer: Actor) -> QuerySet[Agency]:
    """The bodies whose people the viewer may see."""
    reach = viewer.reach("agency:read")
    found = agencies(viewer=viewer)
    return found if reach is None else found.filter(pk__in=reach)


def delegations(*, agency_id: int, viewer: Actor) -> QuerySet[Delegation]:  # noqa: ARG001 - published facts
    """Mandates a body gave or holds, newest first."""
    mine = Q(principal_id=agency_id) | Q(delegate_id=agency_id)
    found = Delegation.objects.filter(mine).select_related("principal", "delegate")
    return found.order_by("-from_on", "-pk")


def delegation(*, pk: int, viewer: Actor) -> Delegation | None:  # noqa: ARG001 - published facts
    """One mandate."""
    return Delegation.objects.select_related("principal", "delegate").filter(pk=pk).first()


def letter(*, delegation_id: int, on: date, viewer: Actor) -> MandateLetter | None:
    """The signed letter: public once the mandate is; before that for those who may edit it.

    on: the day of the asking.
    """
    row = MandateLetter.objects.filter(delegation_id=delegation_id).select_related("delegation")
    found = row.first()
    if found is None:
        return None
    public = found.delegation.public_on(on)
    return found if public or may(viewer, "agency:edit", found.delegation.principal_id) else None


def lettered(*, agency_id: int, viewer: Actor) -> frozenset[int]:  # noqa: ARG001 - published facts
    """The mandates of a body whose letters are filed."""
    mine = Q(delegation__principal_id=agency_id) | Q(delegation__delegate_id=agency_id)
    return frozenset(MandateLetter.objects.filter(mine).values_list("delegation_id", flat=True))


def _running(agency_id: int, matter_code: str, on: date) -> Sequence[Delegation]:
    """Mandates that run on the day and cover the item, published ones first."""
    held = Delegation.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=on),
        delegate_id=agency_id,
        from_on__lte=on,
        until_on__gte=on,
    ).select_related("principal")
    covering = [d for d in held if matter_code in d.matter_codes]
    return sorted(covering, key=lambda d: d.published_on or date.max)


def mandate(*, agency_id: int, matter_code: str, on: date) -> Delegation | None:
    """The mandate under which a delegated body acts in its principal's name on the day.

    A fact of one's own act: asked by actions and rules, without a viewer.
    """
    return next(iter(mandates(agency_id=agency_id, matter_code=matter_code, on=on)), None)


def mandates(
    *, agency_id: int, matter_code: str, on: date
) -> list[Delegation]:  # no viewer: public
    """Every published mandate over an item that a body holds on a day, the oldest first."""
    return [d for d in _running(agency_id, matter_code, on) if d.public_on(on)]


def waiting_mandates(
    *, agency_id: int, matter_code: str, on: date
) -> list[Delegation]:  # no viewer: said to whom it binds
    """Mandates over an item that run on a day and are not public by then, the oldest first."""
    public = {d.pk for d in mandates(agency_id=agency_id, matter_code=matter_code, on=on)}
    return [d for d in _running(agency_id, matter_code, on) if d.pk not in public]


def _delegated(body: Agency, matter_code: str, on: date, *, measure: bool) -> list[Obstacle]:
    if measure:
        return [obstacles.MEASURE_DELEGATED]
    if mandate(agency_id=body.pk, matter_code=matter_code, on=on):
        return []
    unpublished = _running(body.pk, matter_code, on)
    return [obstacles.MANDATE_UNPUBLISHED if unpublished else obstacles.NO_MANDATE]


def may_enforce(
    *, agency_id: int, matter_code: str, on: date, measure: bool = False
) -> list[Obstacle]:
    """What keeps a body from enforcing an item on a day; measure: it is a compulsory measure.

    A fact of one's own act: asked by actions and rules, without a viewer. The body's own standing
    and mandate; its power list belongs to the registry. For a body that went up in another which
    carries its cases on, that other one is asked.
    Source: 行政处罚法 第十七条、第十九条至第二十一条; 行政强制法 第十七条 (G01-G03).
    """
    body = agency_on(agency_id=agency_id, on=on, viewer=SYSTEM)
    if body is None:
        raise Agency.DoesNotExist
    heir = handler_on(agency_id=agency_id, on=on, viewer=SYSTEM) if body.abolished_on else None
    if heir and heir.casework == Succession.Casework.SUCCESSOR:
        return may_enforce(
            agency_id=heir.successor_id, matter_code=matter_code, on=on, measure=measure
        )
    authorised = body.nature == Agency.Nature.AUTHORISED
    found = {
        obstacles.ABOLISHED: body.abolished_on is not None and body.abolished_on < on,
        obstacles.NOT_ESTABLISHED: on < body.established_on,
        obstacles.NOT_ENFORCING: body.nature == Agency.Nature.OFFICE,
        obstacles.NO_BASIS: authorised and not body.basis,
    }
    own = [o for o, is_so in found.items() if is_so]
    if body.nature != Agency.Nature.DELEGATED:
        return own
    return [*own, *_delegated(body, matter_code, on, measure=measure)]


def own_agency(*, agency_id: int, viewer: Actor) -> Agency:  # noqa: ARG001 - published facts
    """The agency of a post in hand."""
    return Agency.objects.get(pk=agency_id)


def own_unit(*, unit_id: int | None, viewer: Actor) -> Unit | None:  # noqa: ARG001 - published facts
    """The unit of a post in hand, if it has one."""
    return None if unit_id is None else Unit.objects.filter(pk=unit_id).first()
