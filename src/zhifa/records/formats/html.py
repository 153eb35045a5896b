"""A paper as one HTML file that needs nothing else. Pure."""

from collections.abc import Mapping
from html import escape
from typing import Any

from zhifa.records.rules.script import Piece, script

STYLE = """
@page { size: A4; margin: 32mm 26mm 30mm 28mm; }
body { font: 14pt/1.85 "Noto Serif CJK SC", "Noto Serif SC", SimSun, "宋体", serif; color: #000;
  max-width: 156mm; margin: 12mm auto; overflow-wrap: anywhere; }
.agency, .title, .number { text-align: center; margin: 2mm 0; }
.agency { font-size: 16pt; font-family: "Noto Sans CJK SC", SimHei, "黑体", sans-serif; }
.letter .agency { font-size: 24pt; font-weight: bold; color: #c00000; }
.title { font-size: 22pt; }
.heading { font: 14pt "Noto Sans CJK SC", SimHei, "黑体", sans-serif; margin: 4mm 0 2mm; }
p { margin: 1mm 0; } .text { text-indent: 2em; text-align: justify; }
table { width: 100%; border-collapse: collapse; font-size: 12pt; margin: 2mm 0; }
td, th { border: 1px solid #000; padding: 2mm; text-align: left; vertical-align: top; }
th { font-weight: normal; }
th[scope=row] { width: 30%; } .sign { margin: 6mm 0; }
.seal, .date { text-align: right; } .seal { margin-top: 12mm; } .note { font-size: 10.5pt; }
"""
TAGS = {"agency": "p", "title": "h1", "heading": "h2"}


def _cells(row: tuple[str, ...], piece: Piece, *, head: bool) -> str:
    if piece.kind == "rows":
        label, value = row
        value = "<br>".join(map(escape, value.splitlines()))
        return f'<tr><th scope="row">{escape(label)}</th><td>{value}</td></tr>'
    tag = ' scope="col"' if head else ""
    name = "th" if head else "td"
    return f"<tr>{''.join(f'<{name}{tag}>{escape(cell)}</{name}>' for cell in row)}</tr>"


def _piece(piece: Piece) -> str:
    if piece.cells:
        rows = [_cells(row, piece, head=n == 0) for n, row in enumerate(piece.cells)]
        return f"<table>{''.join(rows)}</table>"
    tag = TAGS.get(piece.kind, "p")
    return f'<{tag} class="{piece.kind}">{escape(piece.text)}</{tag}>'


def html(content: Mapping[str, Any]) -> bytes:
    """A paper as HTML, in UTF-8: the same words in the same order, fit for A4 when printed."""
    body = "\n".join(_piece(piece) for piece in script(content))
    layout = escape(str(content.get("layout", "paper")))
    page = (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(str(content['title']))}</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body class="{layout}">\n{body}\n</body>\n</html>\n'
    )
    return page.encode()
