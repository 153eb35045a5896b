"""The house as the rules see it: its rooms, its files, its functions and who calls whom."""

import ast
import inspect
import subprocess
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FunctionType

import zhifa

ROOT = Path(zhifa.__file__).parent
PROJECT = ROOT.parents[1]
ROOMS = sorted(
    p.parent.name for p in ROOT.glob("*/apps.py") if p.parent.name not in {"web", "kernel"}
)
WRITTEN = [p for p in sorted(ROOT.rglob("*.py")) if "migrations" not in p.parts]
SOURCES = [p for p in WRITTEN if "tests" not in p.parts]
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.*"))


def label(path: Path) -> str:
    """How a file is called in a report."""
    return str(path.relative_to(PROJECT))


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(read(path))


def role(path: Path) -> str:
    """'actions' for …/enforcement/actions.py and for …/enforcement/actions/cases.py."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if len(parts) > 1 else parts[0]


def module_of(path: Path) -> str:
    dotted = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(dotted[:-1] if dotted[-1] == "__init__" else dotted)


def files(*roles: str) -> list[Path]:
    """Files that play one of the roles, in the rooms and in web."""
    return [p for p in SOURCES if role(p) in roles and p.relative_to(ROOT).parts[0] != "kernel"]


def functions(name: str) -> list[FunctionType]:
    """Public functions of a role of every room: of its file, or what its folder's face exports."""
    found = []
    for room in (*ROOMS, "web"):
        dotted = f"zhifa.{room}.{name}"
        if not ((ROOT / room / f"{name}.py").exists() or (ROOT / room / name).is_dir()):
            continue
        for word, function in inspect.getmembers(import_module(dotted), inspect.isfunction):
            inside = f"{function.__module__}.".startswith(f"{dotted}.")
            if inside and not word.startswith("_"):
                found.append(function)
    return found


def full_name(function: FunctionType) -> str:
    """'enforcement.actions.cases.advance'."""
    return f"{function.__module__}.{function.__qualname__}".removeprefix("zhifa.")


def keywords(function: FunctionType) -> set[str]:
    parameters = inspect.signature(function).parameters.values()
    return {p.name for p in parameters if p.kind is p.KEYWORD_ONLY}


def body(function: FunctionType) -> ast.FunctionDef:
    """The function as written, decorators and all."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef)
    return node


def head(function: FunctionType) -> str:
    """Signature, its comments and the docstring, as written."""
    lines = textwrap.dedent(inspect.getsource(inspect.unwrap(function))).splitlines()
    first = body(function).body[0]
    return "\n".join(
        lines[: first.end_lineno if ast.get_docstring(body(function)) else first.lineno]
    )


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (n for n in ast.walk(node) if isinstance(n, ast.Call))


def called(call: ast.Call) -> str:
    """The last word of what is called: 'may' for access.may(…)."""
    return ast.unparse(call.func).rsplit(".", 1)[-1]


def resolve(names: Mapping[str, object], call: ast.Call) -> FunctionType | None:
    """The house's own function behind a call, if the names of its module lead to one."""
    first, *rest = ast.unparse(call.func).split(".")
    found: object = names.get(first)
    for word in rest:
        found = getattr(found, word, None)
    unwrapped = inspect.unwrap(found) if inspect.isfunction(found) else None
    ours = unwrapped is not None and unwrapped.__module__.startswith("zhifa.")
    return unwrapped if ours and isinstance(unwrapped, FunctionType) else None


def tracked() -> list[Path]:
    """Text files under version control (all but pictures)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    pictures = {".png", ".jpg", ".webp", ".ico", ".pdf", ".gz", ".woff2"}
    paths = [PROJECT / name for name in listed if name]
    return [p for p in paths if p.is_file() and p.suffix not in pictures]
