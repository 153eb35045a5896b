"""The hands of parties on papers: signed words, picture and strokes belong together."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from zhifa.records.verifier.ledger import Row

GLASS = "zhifa-glass/1"
BOUND = (("document", "document_id"), ("words", "words"), ("image", "file_id"), ("way", "way"))
HELD = (("file", "file_id", "签名图像"), ("sheet", "sheet_id", "笔迹"))


def check_hand(root: Path, row: Row, listed: Row, papers: Mapping[str, Row]) -> Iterator[str]:
    """One signature or refusal against its paper, its bytes and its strokes.

    row: as the journal sealed it. listed: where the manifest says its files are.
    """
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
