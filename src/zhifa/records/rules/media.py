"""What a file is, told by its first bytes and by nothing else. Pure."""

from collections.abc import Callable

HEAD = 16

SIGNS: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda b: b.startswith(b"\xff\xd8\xff"), "image/jpeg"),
    (lambda b: b.startswith(b"\x89PNG\r\n\x1a\n"), "image/png"),
    (lambda b: b[:4] == b"RIFF" and b[8:12] == b"WEBP", "image/webp"),
    (lambda b: b[:4] == b"RIFF" and b[8:12] == b"WAVE", "audio/wav"),
    (lambda b: b[4:8] == b"ftyp" and b[8:11] == b"M4A", "audio/mp4"),
    (lambda b: b[4:8] == b"ftyp", "video/mp4"),
    (lambda b: b.startswith(b"\x1a\x45\xdf\xa3"), "video/webm"),
    (lambda b: b.startswith(b"OggS"), "audio/ogg"),
    (lambda b: b.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")), "audio/mpeg"),
    (lambda b: b.startswith(b"%PDF-"), "application/pdf"),
)
OTHER = "application/octet-stream"
FAMILIES = {"photo": ("image/",), "video": ("video/",), "audio": ("audio/", "video/webm")}


def sniff(head: bytes) -> str:
    """The media type of a file that begins with `head`; OTHER when it is none we show."""
    return next((name for sign, name in SIGNS if sign(head)), OTHER)


def fits(kind: str, media_type: str) -> bool:
    """Whether a file may be kept as this kind of recording; `file` takes anything."""
    return kind not in FAMILIES or media_type.startswith(FAMILIES[kind])
