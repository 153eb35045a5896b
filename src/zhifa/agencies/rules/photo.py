"""A JPEG with everything taken out that is not the picture: place, time, camera, remarks."""

LARGEST = 200 * 1024
START, SCAN = b"\xff\xd8", 0xDA
END = b"\xff\xd9"
KEPT_APPLICATION = {0xE0, 0xEE}  # JFIF and Adobe say how to read the colours
COMMENT = 0xFE
PADDING = 0xFF


class NotPhoto(ValueError):  # noqa: N818 - it is an answer
    """The bytes are no JPEG that can be cleaned."""


def _personal(marker: int) -> bool:
    application = 0xE0 <= marker <= 0xEF  # noqa: PLR2004 - APP0 to APP15
    return marker == COMMENT or (application and marker not in KEPT_APPLICATION)


def stripped(data: bytes) -> bytes:
    """The picture alone; NotPhoto when it is no JPEG, cut off, or larger than LARGEST."""
    if not data.startswith(START) or END not in data[-64:] or len(data) > LARGEST:
        raise NotPhoto
    kept, at = [START], 2
    while at + 4 <= len(data):
        if data[at] != PADDING:
            raise NotPhoto
        marker = data[at + 1]
        if marker == SCAN:
            return b"".join([*kept, data[at:]])
        if marker == PADDING:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end <= at + 3 or end > len(data):
            raise NotPhoto
        kept += [] if _personal(marker) else [data[at:end]]
        at = end
    raise NotPhoto
