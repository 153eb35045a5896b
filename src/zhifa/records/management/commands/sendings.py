"""`zhifa sendings`: what mail servers report on papers sent by wire."""

import mailbox
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from zhifa.kernel.access import SYSTEM
from zhifa.records import postman

LARGEST = 10 << 20


class Command(BaseCommand):
    """Takes one report from standard input, or every message of folders and files."""

    help = "电子送达：收下发信服务器的到达、退信报告（标准输入、.eml 文件或者 Maildir 文件夹）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["report"])
        parser.add_argument("paths", nargs="*", type=Path, help=".eml 文件或者 Maildir 文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        told = other = 0
        for data in _messages(options["paths"]):
            report = postman.take_report(data=data, by=SYSTEM, at=now())
            told, other = told + (report is not None), other + (report is None)
        self.stdout.write(f"收下 {told} 份报告，{other} 封与送达无关。")


def _messages(paths: list[Path]) -> Iterator[bytes]:
    if not paths:
        yield sys.stdin.buffer.read(LARGEST)
    for path in paths:
        if path.is_dir():
            box = mailbox.Maildir(path, create=False)
            yield from (box.get_bytes(key) for key in box.iterkeys())
        elif path.is_file():
            yield path.read_bytes()[:LARGEST]
        else:
            raise CommandError(f"没有这个文件或者文件夹：{path}")
