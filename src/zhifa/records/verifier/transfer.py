"""A package for the archive office, which holds many dossiers, and the command."""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from zhifa.records.verifier.cms import Signed, Trust, check_signed, name_of
from zhifa.records.verifier.der import Broken
from zhifa.records.verifier.folder import read, roots_told, trust_of, verify_folder

TRANSFER = "zhifa-transfer/1"
BESIDE = {"transfer.json", "transfer.p7s"}


class Package:
    """One package: what it claims, and each check as a stream of faults."""

    def __init__(self, root: Path, trusted: Path | None) -> None:
        self.root, self.trusted = root, trusted
        try:
            self.told: dict[str, Any] = json.loads(read(root / "transfer.json"))
            known = self.told["format"] == TRANSFER
            self.folders = {str(row["folder"]): row for row in self.told["dossiers"]}
        except (ValueError, KeyError, TypeError):
            raise Broken("transfer.json：读不出来") from None
        if not known:
            raise Broken("transfer.json：不认识的格式")
        self.trust: Trust = trust_of(root, trusted)

    def sealed(self) -> Iterator[str]:
        """The agency's signature over the list."""
        signed = Signed(read(self.root / "transfer.p7s"))
        check_signed(signed, read(self.root / "transfer.json"), self.trust, None)
        if name_of(signed.signer) != self.told.get("agency"):
            yield "transfer.p7s：签名人不是移交的机关"

    def listed(self) -> Iterator[str]:
        """Every file beside the dossiers is there and is what it was; nothing else is there."""
        files = self.told.get("files", {})
        for name, digest in files.items():
            path = self.root / name
            if not path.is_file() or not path.resolve().is_relative_to(self.root.resolve()):
                yield f"{name}：文件缺失"
            elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                yield f"{name}：字节与移交清单不符"
        for path in sorted(p for p in self.root.rglob("*") if p.is_file()):
            name = path.relative_to(self.root).as_posix()
            inside = "/".join(name.split("/")[:2]) in self.folders
            if not inside and name not in files and name not in BESIDE:
                yield f"{name}：移交清单中没有这个文件"

    def dossiers(self) -> Iterator[str]:
        """Each dossier is the one that was handed over, and proves itself."""
        for folder, row in self.folders.items():
            path = self.root / folder
            if not path.resolve().is_relative_to(self.root.resolve()):
                yield f"{folder}：不在移交包里"
                continue
            manifest = path / "manifest.json"
            found = hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else ""
            if not found:
                yield f"{folder}：案卷缺失（档号 {row.get('archive_number')}）"
                continue
            if found != row.get("manifest"):
                yield f"{folder}：不是移交时的那一卷（档号 {row.get('archive_number')}）"
            for fault in verify_folder(path, self.trusted):
                yield f"{folder}/{fault}"


def verify(
    root: Path, trusted: Path | None = None, say: Callable[[str], object] = lambda _: None
) -> Iterator[str]:
    """Every wrong item of an exported dossier, or of a package of them; nothing when all is well.

    trusted: the root certificate as published. say: hears which roots were believed.
    """
    if not (root / "transfer.json").is_file():
        yield from verify_folder(root, trusted, say)
        return
    try:
        package = Package(root, trusted)
        for check in (package.sealed, package.listed, package.dossiers):
            yield from check()
    except Broken as broken:
        yield str(broken) if "：" in str(broken) else f"transfer.p7s：{broken}"
        return
    except (ValueError, KeyError, TypeError, AttributeError):
        yield "transfer.json：结构被改动过，读不出来"
        return
    for word in roots_told(package.trust, given=trusted is not None):
        say(word)


def main(arguments: Sequence[str] | None = None) -> int:
    """OK and 0; or each wrong item on a line of its own, and 1."""
    parser = argparse.ArgumentParser(
        prog="zhifa-verify",
        description="核验导出的案卷或者移交包：无误时输出 OK；有误时逐项列出，退出码为 1。",
    )
    parser.add_argument("folder", type=Path, help="导出的案卷文件夹，或者移交包")
    parser.add_argument("--root", type=Path, help="机关公布的根证书（PEM 或者 DER）")
    asked = parser.parse_args(arguments)
    wrong = list(verify(asked.folder, asked.root, sys.stderr.write))
    sys.stdout.write("".join(f"{line}\n" for line in wrong) if wrong else "OK\n")
    return 1 if wrong else 0
