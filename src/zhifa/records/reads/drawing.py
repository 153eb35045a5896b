"""Papers as PDF/A: the same words in, the same bytes out."""

import json
import re
import threading
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.timezone import localdate

from zhifa.kernel.access import Actor, may
from zhifa.kernel.elsewhere import elsewhere
from zhifa.records.models import Document, Rendition
from zhifa.records.reads.files import path_of
from zhifa.records.reads.whole import insist_whole
from zhifa.records.rules import codes
from zhifa.records.rules.glass import party_at

LAYOUT = Path(__file__).parents[1] / "data" / "layout.typ"
SEAL = LAYOUT.with_name("seal.typ")
VOLUME = LAYOUT.with_name("volume.typ")
HAND = LAYOUT.with_name("hand.typ")
TEST_SEAL = "测试专用"
SYSTEM_FONTS = "/usr/share/fonts"
CHINESE = ("CJK SC", "Noto Serif SC", "Noto Sans SC", "Source Han")
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_local = threading.local()


class FontsMissing(RuntimeError):  # noqa: N818 - named for what is missing
    """No Chinese font was found; a paper full of boxes is worse than none."""

    MESSAGE = (
        "没有找到中文字体，暂时不能生成版式文书；文书内容已经保存，不受影响。"
        "请管理员运行 make setup，或者用 ZHIFA_FONTS 指明字体文件夹。"
    )

    def __init__(self) -> None:
        super().__init__(self.MESSAGE)


def font_folders() -> list[str]:
    """Where fonts are looked for, without a viewer: the setting, var/fonts, the system's."""
    folders = [*settings.FONTS, str(settings.VAR / "fonts"), SYSTEM_FONTS]
    return [f for f in folders if Path(f).is_dir()]


@cache
def _fonts(folders: tuple[str, ...]) -> Any:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )
    if not any(wanted in family for family in fonts.families() for wanted in CHINESE):
        raise FontsMissing
    return fonts


def _compiler(layout: Path = LAYOUT) -> Any:
    """One for each thread and layout: a Compiler cannot be shared, and making one is slow."""
    folders = tuple(font_folders())
    if getattr(_local, "folders", None) != folders:
        _local.folders, _local.compilers = folders, {}
    if layout not in _local.compilers:
        _local.compilers[layout] = typst.Compiler(
            input=str(layout), root=str(layout.parent), font_paths=_fonts(folders)
        )
    return _local.compilers[layout]


@cache
def seal_picture(*, name: str, test: bool) -> bytes:
    """An agency's round seal as a PDF of its own, without a viewer; test: says so on it."""
    data = json.dumps({"name": name, "note": TEST_SEAL if test else ""}, ensure_ascii=False)
    return bytes(_compiler(SEAL).compile(format="pdf", sys_inputs={"data": data}))


def hand_picture(*, words: str, digest: str, picture: bytes) -> bytes:
    """A party's hand as a PDF of its own, without a viewer. picture: PNG, or nothing."""
    told = {"words": words, "digest": digest, "picture": list(picture) or None}
    data = json.dumps(told, ensure_ascii=False)
    return bytes(_compiler(HAND).compile(format="pdf", sys_inputs={"data": data}))


def _check(document: Document) -> dict[str, dict[str, str]]:
    """What lets anybody look an outgoing paper up: its code, as text and as a picture."""
    if not document.outgoing:
        return {}
    site = f"{settings.PUBLIC_URL}/check/"
    address = f"{site}{document.pk}/"
    told = {"code": codes.printed(document.pk), "address": address, "site": site.partition("//")[2]}
    return {"check": {**told, "picture": codes.picture(address)}}


def compiled(layout: Path, data: Mapping[str, Any], *, made: date) -> bytes:
    """A PDF/A-2b of a layout filled with data, without a viewer; `made` dates the file itself."""
    told = {**data, "made": (made.year, made.month, made.day)}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    found = _compiler(layout).compile(format="pdf", sys_inputs={"data": text}, pdf_standards="a-2b")
    return bytes(found)


def render(content: Mapping[str, Any], *, made: date) -> bytes:
    """A PDF/A-2b of a paper's words, without a viewer; `made` dates the file itself."""
    return compiled(LAYOUT, content, made=made)


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of ours has, without a viewer."""
    return len(PAGE.findall(pdf))


def drawn(*, document: Document, viewer: Actor) -> tuple[bytes, int]:
    """A paper drawn now, and its pages. FontsMissing when no font can draw it."""
    if not may(viewer, "case:read", document.dossier.agency_id):
        raise Document.DoesNotExist
    insist_whole(dossier_id=document.dossier_id, viewer=viewer)
    content = {**document.content, **_check(document), "party": party_at(document.content)}
    data = elsewhere(render, content, made=localdate(document.made_at))
    return data, pages_of(data)


def pdf(*, document: Document, viewer: Actor) -> bytes:
    """A paper as PDF, for whoever may read its dossier: the kept bytes, or drawn on the spot.

    FontsMissing when it was not kept and no font can draw it.
    """
    if not may(viewer, "case:read", document.dossier.agency_id):
        raise Document.DoesNotExist
    kept = Rendition.objects.filter(document=document).first()
    place = path_of(kept.file_id) if kept else None
    if place is not None and place.exists():
        return place.read_bytes()
    return drawn(document=document, viewer=viewer)[0]
