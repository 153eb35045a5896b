"""Choosing a party in a form: searched for, or registered first and brought back. No script needed.

What was typed waits in the session, encrypted, while somebody registers a party; it is taken out
once, on the way back.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from zhifa.agencies.http import SignedRequest
from zhifa.enforcement.rules.procedure import Field
from zhifa.kernel import ids
from zhifa.kernel.fields import decrypt, encrypt
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions as registry_actions
from zhifa.registry import reads as registry

LOOK, ENTER, KEPT = "look", "enter", "waiting_forms"
MOST, LONGEST = 3, 100


def sought(request: SignedRequest, fields: Sequence[Field]) -> Mapping[str, Mapping[str, str]]:
    """What each party field is searched for; a look-up by number is written down as everywhere."""
    found: dict[str, dict[str, str]] = {}
    for field in fields:
        text = request.POST.get(f"find_{field.id}", "").replace("\x00", "").strip()[:LONGEST]
        if field.kind == "party" and text:
            found[field.id] = {"text": text, "why": ""}
            if registry.by_number(text):
                found[field.id]["why"] = _looked_up(request, text)
    return found


def _looked_up(request: SignedRequest, text: str) -> str:
    """Why a look-up by number is refused; empty when it was made."""
    try:
        registry_actions.look_up(code=text, by=request.actor, at=now())
    except Refused as refused:
        return "；".join(o.message for o in refused.obstacles)
    return ""


def asks_for_more(request: SignedRequest) -> bool:
    """Whether a form was sent only to search, not to act."""
    return LOOK in request.POST


def leave(request: SignedRequest, typed: Mapping[str, Any]) -> HttpResponse | None:
    """The way to registering a party, with what was typed kept; None when nobody asks for it."""
    field = request.POST.get(ENTER, "")
    if not field:
        return None
    key = ids.new()
    waiting = dict(list(request.session.get(KEPT, {}).items())[1 - MOST :])
    told = {"field": field, "typed": dict(typed)}
    request.session[KEPT] = {**waiting, key: encrypt(json.dumps(told))}
    name = request.POST.get(f"find_{field}", "").strip()[:LONGEST]
    words = {"back": f"{request.path}?kept={key}", "name": "" if registry.by_number(name) else name}
    return redirect(f"{reverse('registry:register_party')}?{urlencode(words)}")


def brought_back(request: SignedRequest) -> dict[str, Any]:
    """What waited for a party, with the new one chosen; nothing when nothing waits."""
    waiting = dict(request.session.get(KEPT, {}))
    kept = waiting.pop(request.GET.get("kept", ""), "")
    if not kept:
        return {}
    request.session[KEPT] = waiting
    told = json.loads(decrypt(kept))
    new = request.GET.get("chosen", "")
    return {**told["typed"], **({told["field"]: new} if new else {})}
