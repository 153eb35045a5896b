"""Templates and style sheets: the strict content policy and the old browsers of offices."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, TEMPLATES, label, read

pytestmark = pytest.mark.once

LONGEST_TEMPLATE = 120
STYLES = sorted(ROOT.glob("*/static/**/*.css"))
SCRIPTS = sorted(ROOT.glob("*/static/**/*.js"))
PAGES = [p for p in TEMPLATES if p.suffix in {".html", ".svg"}]

TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
LOGIC = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# ui.md 16.3: what office browsers of 2019-2021 do not know
TOO_NEW = re.compile(r"light-dark\(|color-mix\(|oklch\(|:has\(|@container\b|@layer\b")
HANDLER = re.compile(r"\s(?:on[a-z]+|style|hx-on[:\w-]*|x-on:[\w.:-]*html)\s*=", re.IGNORECASE)
FOREIGN = re.compile(
    r"<(?:script|link|img|source|video|iframe)\b[^>]*(?:src|href)=[\"'](?:https?:)?//"
)


def tags(path: Path) -> list[str]:
    return TAG.findall(LOGIC.sub("x", read(path)))


@pytest.mark.parametrize("path", PAGES, ids=label)
def test_a_template_carries_no_style_or_script(path: Path) -> None:
    bad = [t for t in tags(path) if HANDLER.search(t) or t.lower().startswith("<style")]
    assert not bad, "use a class of zf.css, or a script file"
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", read(path), re.DOTALL)
    data = re.compile(r"type=[\"']application/(?:ld\+)?json[\"']")
    inline = [a for a, text in scripts if text.strip() and not data.search(a)]
    assert not inline, "the content policy forbids inline scripts"
    assert "javascript:" not in read(path).lower()
    assert not FOREIGN.search(read(path)), "nothing comes from another host"


@pytest.mark.parametrize("path", TEMPLATES, ids=label)
def test_a_template_stays_short(path: Path) -> None:
    assert read(path).count("\n") <= LONGEST_TEMPLATE, "split it: {% include %} or a partial"


def plain(text: str) -> str:
    """A style sheet without comments and strings."""
    return re.sub(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'", "", text, flags=re.DOTALL)


def nested(text: str) -> list[str]:
    """Selectors of rules that stand inside other rules."""
    found: list[str] = []
    open_rules: list[str] = []
    for head, brace in re.findall(r"([^{};]*)([{};])", plain(text)):
        if brace == "{":
            if open_rules and not open_rules[-1].startswith("@"):
                found.append(head.strip())
            open_rules.append(head.strip())
        elif brace == "}" and open_rules:
            open_rules.pop()
    return found


@pytest.mark.parametrize("path", STYLES, ids=label)
def test_a_style_sheet_works_in_old_browsers(path: Path) -> None:
    text = plain(read(path))
    assert not TOO_NEW.findall(text)
    assert not nested(read(path)), "no nesting"
    assert not re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", read(path)), "our own files only"


@pytest.mark.parametrize("path", SCRIPTS, ids=label)
def test_a_script_needs_no_loose_policy(path: Path) -> None:
    assert not re.search(r"\beval\(|new Function\(|document\.write\(|https?://", read(path))


def test_the_gates_bite() -> None:
    assert nested("a { color: red; b { color: blue } }") == ["b"]
    assert not nested("@media (min-width: 1px) { a { color: red } } b { color: blue }")
    assert HANDLER.search('<p class="a" style="x">')
    assert HANDLER.search('<p hx-on:click="x">')
    assert not HANDLER.search('<p class="a" data-style="x">')
    assert TOO_NEW.search("a:has(b)")
