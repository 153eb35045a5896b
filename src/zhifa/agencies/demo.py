"""The accounts that the demo shows on its sign-in page. Answers only when DEMO is on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pyotp
from django.conf import settings

STEP = 30


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the list; code is empty where no second factor is in force.

    duty: what the account is for, where its post alone does not say.
    """

    username: str
    name: str
    role: str
    agency: str
    password: str
    code: str
    duty: str = ""


def _rows() -> list[dict[str, str]]:
    file = settings.VAR / "demo" / "accounts.json"
    if not settings.DEMO or not file.is_file():
        return []
    rows: list[dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return rows


def usernames() -> list[str]:
    """Who is on the list."""
    return [row["username"] for row in _rows()]


def accounts(*, used: Mapping[str, int], now: datetime) -> list[Account]:
    """The list, with a code for each that works now.

    used: the last step whose code each account used; within the same half minute the next one
    is shown, which the allowed drift accepts.
    """
    step = int(now.timestamp()) // STEP
    return [
        Account(
            row["username"],
            row["name"],
            row["role"],
            row["agency"],
            row["password"],
            _code(row.get("totp_secret", ""), max(step, used.get(row["username"], 0) + 1)),
            row.get("duty", ""),
        )
        for row in _rows()
    ]


def _code(secret: str, step: int) -> str:
    return pyotp.TOTP(secret).generate_otp(step) if secret else ""
