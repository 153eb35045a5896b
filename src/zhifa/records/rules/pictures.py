"""Whether bytes are the whole picture they claim to be. Pure."""

from io import BytesIO

from PIL import Image

FAULTS = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def picture_size(data: bytes, kind: str, widest: int) -> tuple[int, int] | None:
    """Width and height in pixels; None when the bytes are no picture of the kind, or cut.

    kind: as Pillow names it, PNG or JPEG. widest: of either side; no more is unpacked.
    """
    try:
        with Image.open(BytesIO(data), formats=[kind]) as picture:
            picture.verify()  # its check sums; what is verified must be opened anew
        with Image.open(BytesIO(data), formats=[kind]) as picture:
            if max(picture.size) > widest:
                return None
            picture.load()
            return picture.size
    except FAULTS:
        return None
