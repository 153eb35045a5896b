"""The hands of parties on papers: signed words, picture and strokes belong together."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zhifa.records.verifier.cms import Trust, stamp_time
from zhifa.records.verifier.der import Broken
from zhifa.records.verifier.ledger import Row, canonical

GLASS, STAMPED = "zhifa-glass/1", "zhifa-hand/1"
SAID_OF_HAND = (
    "id", "document_id", "words", "way", "signer", "file_id", "sheet_id", "ink", "reason",
    "witness", "film_id", "signed_at", "noted_by",
)  # fmt: skip
BOUND = (("document", "document_id"), ("words", "words"), ("image", "file_id"), ("way", "way"))
HELD = (("file", "file_id", "签名图像"), ("sheet", "sheet_id", "笔迹"))


def statement(row: Row) -> str:
    """Everything a hand binds, in one text: what its time-stamp is taken over."""
    return canonical({"format": STAMPED, **{name: row.get(name) for name in SAID_OF_HAND}})


@dataclass(frozen=True)
class HandCase:
    """What a hand is checked against. papers, proofs: rows by key; trust: for time-stamps."""

    root: Path
    papers: Mapping[str, Row]
    proofs: Mapping[str, Row]
    trust: Trust


def check_hand(case: HandCase, key: str, row: Row, listed: Row) -> Iterator[str]:
    """One signature or refusal against its paper, its bytes, its strokes and its time-stamp.

    row: as the journal sealed it. listed: where the manifest says its files are.
    """
    root, papers = case.root, case.papers
    paper = papers.get(str(row.get("document_id")), {})
    who = f"签名 {row.get('signer')}《{paper.get('title')}》"
    if row.get("words") != paper.get("sha256"):
        yield f"{who}：文书的文字在签名后有改动（{row.get('signed_at')} 签名）"
    for name, column, label in HELD:
        wanted = row.get(column)
        if wanted is None:
            continue
        path = root / str(listed.get(name, ""))
        if not path.is_file():
            yield f"{who}：{label}没有导出（{row.get('signed_at')} 签名）"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            yield f"{listed[name]}：{label}与签名时不同（{row.get('signed_at')} 签名）"
    if row.get("sheet_id") is not None:
        yield from _bound(root / str(listed.get("sheet", "")), row, who)
    if key in case.proofs:
        yield from _stamped(case, row, listed, case.proofs[key], who)


def _stamped(case: HandCase, row: Row, listed: Row, proof: Row, who: str) -> Iterator[str]:
    """Whether the time-stamp is the one that was kept, of this hand, and of a trusted clock."""
    name = str(listed.get("token", ""))
    try:
        token = (case.root / name).read_bytes()
    except OSError:
        yield f"{who}：签名时间戳没有导出（{proof.get('stamped_at')} 加盖）"
        return
    if hashlib.sha256(token).hexdigest() != proof.get("file_id"):
        yield f"{name}：签名时间戳与加盖时不同（{proof.get('stamped_at')} 加盖）"
    try:
        when = stamp_time(token, statement(row).encode(), case.trust)
    except (Broken, ValueError, IndexError) as broken:
        yield f"{name}：{broken}"
        return
    if when != datetime.fromisoformat(str(proof.get("stamped_at"))):
        yield f"{name}：时间戳的时间与登记不符"


def _bound(path: Path, row: Row, who: str) -> Iterator[str]:
    """Whether the strokes name this paper, these words, this picture and this time."""
    try:
        sheet = json.loads(path.read_bytes())
    except (OSError, ValueError):
        yield f"{who}：笔迹读不出来"
        return
    told = isinstance(sheet, dict) and sheet.get("format") == GLASS
    if not told or any(sheet.get(name) != row.get(column) for name, column in BOUND):
        yield f"{who}：笔迹不是为这份文书写的"
    elif sheet.get("signed_at") != row.get("signed_at") or not sheet.get("strokes"):
        yield f"{who}：笔迹的时间与登记不符，或者没有笔迹"
