"""Other processes on the test's own database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.db import connection


def address() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(told['NAME']))}"
    who = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}@" if told["USER"] else ""
    port = f"&port={told['PORT']}" if told["PORT"] else ""
    return f"postgresql://{who}/{quote(told['NAME'])}?host={quote(told['HOST'])}{port}"


@contextmanager
def worker(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process with the listener of `hand`; killed at the end if it still runs."""
    with subprocess.Popen(
        [sys.executable, "-m", "zhifa.kernel.tests.hand", *arguments],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "zhifa.web.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "ZHIFA_DATABASE_URL": address(),
            **environment,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def end_of(process: subprocess.Popen[bytes], patience: float = 40) -> int:
    """Its exit code, once it has ended by itself; what it complained of is shown on failure."""
    _, errors = process.communicate(timeout=patience)
    print(errors.decode())  # noqa: T201 - pytest shows it when the test fails
    return process.returncode
