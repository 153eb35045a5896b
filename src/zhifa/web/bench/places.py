"""Databases that are thrown away: a file in a temporary folder, or one on a PostgreSQL server."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.conf import settings
from psycopg import sql

SCRIPT = settings.BASE_DIR / "scripts" / "postgresql"


@dataclass(frozen=True, slots=True)
class Place:
    """A database and a folder, and how a measuring process is started there."""

    url: str
    folder: Path

    def begin(self, part: str, told: Mapping[str, Any], **pipes: Any) -> subprocess.Popen[str]:
        """Start a measuring process; its answer will be in `answer`."""
        own = {
            "ZHIFA_DATABASE_URL": self.url, "ZHIFA_VAR": str(self.folder), "ZHIFA_DEMO": "0",
            "ZHIFA_FILES": str(self.folder / "files"), "ZHIFA_DEBUG": "0", "ZHIFA_HTTPS": "0",
            "DJANGO_SETTINGS_MODULE": "zhifa.web.settings",
        }  # fmt: skip
        answer = self.folder / f"{part}{told.get('writer', '')}.json"
        command = [sys.executable, "-m", "zhifa.web.bench", part, json.dumps(told), str(answer)]
        environment = {**os.environ, **own}
        return subprocess.Popen(command, env=environment, text=True, **pipes)  # noqa: S603 - ourselves

    def answer(self, part: str, writer: object = "") -> Any:
        """What a measuring process found."""
        return json.loads((self.folder / f"{part}{writer}.json").read_text(encoding="utf-8"))

    def ask(self, part: str, told: Mapping[str, Any]) -> Any:
        """Run a measuring process to its end; what it found."""
        with self.begin(part, told) as process:
            if process.wait():
                raise RuntimeError(f"测量进程 {part} 没有做完，原因见上。")
        return self.answer(part)


def _home(folder: Path, name: str) -> Path:
    home = folder / name
    (home / "public").mkdir(parents=True)  # where whitenoise looks
    return home


@contextmanager
def sqlite(folder: Path, name: str) -> Iterator[Place]:
    """A new SQLite database, removed afterwards."""
    home = _home(folder, f"sqlite-{name}")
    try:
        yield Place(f"sqlite:///{home / 'zhifa.sqlite3'}", home)
    finally:
        shutil.rmtree(home)


@contextmanager
def postgresql(folder: Path, name: str, server: str) -> Iterator[Place]:
    """A new database on a PostgreSQL server, dropped afterwards."""
    home, database = _home(folder, f"postgresql-{name}"), f"zhifa_bench_{uuid4().hex[:12]}"
    named = sql.Identifier(database)
    with psycopg.connect(server, autocommit=True) as master:
        master.execute(sql.SQL("CREATE DATABASE {}").format(named))
        try:
            yield Place(re.sub(r"/postgres(?=\?|$)", f"/{database}", server), home)
        finally:
            master.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))


@contextmanager
def server() -> Iterator[tuple[str, str]]:
    """The url of a PostgreSQL server's database `postgres`, or "" and the reason why there is none.

    scripts/postgresql finds one that trusts us or starts a private one, which ends with us.
    """
    if not SCRIPT.exists():
        yield "", f"没有 {SCRIPT.name} 脚本"
        return
    command = [str(SCRIPT)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with ExitStack() as stack:
        finder = stack.enter_context(subprocess.Popen(command, text=True, **pipes))  # type: ignore[call-overload] # noqa: S603
        url, _, reason = finder.stdout.readline().strip().partition("\t")
        yield url, reason
        finder.stdin.close()
