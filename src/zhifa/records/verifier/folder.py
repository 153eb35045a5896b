"""The exported folder of one dossier as a whole."""

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from zhifa.records.verifier.cms import Signed, Trust, check_signed, name_of
from zhifa.records.verifier.der import Broken
from zhifa.records.verifier.hands import HandCase, check_hand
from zhifa.records.verifier.ledger import (
    Row,
    canonical,
    check_chain,
    check_rows,
    last_seals,
    sha256,
    told,
)
from zhifa.records.verifier.pdf import signatures

FORMAT = "zhifa-dossier/2"
KNOWN = ("zhifa-dossier/1", FORMAT)  # the first carries nothing to restore from
UNLISTED = {"manifest.json", "manifest.p7s"}


def read(path: Path) -> bytes:
    """The bytes of a file. Broken when there are none to read."""
    try:
        return path.read_bytes()
    except OSError:
        raise Broken("读不到") from None


def _lines(path: Path) -> list[Row]:
    try:
        rows = [json.loads(line) for line in read(path).decode().splitlines() if line]
    except ValueError:
        raise Broken("不是一行一个 JSON") from None
    if not all(isinstance(row, dict) for row in rows):
        raise Broken("不是一行一个 JSON 对象")
    return rows


def trust_of(root: Path, trusted: Path | None) -> Trust:
    """What is believed of a folder: its own roots, or the one given."""
    place = root / "certificates"

    def load(pattern: str, parse: Callable[[bytes], Any]) -> list[Any]:
        try:
            return [parse(path.read_bytes()) for path in sorted(place.glob(pattern))]
        except ValueError:
            raise Broken(f"certificates/{pattern}：读不出来") from None

    roots = load("root*.crt", x509.load_der_x509_certificate)
    if trusted is not None:
        data = read(trusted)
        pem = data.startswith(b"-----")
        parse = x509.load_pem_x509_certificate if pem else x509.load_der_x509_certificate
        roots = [parse(data)]
    issuers = load("issuer*.crt", x509.load_der_x509_certificate)
    return Trust(roots, issuers, load("*.crl", x509.load_der_x509_crl))


def roots_told(trust: Trust, *, given: bool) -> Iterator[str]:
    """Which roots were believed, and where they came from."""
    for root_cert in trust.roots:
        mark = root_cert.fingerprint(hashes.SHA256()).hex()
        source = "由 --root 指定" if given else "来自导出包，请与机关公布的核对"
        yield f"信任的根证书 SHA-256：{mark}（{source}）\n"


