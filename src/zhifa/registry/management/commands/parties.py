"""`zhifa parties`: lists of parties from files, and the sample to fill in."""

import hashlib
import json
from argparse import ArgumentTypeError
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate, now

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.tables import table
from zhifa.kernel.workbook import BadFile, Remark
from zhifa.registry import actions, reads

SHOWN = 50  # remarks printed one by one


def _file(text: str) -> Path:
    path = Path(text)
    if path.is_dir():
        raise ArgumentTypeError(f"是文件夹，不是文件：{text}")
    return path


class Command(BaseCommand):
    """Parties at the command line."""

    help = "执法对象（当事人）：按名单导入、写出样表。"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, parser_class=CommandParser)
        load = verbs.add_parser("import", help="导入一张名单（.xlsx、.csv），整表成功或者一行不动")
        load.add_argument("path", type=_file)
        load.add_argument("--dry-run", action="store_true", help="只检查，不导入")
        load.add_argument("--json", action="store_true", help="逐行输出 JSON")
        sample = verbs.add_parser("sample", help="写出样表（.xlsx）")
        sample.add_argument("path", type=_file)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._import(options) if options["verb"] == "import" else self._sample(options)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"读写不了文件：{error.strerror or error}") from error

    def _sample(self, options: dict[str, Any]) -> None:
        options["path"].write_bytes(reads.party_sample(on=localdate(now())))
        self.stdout.write(f"已写出 {options['path']}。")

    def _say(self, value: Mapping[str, Any]) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False, default=str))

    def _remarks(self, remarks: Sequence[Remark], *, as_json: bool) -> None:
        for one in remarks if as_json else remarks[:SHOWN]:
            if as_json:
                self._say(asdict(one))
            else:
                word = "请看一眼" if one.repaired else "不能导入"
                self.stdout.write(f"  {one.cell}  {word}：{one.reason}")
        if not as_json and len(remarks) > SHOWN:
            self.stdout.write(f"  还有 {len(remarks) - SHOWN} 处，用 --json 看全部。")

    def _planned(self, data: bytes, options: dict[str, Any]) -> reads.PartyPlan:
        plan = reads.PartyPlan()
        try:
            for plan in reads.plan_parties(book=table(data), on=localdate(now()), viewer=SYSTEM):
                self.stderr.write(f"已检查 {plan.rows} 行")
        except BadFile as bad:
            self._remarks(bad.remarks, as_json=options["json"])
            raise CommandError("这个文件不能导入，什么也没有改动。") from bad
        return plan

    def _import(self, options: dict[str, Any]) -> None:
        data = options["path"].read_bytes()
        digest, plan = hashlib.sha256(data).hexdigest(), self._planned(data, options)
        actions.note_party_check(plan=plan, digest=digest, by=SYSTEM, at=now())
        self._remarks([*plan.rejected, *plan.repaired], as_json=options["json"])
        told = {
            "rows": plan.rows,
            "fresh": len(plan.fresh),
            "known": plan.known,
            "rejected": len(plan.rejected),
        }
        if plan.rejected:
            self._summary(told, "一行也没有导入。", options)
            raise CommandError("有不能导入的地方，一行也没有导入。改正后再导。")
        if options["dry_run"]:
            self._summary(told, "只检查，没有导入。", options)
            return
        done = actions.import_parties(
            plan=plan,
            digest=digest,
            by=SYSTEM,
            at=now(),
            tell=lambda n, of: self.stderr.write(f"已写入 {n}/{of} 个"),
        )
        self._summary({**told, **asdict(done)}, "已导入。", options)

    def _summary(self, told: Mapping[str, Any], end: str, options: dict[str, Any]) -> None:
        if options["json"]:
            self._say({**told, "dry_run": options["dry_run"]})
            return
        words = f"读出 {told['rows']} 行：新的 {told['fresh']} 个，已登记 {told['known']} 个，"
        self.stdout.write(f"{words}不能导入 {told['rejected']} 处。{end}")
