"""`zhifa doctor`: is this installation in order?"""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now

from zhifa.web import doctor

MARKS = {doctor.GOOD: "好　", doctor.HINT: "提醒", doctor.BAD: "不行"}


class Command(BaseCommand):
    """A line for each thing looked at; ends with 1 when something must be done."""

    help = "检查设置、字体、工具、数据库、投递和流水，逐项说明；有必须处理的问题时退出码为 1。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="每行输出一个 JSON 对象")

    def handle(self, *args: Any, **options: Any) -> None:
        bad = False
        for finding in doctor.look(now()):
            bad = bad or finding.level == doctor.BAD
            plain = f"{MARKS[finding.level]}  {finding.text}"
            said = json.dumps(asdict(finding), ensure_ascii=False) if options["json"] else plain
            self.stdout.write(said)
        if bad:
            sys.exit(1)
