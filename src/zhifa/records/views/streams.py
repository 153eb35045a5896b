"""Bytes of recordings, whole or in parts, so that a player can seek."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

CHUNK = 1 << 16
PART = re.compile(r"bytes=(\d*)-(\d*)")
# what a browser may show as a page of ours; anything else is only handed out as a file
SHOWN = ("image/jpeg", "image/png", "image/webp", "video/", "audio/")


def span_of(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None for a range that cannot be served."""
    match = PART.fullmatch(header.strip())
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:  # the last so many bytes
        return (max(0, size - int(last)), size - 1) if int(last) and size else None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None


def _part(file: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def stream(
    file: BinaryIO, *, size: int, media_type: str, name: str, wanted: str
) -> HttpResponseBase:
    """The file, or the part that the Range header `wanted` names."""
    shown = media_type.startswith(SHOWN)
    kind = media_type if shown else "application/octet-stream"
    if not wanted:
        whole = FileResponse(file, content_type=kind, as_attachment=not shown, filename=name)
        whole["Accept-Ranges"] = "bytes"
        return whole
    span = span_of(wanted, size)
    if span is None:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = span
    headers = {
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Length": str(last - first + 1),
        "Accept-Ranges": "bytes",
    }
    return StreamingHttpResponse(
        _part(file, first, last), status=206, content_type=kind, headers=headers
    )
