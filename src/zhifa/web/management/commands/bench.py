"""`zhifa bench`: speeds, as a table and as JSON."""

import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhifa.web.bench import law_search, places
from zhifa.web.bench.law_search import Figure
from zhifa.web.bench.report import Pages, Rate, table
from zhifa.web.bench.run import PARTS, QUICK, Bench, Size


class Command(BaseCommand):
    """Measures in databases that are thrown away; yours is not touched."""

    help = "测量速度：期限、流水、办案、台账和案件页。数据库临时建立，用后删除。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "parts", nargs="*", metavar="项目", help=f"只测这些：{'、'.join(PARTS)}"
        )
        parser.add_argument("--json", action="store_true", help="只输出 JSON")
        parser.add_argument("--quick", action="store_true", help="很小的数量，只看能不能跑")
        parser.add_argument("--cases", help="台账的两种件数，默认 10000,1000000")
        parser.add_argument("--database", choices=("sqlite", "postgresql"), help="只测这一种")
        parser.add_argument("--folder", help="临时数据库放在哪里；一百万件约需 25 GB")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = options["parts"] or list(PARTS)
        if strange := sorted(set(wanted) - set(PARTS)):
            raise CommandError(f"没有这些项目：{'、'.join(strange)}。可选 {'、'.join(PARTS)}。")
        self._begun = time.monotonic()
        size = QUICK if options["quick"] else Size()
        if options["cases"]:
            size = replace(size, cases=_sizes(options["cases"]))
        with (
            tempfile.TemporaryDirectory(prefix="zhifa-bench-", dir=options["folder"]) as folder,
            places.server() as (server, reason),
        ):
            databases = self._databases(options["database"], server, reason)
            bench = Bench(Path(folder), server, databases, size, self._say)
            found = [line for part in PARTS if part in wanted for line in bench.run(part)]
        self._tell(found, plain=options["json"])

    def _databases(self, only: str | None, server: str, reason: str) -> tuple[str, ...]:
        if not server and only != "sqlite":
            self._say(f"跳过 PostgreSQL：{reason}")
        have = ("sqlite", "postgresql") if server else ("sqlite",)
        return tuple(name for name in have if only in {None, name})

    def _tell(self, found: list[Rate | Pages | Figure], *, plain: bool) -> None:
        told = json.dumps([line.told for line in found], ensure_ascii=False, indent=1)
        settings.VAR.mkdir(parents=True, exist_ok=True)
        (settings.VAR / "bench.json").write_text(told, encoding="utf-8")
        if plain:
            self.stdout.write(told)
            return
        rates = [line for line in found if isinstance(line, Rate)]
        for text in table(rates, [line for line in found if isinstance(line, Pages)]):
            self.stdout.write(text)
        for text in law_search.table([line for line in found if isinstance(line, Figure)]):
            self.stdout.write(text)

    def _say(self, words: str) -> None:
        sys.stderr.write(f"{time.monotonic() - self._begun:6.1f} 秒  {words}\n")
        sys.stderr.flush()


def _sizes(text: str) -> tuple[int, ...]:
    sizes = tuple(int(n) for n in text.split(",") if n.isdecimal())
    if not sizes:
        raise CommandError("件数写整数，用逗号隔开，例如 10000,1000000。")
    return sizes
