"""Whether a text was read in the encoding in which it was written."""

import re

_LOST = re.compile("\ufffd|锟斤拷|烫烫|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WESTERN = re.compile("[\x80-\xff]{4,}")
_HAN = re.compile("[\u4e00-\u9fff]")
BEGINNING = 60  # characters that are looked at: a cell is wrong as a whole
FEWEST = 5  # characters; fewer can be read in two encodings by chance
GARBLED_WORDS = "文字编码有误（出现乱码），请用原文件另存后再导"


def _western(said: str) -> bool:
    """Whether Chinese of a Chinese encoding was read as a western one: ¶ÔÎ."""
    found = "".join(_WESTERN.findall(said))
    if _HAN.search(said) or len(set(found)) < FEWEST - 1:  # a row of crosses stands for a name
        return False
    try:
        meant = found.encode("latin-1").decode("gb18030")
    except UnicodeError:
        return False
    return _HAN.search(meant) is not None


def _crossed(said: str) -> bool:
    """Whether UTF-8 was read as a Chinese encoding: 瀵规湭; a last character may be lost."""
    told = said.encode("gb18030", errors="replace")
    for lost in range(3):
        try:
            meant = told[: len(told) - lost].decode()
        except UnicodeError:
            continue
        return len(_HAN.findall(meant)) > 1
    return False


def garbled(said: str) -> bool:
    """Whether a text was read in another encoding than it was written in, so far as it shows."""
    if _LOST.search(said):
        return True
    if said.isascii() or len(said) < FEWEST:
        return False
    return _western(said[:BEGINNING]) or _crossed(said[:BEGINNING])
