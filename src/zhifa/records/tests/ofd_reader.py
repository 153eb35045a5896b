"""A small reader of OFD, written from GB/T 33190-2016 apart from the writer: text and places."""

import io
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from zipfile import ZipFile

OFD = "{http://www.ofdspec.org/2016}"


@dataclass(frozen=True)
class Glyph:
    """A character with its place on a page, in millimetres."""

    page: int
    x: float
    y: float
    char: str
    font: str


def _only(node: ET.Element, path: str) -> str:
    found = node.find("/".join(OFD + step for step in path.split("/")))
    assert found is not None, path
    assert found.text, path
    return found.text


def _parsed(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - our own file


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


def steps(told: str) -> list[float]:
    """DeltaX: numbers, or "g count value" for a run of equal ones."""
    words, found = told.split(), []
    while words:
        if words[0] == "g":
            found += [float(words[2])] * int(words[1])
            words = words[3:]
        else:
            found.append(float(words.pop(0)))
    return found


def _glyphs(page: int, root: ET.Element, fonts: dict[str, str]) -> Iterator[Glyph]:
    for item in root.iter(f"{OFD}TextObject"):
        left, top, _, _ = numbers(item.attrib["Boundary"])
        for code in item.iter(f"{OFD}TextCode"):
            x, y = left + float(code.attrib["X"]), top + float(code.attrib["Y"])
            moves = steps(code.attrib.get("DeltaX", ""))
            text = code.text or ""
            assert len(moves) >= len(text) - 1, "a place for every character"
            for n, char in enumerate(text):
                yield Glyph(page, x + sum(moves[:n]), y, char, fonts[item.attrib["Font"]])


def glyphs(data: bytes) -> list[Glyph]:
    """Every character of a document, page by page, in the order of its objects."""
    with ZipFile(io.BytesIO(data)) as parcel:
        entry = _parsed(parcel.read("OFD.xml"))
        root = _only(entry, "DocBody/DocRoot")
        base = posixpath.dirname(root)
        tree = _parsed(parcel.read(root))
        place = posixpath.join(base, _only(tree, "CommonData/PublicRes"))
        told = _parsed(parcel.read(place))
        fonts = {f.attrib["ID"]: f.attrib["FontName"] for f in told.iter(f"{OFD}Font")}
        found: list[Glyph] = []
        for n, page in enumerate(tree.iter(f"{OFD}Page")):
            content = parcel.read(posixpath.join(base, page.attrib["BaseLoc"]))
            found += _glyphs(n, _parsed(content), fonts)
        ids = [int(i.attrib["ID"]) for i in tree.iter() if "ID" in i.attrib]
        assert max(ids) <= int(_only(tree, "CommonData/MaxUnitID"))
    return found
