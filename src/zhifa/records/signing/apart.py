"""pyHanko starts an event loop for a signature; one that runs already does not bear a second."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def apart(made: Callable[[], T]) -> T:
    """Call it here, or in a thread of its own where an event loop runs. It asks no database."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return made()
    with ThreadPoolExecutor(1) as hand:
        return hand.submit(made).result()
