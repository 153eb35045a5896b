"""Parties in, and what is asked of every entry."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal
from zhifa.kernel.access import NOT_YOURS, Actor
from zhifa.kernel.fields import keyed_hash
from zhifa.kernel.refusals import Obstacle, refuse_if
from zhifa.kernel.texts import UNSEEN_WORDS, unseen
from zhifa.registry import events
from zhifa.registry.actions._party_keys import index
from zhifa.registry.models import Party
from zhifa.registry.rules import identity as codes

NAMED = "行政处罚法 第五十九条"
NO_NAME = Obstacle("party:name", "没有写明姓名或者名称。", NAMED, then="写明后再登记。")
NO_IDENTITY = Obstacle(
    "party:identity",
    "没有证件号码。",
    NAMED,
    then="自然人写身份证件号码，其他当事人写统一社会信用代码。",
)
WRONG_IDENTITY = Obstacle("party:identity_wrong", "证件号码或者代码有误。", then="请核对证照原件。")
WRONG_PAPER = Obstacle(
    "party:identity_kind", "这类当事人不用这种证件。", then="请重新选择证件类型。"
)
UNSEEN = Obstacle("party:unseen", UNSEEN_WORDS, then="删去后再登记。")
WRONG_KIND = Obstacle("party:kind", "没有这一类当事人。", then="请重新选择类别。")
WRONG_PHONE = Obstacle(
    "party:phone", "联系电话的格式不对。", then="写手机号码，或者带区号的座机号码。"
)
WRONG_ACCOUNT = Obstacle("party:bank_account", "银行账号的格式不对。", then="核对账号，只写数字。")
WRONG_AREA = Obstacle(
    "party:area_code", "所在街道（镇）的区划代码不对。", then="填六位、九位或者十二位区划代码。"
)
EARLY_END = Obstacle(
    "party:gone_on", "死亡或者终止日期在今天之后，或者早于出生日期。", then="核对后改正日期。"
)
KNOWN = Obstacle("party:known", "这个证件号码已经登记过。", then="请直接选用。")
MERGED = Obstacle("party:merged", "这一条已经并入另一条。", then="请改用并入后的当事人。")

CHANGEABLE = (
    "name",
    "credit_code",
    "identity_kind",
    "identity",
    "representative",
    "guardian",
    "address",
    "phone",
    "bank_account",
    "area_code",
    "gone_on",
)


WORDS = ("name", "representative", "guardian", "address")


def edits(by: Actor) -> list[Obstacle]:
    """NOT_YOURS unless some post may edit parties."""
    reach = by.reach("party:edit")
    return [] if reach is None or reach else [NOT_YOURS]


def subject_of(party: Party) -> str:
    """The journal chain of an entry."""
    return f"party:{party.pk}"


def clean(party: Party) -> None:
    """Bring what was typed into the form in which it is kept."""
    for name in WORDS:
        setattr(party, name, getattr(party, name).strip())
    for name in ("credit_code", "phone", "bank_account", "area_code"):
        setattr(party, name, codes.tidy(getattr(party, name)))
    party.identity = codes.paper_number(party.identity_kind, party.identity)
    party.identity_hash = keyed_hash(party.identity)


def _identity_faults(party: Party, on: date) -> list[Obstacle]:
    """What is wrong with the papers: which are wanted, and whether their numbers can exist."""
    person = party.kind == Party.Kind.NATURAL
    papers = codes.PERSON_PAPERS if party.of_person else codes.ORGANISATION_PAPERS
    wanted = party.identity if person else party.credit_code
    if party.kind == Party.Kind.OTHER:
        wanted = party.credit_code or party.identity
    paper = codes.paper_fault(party.identity_kind, party.identity, on) if party.identity else ""
    code = codes.credit_code_fault(party.credit_code) if party.credit_code else ""
    return [
        *([] if wanted else [NO_IDENTITY]),
        *([WRONG_PAPER] if party.identity and party.identity_kind not in papers else []),
        *([WRONG_IDENTITY.about(fault) for fault in (paper, code) if fault]),
    ]


def _reach_faults(party: Party, on: date) -> list[Obstacle]:
    """What is wrong with where and how it is reached, and with the day of its end."""
    area = party.area_code
    phone = codes.phone_fault(party.phone) if party.phone else ""
    account = party.bank_account
    card = codes.bank_card_fault(account) if party.kind == Party.Kind.NATURAL and account else ""
    gone, born = party.gone_on, party.born_on
    early = gone is not None and (gone > on or (born is not None and gone < born))
    return [
        *([WRONG_PHONE.about(phone)] if phone else []),
        *([WRONG_ACCOUNT.about(card)] if card else []),
        *([] if not area or (area.isdigit() and len(area) in {6, 9, 12}) else [WRONG_AREA]),
        *([EARLY_END] if early else []),
    ]


def _twins(party: Party) -> list[Obstacle]:
    others = Party.objects.exclude(pk=party.pk)
    found = others.none()
    if party.credit_code:
        found |= others.filter(credit_code=party.credit_code)
    if party.kind == Party.Kind.NATURAL and party.identity_hash:
        found |= others.filter(kind=party.kind, identity_hash=party.identity_hash)
    return [replace(KNOWN.about(p.name), fix=p.pk) for p in found]


def faults(party: Party, on: date) -> list[Obstacle]:
    """Why an entry cannot stand as it is, on a day."""
    return [
        *([] if party.kind in Party.Kind.values else [WRONG_KIND]),
        *([] if party.name else [NO_NAME]),
        *([UNSEEN] if any(unseen(getattr(party, n)) for n in WORDS) else []),
        *_identity_faults(party, on),
        *_reach_faults(party, on),
        *_twins(party),
    ]


@transaction.atomic
def register_party(
    *, kind: str, name: str, details: Mapping[str, Any], by: Actor, at: datetime
) -> Party:
    """Put a party into the library.

    details: identity_kind (standards.md 4.5, else a citizen number), identity, credit_code,
    representative, guardian, address, phone, bank_account, area_code.
    Refused: no post may edit parties; no name or identity; a number that cannot exist; known
    already (the obstacle names the entry, its `fix` is the entry's id).
    """
    refuse_if(edits(by))
    told = {field: details[field] for field in CHANGEABLE if details.get(field)}
    default = codes.CITIZEN_ID if kind in {"natural_person", "individual_business"} else "099"
    party = Party(**{"identity_kind": default, **told, "kind": kind, "name": name})
    clean(party)
    refuse_if(faults(party, localdate(at)))
    party.save(force_insert=True)
    index([party], fresh=True)
    event = events.PartyRegistered(party.pk)
    journal.record(event, subject=subject_of(party), by=by, at=at, rows=[party])
    return party


@transaction.atomic
def index_parties(*, by: Actor, at: datetime, many: int = 2000) -> int:
    """Make the keys of entries that have none yet; how many entries, 0 when all have.

    Refused: without party:edit.
    """
    refuse_if(edits(by))
    bare = Party.objects.filter(keys=None).order_by("pk")[:many]
    done = index(bare)
    if done:
        journal.record(events.PartiesIndexed(done), subject="parties", by=by, at=at)
    return done
