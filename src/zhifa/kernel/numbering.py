"""Numbers without gaps: taken in the transaction that uses them, so a rollback returns them."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from zhifa.kernel.access import Actor
from zhifa.kernel.models import Number, Series
from zhifa.kernel.refusals import Obstacle, refuse_if

NO_REASON = Obstacle("void_without_reason", "没有写明作废的原因。", then="填写原因后再作废。")
NOT_VALID = Obstacle(
    "number_not_valid", "没有这个编号，或者已经作废。", over="没有可以作废的编号。"
)


def _unwritten(_value: int) -> str:
    return ""


@transaction.atomic
def take(
    *,
    series: str,
    holder: str,
    by: Actor,
    at: datetime,
    written: Callable[[int], str] = _unwritten,
    about: str = "",
) -> Number:
    """The next number of `series`, held by `holder` (a row key) for ever.

    written: how the number is written in words; no two numbers of the house read the same.
    """
    run, _ = Series.objects.select_for_update().get_or_create(key=series)
    run.last += 1
    run.save(update_fields=["last"])
    number = Number(
        series=run,
        value=run.last,
        text=written(run.last),
        about=about,
        holder=holder,
        by=by.key,
        at=at,
    )
    number.save(force_insert=True)
    return number


@transaction.atomic
def void(*, series: str, value: int, reason: str) -> None:
    """Mark a number as void; it stays taken. The caller journals why.

    Refused: no reason; the number was never taken or is void already.
    """
    refuse_if([] if reason.strip() else [NO_REASON])
    valid = Number.objects.filter(series_id=series, value=value, void_reason="")
    told = reason.strip()[:200]
    refuse_if([] if valid.update(void_reason=told) else [NOT_VALID.about(f"{series} {value}")])


@transaction.atomic
def reserve(*, series: str, upto: int, reason: str, by: Actor, at: datetime) -> None:
    """Take numbers that another installation took already, so that none is taken twice.

    Each is kept as void for that reason. Nothing happens where the run is as far.
    """
    run, _ = Series.objects.select_for_update().get_or_create(key=series)
    told = {"series": run, "holder": "restored", "void_reason": reason[:200], "by": by.key}
    for value in range(run.last + 1, upto + 1):  # the database lets a run grow by one
        Series.objects.filter(key=series).update(last=value)
        Number(value=value, at=at, **told).save(force_insert=True)
