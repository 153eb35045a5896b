"""A condition as a procedure file states it."""

from collections.abc import Mapping
from typing import Any

from zhifa.kernel.refusals import Obstacle


def condition(code: str, row: Mapping[str, Any], names: Mapping[str, str]) -> Obstacle:
    """A condition; the step that removes it is its next step, unless the file says another."""
    fix = row.get("fix", "")
    then = row.get("then", f"到“{names.get(fix, fix)}”办理。" if fix else "")
    return Obstacle(code, row["message"], row["source"], fix, then=then, over=row.get("over", ""))
