from collections.abc import Iterator
from datetime import datetime

import pytest

from zhifa.kernel import events
from zhifa.kernel.tests.make import Happened


class Ear:
    """A listener that remembers, and stumbles on the word "bad"."""

    __module__ = "zhifa.kernel.tests.ear"
    __name__ = "listen"

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.stumbles = True

    def __call__(self, event: Happened, /, *, happened_at: datetime, now: datetime) -> None:
        assert happened_at <= now
        if self.stumbles and event.word.startswith("bad"):
            raise ValueError(event.word)
        self.heard.append(event.word)


@pytest.fixture
def ear() -> Iterator[Ear]:
    """One listener wired to Happened; the house's own wiring returns afterwards."""
    before = events.wiring()
    made = Ear()
    events.install({Happened: [made]})
    yield made
    events.install(before)


@pytest.fixture
def happened(ear: Ear) -> Happened:
    """An event somebody listens to."""
    return Happened("good")
