"""What somebody may do to an exported folder, each with the words that must name it."""

import hashlib
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhifa.records.models import Signature
from zhifa.records.reads.files import path_of
from zhifa.records.signing import pdf
from zhifa.records.signing.local import Local
from zhifa.records.tests import make
from zhifa.records.verifier.ledger import SAID, canonical, sha256


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        path = next(iter(sorted(root.glob(name))))
        text = path.read_text()
        assert old in text, name
        path.write_text(text.replace(old, new, 1))

    return tamper


def flip(name: str, place: int | bytes = 100) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        path = min(root.glob(name))
        data = bytearray(path.read_bytes())
        data[place if isinstance(place, int) else data.index(place) + len(place) + 2] ^= 1
        path.write_bytes(data)

    return tamper


def append(name: str) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        path = min(root.glob(name))
        path.write_bytes(path.read_bytes() + b"\n% more")

    return tamper


def drop(name: str) -> Callable[[Path], None]:
    return lambda root: min(root.glob(name)).unlink()


def put(name: str) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        (root / name).write_text("x")

    return tamper


def relist(root: Path) -> None:
    """What somebody does who knows the manifest: make its digests fit again."""
    told = json.loads((root / "manifest.json").read_text())
    for name in told["files"]:
        path = root / name
        if path.is_file():
            told["files"][name] = hashlib.sha256(path.read_bytes()).hexdigest()
    (root / "manifest.json").write_text(json.dumps(told, ensure_ascii=False, indent=1))


def lines(name: str, change: Callable[[list[Any]], object]) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        path = root / name
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        change(rows)
        path.write_text("".join(f"{json.dumps(r, ensure_ascii=False)}\n" for r in rows))

    return tamper


def both(*tampers: Callable[[Path], None]) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        for one in tampers:
            one(root)

    return tamper


def rechain(root: Path) -> None:
    """Forge the journal from its third entry on, digests and all, and the manifest with it."""
    rows = [json.loads(line) for line in (root / "journal.jsonl").read_text().splitlines()]
    rows[2]["by"] = "user:666"
    for before, row in pairwise(rows[1:]):
        row["previous"] = before["digest"]
        row["digest"] = sha256(canonical({name: row[name] for name in SAID}))
    (root / "journal.jsonl").write_text("".join(f"{canonical(r)}\n" for r in rows))
    told = json.loads((root / "manifest.json").read_text())
    told["chain"]["digest"] = rows[-1]["digest"]
    (root / "manifest.json").write_text(json.dumps(told, ensure_ascii=False, indent=1))
    relist(root)


def strip_signature(root: Path) -> None:
    """Cut the paper back to before it was archived, and list it so."""
    path = min(root.glob("papers/01-*.pdf"))
    first = Signature.objects.filter(kind="seal").order_by("made_at", "pk")[0]
    path.write_bytes(path_of(first.file_id).read_bytes())
    relist(root)


def other_root(root: Path) -> None:
    """Put another authority in the place of the trusted one."""
    keys = Local(root.parent / "other", {"passphrase": "x", "timeout": "1"})
    (root / "certificates/root-1.crt").write_bytes(keys.roots()[0])
    relist(root)


def resigned(root: Path) -> None:
    """Sign the manifest anew with a key of another authority."""
    keys = Local(root.parent / "another", {"passphrase": "x", "timeout": "1"})
    name = json.loads((root / "manifest.json").read_text())["agency"]
    keys.enrol(ref="seal", subject=name, holder="agency:SJ", at=make.AT)
    made = pdf.detached((root / "manifest.json").read_bytes(), pdf.Hand(keys, "seal"), None)
    (root / "manifest.p7s").write_bytes(made)


def misplace(root: Path) -> None:
    """Move the first paper of each volume to another page of its contents."""

    def change(rows: list[Any]) -> None:
        for row in rows:
            if row["key"].startswith("records.boundvolume:"):
                row["values"]["contents"][0]["first"] += 1

    lines("rows.jsonl", change)(root)


def second(rows: list[Any]) -> Any:
    return rows[1]


def hand(**values: Any) -> Callable[[list[Any]], None]:
    """Change what the journal's rows say of the first hand of a party."""

    def change(rows: list[Any]) -> None:
        found = (r for r in rows if r["key"].startswith("records.partysignature:"))
        next(found)["values"].update(values)

    return change


def restroke(root: Path) -> None:
    """Put other strokes in the place of those of the first hand, and list them."""
    path = min(root.glob("signatures/*-strokes.json"))
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, "document": "X"}))
    relist(root)


def swap_tokens(root: Path) -> None:
    """Put the time-stamp of one hand in the place of another's, and list it."""
    one, two = sorted(root.glob("signatures/*.tst"))[:2]
    first, second_ = one.read_bytes(), two.read_bytes()
    one.write_bytes(second_)
    two.write_bytes(first)
    relist(root)


