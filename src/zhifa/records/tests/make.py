"""Dossiers and what lies in them, made through the real actions."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from zhifa.agencies import reads as people
from zhifa.agencies.models import Agency
from zhifa.agencies.reads import Signed
from zhifa.agencies.tests.make import AT, DAY, actor, agency, certificate, holder, now
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions
from zhifa.records.models import Document, Dossier, Evidence, Recording, Sending
from zhifa.records.rules.templates import library, required

__all__ = ["AT", "DAY", "actor", "agency", "certificate", "holder", "now"]
JPEG = b"\xff\xd8\xff\xe0" + b"a photo" * 100
MP4 = b"\x00\x00\x00\x20ftypisom" + b"a film" * 1000


def dossier(home: Agency | None = None, number: str = "510403SJCF202600001") -> Dossier:
    """An open dossier with a number."""
    body = home or agency()
    made = actions.open_dossier(agency=body, title="某公司经营某物案", by=SYSTEM, at=AT)
    actions.name_dossier(dossier=made, number=number, title=made.title, by=SYSTEM, at=AT)
    return made


def officers(home: Agency, number: int = 2) -> list[Signed]:
    """Officers of a body, with certificates good on DAY."""
    users = [holder("officer", home) for _ in range(number)]
    for user in users:
        certificate(user, home)
    return [people.signed(user=user, on=DAY) for user in users]


def put(facts: dict[str, Any], path: str, value: object) -> None:
    """Set a fact at a path like "act.reason"."""
    *roots, last = path.split(".")
    for root in roots:
        facts = facts.setdefault(root, {})
    facts[last] = value


LISTS = {
    "officers": [{"name": "甲", "number": "川510403000001"}],
    "evidence": [{"name": "照片", "kind": "书证", "taken_on": "2026年3月1日", "proves": "事实"}],
    "catalogue": [{"title": "立案审批表", "number": "", "on": "2026年3月1日", "volume": "正卷"}],
}


def facts(template: str, **more: object) -> dict[str, Any]:
    """Everything a paper must be given, each fact saying its own name."""
    given: dict[str, Any] = {}
    for path, label in required(library().templates[template]).items():
        put(given, path, LISTS.get(path, f"某{label}"))
    for path, value in more.items():
        put(given, path.replace("__", "."), value)
    return given


def document(
    into: Dossier | None = None,
    template: str = "W26",
    given: Mapping[str, Any] | None = None,
    issued_on: date = DAY,
    **more: Any,
) -> Document:
    """A paper of a kind with everything it needs."""
    return actions.make_document(
        dossier=into or dossier(),
        template=template,
        facts=given or facts(template),
        issued_on=issued_on,
        by=SYSTEM,
        at=AT,
        **more,
    )


def capture(**more: str) -> actions.Capture:
    """A photo."""
    return actions.Capture(**{"name": "现场.jpg", "kind": "photo", **more})


def five(**more: Any) -> actions.FiveFacts:
    """The facts of a recording."""
    told: dict[str, Any] = {
        "taken_at": AT - timedelta(hours=1),
        "taken_place": "某街 8 号",
        "taken_by": "甲",
        "proves": "现场状况",
        **more,
    }
    return actions.FiveFacts(**told)


def recording(
    into: Dossier | None = None,
    data: bytes = JPEG,
    facts: actions.FiveFacts | None = None,
    **more: str,
) -> Recording:
    """A photo with its five facts."""
    return actions.add_recording(
        dossier=into or dossier(),
        chunks=[data[:10], data[10:]],
        capture=capture(**more),
        facts=facts or five(),
        by=SYSTEM,
        at=AT,
    )


def item(**more: Any) -> actions.Item:
    """What is said of an item of evidence."""
    told: dict[str, Any] = {
        "kind": "documentary",
        "name": "进货单",
        "taken_on": DAY,
        "taken_place": "某街 8 号",
        "proves": "货物来源",
        **more,
    }
    return actions.Item(**told)


def evidence(into: Dossier | None = None, **more: Any) -> Evidence:
    """An item of evidence."""
    return actions.add_evidence(dossier=into or dossier(), item=item(**more), by=SYSTEM, at=AT)


def delivery(**more: Any) -> actions.Delivery:
    """A paper handed over in person."""
    told: dict[str, Any] = {
        "way": "direct",
        "served_on": DAY,
        "place": "某街 8 号",
        "servers": [1, 2],
        "receiver": "某甲",
        "relation": "本人",
        **more,
    }
    return actions.Delivery(**told)


def confirmed(
    into: Dossier,
    *,
    electronic: bool,
    signed_on: date = DAY,
    at: datetime = AT,
    by: Signed | None = None,
) -> Document:
    """The party's signed word on how papers reach them. by: whose case it is, where it is one."""
    who = by or actor("officer", into.agency)
    reach = actions.Reach("某公司", "某街 8 号", "某甲", "13800000000", electronic, "a@b.example")
    return actions.confirm_address(dossier=into, reach=reach, signed_on=signed_on, by=who, at=at)


def sending(what: Document, at: datetime = AT, by: Signed | None = None) -> Sending:
    """A letter to the party that waits."""
    agreed = confirmed(what.dossier, electronic=True, at=at, by=by)
    row = Sending(document=what, confirmation=agreed, channel="email", account="a@b.example")
    row.ordered_at = row.next_at = at
    row.save(force_insert=True)
    return row


def seal(what: Dossier) -> None:
    """Archive a dossier."""
    actions.seal(dossier=what, retention="永久", by=SYSTEM, at=AT)
