"""`zhifa verify`: is everything stored still what was done?"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhifa.kernel.models import Entry
from zhifa.kernel.nicknames import meant
from zhifa.kernel.verify import notes, verify


class Command(BaseCommand):
    """Prints `ok`, or a line for each wrong item and ends with 1."""

    help = "核验流水、封存的行和编号。无误时输出 ok；有误时逐项列出，退出码为 1。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="每行输出一个 JSON 对象")
        parser.add_argument(
            "--subject",
            action="append",
            help="只核验这一对象（案卷、机关等）的流水，可以重复；演示中可写 K1",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        asked = options["subject"]
        for fault in verify(subjects=asked and [meant(word, "dossier") for word in asked]):
            wrong += 1
            said = json.dumps({"ok": False, **fault.as_dict()}, ensure_ascii=False)
            self.stdout.write(said if options["json"] else fault.line())
        if wrong:
            sys.exit(1)
        lawful = [] if asked else list(notes())
        sound = {"ok": True, "entries": Entry.objects.count(), "notes": lawful}
        for line in [] if options["json"] else lawful:
            self.stdout.write(line)
        whole = json.dumps(sound, ensure_ascii=False)
        self.stdout.write(whole if options["json"] else "ok")
