"""`zhifa demo`: a fictional district in a database of its own, served on this machine."""

import gc
import os
import sys
import time
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from zhifa.web.demo import mark
from zhifa.web.demo.build import build
from zhifa.web.management.commands.serve import insist_free


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
        if not settings.DEMO:
            _again_as_demo(options["port"])
        if not options["no_serve"]:
            insist_free("127.0.0.1", options["port"])
        try:
            if options["fresh"] or not mark.is_ready():
                self._make(options)
        except mark.NotOurs:
            raise CommandError(
                "这个数据库里有不是演示的数据，不会动它。请换一个空的数据库，或者去掉 "
                "ZHIFA_DATABASE_URL，让演示用自己的数据库。"
            ) from None
        except KeyboardInterrupt:
            self.stdout.write("已停止。演示数据没有建完，下次运行会重新建立。")
            sys.exit(130)
        if not options["no_serve"]:
            call_command("serve", port=options["port"])

    def _make(self, options: dict[str, Any]) -> None:
        begun = time.monotonic()
        mark.clear()
        mark.begin()
        call_command("migrate", verbosity=0)
        mark.hurry()
        gc.freeze()  # rows come and go by the million: look for rings among them less often
        gc.set_threshold(50_000, 20, 20)
        self.stdout.write("演示数据：人名、单位、案号均为虚构")
        build(
            now=now(),
            cases=options["cases"],
            parties=options["parties"],
            texts=not options["no_texts"],
            say=lambda words: self._say(words, begun),
        )
        mark.finish(now().isoformat())
        self._say("演示数据已建好", begun)

    def _say(self, words: str, begun: float) -> None:
        self.stdout.write(f"  {time.monotonic() - begun:5.1f} 秒  {words}")
        self.stdout.flush()


def _again_as_demo(port: int) -> NoReturn:
    """Start anew with the demo's settings: its own database and address unless one is named."""
    folder = settings.VAR / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    own = {"ZHIFA_DATABASE_URL": f"sqlite:///{(folder / 'zhifa.sqlite3').absolute()}"}
    own["ZHIFA_PUBLIC_URL"] = f"http://127.0.0.1:{port}"  # where the codes of papers are looked up
    told = {"ZHIFA_DEMO": "1", "ZHIFA_VAR": str(settings.VAR)}
    os.execve(sys.executable, [sys.executable, *sys.argv], {**own, **os.environ, **told})  # noqa: S606 - ourselves
