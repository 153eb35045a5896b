"""`zhifa work`: carries events to their listeners and runs the watches."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connection
from django.utils.timezone import now

from zhifa.kernel import worker
from zhifa.web.wiring import WATCHES

logger = logging.getLogger(__name__)
EVERY = timedelta(seconds=60)


class Command(BaseCommand):
    """Works until asked to stop; what it was doing it finishes first.

    Any number of workers may run beside each other. One that dies in the middle leaves nothing
    half done: a delivery's effects and its mark commit together.
    """

    help = "投递事件、运行巡查，直到收到停止信号；可以同时运行多个。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="办完眼前的就退出")
        parser.add_argument(
            "--interval", type=float, default=1.0, metavar="S", help="空闲时隔几秒看一次，默认 1"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = threading.Event()
        for word in (signal.SIGTERM, signal.SIGINT):
            signal.signal(word, lambda *_: stopped.set())
        if options["once"]:
            turn(stopped.is_set, every=timedelta(0))
            return
        while not stopped.is_set():
            try:
                busy = turn(stopped.is_set, every=EVERY)
            except DatabaseError:  # restarted or locked: the work waits, the worker stays
                logger.exception("the database did not answer")
                connection.close()
                busy = 0
            close_old_connections()
            if not busy:
                stopped.wait(options["interval"])


def turn(stopped: Callable[[], bool], *, every: timedelta) -> int:
    """One look at everything; how many deliveries succeeded."""
    done = 0
    while not stopped() and (step := worker.deliver(now=now(), stopped=stopped)):
        done += step
    if not stopped():
        worker.watch(WATCHES, now=now(), every=every)
    return done
