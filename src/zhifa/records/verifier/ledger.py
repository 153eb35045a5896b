"""The journal of a dossier and the rows it speaks for."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
SAID = ("subject", "seq", "kind", "payload", "seals", "by", "at", "previous")


def canonical(value: Any) -> str:
    """One text for one value on every machine."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """Hexadecimal SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_chain(entries: list[Row], head: Row) -> Iterator[str]:
    """Whether each entry is what it was and follows the one before, to the head."""
    previous = sha256(f"zhifa:{head.get('subject')}")
    for place, entry in enumerate(entries, 1):
        where = f"journal.jsonl 第 {place} 条（{entry.get('title')}，{entry.get('at')}）"
        if entry.get("seq") != place or entry.get("subject") != head.get("subject"):
            yield f"{where}：序号不连续，有流水被删除、插入或者调换"
        elif entry.get("previous") != previous:
            yield f"{where}：没有接在前一条之后"
        if sha256(canonical({name: entry.get(name) for name in SAID})) != entry.get("digest"):
            yield f"{where}：内容与摘要不符，写入后被改动过"
        previous = str(entry.get("digest"))
    if (len(entries), previous) != (head.get("seq"), head.get("digest")):
        yield "journal.jsonl：末尾与导出时的链首不符，末尾的流水被删除或者增加过"


def last_seals(entries: list[Row]) -> dict[str, tuple[str, Row]]:
    """Row key → what the journal last said of it, and where."""
    found: dict[str, tuple[str, Row]] = {}
    for entry in entries:
        for key, digest in (entry.get("seals") or {}).items():
            found[key] = (digest, entry)
    return found


def told(entry: Row) -> str:
    """Where and when the journal says so."""
    return f"流水第 {entry.get('seq')} 条，{entry.get('at')} 记下"


def check_rows(rows: dict[str, Row], seals: dict[str, tuple[str, Row]]) -> Iterator[str]:
    """Whether each row is as the journal last saw it, and none is missing or strange."""
    for key, (digest, entry) in seals.items():
        if key not in rows:
            yield f"rows.jsonl {key}：缺失（{told(entry)}）"
        elif sha256(canonical(rows[key])) != digest:
            yield f"rows.jsonl {key}：与流水记下的摘要不符（{told(entry)}）"
    for key in rows:
        if key not in seals:
            yield f"rows.jsonl {key}：没有任何流水记下这一行"