PAPER, WORDS, PHOTO = "papers/01-责令改正通知书.pdf", "words/", "recordings/"
TAMPERS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a byte of a sealed paper": (flip("papers/01-*"), PAPER),
    "the same, listed anew": (both(flip("papers/01-*"), relist), f"{PAPER}：版式文件与入卷时不同"),
    "a byte inside a signature": (both(flip("papers/01-*", b"/Contents <"), relist), PAPER),
    "a byte of an unsealed paper": (flip("papers/02-*"), "papers/02-案件调查终结报告.pdf：字节"),
    "the same, listed": (both(flip("papers/02-*"), relist), "papers/02-案件调查终结报告.pdf：版式"),
    "a tail behind the last signature": (
        both(append("papers/01-*"), relist),
        f"{PAPER}：最后一个签名之后文件又有改动",
    ),
    "the archive stamp cut off": (strip_signature, f"{PAPER}：签章 1 个，流水记下 2 个"),
    "a paper gone": (drop("papers/03-*"), "papers/03-履行催告书.pdf：文件缺失"),
    "a word of a paper": (edit("words/*", "某", "谋"), WORDS),
    "a word, listed anew": (both(edit("words/*", "某", "谋"), relist), "文书文字与制作时不同"),
    "words gone": (drop("words/*"), WORDS),
    "a byte of a photo": (flip("recordings/*"), PHOTO),
    "a photo, listed anew": (both(flip("recordings/*"), relist), "原件与采集入库时不同"),
    "a photo gone": (drop("recordings/*"), "文件缺失"),
    "a byte of a hand": (flip("signatures/*.png", 60), "signatures/"),
    "a hand, listed anew": (
        both(flip("signatures/*.png", 60), relist),
        "签名图像与签名时不同",
    ),
    "a hand gone": (drop("signatures/*.png"), "签名图像没有导出"),
    "strokes of another paper": (restroke, "笔迹不是为这份文书写的"),
    "strokes, listed anew": (restroke, "笔迹与签名时不同"),
    "words after signing": (
        lines("rows.jsonl", hand(words="0" * 64)),
        "文书的文字在签名后有改动",
    ),
    "when it was signed": (
        lines("rows.jsonl", hand(signed_at="2026-01-01")),
        "笔迹的时间与登记不符",
    ),
    "a token gone": (drop("signatures/*.tst"), "签名时间戳没有导出"),
    "a byte of a token, listed anew": (
        both(flip("signatures/*.tst", -9), relist),
        "签名时间戳与加盖时不同",
    ),
    "the token of another hand": (swap_tokens, "时间戳不是给这份内容的"),
    "who signed, with its time-stamp": (
        lines("rows.jsonl", hand(signer="某丁")),
        "时间戳不是给这份内容的",
    ),
    "a byte of a volume": (flip("volumes/正卷.pdf"), "volumes/正卷.pdf：字节与清单不符"),
    "a volume, listed anew": (both(flip("volumes/正卷.pdf"), relist), "装订件与归档封存时不同"),
    "a volume gone": (drop("volumes/正卷.pdf"), "volumes/正卷.pdf：文件缺失"),
    "a place in a volume": (both(misplace, relist), "目录第 1 件的页次不连续"),
    "who did something": (edit("journal.jsonl", '"by":"system"', '"by":"user:9"'), "第 1 条"),
    "when it was done": (lines("journal.jsonl", lambda r: second(r).update(at="2020")), "第 2 条"),
    "an entry gone": (lines("journal.jsonl", lambda r: r.pop(3)), "第 4 条"),
    "two entries swapped": (lines("journal.jsonl", lambda r: r.insert(2, r.pop(4))), "第 3 条"),
    "the last entry gone": (lines("journal.jsonl", lambda r: r.pop()), "末尾与导出时的链首不符"),
    "the journal forged whole": (rechain, "manifest.p7s：内容与签名时不同"),
    "a row": (
        lines("rows.jsonl", lambda r: second(r)["values"].update(title="别的")),
        "与流水记下的摘要不符（流水第",
    ),
    "a row gone": (lines("rows.jsonl", lambda r: r.pop()), "：缺失（流水第"),
    "a row put in": (
        lines("rows.jsonl", lambda r: r.append({"key": "records.evidence:X", "values": {}})),
        "records.evidence:X：没有任何流水记下这一行",
    ),
    "an encrypted word, listed anew": (
        both(edit("held.jsonl", '":"', '":"A'), relist),
        "manifest.p7s：内容与签名时不同",
    ),
    "what it stands on": (
        edit("basis.jsonl", '"name":"', '"name":"假'),
        "basis.jsonl：字节与清单不符",
    ),
    "a file put in": (put("more.txt"), "more.txt：清单中没有"),
    "the purpose": (edit("manifest.json", "应诉", "研究"), "manifest.p7s：内容与签名时不同"),
    "the seal of the manifest": (flip("manifest.p7s", -9), "manifest.p7s"),
    "the seal gone": (drop("manifest.p7s"), "manifest.p7s：读不到"),
    "the manifest signed by a stranger": (resigned, "manifest.p7s：证书不是可信机构签发的"),
    "another root": (other_root, "证书不是可信机构签发的"),
    "the list of revocations": (flip("certificates/revoked-1.crl", -9), "certificates/revoked-1"),
    "the manifest unreadable": (edit("manifest.json", "{", "["), "manifest.json：读不出来"),
    "the verifier itself": (edit("zhifa-verify.py", "return 1", "return 0"), "zhifa-verify.py"),
}
