"""Several cases on the way at once, yet one step at a time: who waits for a paper lets others go.

Drawing and sealing take most of a case's time and ask no database; they go to another process.
Turns are taken in a fixed order, so that the same seed makes the same district.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

import django
from django.db import connection, connections

from zhifa.kernel.elsewhere import lent
from zhifa.web.demo import mark

WALKERS = 3
Task = Callable[[], None]


def alone() -> bool:
    """Whether there is nobody to share with: one core, or a database that only we can see."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    own = connection.in_atomic_block or "memory" in str(connection.settings_dict["NAME"])
    return own or (cores or 1) == 1


def run(tasks: Iterator[Task]) -> None:
    """Do all tasks, taken in order. The first failure stops everybody and is raised here."""
    if alone():
        for task in tasks:
            task()
        return
    connection.close()
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawning, initializer=django.setup) as pool:
        Relay(tasks, pool, mark.hurry).run()
    mark.hurry()


class Relay:
    """Walkers in a ring; only the one whose turn it is does anything. begin: first of each."""

    def __init__(self, tasks: Iterator[Task], pool: ProcessPoolExecutor, begin: Task) -> None:
        self._tasks, self._pool, self._begin = tasks, pool, begin
        self._ring = list(range(WALKERS))
        self._turn = 0
        self._moved = threading.Condition()
        self._stopped = False

    def run(self) -> None:
        """Let them all walk until no task is left."""
        with ThreadPoolExecutor(WALKERS) as threads:
            walks = [threads.submit(self._walk, number) for number in tuple(self._ring)]
            try:
                for walk in walks:
                    walk.result()
            finally:
                self._stopped = True

    def _walk(self, me: int) -> None:
        """One walker: task after task, while nobody has failed."""
        self._await(me)
        whole = False
        try:
            self._begin()
            with lent(lambda work, *args, **told: self._ask(me, work, args, told)):
                while not self._stopped and (task := next(self._tasks, None)) is not None:
                    task()
            whole = True
        finally:
            self._stopped = self._stopped or not whole
            connections.close_all()
            self._leave(me)

    def _ask(self, me: int, work: Callable[..., Any], args: Any, told: Any) -> Any:
        """Have work done in the other process, while the others go on."""
        if connection.in_atomic_block:  # a lock is held: nobody else could go on
            return work(*args, **told)
        asked: Future[Any] = self._pool.submit(work, *args, **told)
        with self._moved:
            self._pass()
        self._await(me)
        return asked.result()

    def _await(self, me: int) -> None:
        with self._moved:
            self._moved.wait_for(lambda: self._ring[self._turn] == me)

    def _pass(self) -> None:
        self._turn = (self._turn + 1) % len(self._ring)
        self._moved.notify_all()

    def _leave(self, me: int) -> None:
        with self._moved:
            place = self._ring.index(me)
            self._ring.remove(me)
            if self._ring:
                self._turn = place % len(self._ring)
                self._moved.notify_all()
