"""The house rules that no linter knows. Each failure says what to do instead."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType

import grimp
import pytest
from django.apps import apps
from django.db import models

from tests.house.tree import (
    ROOMS,
    ROOT,
    SOURCES,
    body,
    called,
    calls,
    files,
    full_name,
    functions,
    head,
    keywords,
    label,
    module_of,
    read,
    resolve,
    role,
    syntax,
)
from zhifa.agencies.roles import roles
from zhifa.kernel import journal
from zhifa.web.wiring import LISTENERS, WATCHES

pytestmark = pytest.mark.once

FACE = {"actions", "reads", "events", "models", "http"}
WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create",
}  # fmt: skip
KERNEL_HANDS = {"journal", "worker", "numbering"}  # the machinery's own writers
CHECKS = {"may", "unless", "reach", "visible_to", "obstacles"}


def is_trespass(module: str, imported: str) -> bool:
    here, there = module.split("."), imported.split(".")
    if here[1] in {there[1], "web"} or there[1] == "kernel" or "tests" in here:
        return False
    return len(there) > 2 and there[2] not in FACE  # zhifa.<room>.<role>


def is_burglary(module: str, imported: str) -> bool:
    """Past the face into a folder: actions are known to themselves, reads to actions too."""
    here, there = module.split("."), imported.split(".")
    if len(there) < 4 or there[2] not in {"actions", "reads"} or "tests" in here:
        return False
    return here[1] != there[1] or len(here) < 3 or here[2] not in {"actions", there[2]}


def imports() -> Iterator[tuple[str, str]]:
    graph = grimp.build_graph("zhifa", cache_dir=None)
    for module in sorted(graph.modules - {"zhifa"}):
        for imported in sorted(graph.find_modules_directly_imported_by(module)):
            yield module, imported


def test_rooms_meet_only_at_the_door() -> None:
    trespasses = [f"{one} → {other}" for one, other in imports() if is_trespass(one, other)]
    assert not trespasses, "import a neighbour's actions, reads, events or models instead"


def test_a_folder_is_entered_by_its_face() -> None:
    burglaries = [f"{one} → {other}" for one, other in imports() if is_burglary(one, other)]
    assert not burglaries, "import what actions/__init__.py or reads/__init__.py exports"


def test_rooms_have_only_the_furniture() -> None:
    """Files directly in a room have the names of house.md; the rest hides behind them."""
    for room in ROOMS:
        assert (ROOT / room / "__init__.py").exists(), room
        assert (ROOT / room / "migrations/__init__.py").exists(), f"{room}: no migrations folder"


def is_write(call: ast.Call) -> bool:
    """A call that would change a row.

    `update` on a dict, set or digest and `save` of a picture or file take an argument of their
    own; a session is not a row of ours.
    """
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    if ast.unparse(call.func.value).endswith("session"):
        return False
    if call.func.attr == "update":
        return bool(call.keywords) and not call.args
    return call.func.attr != "save" or not call.args


@pytest.mark.parametrize("path", SOURCES, ids=label)
def test_only_hands_write(path: Path) -> None:
    if role(path) in {"actions"} | KERNEL_HANDS:
        return
    lines = [call.lineno for call in calls(syntax(path)) if is_write(call)]
    assert not lines, "write in actions.py"


@pytest.mark.parametrize("path", SOURCES, ids=label)
def test_only_eyes_read(path: Path) -> None:
    if role(path) in {"actions", "reads", "models"} or path.is_relative_to(ROOT / "kernel"):
        return
    found = [n for n in ast.walk(syntax(path)) if isinstance(n, ast.Attribute)]
    lines = [n.lineno for n in found if n.attr in {"objects", "_default_manager"}]
    assert not lines, "query in reads.py"


def writes_down(function: FunctionType, seen: frozenset[str] = frozenset()) -> bool:
    """Whether the function, or an action or helper of actions that it calls, journals."""
    function = inspect.unwrap(function)
    if full_name(function) in seen:
        return False
    found = [resolve(function.__globals__, call) for call in calls(body(function))]
    if any(f is inspect.unwrap(journal.record) for f in found):
        return True
    helpers = [f for f in found if f is not None and ".actions" in f.__module__]
    return any(writes_down(f, seen | {full_name(function)}) for f in helpers)


@pytest.mark.parametrize("function", functions("actions"), ids=full_name)
def test_an_action_says_who_and_when_and_writes_it_down(function: FunctionType) -> None:
    assert {"by", "at"} <= keywords(function), "actions take *, by, at"
    decorators = [ast.unparse(d) for d in body(function).decorator_list]
    assert "transaction.atomic" in decorators, "all or nothing"
    assert writes_down(function), "every action leaves a line in the journal"


def parameter_of(function: FunctionType, call: ast.Call, argument: str) -> str | None:
    """Under which name the callee receives the caller's variable `argument`."""
    for keyword in call.keywords:
        if keyword.arg and ast.unparse(keyword.value) == argument:
            return keyword.arg
    names = list(inspect.signature(function).parameters)
    positions = [i for i, a in enumerate(call.args) if ast.unparse(a) == argument]
    return names[positions[0]] if positions and positions[0] < len(names) else None