class Folder:
    """One export: what it claims, and each check as a stream of faults."""

    def __init__(self, root: Path, trusted: Path | None) -> None:
        self.root = root
        try:
            self.manifest: dict[str, Any] = json.loads(read(root / "manifest.json"))
            known = self.manifest["format"] in KNOWN
        except (ValueError, KeyError, TypeError):
            raise Broken("manifest.json：读不出来") from None
        if not known:
            raise Broken("manifest.json：不认识的格式")
        self.trust = trust_of(root, trusted)
        self.journal: list[Row] = []
        self.rows: dict[str, Row] = {}

    def sealed(self) -> Iterator[str]:
        """The agency's signature over the manifest."""
        signed = Signed(read(self.root / "manifest.p7s"))
        check_signed(signed, read(self.root / "manifest.json"), self.trust, None)
        if name_of(signed.signer) != self.manifest.get("agency"):
            yield "manifest.p7s：签名人不是导出的机关"

    def listed(self) -> Iterator[str]:
        """Every file is there, is what it was, and no other is."""
        files = self.manifest.get("files", {})
        for name, digest in files.items():
            path = self.root / name
            if not path.is_file() or not path.resolve().is_relative_to(self.root.resolve()):
                yield f"{name}：文件缺失"
            elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                yield f"{name}：字节与清单不符"
        for path in sorted(p for p in self.root.rglob("*") if p.is_file()):
            name = path.relative_to(self.root).as_posix()
            if name not in files and name not in UNLISTED:
                yield f"{name}：清单中没有这个文件"

    def written(self) -> Iterator[str]:
        """The journal and the rows."""
        self.journal = _lines(self.root / "journal.jsonl")
        yield from check_chain(self.journal, self.manifest.get("chain", {}))
        found = _lines(self.root / "rows.jsonl")
        self.rows = {str(row.get("key")): row.get("values", {}) for row in found}
        yield from check_rows(self.rows, last_seals(self.journal))

    def of_kind(self, label: str) -> Iterator[tuple[str, Row]]:
        """Rows of one table, with their id."""
        for key, row in self.rows.items():
            table, _, pk = key.partition(":")
            if table == label:
                yield pk, row

    def papers(self) -> Iterator[str]:
        """Words and PDF of every paper, and the signatures in it."""
        seals = last_seals(self.journal)
        listed = {paper["id"]: paper for paper in self.manifest.get("papers", ())}
        for pk, row in self.of_kind("records.document"):
            paper, entry = listed.get(pk), seals[f"records.document:{pk}"][1]
            if paper is None:
                yield f"文书 {row.get('title')} {pk}：没有导出（{told(entry)}）"
                continue
            yield from self._words(paper, row, entry)
            yield from self._pdf(paper, pk)

    def _words(self, paper: Row, row: Row, entry: Row) -> Iterator[str]:
        try:
            words = json.loads(read(self.root / paper["words"]))
        except (Broken, ValueError):
            yield f"{paper['words']}：读不出来"
            return
        if sha256(canonical(words)) != row.get("sha256"):
            yield f"{paper['words']}：文书文字与制作时不同（{told(entry)}）"

    def _pdf(self, paper: Row, pk: str) -> Iterator[str]:
        made = [r for _, r in self.of_kind("records.signature") if r.get("document_id") == pk]
        made.sort(key=lambda r: r.get("revision", 0))
        kept = self.rows.get(f"records.rendition:{pk}")
        name, last = paper["pdf"], made[-1] if made else kept
        try:
            data = read(self.root / name)
        except Broken as broken:
            yield f"{name}：{broken}"
            return
        if last and hashlib.sha256(data).hexdigest() != last.get("file_id"):
            yield f"{name}：版式文件与入卷时不同（{last.get('made_at')} 入卷）"
        try:
            found = signatures(data, self.trust)
        except (Broken, ValueError, IndexError) as broken:
            yield f"{name}：{broken}"
            return
        if len(found) != len(made):
            yield f"{name}：签章 {len(found)} 个，流水记下 {len(made)} 个"

    def recordings(self) -> Iterator[str]:
        """Originals of recordings."""
        listed = {r["id"]: r["file"] for r in self.manifest.get("recordings", ())}
        for pk, row in self.of_kind("records.recording"):
            path = self.root / listed.get(pk, "")
            if not path.is_file():
                yield f"音像记录 {pk}：原件没有导出（{row.get('taken_at')} 采集）"
            elif hashlib.sha256(path.read_bytes()).hexdigest() != row.get("file_id"):
                yield f"{listed[pk]}：原件与采集入库时不同（{row.get('taken_at')} 采集）"

    def hands(self) -> Iterator[str]:
        """What parties signed, or would not."""
        listed = {s["id"]: s for s in self.manifest.get("signatures", ())}
        papers = dict(self.of_kind("records.document"))
        proofs = dict(self.of_kind("records.handproof"))
        case = HandCase(self.root, papers, proofs, self.trust)
        for pk, row in self.of_kind("records.partysignature"):
            yield from check_hand(case, pk, row, listed.get(pk, {}))

    def volumes(self) -> Iterator[str]:
        """Bound volumes: the bytes, the seal over them, and every paper in its place."""
        listed = {v["id"]: v["file"] for v in self.manifest.get("volumes", ())}
        for pk, row in self.of_kind("records.boundvolume"):
            name = listed.get(pk, "")
            path = self.root / name
            if not path.is_file():
                yield f"装订件 {pk}：没有导出（{row.get('made_at')} 装订）"
                continue
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != row.get("file_id"):
                yield f"{name}：装订件与归档封存时不同（{row.get('made_at')} 装订）"
            yield from self._sealed_by_agency(name, data)
            yield from self._in_place(name, row)

    def _sealed_by_agency(self, name: str, data: bytes) -> Iterator[str]:
        try:
            found = signatures(data, self.trust)
        except (Broken, ValueError, IndexError) as broken:
            yield f"{name}：{broken}"
            return
        if not any(one.name == self.manifest.get("agency") for one in found):
            yield f"{name}：没有机关的封存签名"

    def _in_place(self, name: str, row: Row) -> Iterator[str]:
        """Whether the contents name each paper once, with its words, page after page."""
        papers, page = dict(self.of_kind("records.document")), 0
        for line in row.get("contents", ()):
            paper = papers.get(line["document"], {})
            if paper.get("sha256") != line["words"]:
                yield f"{name}：目录第 {line['place']} 件的文字与案卷中的文书不同"
            if line["first"] != page + 1:
                yield f"{name}：目录第 {line['place']} 件的页次不连续"
            page = line["last"]
        if page != row.get("pages", 0):
            yield f"{name}：目录的页数与装订件不符"


def _guarded(name: str, check: Callable[[], Iterator[str]]) -> Iterator[str]:
    """A check's faults; what it stumbles over is a fault too."""
    try:
        yield from check()
    except Broken as broken:
        yield f"{name}：{broken}"
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, StopIteration):
        yield f"{name}：结构被改动过，读不出来"


def verify_folder(
    root: Path, trusted: Path | None = None, say: Callable[[str], object] = lambda _: None
) -> Iterator[str]:
    """Every wrong item of an exported folder; nothing when all is well.

    trusted: the root certificate as published. say: hears which roots were believed.
    """
    try:
        folder = Folder(root, trusted)
    except Broken as broken:
        yield str(broken)
        return
    checks = {
        "manifest.p7s": folder.sealed,
        "manifest.json": folder.listed,
        "journal.jsonl": folder.written,
        "papers": folder.papers,
        "recordings": folder.recordings,
        "signatures": folder.hands,
        "volumes": folder.volumes,
    }
    for name, check in checks.items():
        yield from _guarded(name, partial(check))
    for word in roots_told(folder.trust, given=trusted is not None):
        say(word)
