"""What `zhifa verify` asks this room besides: do words and bytes still match their digests."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from zhifa.kernel import faults, seals
from zhifa.kernel.faults import Fault
from zhifa.kernel.fields import Unreadable
from zhifa.kernel.refusals import Obstacle
from zhifa.records.models import Document, StoredFile
from zhifa.records.reads.destruction import leftovers, released
from zhifa.records.reads.files import path_of

WORDS_CHANGED = Obstacle(
    "words_changed",
    "文书的内容与制作时的摘要不符，被绕过系统改动过",
    then="交审计管理员与备份比对，查明改动。",
)
FILE_LOST = Obstacle("file_lost", "原件不在存储中，被删除或者移走", then="从备份找回原件。")
FILE_CHANGED = Obstacle(
    "file_changed",
    "原件的字节与入库时的摘要不符，被改动过",
    then="交审计管理员与备份比对，查明改动。",
)
NOT_ERASED = Obstacle(
    "not_erased",
    "案卷已经销毁，文书的内容或者文件还在",
    then="交系统管理员：内容还在的从备份比对查明；文件等下一次巡查删除。",
)


def unsound() -> Iterator[Fault]:
    """Every paper and file that is not what was kept; asked by the machine, without a viewer."""
    papers = Document.objects.values_list("pk", "dossier__destruction")
    for pk, destroyed in papers.iterator():
        what = _words(pk, destroyed=destroyed is not None)
        if what:
            yield Fault(what, "records_document", pk)
    for sha256 in leftovers():
        yield Fault(NOT_ERASED, "records_storedfile", sha256)
    for sha256 in StoredFile.objects.values_list("pk", flat=True).iterator():
        what = _bytes(path_of(sha256), sha256)
        if what and not (what is FILE_LOST and released(sha256=sha256)):
            yield Fault(what, "records_storedfile", sha256)


def _words(pk: str, *, destroyed: bool) -> Obstacle | None:
    try:
        paper = Document.objects.get(pk=pk)
    except Unreadable:
        return faults.ROW_UNREADABLE
    if destroyed:
        return None if paper.content is None and paper.fields is None else NOT_ERASED
    same = seals.sha256(seals.canonical(paper.content)) == paper.sha256
    return None if same else WORDS_CHANGED


def _bytes(place: Path, sha256: str) -> Obstacle | None:
    try:
        with place.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return FILE_LOST
    return None if found == sha256 else FILE_CHANGED
