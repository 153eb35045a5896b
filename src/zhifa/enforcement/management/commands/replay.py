"""`zhifa replay CASE|--all`: cases rebuilt from the journal, compared with the stored rows."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhifa.enforcement import reads
from zhifa.kernel.access import SYSTEM


class Command(BaseCommand):
    """Says `ok`, or where the first difference is; exit 1 when any case differs."""

    help = "只凭流水重建案件，与存储的内容逐项比对。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", nargs="?", help="案号或者案件编号；演示中可写 K1")
        parser.add_argument("--all", action="store_true", help="全部案件")
        parser.add_argument("--json", action="store_true", help="逐行输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = reads.cases(viewer=SYSTEM).order_by("pk")
        if not options["all"]:
            asked = reads.called(word=options["case"] or "", viewer=SYSTEM)
            if not asked.exists():
                raise CommandError("没有这个案件。写案号，或者用 --all。")
        different = 0
        for case in asked.iterator():
            faults = reads.replay(case=case, viewer=SYSTEM)
            different += bool(faults)
            if options["json"]:
                line = {"case": case.number or case.pk, "ok": not faults, "faults": faults}
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            elif faults:
                self.stdout.write(f"{case.number or case.pk}：{'；'.join(faults)}")
        if different:
            sys.exit(1)
        if not options["json"]:
            self.stdout.write("ok")
