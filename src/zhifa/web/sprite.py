"""The icon sprite: only what pages name, read from @tabler/icons at set-up, never committed."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# {% zf_icon "home" %}, {% zf_icon x|default:"home" %}, icon="home", "icon": "home"
NAMED = re.compile(
    r'''zf_icon\s+(?:[\w.]+\|default:)?"([a-z0-9-]+)"|\bicon"?\s*[=:]\s*"([a-z0-9-]+)"'''
)
PLACE = "static/zf/img/icons.svg"  # below ZHIFA_VAR
SUFFIXES = {".html", ".py", ".toml"}
SHAPE = re.compile(
    r'<(?:path|circle|rect|line|polyline|polygon|ellipse)\b(?![^>]*stroke="none")[^>]*>'
)


def names(root: Path) -> set[str]:
    """Icons that templates, Python and tables below `root` name."""
    files = (p for p in root.rglob("*") if p.suffix in SUFFIXES and "tests" not in p.parts)
    return {a or b for p in files for a, b in NAMED.findall(p.read_text(encoding="utf-8"))}


def missing(wanted: Iterable[str], icons: Path) -> list[str]:
    """Names for which the package has no drawing."""
    return sorted(n for n in wanted if not (icons / f"{n}.svg").is_file())


def symbols(wanted: Iterable[str], icons: Path) -> Iterator[str]:
    """One <symbol> an icon; colour and stroke come from the page."""
    for name in sorted(wanted):
        shapes = SHAPE.findall((icons / f"{name}.svg").read_text(encoding="utf-8"))
        yield f'<symbol id="{name}" viewBox="0 0 24 24">{"".join(shapes)}</symbol>'


def sprite(wanted: Iterable[str], icons: Path) -> str:
    """The sprite as one SVG file."""
    inside = "\n".join(symbols(wanted, icons))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{inside}\n</svg>\n'
