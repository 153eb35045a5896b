"""Statutes of nobody as DOCX files, sound and broken, made on the spot."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from zhifa.registry.rules.numerals import to_chinese

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def document(lines: Sequence[str], *, encoding: str = "utf-8") -> bytes:
    """The main part of a DOCX file; every line is split over two runs, as Word likes to do."""
    told = "".join(
        f"<w:p><w:r><w:t>{escape(line[: len(line) // 2])}</w:t></w:r>"
        f"<w:r><w:t>{escape(line[len(line) // 2 :])}</w:t></w:r></w:p>"
        for line in lines
    )
    head = f'<?xml version="1.0" encoding="{encoding.upper()}" standalone="yes"?>'
    text = f'{head}<w:document xmlns:w="{SPACE}"><w:body>{told}</w:body></w:document>'
    return text.encode(encoding)


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    """A ZIP file with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return path


def docx(path: Path, lines: Sequence[str]) -> Path:
    """A sound DOCX file of these lines."""
    return packed(
        path, {"[Content_Types].xml": TYPES.encode(), "word/document.xml": document(lines)}
    )


def statute(
    title: str, note: str, articles: Sequence[str], *, force: str = "2026年6月1日"
) -> list[str]:
    """The lines of a statute: title over two lines, note, contents, chapters, articles."""
    half = len(articles) // 2 or 1
    lines = [
        title[:4],
        title[4:],
        note,
        "目　　录",
        "第一章　总　　则",
        "第二章　其　　他",
        "第一章　总　　则",
    ]
    for number, words in enumerate([*articles, f"本法自{force}起施行。"], 1):
        if number == half + 1:
            lines.append("第二章　其　　他")
        lines += [
            f"第{to_chinese(number)}条　{line}" if not i else line
            for i, line in enumerate(words.split("\n"))
        ]
    return lines