def handed(call: ast.Call) -> set[str]:
    return {ast.unparse(a) for a in (*call.args, *(k.value for k in call.keywords))}


def asks_who(function: FunctionType, who: str = "by", depth: int = 6) -> bool:
    """Whether the person reaches a check of posts, not merely the journal."""
    function = inspect.unwrap(function)
    for call in calls(body(function)):
        if ast.unparse(call.func) == f"{who}.reach":
            return True
        if who not in handed(call):
            continue
        if called(call) in CHECKS:
            return True
        callee = resolve(function.__globals__, call)
        name = parameter_of(callee, call, who) if callee and depth else None
        beyond = callee is not None and callee.__module__ != journal.__name__
        if callee and name and beyond and asks_who(callee, name, depth - 1):
            return True
    return False


def used_actions(path: Path) -> Iterator[FunctionType]:
    names = vars(import_module(module_of(path)))
    for call in calls(syntax(path)):
        function = resolve(names, call)
        if function and ".actions" in function.__module__:
            yield function


@pytest.mark.parametrize("path", files("views", "api"), ids=label)
def test_a_door_calls_only_actions_that_ask_who(path: Path) -> None:
    careless = {full_name(f) for f in used_actions(path) if not asks_who(f)}
    assert not careless, "these check nobody's post: hand `by` to access.unless or to obstacles"


@pytest.mark.parametrize("function", functions("reads"), ids=full_name)
def test_a_read_says_for_whom(function: FunctionType) -> None:
    """Or, beside its name or in its docstring, why it serves no particular viewer."""
    excuse = re.search(r"\b(no|without a) viewer|viewer is being made", head(function))
    assert "viewer" in keywords(function) or excuse, "reads take *, viewer"


def test_everything_that_listens_or_watches_is_wired() -> None:
    wired = [f for handlers in LISTENERS.values() for f in handlers]
    assert {f.__name__ for f in wired} == {f.__name__ for f in functions("listeners")}
    assert set(wired) == set(functions("listeners"))
    assert list(WATCHES) == list(dict.fromkeys(WATCHES)), "wired twice"
    assert set(WATCHES) == set(functions("watches"))


def demanded(table: object) -> Iterator[str]:
    """Every value of a key `may` in a data file."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield from [value] if key == "may" and isinstance(value, str) else demanded(value)
    elif isinstance(table, list):
        for row in table:
            yield from demanded(row)


def test_every_permission_is_granted_and_used() -> None:
    granted = {p for r in roles().values() for p in (*r.may, *r.everywhere)}
    shape = re.compile(r"[a-z_]+:[a-z_]+")
    tables = [p for p in ROOT.rglob("data/**/*.toml") if p.name != "roles.toml"]
    asked = {p for t in tables for p in demanded(tomllib.loads(read(t)))}
    words: set[str] = set()
    for tree in map(syntax, SOURCES):
        words |= {
            n.value
            for n in ast.walk(tree)
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
        }
        for call in calls(tree):
            if called(call) in CHECKS - {"obstacles"}:
                asked |= {v for v in map(ast.unparse, call.args) if shape.fullmatch(v.strip("'"))}
    asked = {p.strip("'") for p in asked}
    assert not asked - granted, "no role grants these"
    idle = granted - asked - words
    assert not idle, "granted and never asked for"


MODELS = [m for m in apps.get_models() if m.__module__.startswith("zhifa.")]


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_model_has_a_chinese_name_and_never_cascades(model: type[models.Model]) -> None:
    assert not str(model._meta.verbose_name).isascii(), "name it as the law does"
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.on_delete is models.PROTECT, f"{field.name}: PROTECT"


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_a_field_has_a_chinese_name(model: type[models.Model]) -> None:
    own = [f for f in model._meta.local_fields if not f.primary_key]
    nameless = [f.name for f in own if str(f.verbose_name).isascii()]
    assert not nameless, "a person reads it: name it in Chinese"
