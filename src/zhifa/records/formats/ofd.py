"""A paper as OFD, written after GB/T 33190-2016 by this house: text and lines only.

No maintained library was found that writes OFD in Python. What this is: one document, pages of
A4 in millimetres, text objects with a place for every character, ruled tables as paths. Fonts are
named (宋体, 黑体), not embedded; no signature (GB/T 38540) is made. It was read back by our own
reader only, not yet by a reader that agencies use: the signed paper is the PDF.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import md5
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zhifa.records.formats.setting import HEIGHT, WIDTH, Page, Text, set_pages

SPEC = "http://www.ofdspec.org/2016"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
FONTS = {"song": ("2", "宋体", "SimSun"), "hei": ("3", "黑体", "SimHei")}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same words give the same bytes


@dataclass
class _Ids:
    """Numbers of objects: one row of them for the whole document."""

    last: int = 9
    pages: list[int] = field(default_factory=list)

    def next(self) -> int:
        self.last += 1
        return self.last


def _text(one: Text, ids: _Ids) -> str:
    number, _, _ = FONTS[one.font]
    deltas = " ".join(f"{step:g}" for step in one.steps[:-1])
    delta = f' DeltaX="{deltas}"' if deltas else ""
    colour = '<ofd:FillColor Value="192 0 0"/>' if one.red else ""
    box = f"{one.x:g} {one.y:g} {sum(one.steps):g} {one.size:g}"
    return (
        f'<ofd:TextObject ID="{ids.next()}" Boundary="{box}" Font="{number}" Size="{one.size:g}">'
        f'{colour}<ofd:TextCode X="0" Y="{one.size * 0.86:g}"{delta}>{escape(one.text)}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def _rule(rule: Sequence[float], ids: _Ids) -> str:
    x1, y1, x2, y2 = rule
    box = f"{x1:g} {y1:g} {max(x2 - x1, 0.2):g} {max(y2 - y1, 0.2):g}"
    return (
        f'<ofd:PathObject ID="{ids.next()}" Boundary="{box}" LineWidth="0.18" Stroke="true">'
        f"<ofd:AbbreviatedData>M 0 0 L {x2 - x1:g} {y2 - y1:g}</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )


def _content(page: Page, ids: _Ids) -> str:
    objects = [_text(t, ids) for t in page.texts] + [_rule(r, ids) for r in page.rules]
    return (
        f'{HEAD}<ofd:Page xmlns:ofd="{SPEC}"><ofd:Area><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}'
        f'</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="{ids.next()}" Type="Body">'
        f"{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def _document(ids: _Ids) -> str:
    pages = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
        for n, number in enumerate(ids.pages)
    )
    return (
        f'{HEAD}<ofd:Document xmlns:ofd="{SPEC}"><ofd:CommonData><ofd:MaxUnitID>{ids.last}'
        f"</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox>"
        "</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    )


def _resources() -> str:
    fonts = "".join(
        f'<ofd:Font ID="{number}" FontName="{name}" FamilyName="{family}"/>'
        for number, name, family in FONTS.values()
    )
    return (
        f'{HEAD}<ofd:Res xmlns:ofd="{SPEC}" BaseLoc="Res"><ofd:Fonts>{fonts}</ofd:Fonts></ofd:Res>'
    )


def _root(content: Mapping[str, Any], made: str) -> str:
    mark = md5(repr(sorted(content.items())).encode(), usedforsecurity=False).hexdigest()
    title, author = (escape(str(content[name])) for name in ("title", "agency"))
    return (
        f'{HEAD}<ofd:OFD xmlns:ofd="{SPEC}" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:DocID>{mark}</ofd:DocID><ofd:Title>{title}</ofd:Title><ofd:Author>{author}"
        f"</ofd:Author><ofd:CreationDate>{made}</ofd:CreationDate><ofd:Creator>Zhifa</ofd:Creator>"
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def _files(content: Mapping[str, Any], made: str) -> Iterator[tuple[str, str]]:
    ids = _Ids()
    pages = []
    for page in set_pages(content):
        ids.pages.append(ids.next())
        pages.append(_content(page, ids))
    yield "OFD.xml", _root(content, made)
    yield "Doc_0/Document.xml", _document(ids)
    yield "Doc_0/PublicRes.xml", _resources()
    for n, text in enumerate(pages):
        yield f"Doc_0/Pages/Page_{n}/Content.xml", text


def ofd(content: Mapping[str, Any], *, made: str) -> bytes:
    """A paper as OFD: the same words in the same order. made: ISO day of the paper's making."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as parcel:
        for name, text in _files(content, made):
            parcel.writestr(ZipInfo(name, EPOCH), text, ZIP_DEFLATED)
    return file.getvalue()
