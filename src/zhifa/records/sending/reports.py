"""Reports on the delivery of mail (RFC 3464), as mail servers send them to the sender."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parsedate_to_datetime

from zhifa.kernel import ids
from zhifa.records.rules.sendings import DELIVERED, FAILED

KINDS = {"delivered": DELIVERED, "failed": FAILED}  # relayed or expanded is not arrived
_REF = re.compile(rf"<?([0-9A-Za-z]{{{ids.LENGTH}}})(?:@|$)")


@dataclass(frozen=True, slots=True)
class Report:
    """ref: the sending it is about. at: None where the report does not say when."""

    ref: str
    kind: str
    at: datetime | None
    said: str


def _parts(message: Message) -> Iterator[Message]:
    """The blocks of the machine-readable part."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from (block for block in part.walk() if not block.is_multipart())


def _ref(message: Message, blocks: list[Message]) -> str:
    """Our number: from the envelope, or from the Message-ID of what came back."""
    told = [str(block.get("Original-Envelope-Id", "")) for block in blocks]
    told += [str(part.get("Message-ID", "")) for part in _returned(message)]
    found = (_REF.match(text.strip()) for text in told)
    return next((hit[1] for hit in found if hit), "")


def _returned(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            yield from (one for one in inner if isinstance(one, Message))
        elif part.get_content_type() == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            if isinstance(text, bytes):
                yield message_from_bytes(text, policy=default)


def _when(block: Message, message: Message) -> datetime | None:
    told = block.get("Last-Attempt-Date") or message.get("Date")
    try:
        at = parsedate_to_datetime(str(told))
    except ValueError:
        return None
    return at if at.tzinfo else None


def read(data: bytes) -> Report | None:
    """What a message reports; None when it is no report, or one of something else."""
    message = message_from_bytes(data, _class=EmailMessage, policy=default)
    blocks = list(_parts(message))
    for block in blocks:
        kind = KINDS.get(str(block.get("Action", "")).strip().lower())
        ref = _ref(message, blocks) if kind else ""
        if kind and ref:
            said = f"{block.get('Status', '')} {block.get('Diagnostic-Code', '')}".strip()
            return Report(ref, kind, _when(block, message), said[:300])
    return None
