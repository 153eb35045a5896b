import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from zhifa.kernel.access import SYSTEM
from zhifa.registry import actions, gates
from zhifa.registry.tests.texts import AT


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., actions.Imported]:
    def run(*texts: tuple[Mapping[str, Any], str]) -> actions.Imported:
        path = tmp_path / "laws.jsonl.gz"
        with gzip.open(path, "wt", encoding="utf-8") as out:
            for facts, text in texts:
                out.write(json.dumps({**facts, "text": text}, ensure_ascii=False) + "\n")
        told = actions.Told(late="示范补录")  # what these tests load is often of days gone by
        return actions.import_laws(path=tmp_path, by=SYSTEM, at=AT, told=told)

    return run


@pytest.fixture
def own_case() -> Iterator[None]:
    """Everybody has a case about whomever they ask for; rooms above know of cases."""
    before = gates.installed()
    gates.install([lambda *, party_id, viewer: bool(party_id and viewer)])
    yield
    gates.install(before)
