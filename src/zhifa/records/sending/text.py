"""Short messages through a gateway that speaks the protocol of docs/service.md."""

import json
from datetime import datetime
from urllib.parse import quote

from zhifa.records.rules.sendings import DELIVERED, FAILED
from zhifa.records.sending.post import Letter, PostDown, PostRefused
from zhifa.records.signing.http import Caller
from zhifa.records.signing.providers import KeyRefused, ProviderDown

WHO = "短信服务"
SECONDS = 10.0


class Text:
    """A gateway for short messages. The paper itself does not go along, only its address."""

    real = True

    def __init__(self, address: str, secret: str) -> None:
        self._caller = Caller(address, secret, SECONDS, WHO)

    def send(self, letter: Letter) -> str:
        told = {"id": letter.ref, "to": letter.to, "text": letter.text}
        try:
            answer = self._caller.ask("POST", "/v1/messages", told)
        except ProviderDown as down:
            raise PostDown(str(down)) from down
        except (KeyRefused, LookupError) as no:
            raise PostRefused(str(no)) from no
        return str(answer.get("ref") or letter.ref)[:300]

    def asked(self, ref: str) -> tuple[str, datetime, str] | None:
        """Kind, time and words of the news of a letter; None when there is none yet. PostDown."""
        try:
            answer = self._caller.ask("GET", f"/v1/messages/{quote(ref, safe='')}")
        except (ProviderDown, KeyRefused, LookupError) as down:
            raise PostDown(str(down)) from down
        kind = answer.get("state")
        if kind not in {DELIVERED, FAILED}:
            return None
        return str(kind), _moment(answer.get("at")), json.dumps(answer, ensure_ascii=False)[:300]


def _moment(told: object) -> datetime:
    """When the gateway says it happened."""
    try:
        at = datetime.fromisoformat(str(told))
    except ValueError as fault:
        raise PostDown(f"{WHO}: no time") from fault
    if at.tzinfo is None:
        raise PostDown(f"{WHO}: no time")
    return at
