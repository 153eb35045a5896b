"""`zhifa templates`: the papers of the house, and what is wrong with their templates."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhifa.records import reads


class Command(BaseCommand):
    """Prints docs/templates.md, or checks every template; exit 1 when a rule is broken."""

    help = "写出 docs/templates.md；check：核对全部文书模板，有错逐条印出"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", choices=["guide", "check"], default="guide")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "guide":
            self.stdout.write(reads.guide(), ending="")
            return
        faults = reads.template_faults()
        for fault in faults:
            self.stdout.write(str(fault))
        self.stdout.write(f"{len(reads.template_codes())} 种文书，{len(faults)} 处不对")
        if faults:
            sys.exit(1)
