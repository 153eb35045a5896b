"""`zhifa redact`: mask personal data in texts, one JSON object a line."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhifa.disclosure.masking import Known, redact
from zhifa.disclosure.masking.spans import ORDER

WORDS = {
    "执法人员": "officer", "办案人员": "officer", "证人": "witness", "举报人": "complainant",
    "投诉人": "complainant", "受害人": "victim", "未成年人": "minor", "鉴定人": "expert",
    "单位": "organisation", "机关": "agency", "当事人": "party",
}  # fmt: skip


def known(told: Any) -> Known:
    """A party of the line: a name, or {"name" or "value", "kind"?, "role"?}."""
    if isinstance(told, str):
        return Known(told)
    value = told.get("value") or told.get("name") or told.get("text")
    if not isinstance(value, str):
        raise CommandError("parties 中每一项写成名称，或者含 name 的对象。")
    role = str(told.get("role") or "party")
    kind = str(told.get("kind") or told.get("type") or "person").lower()
    role = "organisation" if kind in {"organisation", "legal_person", "org"} else role
    return Known(value, kind if kind in ORDER else "person", WORDS.get(role, role))


class Command(BaseCommand):
    """Reads {"id", "text", "parties"?} and writes {"id", "text", "spans"}."""

    help = (
        "遮去文字中的个人信息。标准输入每行一个 JSON 对象：id、text，可带 parties；"
        "输出 id、遮后的 text 和 spans（start、end 是原文的字符位置，end 不含）。"
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for number, line in enumerate(sys.stdin, 1):
            if not line.strip():
                continue
            try:
                asked = json.loads(line)
                text = asked["text"]
            except (ValueError, KeyError, TypeError):
                raise CommandError(f"第 {number} 行不是含 text 的 JSON 对象。") from None
            done = redact(text, [known(p) for p in asked.get("parties") or ()])
            spans = [{k: v for k, v in asdict(s).items() if k != "shown"} for s in done.spans]
            told = {"id": asked.get("id"), "text": done.text, "spans": spans}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
