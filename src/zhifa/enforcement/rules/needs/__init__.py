"""Every condition a procedure file may name, by its name."""

from collections.abc import Callable, Mapping
from types import ModuleType

from zhifa.enforcement.rules.facts import Facts
from zhifa.enforcement.rules.needs import (
    basis,
    change,
    content,
    correcting,
    correction,
    decision,
    deferral,
    evidence,
    execution,
    filing,
    hearing,
    informant,
    major,
    notice,
    panel,
    pauses,
    people,
    performing,
    police,
    presence,
    preservation,
    recusal,
    redo,
    serving,
    signed,
    summary,
    sums,
    undoing,
    weighed,
    weight,
)

Check = Callable[[Facts], str | None]


def _checks(module: ModuleType) -> dict[str, Check]:
    """The public functions of a module that take nothing but the facts."""
    return {
        name: member
        for name, member in vars(module).items()
        if callable(member)
        and not name.startswith("_")
        and getattr(member, "__module__", "") == module.__name__
        and getattr(member, "__annotations__", {}).get("return") == (str | None)
    }


MODULES = (
    people,
    sums,
    recusal,
    filing,
    basis,
    change,
    evidence,
    preservation,
    correction,
    correcting,
    content,
    weighed,
    weight,
    notice,
    hearing,
    informant,
    serving,
    decision,
    deferral,
    panel,
    execution,
    performing,
    major,
    pauses,
    police,
    presence,
    redo,
    signed,
    summary,
    undoing,
)
NEEDS: Mapping[str, Check] = {
    name: check for module in MODULES for name, check in _checks(module).items()
}
