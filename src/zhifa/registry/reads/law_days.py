"""Laws as of a day: which are in force, with the level and body of the version that is."""

from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from zhifa.agencies.reads import home_areas
from zhifa.registry.models import Law, LawVersion
from zhifa.registry.rules.law_places import LOCAL
from zhifa.registry.rules.law_records import OUT_OF_FORCE, PAST

_COPIED = Q(adopted_on=None) | Q(adopted_on=F("in_force_from"), status=PAST)
NEWEST = (  # `standing_of` for the database, the highest first
    F("in_force_from").desc(nulls_last=True),
    Case(When(_COPIED, then=0), default=1).desc(),
    F("adopted_on").desc(nulls_last=True),
    Case(When(status=PAST, then=0), default=1).desc(),
    "pk",
)


def held(on: date) -> QuerySet[LawVersion]:  # no viewer: statutes are public
    """The versions of a law, the one asked about, that are in force on a day, as it is known."""
    begun = LawVersion.objects.filter(law=OuterRef("pk"), in_force_from__lte=on)
    lasting = Q(in_force_until__gte=on) | Q(in_force_until=None) & ~Q(status__in=OUT_OF_FORCE)
    return begun.filter(lasting)


def standing_on(found: QuerySet[Law], *, on: date, level: str = "") -> QuerySet[Law]:  # no viewer
    """Those of these laws of which a version held, and of that level, is in force on a day."""
    rows = held(on)
    return found.filter(Exists(rows.filter(level=level) if level else rows))


def as_of(
    found: QuerySet[Law], *, on: date, elsewhere: bool = True
) -> QuerySet[Law]:  # no viewer: public
    """These laws with level_on and body_on, and held_from: the first day of the oldest version.

    away: whether it is a local rule of a place that is not ours, as `law_places.elsewhere` tells;
    elsewhere: whether such rules are wanted.

    A law of which no version is in force on the day is shown with what its newest says.
    """
    best = held(on).order_by(*NEWEST)
    dated = LawVersion.objects.filter(law=OuterRef("pk")).exclude(in_force_from=None)
    first = dated.order_by("in_force_from")
    told = found.annotate(
        level_on=Coalesce(Subquery(best.values("level")[:1]), "level"),
        body_on=Coalesce(Subquery(best.values("issuing_body")[:1]), "issuing_body"),
        held_from=Subquery(first.values("in_force_from")[:1]),
    )
    ours = (Q(title__startswith=name) | Q(body_on__contains=name) for name in home_areas())
    away = Q(level_on__in=LOCAL) & ~Q(*ours, _connector=Q.OR)
    known = told.annotate(away=ExpressionWrapper(away, output_field=BooleanField()))
    return known if elsewhere else known.filter(away=False)
