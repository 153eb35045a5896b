"""Every refusal says what happened and what to do next, or why nothing can be done."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.house.tree import PROJECT, SOURCES, calls, label, syntax
from zhifa.enforcement.rules.procedure import codes, versions
from zhifa.kernel.refusals import Obstacle

pytestmark = pytest.mark.once

LONGEST_MESSAGE, LONGEST_STEP = 70, 70
# words that blame or alarm; a refusal is calm
LOUD = ("非法操作", "系统错误", "失败！", "禁止！", "！")
# the one place where obstacles are made from data, each row of which is asked below
FROM_DATA = {"src/zhifa/enforcement/rules/conditions.py"}


class Said(NamedTuple):
    """A refusal as the source states it; None for what is only known at run time."""

    where: str
    code: str
    message: str | None
    then: str | None
    over: str | None


def _text(node: ast.expr | None) -> str | None:
    """A literal, or the fixed parts of an f-string."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(p.value) for p in node.values if isinstance(p, ast.Constant))
    return None


def _said(path: Path, call: ast.Call) -> Said:
    told = {k.arg: k.value for k in call.keywords}
    code, message = (call.args[n] if len(call.args) > n else None for n in (0, 1))
    return Said(
        f"{label(path)}:{call.lineno}",
        _text(code) or "",
        _text(message),
        _text(told.get("then")),
        _text(told.get("over")),
    )


def stated() -> Iterator[Said]:
    """Every obstacle that the source makes."""
    for path in SOURCES:
        if str(path.relative_to(PROJECT)) not in FROM_DATA:
            for call in calls(syntax(path)):
                if isinstance(call.func, ast.Name) and call.func.id == "Obstacle":
                    yield _said(path, call)


def listed() -> Iterator[Said]:
    """Every condition of every version of every procedure."""
    for law in (law for code in codes() for law in versions(code)):
        for need in law.needs.values():
            yield Said(f"{law.code}.toml", need.code, need.message, need.then, need.over)


ALL = [*stated(), *listed()]


def test_there_are_refusals_to_ask() -> None:
    rooms = {said.where.split("/")[2] for said in stated() if said.where.startswith("src/")}
    assert rooms >= {
        "agencies", "disclosure", "enforcement", "kernel", "records", "registry", "review",
        "supervision",
    }  # fmt: skip
    assert len(ALL) > 300


@pytest.mark.parametrize("said", ALL, ids=lambda said: f"{said.where} {said.code}")
def test_it_says_what_next_or_why_nothing(said: Said) -> None:
    told = [step for step in (said.then, said.over) if step]
    assert len(told) == 1, "say the next step: then=…; or why there is none: over=…"
    step, message = told[0], said.message
    assert len(step) <= LONGEST_STEP, "short"
    assert step.endswith("。"), "a sentence"
    if message is not None:
        assert message, "what happened"
        assert len(message) <= LONGEST_MESSAGE, "short"
        assert not [word for word in LOUD if word in message + step], "calm"
        assert step not in message, "said once"


def test_a_condition_without_a_step_would_be_found() -> None:
    silent = Obstacle("x", "还缺一项。")
    assert not silent.next
    assert Obstacle("x", "还缺一项。", then="补上。").words == "还缺一项。补上。"
    assert Obstacle("x", "已经办过。", over="不用再办。").next == "不用再办。"
