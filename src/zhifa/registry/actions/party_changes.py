"""A party has changed 变更, or what was written of it was wrong 更正: two acts with a reason."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.seals import digest_of, plain
from zhifa.kernel.texts import thin
from zhifa.registry import events
from zhifa.registry.actions._party_keys import index
from zhifa.registry.actions.parties import MERGED, edits, faults, subject_of
from zhifa.registry.models import Party, PartyCorrection, PartyFormer
from zhifa.registry.reads import formers_of, party_on
from zhifa.registry.rules.identity import STAND_IN
from zhifa.registry.rules.party_entry import CHANGEABLE, entry_faults, of_person

NOTHING_CHANGED = Obstacle(
    "party:nothing_changed", "内容没有变化。", over="已经是这样，不需要保存。"
)
STALE = Obstacle(
    "stale", "这一页打开之后，别人改过这些内容；您填写的还在下面。", then="核对后重新提交。"
)
NO_REASON = Obstacle("party:reason", "没有写明理由。", then="写明凭什么材料办理，会记入流水。")
KIND_KEPT = Obstacle(
    "party:kind_kept",
    "类别决定当场处罚的限额和听证的标准，办案人员不能更正类别。",
    "行政处罚法 第五十一条、第六十三条",
    then="把证照材料交基础库管理员，由不办案的管理员更正。",
)
NO_SOURCE = Obstacle(
    "party:kind_source",
    "更正类别，没有写明依据的证照。",
    "行政处罚法 第四十条、第五十九条",
    then="写明营业执照、登记证书或者身份证件的名称和颁发机关。",
)
NO_CODE = Obstacle(
    "party:kind_number",
    "更正为法人或者其他组织，须有校验通过的统一社会信用代码。",
    "行政处罚法 第五十九条",
    then="核对登记证书，填写代码。",
)
CORRECTABLE = ("kind", *CHANGEABLE)
Told = dict[str, Any]


def _values(party: Party) -> Told:
    return {field: getattr(party, field) for field in CORRECTABLE}


def _put(party: Party, details: Mapping[str, Any], fields: Iterable[str]) -> list[str]:
    """Put in what is told of some columns; which of them are other than before."""
    before = _values(party)
    for field in set(fields) & set(details):
        setattr(party, field, details[field])
    party.tidy()
    return sorted(field for field in CORRECTABLE if getattr(party, field) != before[field])


def _refusals(party: Party, changed: list[str], reason: str, on: date) -> list[Obstacle]:
    return [
        *([NO_REASON] if thin(reason) else []),
        *([MERGED] if party.merged_into_id else []),
        *([] if changed else [NOTHING_CHANGED]),
        *faults(party, on),
    ]


def _kind_refusals(before: str, then: Party, source: str, by: Actor) -> list[Obstacle]:
    """What keeps a kind from being corrected, where it is.

    It is for who holds party:kind and runs no cases, and names a paper; a person becomes an
    organisation only with its code.
    """
    if then.kind == before:
        return []
    keeps, runs = by.reach("party:kind"), by.reach("case:investigate")
    allowed = keeps is None or (keeps and runs == frozenset())
    coded = then.credit_code not in {"", STAND_IN}
    return [
        *([] if allowed else [KIND_KEPT]),
        *([] if source.strip() else [NO_SOURCE]),
        *([NO_CODE] if of_person(before) and then.organised and not coded else []),
    ]


def _founded(told: Told, reason: str, source: str) -> str:
    """The reason with the paper for another kind, which is kept with what was wrong."""
    if "kind" not in told or not reason:
        return reason
    told["kind"]["source"] = source
    return f"{reason}（依据：{source}）"


def _save(party: Party, changed: list[str]) -> None:
    party.save(update_fields=[*changed, "identity_hash"])
    index([party])


def _kept(was: PartyFormer) -> list[PartyFormer]:
    """What it was until yesterday, stored at the first change of a day."""
    kept = PartyFormer.objects.filter(party=was.party, until_on__gte=was.until_on)
    if kept.exists():
        return []
    was.save(force_insert=True)
    return [was]


@transaction.atomic
def change_party(
    *,
    party: Party,
    details: Mapping[str, Any],
    reason: str,
    by: Actor,
    at: datetime,
    seen: str = "",
) -> Party:
    """Change what is known of a party from today on, or that it is gone (gone_on).

    What it was until yesterday is kept: `reads.party_on` tells it for any day before.

    seen: digest of the row as its reader saw it, empty when nobody looked first.
    Refused: as register_party; no reason; merged; nothing changed; changed since it was seen.
    """
    refuse_if(edits(by))
    party = Party.objects.select_for_update().get(pk=party.pk)
    before = {field: getattr(party, field) for field in CHANGEABLE}
    was = PartyFormer(
        party=party,
        until_on=localdate(at) - timedelta(days=1),
        told=json.dumps(before, ensure_ascii=False, default=str),
    )
    stale = bool(seen) and seen != digest_of(party)
    changed = _put(party, details, CHANGEABLE)
    refusals = _refusals(party, changed, reason, localdate(at))
    refuse_if([*([STALE] if stale else []), *refusals])
    _save(party, changed)
    rows = [party, *_kept(was)]
    event = events.PartyChanged(party.pk, tuple(changed), reason.strip())
    journal.record(event, subject=subject_of(party), by=by, at=at, rows=rows)
    return party


Segments = list[tuple[date | None, Told]]


def _segments(party: Party) -> Segments:
    """What the entry said, the earliest first, each with its last day; None while it still does."""
    return [*reversed(formers_of(party)), (None, plain(_values(party)))]


def _span(segments: Segments, on: date, field: str) -> dict[str, str]:
    """Around a day, how long a column said the same.

    after: the last day before on which it said something else; until: the last day of it. As
    texts, empty where there is none.
    """
    here = next(i for i, (until, _) in enumerate(segments) if until is None or until >= on)
    now = segments[-1][1][field]
    said = [told.get(field, now) for _, told in segments]
    first = last = here
    while first and said[first - 1] == said[here]:
        first -= 1
    while last + 1 < len(said) and said[last + 1] == said[here]:
        last += 1
    days = [until.isoformat() if until else "" for until, _ in segments]
    return {"after": days[first - 1] if first else "", "until": days[last]}


@transaction.atomic
def correct_party(  # noqa: PLR0913 - what was wrong, on which day, and by what paper
    *,
    party: Party,
    details: Mapping[str, Any],
    reason: str,
    by: Actor,
    at: datetime,
    seen: str = "",
    on: date | None = None,
    source: str = "",
) -> Party:
    """Put right what was written wrongly of a party, as it stands today or stood on a day.

    Nothing is kept as a former name: the days around, as far as the wrong text stood without a
    break, are answered with what is right. The journal keeps that it was put right, when and why.
    on: the day whose entry is wrong, when not today's. source: the paper that shows the right kind.
    Refused: as change_party; the kind, as `_kind_refusals`. Source: 个人信息保护法 第四十六条.
    """
    refuse_if(edits(by))
    today, party = localdate(at), Party.objects.select_for_update().get(pk=party.pk)
    stale = bool(seen) and seen != digest_of(party)
    on, segments = min(on or today, today), _segments(party)
    then = party_on(party=party, on=on, viewer=by)
    before, changed = plain(_values(then)), _put(then, details, CORRECTABLE)
    after = plain(_values(then))
    told = {f: {"was": before[f], "now": after[f], **_span(segments, on, f)} for f in changed}
    standing = [f for f in changed if not told[f]["until"]]
    _put(party, {field: getattr(then, field) for field in standing}, standing)
    own = [o for _, o in entry_faults(then, today)] if len(standing) < len(changed) else []
    refusals = _refusals(party, changed, reason, today)
    kind = _kind_refusals(before["kind"], then, source, by)
    refuse_if(list(dict.fromkeys([*([STALE] if stale else []), *refusals, *own, *kind])))
    reason = _founded(told, reason.strip(), source.strip())
    told_by = {"reason": reason[:200], "by": by.key, "at": at}
    row = PartyCorrection.objects.create(party=party, told=told, **told_by)
    if standing:
        _save(party, standing)
    event = events.PartyCorrected(party.pk, tuple(changed), reason)
    journal.record(event, subject=subject_of(party), by=by, at=at, rows=[party, row])
    return party
