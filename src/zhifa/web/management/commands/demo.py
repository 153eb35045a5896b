"""`zhifa demo`: a fictional district in a database of its own, served on this machine."""

import os
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils.timezone import now

from zhifa.web.demo.build import build


class Command(BaseCommand):
    """Makes the demo when there is none (or --fresh), then serves it."""

    help = "建立虚构的示范区并在本机打开。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="删掉旧的演示数据重建")
        parser.add_argument("--no-serve", action="store_true", help="只建数据")
        parser.add_argument("--cases", type=int, default=600)
        parser.add_argument("--parties", type=int, default=3000)
        parser.add_argument("--no-texts", action="store_true", help="不导入法律全文")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.BASE_DIR / "var" / "demo"
        if not settings.DEMO:
            folder.mkdir(parents=True, exist_ok=True)
            own = {"ZHIFA_DEMO": "1", "ZHIFA_VAR": str(settings.VAR)}
            own["ZHIFA_DATABASE_URL"] = os.environ.get(
                "ZHIFA_DATABASE_URL", f"sqlite:///{folder / 'zhifa.sqlite3'}"
            )
            os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **own})  # noqa: S606 - ourselves
        ready = settings.VAR / "demo" / "ready"
        if options["fresh"] or not ready.exists():
            self._make(options)
            ready.write_text(now().isoformat(), encoding="utf-8")
        if not options["no_serve"]:
            call_command("serve", port=options["port"])

    def _make(self, options: dict[str, Any]) -> None:
        begun = time.monotonic()
        database = settings.DATABASES["default"]
        if str(database["ENGINE"]).endswith("sqlite3"):
            for tail in ("", "-wal", "-shm"):
                path = f"{database['NAME']}{tail}"
                if os.path.exists(path):  # noqa: PTH110 - a text path from the settings
                    os.unlink(path)  # noqa: PTH108
        call_command("migrate", verbosity=0)
        if connection.vendor == "sqlite":  # a broken build is made anew, so nothing need be synced
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=OFF")
        self.stdout.write("演示数据：人名、单位、案号均为虚构")
        build(
            now=now(),
            cases=options["cases"],
            parties=options["parties"],
            texts=not options["no_texts"],
            say=lambda words: self._say(words, begun),
        )
        self._say("演示数据已建好", begun)

    def _say(self, words: str, begun: float) -> None:
        self.stdout.write(f"  {time.monotonic() - begun:5.1f} 秒  {words}")
        self.stdout.flush()
