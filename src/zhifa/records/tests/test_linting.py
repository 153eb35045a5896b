"""The linter of templates: the house's own are clean, and every planted defect is found."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from zhifa.records import reads
from zhifa.records.rules import linting
from zhifa.records.rules.templates import built, tables
from zhifa.records.tests.defects import DEFECTS, Files
from zhifa.registry.reads import index_faults

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def clean() -> set[tuple[str, str]]:
    return found(tables())


def found(files: Files) -> set[tuple[str, str]]:
    return {(f.code, f.rule) for f in linting.lint(built(files), index_faults)}


def test_the_templates_of_the_house_are_clean() -> None:
    assert [str(fault) for fault in reads.template_faults()] == []


def test_the_command_says_so() -> None:
    call_command("templates", "check", stdout=(out := StringIO()))
    assert f"{len(reads.template_codes())} 种文书，0 处不对" in out.getvalue()
    call_command("templates", stdout=(out := StringIO()))
    assert out.getvalue() == reads.guide()


@pytest.mark.parametrize(
    ("code", "rule", "plant"), [d[1:] for d in DEFECTS], ids=[d[0] for d in DEFECTS]
)
def test_a_planted_defect_is_found(
    code: str, rule: str, plant: Callable[[Files], None], clean: set[tuple[str, str]]
) -> None:
    files = tables()
    assert (code, rule) not in clean
    plant(files)
    wanted = {(code, rule), ("X58", rule)} if rule == "shape:code" else {(code, rule)}
    assert found(files) & wanted


def test_every_rule_is_broken_by_one_of_them() -> None:
    source = linting.__loader__.get_source(linting.__name__)  # type: ignore[union-attr]
    rules = {w for w in source.split('"') if ":" in w and w.replace(":", "").isidentifier()}
    rules -= {"part:"}
    parts = {f"part:{part}" for must in linting.MUST.values() for part in must}
    assert rules | parts == {rule for _, _, rule, _ in DEFECTS}
