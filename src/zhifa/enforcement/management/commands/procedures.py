"""`zhifa procedures list|guide|chart`: what a procedure file says, for people to read."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhifa.enforcement import reads
from zhifa.enforcement.rules.procedure import Procedure, codes, load, versions


class Command(BaseCommand):
    """Lists the procedures, writes the guide for the party, draws the flow chart."""

    help = "列出程序、写出当事人服务指南、画出流程图。"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="每行一个程序版本：代码、种类、施行日期")
        guide = verbs.add_parser("guide", help="当事人看的服务指南，纯文字")
        guide.add_argument("code", metavar="CODE", help="程序代码，见 list")
        chart = verbs.add_parser("chart", help="流程图（SVG）和文字版")
        chart.add_argument("code", metavar="CODE", nargs="?", help="不写就是全部程序")
        chart.add_argument("--out", type=Path, metavar="FOLDER", help="写到文件夹，不写就上屏")
        chart.add_argument("--text", action="store_true", help="屏幕上输出文字版")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"_{options['verb']}")(options)

    def _list(self, _: dict[str, Any]) -> None:
        for code in codes():
            for procedure in versions(code):
                day = procedure.version.isoformat()
                self.stdout.write(f"{code}\t{procedure.kind}\t{day}\t{procedure.name}")

    def _guide(self, options: dict[str, Any]) -> None:
        self.stdout.write(reads.guide_of(procedure=_named(options["code"])))

    def _chart(self, options: dict[str, Any]) -> None:
        asked = [options["code"]] if options["code"] else codes()
        procedures = [_named(code) for code in asked]
        if options["out"] is None:
            draw = reads.outline_of if options["text"] else reads.drawing_of
            sys.stdout.write("\n".join(draw(procedure=p) for p in procedures))
            return
        folder: Path = options["out"]
        folder.mkdir(parents=True, exist_ok=True)
        for procedure in procedures:
            for name, text in reads.charts_of(procedure=procedure).items():
                (folder / name).write_text(text, encoding="utf-8")
                self.stdout.write(str(folder / name))


def _named(code: str) -> Procedure:
    if code not in codes():
        raise CommandError(f"没有这个程序：{code}。可用的：{'、'.join(codes())}")
    return load(code)
