"""`zhifa prove`: every procedure version against the invariants."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhifa.enforcement.rules.procedure import codes, parse, versions
from zhifa.enforcement.rules.prover import Finding, invariants, prove
from zhifa.records import reads as records


class Command(BaseCommand):
    """Walks every road of every procedure; exit 1 when an invariant is broken."""

    help = "走遍每个程序的每条路，核对不变式；破了就印出那条路。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="逐行输出 JSON")
        parser.add_argument("--file", type=Path, help="只核对这个程序文件")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"]:
            procedures = [parse(options["file"].read_text(encoding="utf-8"))]
        else:
            procedures = [p for code in codes() for p in versions(code)]
        papers = frozenset(records.titles())
        found = [f for p in procedures for f in prove(p, papers=papers)]
        for finding in found:
            self._say(finding, as_json=options["json"])
        broken = sum(not f.holds for f in found)
        if not options["json"]:
            self.stdout.write(f"{len(procedures)} 个程序版本，{len(found)} 项，{broken} 项不成立")
        if broken:
            sys.exit(1)

    def _say(self, finding: Finding, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(asdict(finding), ensure_ascii=False))
        elif not finding.holds:
            names = {i.id: i.name for i in invariants()}
            title = names.get(finding.invariant, finding.invariant)
            self.stdout.write(f"不成立 {finding.procedure} {title}：{' → '.join(finding.road)}")
