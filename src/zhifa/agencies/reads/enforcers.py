"""Who may enforce for a body on a day: an officer's post there, and a certificate for it."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from zhifa.agencies.models import Delegation, Obstruction, Post, Succession
from zhifa.agencies.reads.certificates import Standing, standings
from zhifa.kernel.access import Actor, may
from zhifa.kernel.prepared import Prepared

ENFORCER = "officer"
Bodies = frozenset[int]


POSTS = Prepared(
    lambda users, on: (
        Post.objects.filter(user__pk__in=users, role=ENFORCER)
        .held_on(on)
        .values_list("user_id", "agency_id", "user__is_client")
    )
)


def _delegates(principals: Bodies, matter_code: str, on: date) -> Bodies:
    """Bodies whose published mandate of the day lets them act for these in the item."""
    held = Delegation.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=on),
        principal_id__in=principals,
        published_on__lte=on,
        from_on__lte=on,
        until_on__gte=on,
    )
    rows = held.values_list("delegate_id", "matter_codes")
    return frozenset(body for body, codes in rows if matter_code in codes)


def _bodies(agency_id: int, matter_code: str, on: date) -> tuple[Bodies, Bodies]:
    """Whose people act for a body that day, and whose certificates count for it.

    A body that went up in another goes on in its people and its certificates.
    """
    merged = Succession.objects.filter(kind=Succession.Kind.MERGER, from_on__lte=on)
    rows = list(merged.values_list("predecessor_id", "successor_id"))
    own = frozenset({agency_id, *(heir for old, heir in rows if old == agency_id)})
    acting = own | (_delegates(own, matter_code, on) if matter_code else frozenset())
    return acting, acting | {old for old, heir in rows if heir in acting}


def enforcers(
    *,
    user_ids: Iterable[int],
    agency_id: int,
    matter_code: str = "",
    on: date,
    area: str,
    anywhere: Mapping[int, Standing] | None = None,
) -> Mapping[int, Standing]:
    """How each person stands as an officer of a body on the day of the act.

    reason, beside those of `standings`: post (no officer's post there), client (a machine holds
    it), body (the certificate is another body's). Of whose mandate covers the item the
    people count too. anywhere: their `standings` of the day, where they are known. Facts about the
    officers of one's own act: asked by actions and rules, without a viewer.
    Source: 行政处罚法 第二十条、第四十二条.
    """
    wanted = set(user_ids)
    if not wanted:
        return {}
    known = standings(user_ids=wanted, on=on, area=area) if anywhere is None else anywhere
    held = POSTS.rows(users=wanted, on=on)
    home = {user: machine for user, body, machine in held if body == agency_id}
    if wanted <= home.keys() and all(s.good and s.issued_by == agency_id for s in known.values()):
        return {pk: _judged(s, s, machine=home[pk]) for pk, s in known.items()}
    acting, issuing = _bodies(agency_id, matter_code, on)
    here = {user: machine for user, body, machine in held if body in acting}
    own = known
    if not all(s.good and s.issued_by in issuing for s in known.values()):
        called = {pk: standing.name for pk, standing in known.items()}
        own = standings(user_ids=wanted, on=on, area=area, issued=issuing, called=called)
    return {pk: _judged(own[pk], known[pk], machine=here.get(pk)) for pk in known}


def _judged(own: Standing, anywhere: Standing, *, machine: bool | None) -> Standing:
    """machine: whether it is a client that holds the post; None: nobody does."""
    reason = own.reason
    if machine is None:
        reason = Obstruction.POST.value
    elif machine:
        reason = Obstruction.CLIENT.value
    elif reason == Obstruction.NONE.value and anywhere.number:
        reason = Obstruction.BODY.value
    return Standing(own.user_id, own.name, own.number or anywhere.number, reason)


def officers_on(
    *, agency_id: int, matter_code: str = "", on: date, area: str, viewer: Actor
) -> list[Standing]:
    """Every officer of the body on the day, those who may act first, the rest with the reason."""
    if not may(viewer, "agency:read", agency_id):
        return []
    acting, _ = _bodies(agency_id, matter_code, on)
    posts = Post.objects.filter(agency_id__in=acting, role=ENFORCER, user__is_client=False)
    found = enforcers(
        user_ids=posts.held_on(on).values_list("user_id", flat=True),
        agency_id=agency_id,
        matter_code=matter_code,
        on=on,
        area=area,
    )
    return sorted(found.values(), key=lambda s: (not s.good, s.user_id))
