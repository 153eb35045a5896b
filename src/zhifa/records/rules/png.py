"""Whether bytes are the picture they claim to be. Pure."""

import struct
import zlib
from collections.abc import Iterator

SIGN = b"\x89PNG\r\n\x1a\n"
WIDEST = 4096  # pixels, either way
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # samples of a pixel, by the kind of colour


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG, each with its check sum proven. ValueError when one is wrong."""
    place = len(SIGN)
    while place < len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + size]
        (told,) = struct.unpack_from(">I", data, place + 8 + size)
        if zlib.crc32(kind + body) != told:
            raise ValueError(kind)
        yield kind, body
        place += 12 + size


def png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a whole PNG picture; None when the bytes are none, or are cut or huge."""
    if not data.startswith(SIGN):
        return None
    try:
        return _size(list(_chunks(data)))
    except (ValueError, struct.error, zlib.error):
        return None


def _size(chunks: list[tuple[bytes, bytes]]) -> tuple[int, int] | None:
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"]:
        return None
    wide, high, depth, colour, *_, laced = struct.unpack_from(">IIBBBBB", chunks[0][1])
    if not 0 < wide <= WIDEST or not 0 < high <= WIDEST or colour not in CHANNELS or laced:
        return None
    wanted = high * (1 + (wide * depth * CHANNELS[colour] + 7) // 8)
    unpacker = zlib.decompressobj()
    pixels = unpacker.decompress(b"".join(b for k, b in chunks if k == b"IDAT"), wanted + 1)
    return (wide, high) if len(pixels) == wanted else None
