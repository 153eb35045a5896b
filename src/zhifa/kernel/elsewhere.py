"""Long work that asks no database: done here, or by whoever was lent for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Hand = Callable[..., Any]

_lent: ContextVar[Hand | None] = ContextVar("lent", default=None)


def elsewhere(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the work gives, or what it raises, whoever does it.

    work: a function of a module with plain arguments, so that another process can be told of it.
    """
    hand = _lent.get()
    if hand is None:
        return work(*args, **kwargs)
    done: T = hand(work, *args, **kwargs)
    return done


@contextmanager
def lent(hand: Hand) -> Iterator[None]:
    """Have this thread's long work done by a hand: called with the work and its arguments."""
    before = _lent.set(hand)
    try:
        yield
    finally:
        _lent.reset(before)
