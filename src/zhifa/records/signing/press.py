"""A signature made and looked at, as one piece of work that asks no database."""

from dataclasses import dataclass, replace
from datetime import datetime

from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.records.signing import pdf
from zhifa.records.signing.judge import judge
from zhifa.records.signing.providers import ClockDown, Provider, provider

UNSOUND = Obstacle(
    "seal:unsound", "盖章后复核没有通过，没有入卷。", then="请安全管理员检查证书和吊销列表。"
)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A PDF with one more signature. stamped_at: proven time, None while the clock is down."""

    data: bytes
    stamped_at: datetime | None


def pressed(data: bytes, ref: str, mark: pdf.Mark) -> Pressed:
    """Sign with a key of the house, time-stamped where the clock answers, and look at it.

    ProviderDown, KeyRefused, LookupError; Refused when what was made does not hold.
    """
    machine = provider()
    hand = pdf.Hand(machine, ref)
    try:
        whole = pdf.signed(data, hand, mark, machine.clock(at=mark.at))
        stamped = _proven(machine, whole, mark)
        if stamped is not None:
            return Pressed(whole, stamped)
    except (ClockDown, TimestampRequestError):
        pass  # signed without, and stamped when the clock is back
    whole = pdf.signed(data, hand, mark, None)
    _proven(machine, whole, mark)
    return Pressed(whole, None)


def pressed_for_good(data: bytes, ref: str, mark: pdf.Mark) -> Pressed:
    """As `pressed`, with certificates and revocation lists in it under one more stamp (B-LTA).

    Without the clock there is nothing to keep: ClockDown.
    """
    found, machine = pressed(data, ref, mark), provider()
    if found.stamped_at is None:
        raise ClockDown("时间戳", "没有回应")
    last = replace(mark, field=f"{mark.field}Stamp")
    try:
        whole = pdf.preserved(found.data, machine, machine.clock(at=mark.at), last)
    except TimestampRequestError as failed:
        raise ClockDown("时间戳", str(failed)) from failed
    lists = machine.revocations(at=mark.at)
    every = judge(whole, roots=machine.roots(), lists=lists, at=mark.at)
    refuse_if([] if len(every) > 1 and all(v.good for v in every) else [UNSOUND])
    return Pressed(whole, found.stamped_at)


def _proven(machine: Provider, whole: bytes, mark: pdf.Mark) -> datetime | None:
    """When the signature is proven to have stood; Refused when it does not hold."""
    roots, lists = machine.roots(), machine.revocations(at=mark.at)
    found = judge(whole, roots=roots, lists=lists, at=mark.at, field=mark.field)
    verdict = next(v for v in found if v.field == mark.field)
    refuse_if([] if verdict.intact and verdict.trusted else [UNSOUND])
    return verdict.stamped_at
