"""A worker process of its own, for tests: the real `zhifa work`, with one listener of ours.

STOP_AT: the word at which the listener, its effect written but not committed, touches the file MARK
and waits to be killed.
"""

import os
import sys
import time
from datetime import datetime
from pathlib import Path

import django
from django.core.management import call_command


def main() -> None:
    """Wire the listener and work."""
    django.setup()

    from zhifa.kernel import events, journal  # noqa: PLC0415 - models exist only after set-up
    from zhifa.kernel.access import SYSTEM  # noqa: PLC0415
    from zhifa.kernel.tests.make import Happened, Heard  # noqa: PLC0415

    def listen(event: Happened, /, *, happened_at: datetime, now: datetime) -> None:
        assert happened_at <= now
        subject, _, number = event.word.partition(" ")
        journal.record(Heard(number), subject=f"heard-{subject}", by=SYSTEM, at=now)
        if event.word == os.environ.get("STOP_AT"):
            Path(os.environ["MARK"]).touch()
            time.sleep(60)

    listen.__module__, listen.__qualname__ = "zhifa.kernel.tests.ear", "listen"
    events.install({Happened: [listen]})
    call_command("work", *sys.argv[1:])


if __name__ == "__main__":
    main()
