"""Signatures inside a PDF, found by their byte ranges."""

import re
from dataclasses import dataclass
from datetime import datetime

from zhifa.records.verifier.cms import STAMP_INFO, Signed, Trust, check_signed, name_of, stamp_time
from zhifa.records.verifier.der import Broken, Node

RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
HEX = re.compile(rb"<[0-9A-Fa-f\s]*>")


@dataclass(frozen=True)
class Found:
    """One signature. stamp: a time-stamp over everything before it."""

    name: str
    when: datetime
    stamp: bool


def _one(data: bytes, match: re.Match[bytes]) -> tuple[bytes, Signed, int]:
    """The signed bytes, the signature over them, and where they end."""
    start, first, second, rest = map(int, match.groups())
    gap = data[first:second]
    if start or second + rest > len(data) or not HEX.fullmatch(gap):
        raise Broken("签名范围不对")
    try:
        der = bytes.fromhex(gap[1:-1].decode("ascii"))
    except ValueError:
        raise Broken("签名读不出来") from None
    return data[:first] + data[second : second + rest], Signed(Node(der).raw), second + rest


def signatures(data: bytes, trust: Trust) -> list[Found]:
    """Every signature of a PDF, in order; none when it has none. Broken names the first bad one."""
    made = [_one(data, match) for match in RANGE.finditer(data)]
    if made and max(end for _, _, end in made) != len(data):
        raise Broken("最后一个签名之后文件又有改动")
    found: list[Found] = []
    later: datetime | None = None
    for covered, signed, _ in reversed(made):  # a stamp proves whatever stood before it
        name = name_of(signed.signer)
        if signed.kind == STAMP_INFO:
            later = stamp_time(signed.der, covered, trust)
            found.append(Found(name, later, stamp=True))
        else:
            found.append(Found(name, check_signed(signed, covered, trust, later), stamp=False))
    return found[::-1]
