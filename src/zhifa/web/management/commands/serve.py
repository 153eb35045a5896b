"""`zhifa serve`: web and worker together, ended together."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhifa.web import ports, sprite


def insist_free(host: str, port: int) -> None:
    """CommandError where another program answers there already."""
    if ports.taken(host, port):
        raise CommandError(
            f"{host}:{port} 已有别的程序在用，两个同时应答会各说各的。"
            "先停掉那一个，或者换一个端口：--port。"
        )


THREADS = "32"  # as many slow phones may send at once while pages still answer


class Command(BaseCommand):
    """Starts granian and the worker; when one ends, the other is ended too."""

    help = "同时运行网页服务和后台任务。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def _draw_icons(self) -> None:
        """Another ZHIFA_VAR than the set-up's has no icons yet: pages would show gaps."""
        if (settings.VAR / sprite.PLACE).is_file():
            return
        try:
            call_command("icons", stdout=self.stdout)
        except (CommandError, OSError) as fault:
            self.stderr.write(f"图标没有画成，页面上会缺图标：{fault}")

    def handle(self, *args: Any, **options: Any) -> None:
        insist_free(options["host"], options["port"])
        call_command("migrate", verbosity=0)
        self._draw_icons()
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # or whitenoise warns of it
        web = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", options["host"],
            "--port", str(options["port"]), "--blocking-threads", THREADS, "--no-ws",
            "--log-level", "error", "zhifa.web.wsgi:application",
        ]  # fmt: skip
        work = [sys.executable, "-m", "zhifa.web.console", "work"]
        children = [subprocess.Popen(c, env=os.environ) for c in (web, work)]  # noqa: S603 - ourselves
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        self.stdout.write(f"打开 http://{options['host']}:{options['port']}/ （Ctrl C 结束）")
        self.stdout.flush()
        try:
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
        except KeyboardInterrupt:
            pass
        finally:
            for child in children:
                child.terminate()
            for child in children:
                child.wait(timeout=20)
