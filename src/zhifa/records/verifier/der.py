"""DER, as much of it as signatures need."""

from collections.abc import Sequence
from datetime import UTC, datetime

LONG = 0x80


class Broken(Exception):  # noqa: N818 - what the bytes are
    """Bytes that do not say what they should; the text says what is wrong."""


class Node:
    """One value: its tag, whole bytes and content."""

    def __init__(self, data: bytes, start: int = 0) -> None:
        try:
            self.tag, size = data[start], data[start + 1]
            body = start + 2
            if size & LONG:
                count = size & ~LONG
                if not count:
                    raise Broken("不定长编码")
                size, body = int.from_bytes(data[body : body + count]), body + count
        except IndexError:
            raise Broken("结构不完整") from None
        self.end = body + size
        if self.end > len(data):
            raise Broken("结构不完整")
        self.raw, self.content = data[start : self.end], data[body : self.end]

    @property
    def parts(self) -> list["Node"]:
        """What it holds, when it is made of others."""
        found, at = [], 0
        while at < len(self.content):
            part = Node(self.content, at)
            found.append(part)
            at = part.end
        return found

    def part(self, *path: int) -> "Node":
        """The value at a path of positions."""
        node = self
        for place in path:
            parts = node.parts
            if place >= len(parts):
                raise Broken("缺少组成部分")
            node = parts[place]
        return node

    def tagged(self, tag: int) -> "Node | None":
        """The first of its parts with a tag."""
        return next((p for p in self.parts if p.tag == tag), None)

    @property
    def number(self) -> int:
        """An integer."""
        return int.from_bytes(self.content, signed=True)

    @property
    def oid(self) -> str:
        """An object identifier, dotted."""
        first, *rest = self.content
        words, value = [str(min(first // 40, 2)), str(first - 40 * min(first // 40, 2))], 0
        for byte in rest:
            value = value << 7 | byte & 0x7F
            if not byte & LONG:
                words.append(str(value))
                value = 0
        return ".".join(words)

    @property
    def time(self) -> datetime:
        """A GeneralizedTime or UTCTime in UTC."""
        text = self.content.decode("ascii", "replace").removesuffix("Z")
        text = text if self.tag == 0x18 else "20" + text  # noqa: PLR2004 - the tag's number
        whole, _, part = text.partition(".")
        try:
            moment = datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            return moment.replace(microsecond=int((part or "0").ljust(6, "0")[:6]))
        except ValueError:
            raise Broken("时间写法不对") from None


def values(attributes: Node | None) -> dict[str, Sequence[Node]]:
    """Attributes of a signature: name → values."""
    rows = attributes.parts if attributes is not None else []
    return {row.part(0).oid: row.part(1).parts for row in rows}
