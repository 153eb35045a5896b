"""Looks at personal data: on a ground, written down, and not too many."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.texts import thin
from zhifa.registry import events
from zhifa.registry.actions.parties import edits, subject_of
from zhifa.registry.gates import concerned
from zhifa.registry.models import Party, PartyLook
from zhifa.registry.reads import party_by_identity
from zhifa.registry.rules import identity as codes
from zhifa.registry.rules.grounds import (
    GROUNDS,
    HOURLY,
    KEEP,
    NEEDS,
    OF_CASES,
    REVEAL,
    SEARCH,
    ground_name,
)

MINIMAL = "个人信息保护法 第六条、第三十四条"
NO_REASON = Obstacle("party:reason", "没有写明查看的理由。", MINIMAL, then="写明理由，会记入流水。")
NO_GROUND = Obstacle("party:ground", "没有选择查看的事由。", MINIMAL, then="选择事由后再看。")
TOO_MANY = Obstacle(
    "party:too_many_looks", "一小时内查看的次数已到上限。", MINIMAL, then="过一会儿再查。"
)
NO_CASE = Obstacle(
    "party:no_case",
    "您没有承办与这个当事人有关的案件，不能以这个事由查看。",
    MINIMAL,
    then="由案件的承办人员查看；案件已经调整给您的，请先办理承办人员调整。",
)
KEEPERS = Obstacle(
    "party:keepers",
    "这个事由只由基础库管理员使用。",
    MINIMAL,
    then="请基础库管理员核对；办案需要的，选择办案的事由。",
)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Revealed:
    """What a ground needs of what is hidden on the pages, in full, for one look; else empty."""

    ground: str
    identity: str = ""
    guardian: str = ""
    address: str = ""
    phone: str = ""
    bank_account: str = ""

    @property
    def name(self) -> str:
        """The ground in Chinese."""
        return ground_name(self.ground)


def _too_many(kind: str, by: Actor, at: datetime) -> list[Obstacle]:
    recent = PartyLook.objects.filter(by=by.key, kind=kind, at__gt=at - HOUR)
    most = HOURLY[kind]
    return [TOO_MANY.about(f"上限 {most} 次")] if recent[:most].count() >= most else []


def _unconcerned(party: Party, ground: str, by: Actor) -> list[Obstacle]:
    """Whether what the ground means is the actor's to do."""
    if ground in OF_CASES:
        return [] if concerned(party.pk, by=by) else [NO_CASE]
    reach = by.reach(KEEP)
    return [] if ground not in GROUNDS or reach is None or reach else [KEEPERS]


@transaction.atomic
def reveal_party(*, party: Party, ground: str, reason: str, by: Actor, at: datetime) -> Revealed:
    """What the ground needs of the hidden personal data, in full; the look is written down.

    ground: of rules.grounds, which says what it needs. Refused: no post may edit parties; no
    ground or reason; a ground of cases without a case of one's own about the party; another
    without keeping the library; more than so many within an hour.
    Source: 个人信息保护法 第六条、第三十四条.
    """
    found = {NO_GROUND: ground not in GROUNDS, NO_REASON: thin(reason)}
    refuse_if(
        [
            *(edits(by) or _unconcerned(party, ground, by)),
            *(o for o, is_so in found.items() if is_so),
            *_too_many(REVEAL, by, at),
        ]
    )
    look = PartyLook.objects.create(
        party=party, kind=REVEAL, ground=ground, reason=reason.strip(), by=by.key, at=at
    )
    event = events.PartyRevealed(party.pk, reason.strip(), ground)
    journal.record(event, subject=subject_of(party), by=by, at=at, rows=[look])
    return Revealed(ground, **{name: getattr(party, name) for name in NEEDS[ground]})


@transaction.atomic
def look_up(*, code: str, by: Actor, at: datetime) -> Party | None:
    """The entry with exactly this credit code or identity number.

    A number that is no credit code is a person's: that it was asked for is written down, whether
    or not it led to somebody. Refused: without registry:read; more than so many within an hour.
    """
    reach = by.reach("registry:read")
    refuse_if([NOT_YOURS] if reach is not None and not reach else [])
    found = party_by_identity(code=code, viewer=by)
    if not codes.credit_code_fault(code):
        return found
    refuse_if(_too_many(SEARCH, by, at))
    look = PartyLook.objects.create(party=found, kind=SEARCH, ground=SEARCH, by=by.key, at=at)
    event = events.PartySought(found.pk if found else "")
    subject = subject_of(found) if found else "parties"
    journal.record(event, subject=subject, by=by, at=at, rows=[look])
    return found
