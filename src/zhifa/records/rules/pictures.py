"""Whether bytes are the whole picture they claim to be. Pure."""

from io import BytesIO

from PIL import Image, ImageOps

INK = (10, 20, 40)
LARGEST = (900, 300)  # pixels; enough for 46 mm at 400 dpi
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


def ink_of(data: bytes) -> bytes:
    """The ink of a picture alone, without paper and margins, as PNG; nothing of a blank one."""
    with Image.open(BytesIO(data), formats=["PNG"]) as picture:
        flat = Image.new("RGB", picture.size, "white")
        flat.paste(picture, mask=picture.convert("RGBA").getchannel("A"))
    dark = ImageOps.invert(flat.convert("L"))
    box = dark.getbbox()
    if box is None:
        return b""
    dark = dark.crop(box)
    dark.thumbnail(LARGEST)
    drawn = Image.new("RGBA", dark.size, INK)
    drawn.putalpha(dark)
    drawn.save(made := BytesIO(), "PNG")
    return made.getvalue()
