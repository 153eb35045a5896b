"""What may not be in the repository, and how large its parts may grow."""

import ast
import re
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.house.tree import PROJECT, ROOT, SOURCES, label, read, syntax, tracked

pytestmark = pytest.mark.once

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
TYPICAL_FILE, TYPICAL_FUNCTION, LARGE_FUNCTION = 80, 8, 25
PYTHON = [p for p in tracked() if p.suffix == ".py" and "migrations" not in p.parts]

# Written so that this file does not name them.
MACHINE = re.compile(r"(?<![\w.])/(?:ro{2}t|w[o]rk|h[o]me)/\w|/t[m]p/[a-z]")
PACKAGE_HOST = re.compile(
    r"https?://(?!127\.|localhost)[^\s\"'<>)]*(?:registr[y]|py[p]i|mirr[o]r|n[p]mjs|artifact[o]ry)"
)
BLUNT = re.compile("系[统]错误|操[作]失败|参[数]错误|非[法]操作|未[知]错误")


def lengths(path: Path) -> list[tuple[str, int]]:
    """Functions of a file with their lines, decorators not counted."""
    nodes = [
        n for n in ast.walk(syntax(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [(n.name, (n.end_lineno or n.lineno) - n.lineno + 1) for n in nodes]


@pytest.mark.parametrize("path", PYTHON, ids=label)
def test_nothing_grows_too_long(path: Path) -> None:
    assert read(path).count("\n") <= LONGEST_FILE, (
        "split by noun: actions/cases.py, actions/orders.py"
    )
    long = [f"{name}: {lines} lines" for name, lines in lengths(path) if lines > LONGEST_FUNCTION]
    assert not long


def test_most_things_are_small() -> None:
    sizes = [lines for path in SOURCES for _, lines in lengths(path)]
    assert median(read(p).count("\n") for p in SOURCES) <= TYPICAL_FILE
    assert median(sizes) <= TYPICAL_FUNCTION
    assert quantiles(sizes, n=10)[-1] <= LARGE_FUNCTION


def test_no_machine_and_no_package_host_is_named() -> None:
    named = [
        f"{label(path)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if MACHINE.search(line) or PACKAGE_HOST.search(line)
    ]
    assert not named


def test_locks_are_whole() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = read(PROJECT / name)
        pinned = re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", text, re.MULTILINE)
        assert len(pinned) == len(re.findall(r"^[\w.-]", text, re.MULTILINE)), f"{name}: all pinned"
        assert text.count("--hash=sha256:") >= len(pinned), f"{name}: all hashed"
    for name in ("package-lock.json", "scripts/fonts/package-lock.json"):
        text = read(PROJECT / name)
        assert '"resolved"' not in text, "scripts/lock writes locks without hosts"
        assert '"integrity"' in text


def test_words_are_calm() -> None:
    """Say what happened, why, and what to do next; never just that something went wrong."""
    spoken = {".py", ".html", ".toml", ".js", ".txt"}
    paths = [p for p in ROOT.rglob("*") if p.suffix in spoken]
    blunt = [f"{label(p)}: {m.group()}" for p in paths for m in BLUNT.finditer(read(p))]
    assert not blunt


def test_every_dependency_is_explained() -> None:
    """docs/dependencies.md says what each direct dependency is for."""
    project = read(PROJECT / "pyproject.toml")
    names = re.findall(r'^  "([\w.-]+)[^"]*",', project, re.MULTILINE)
    names += re.findall(r'^    "(@?[\w./-]+)": "\d', read(PROJECT / "package.json"), re.MULTILINE)
    table = read(PROJECT / "docs/dependencies.md").lower()
    assert not [n for n in names if f"| {n.lower()} |" not in table]
