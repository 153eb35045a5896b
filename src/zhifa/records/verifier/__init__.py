"""zhifa-verify: whether an exported dossier, or a package of them, is what it was.

Standard library and `cryptography` only.

Its parts are also written into every export as one file, so they know nothing of Zhifa and import
nothing but each other, each by `from zhifa.records.verifier.x import y`.
"""

import re
from pathlib import Path

from zhifa.records.verifier.transfer import TRANSFER, main, verify

__all__ = ["TRANSFER", "main", "verify", "whole"]
PARTS = ("der", "cms", "pdf", "ledger", "hands", "folder", "transfer")
OWN = re.compile(r"^from zhifa\.records\.verifier\.\w+ import (?:\([^)]*\)|.*)\n", re.MULTILINE)
HEAD = """#!/usr/bin/env python3
# zhifa-verify: python3 zhifa-verify.py FOLDER. Needs Python 3.11 and the package `cryptography`.
"""
TAIL = '\n\nif __name__ == "__main__":\n    sys.exit(main())\n'


def whole() -> str:
    """The one self-contained file."""
    here = Path(__file__).parent
    texts = [(here / f"{part}.py").read_text(encoding="utf-8") for part in PARTS]
    return HEAD + "\n\n".join(OWN.sub("", text).strip() for text in texts) + TAIL
