"""The words of tus 1.0.0, the protocol of resumable uploads (tus.io). Pure."""

import hashlib
from base64 import b64decode
from binascii import Error
from collections.abc import Mapping

from django.http import HttpResponse

from zhifa.kernel.refusals import Malformed

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration"
CHECKSUMS = ("sha256", "sha1")
BYTES = "application/offset+octet-stream"
UNLIKE = 460  # Checksum Mismatch
LONGEST = 15  # digits: no file is longer
NOT_A_NUMBER = "写不小于 0 的整数。"


def whole(name: str, said: str | None) -> int:
    """A header that counts bytes. Malformed when it does not."""
    text = (said or "").strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST):
        raise Malformed({name: [f"{name}：{NOT_A_NUMBER}"]})
    return int(text)


def metadata(said: str) -> Mapping[str, str]:
    """Upload-Metadata: key and Base64 of its value, pairs apart by commas."""
    found = {}
    for pair in filter(None, (part.strip() for part in said.split(","))):
        key, _, value = pair.partition(" ")
        try:
            found[key] = b64decode(value, validate=True).decode().replace("\0", "")
        except (Error, UnicodeDecodeError):
            raise Malformed({"Upload-Metadata": [f"{key}：不是 Base64 的 UTF-8 文字。"]}) from None
    return found


def checksum(said: str) -> tuple[str, bytes] | None:
    """Upload-Checksum: algorithm and Base64 of the digest; None when none is told."""
    if not said:
        return None
    name, _, value = said.strip().partition(" ")
    try:
        digest = b64decode(value, validate=True)
    except Error:
        digest = b""
    if name not in CHECKSUMS or len(digest) != hashlib.new(name).digest_size:
        words = f"Upload-Checksum：算法限 {'、'.join(CHECKSUMS)}，摘要写成 Base64。"
        raise Malformed({"Upload-Checksum": [words]})
    return name, digest


def about(most: int) -> Mapping[str, str]:
    """What OPTIONS answers."""
    return {
        "Tus-Resumable": VERSION,
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Checksum-Algorithm": ",".join(CHECKSUMS),
        "Tus-Max-Size": str(most),
    }


def empty(status: int, **headers: object) -> HttpResponse:
    """An answer that is all headers: Upload_Offset=3 is Upload-Offset: 3."""
    answer = HttpResponse(status=status)
    for name, value in headers.items():
        answer[name.replace("_", "-")] = str(value)
    return answer
