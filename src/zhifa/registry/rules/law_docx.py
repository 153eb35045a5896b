"""Statutes as DOCX files, as official databases give them out: read with suspicion."""

import re
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from xml.parsers import expat

from zhifa.registry.rules.law_records import NotALawError
from zhifa.registry.rules.law_text import Cut, cut
from zhifa.registry.rules.numerals import to_chinese

LARGEST = 20_000_000  # bytes of a file
DOCUMENT = "word/document.xml"
UNPACKED = 60_000_000  # bytes of its text
ENTRIES = 3000
STEP = 1 << 16
OLD = b"\xd0\xcf\x11\xe0"  # what Word wrote before 2007
_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_ADOPTED = re.compile(rf"{_DAY}[^，；。、]{{0,60}}?(通过|公布|发布|修订|修正|批准|审议)")
_AMENDED = re.compile(rf"根据{_DAY}.*?(修正|修订)")
_FORCE = re.compile(rf"自{_DAY}起(?:施行|实施|执行)")
_AT_ONCE = re.compile(r"自(?:公布|发布|印发)之日起(?:施行|实施)")
_NOTE = re.compile(r"^[（(].*\d{4}年\d{1,2}月\d{1,2}日")
_CONTENTS = re.compile(r"^目\s*[录次]$")
_BEGINS = re.compile(r"^第[一二三四五六七八九十]+[条章编节]|^序\s*言$")
_TITLE_LINES = 4


@dataclass(slots=True)
class _Reader:
    """Collects paragraphs; words that a revision struck out are not read."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    inside: bool = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        tag = name.rpartition(":")[2]
        if tag == "p":
            self.line = []
        self.inside = tag == "t"
        if tag == "tab":
            self.line.append("\u3000")
        elif tag in {"br", "cr"}:
            self.line.append("\n")

    def end(self, name: str) -> None:
        """An element ends."""
        self.inside = False
        if name.rpartition(":")[2] == "p":
            self.lines += "".join(self.line).split("\n")
            self.line = []

    def text(self, words: str) -> None:
        """Words of a paragraph."""
        if self.inside:
            self.line.append(words)


def _no_entities(*_told: Any) -> None:
    raise NotALawError("文件里有不该有的声明，没有读。请重新从官方网站下载。")


def _parser(reader: _Reader) -> Any:
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _no_entities
    parser.EntityDeclHandler = _no_entities
    return parser


def _opened(path: Path) -> zipfile.ZipFile:
    if path.stat().st_size > LARGEST:
        raise NotALawError("文件超过 20 MB，不像一部法律。请核对后再导入。")
    with path.open("rb") as file:
        if file.read(4) == OLD:
            raise NotALawError("这是旧版 Word 文件，请另存为 .docx 再导入。")
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise NotALawError("文件不完整，或者不是 .docx。请重新下载。") from None


def _checked(packed: zipfile.ZipFile) -> zipfile.ZipInfo:
    found = packed.infolist()
    if len(found) > ENTRIES:
        raise NotALawError("文件里的部件太多，没有读。请重新从官方网站下载。")
    document = next((i for i in found if i.filename == DOCUMENT), None)
    if document is None:
        raise NotALawError("这个文件里没有 Word 正文。请确认是 .docx。")
    if document.flag_bits & 1:
        raise NotALawError("文件加了密码，请解除后再导入。")
    return document


def paragraphs(path: Path) -> list[str]:
    """The lines of a DOCX file; NotALawError when it is broken, locked or far too large."""
    reader = _Reader()
    parser, read = _parser(reader), 0
    with _opened(path) as packed:
        try:
            with packed.open(_checked(packed)) as document:
                while chunk := document.read(STEP):
                    read += len(chunk)
                    if read > UNPACKED:
                        raise NotALawError("文件解开后太大，没有读。请重新从官方网站下载。")
                    parser.Parse(chunk)
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by place: the end
        except (expat.ExpatError, zipfile.BadZipFile, EOFError, NotImplementedError):
            raise NotALawError("Word 正文读不出来，文件可能损坏。请重新下载。") from None
    return reader.lines


def _day(found: tuple[str, ...]) -> date:
    try:
        return date(int(found[0]), int(found[1]), int(found[2]))
    except ValueError:
        said = f"{found[0]}年{found[1]}月{found[2]}日"
        raise NotALawError(f"日期不存在：{said}。请核对原文。") from None


def _head(lines: list[str]) -> tuple[str, str]:
    """The title, and the note in brackets that tells when it was passed."""
    title: list[str] = []
    note = ""
    for line in lines:
        plain = line.strip()
        if not plain or note:
            if note:
                break
            continue
        if _NOTE.match(plain) or (title and plain[0] in "（("):
            note = plain
        elif _CONTENTS.match(plain) or _BEGINS.match(plain) or len(title) == _TITLE_LINES:
            break
        else:
            title.append(plain)
    return re.sub(r"[\s\u3000]+", "", "".join(title)), note


def _days(note: str, body: str) -> dict[str, Any]:
    told = [_day(m[:3]) for m in _ADOPTED.findall(note)]
    amended = [_day(m[:3]) for m in _AMENDED.findall(note)]
    newest = max([*told, *amended], default=None)
    stated = [_day(m[:3]) for m in _FORCE.findall(body)]
    force = stated[-1] if stated else newest if _AT_ONCE.search(body) else None
    if force and newest and force < newest:
        force = None  # an amended text still tells the law's first day
    return {
        "promulgated": min(told, default=None),
        "version_date": newest,
        "revised": sorted({d for d in [*told, *amended] if d != min(told, default=None)}),
        "version_effective": force,
        "effective": stated[-1] if stated else None,
    }


def _names(places: list[tuple[int, int]]) -> str:
    shown = (f"第{to_chinese(n)}条" + (f"之{to_chinese(s)}" if s else "") for n, s in places[:8])
    return "、".join(shown) + ("等" if len(places) > 8 else "")  # noqa: PLR2004 - as shown


def _whole(found: Cut) -> None:
    """NotALawError with the names of all articles that are missing or there twice."""
    numbers = {a.number for a in found.articles}
    missing = [(n, 0) for n in range(1, max(numbers, default=0) + 1) if n not in numbers]
    told = []
    if not numbers:
        told.append("没有找到“第一条”这样的条文")
    if missing:
        told.append(f"缺少{_names(missing)}")
    if found.again:
        told.append(f"重复出现{_names(found.again)}")
    if told:
        raise NotALawError("；".join(told) + "。请对照原件补正后再导入，整部都没有导入。")


def law_of(path: Path) -> tuple[dict[str, Any], str]:
    """Head and text of a statute in a DOCX file; NotALawError when it is not whole."""
    lines = paragraphs(path)
    title, note = _head(lines)
    body = "\n\n".join(lines)
    _whole(cut(body))
    if not title:
        raise NotALawError("找不到法律的名称。请把名称放在第一行。")
    days = _days(note, body)
    head = {name: day.isoformat() if isinstance(day, date) else day for name, day in days.items()}
    head["revised"] = [d.isoformat() for d in days["revised"]]
    return {"title": title, **head, "status": "现行有效", "strict": True}, body
