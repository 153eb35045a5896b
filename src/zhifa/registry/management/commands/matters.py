"""`zhifa matters`: power lists to and from XLSX, their differences, the house's own and others."""

import hashlib
import json
from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate, now

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.kernel.workbook import BadFile, Remark, opened
from zhifa.registry import actions, reads
from zhifa.registry.rules.differences import Difference

SHOWN = 50  # remarks printed one by one


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"日期写成 2026-03-01 的样子：{text}") from None


def _agency(code: str) -> Agency:
    found = next((a for a in agencies.agencies(viewer=SYSTEM) if code in {a.code, a.name}), None)
    if found is None:
        raise CommandError(f"没有代码或者名称是“{code}”的机关。")
    return found


class Command(BaseCommand):
    """Matters and power lists at the command line."""

    help = "执法事项和权责清单：导入、导出、比较、装入。"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, parser_class=CommandParser)
        load = verbs.add_parser("import", help="导入一张权责清单（.xlsx），整表成功或者一行不动")
        load.add_argument("path", type=Path)
        load.add_argument("--agency", help="哪个机关的清单（代码或者名称）；不写就只进事项库")
        load.add_argument("--dry-run", action="store_true", help="只检查，不导入")
        load.add_argument("--from-on", type=_day, help="表里没有施行日期时用这一天")
        load.add_argument("--field", help="表里没有领域时用这个领域（代码）")
        load.add_argument("--late-reason", default="", help="已有事项补录过去施行的版本，写明原因")
        save = verbs.add_parser("export", help="导出权责清单（.xlsx）")
        save.add_argument("path", type=Path)
        save.add_argument("--agency", help="哪个机关的清单；不写就导出整个事项库")
        save.add_argument("--on", type=_day, help="哪一天的清单，默认今天")
        save.add_argument("--kind", default="", help="只要一类：penalty、licence 等")
        differ = verbs.add_parser(
            "diff", help="比较两张清单：机关代码、library、.xlsx 文件，可加 @日期"
        )
        differ.add_argument("old")
        differ.add_argument("new")
        verbs.add_parser("load", help="装入随软件附带的事项")
        pack = verbs.add_parser("load-pack", help="装入数据包里的真实事项清单")
        pack.add_argument("--path", type=Path, help="缺省取 ZHIFA_DATA")
        verbs.add_parser("check", help="检查整个基础库，列出问题")
        for verb in (load, differ):
            verb.add_argument("--json", action="store_true", help="逐行输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        verbs: Mapping[str, Callable[[dict[str, Any]], None]] = {
            "import": self._import,
            "export": self._export,
            "diff": self._diff,
            "load": self._load,
            "load-pack": self._pack,
            "check": self._check,
        }
        try:
            verbs[options["verb"]](options)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"读写不了文件：{error.strerror or error}") from error

    def _say(self, value: Mapping[str, Any]) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False, default=str))

    def _remarks(self, remarks: Sequence[Remark], *, as_json: bool, word: str = "") -> None:
        for one in remarks if as_json else remarks[:SHOWN]:
            if as_json:
                self._say(asdict(one))
            else:
                said = word or ("已修正" if one.repaired else "不能导入")
                self.stdout.write(f"  {one.cell}  {said}：{one.reason}")
        if not as_json and len(remarks) > SHOWN:
            self.stdout.write(f"  还有 {len(remarks) - SHOWN} 处，用 --json 看全部。")

    def _planned(self, options: dict[str, Any], *, listed: bool) -> tuple[reads.Plan, str]:
        told = {"from_on": options["from_on"], "field": options["field"]}
        defaults = {name: value for name, value in told.items() if value}
        plan = reads.Plan()
        try:
            with options["path"].open("rb") as file:
                book = opened(file)
            steps = reads.plan_import(
                book=book,
                listed=listed,
                defaults=defaults,
                viewer=SYSTEM,
                today=localdate(),
                late=options["late_reason"],
            )
            for plan in steps:
                self._progress(f"已检查 {plan.rows} 行")
        except BadFile as bad:
            self._remarks(bad.remarks, as_json=options["json"])
            raise CommandError("这个文件不能导入，什么也没有改动。") from bad
        return plan, hashlib.sha256(book.data).hexdigest()

    def _progress(self, words: str) -> None:
        self.stderr.write(words)

    def _import(self, options: dict[str, Any]) -> None:
        agency = _agency(options["agency"]) if options["agency"] else None
        plan, digest = self._planned(options, listed=agency is not None)
        self._remarks([*plan.rejected, *plan.repaired], as_json=options["json"])
        self._remarks(plan.noted, as_json=options["json"], word="请核对")
        told = {
            "rows": plan.rows,
            "fresh": len(plan.fresh),
            "unchanged": len(plan.unchanged),
            "rejected": len(plan.rejected),
            "repaired": len(plan.repaired),
            "noted": len(plan.noted),
        }
        if plan.rejected:
            self._summary(told, options)
            raise CommandError("有不能导入的地方，一行也没有导入。改正后再导。")
        if not options["dry_run"]:
            done = actions.import_list(
                plan=plan,
                agency=agency,
                digest=digest,
                by=SYSTEM,
                at=now(),
                tell=lambda n, of: self._progress(f"已写入 {n}/{of} 行"),
            )
            told |= asdict(done)
        self._summary(told, options)

    def _summary(self, told: Mapping[str, Any], options: dict[str, Any]) -> None:
        if options["json"]:
            self._say({**told, "dry_run": options["dry_run"]})
            return
        words = f"读出 {told['rows']} 行：新版本 {told['fresh']}，没有变化 {told['unchanged']}，"
        words += f"不能导入 {told['rejected']} 处，已修正 {told['repaired']} 处。"
        if "listed" in told:
            words += f"已导入；列入清单 {told['listed']}，移出 {told['delisted']}。"
        elif options["dry_run"]:
            words += "只检查，没有导入。"
        self.stdout.write(words)

    def _export(self, options: dict[str, Any]) -> None:
        agency = _agency(options["agency"]) if options["agency"] else None
        on = options["on"] or localdate(now())
        key = agency.pk if agency else None
        data = reads.list_file(agency_id=key, on=on, viewer=SYSTEM, kind=options["kind"])
        options["path"].write_bytes(data)
        self.stdout.write(f"已导出 {options['path']}。")

    def _side(self, word: str) -> reads.Side:
        name, _, day = word.rpartition("@") if "@" in word else (word, "", "")
        on = _day(day) if day else localdate(now())
        if name.endswith(".xlsx"):
            return self._file(Path(name))
        key = None if name == "library" else _agency(name).pk
        return reads.Own(reads.ListSide(key, on), SYSTEM)

    def _file(self, path: Path) -> reads.Foreign:
        """A file as far as it can be read; rows that cannot are told and left out."""
        found = reads.Foreign()
        try:
            with path.open("rb") as file:
                for found in reads.read_foreign(book=opened(file), kind="other", viewer=SYSTEM):
                    self._progress(f"{path.name}：已读 {found.rows} 行")
        except BadFile as bad:
            raise CommandError(f"{path}：{bad}") from bad
        for one in found.unread[:SHOWN]:
            self._progress(f"  {path.name} {one.cell}  这一行不比：{one.reason}")
        if len(found.unread) > SHOWN:
            self._progress(f"  {path.name} 还有 {len(found.unread) - SHOWN} 处读不了。")
        return found

    def _diff(self, options: dict[str, Any]) -> None:
        try:
            old, new = (self._side(options[name]) for name in ("old", "new"))
        except ArgumentTypeError as error:
            raise CommandError(str(error)) from error
        count = 0
        for one in reads.all_between(old=old, new=new):
            count += 1
            self._differs(one, as_json=options["json"])
        if not options["json"]:
            self.stdout.write(f"共 {count} 项不同。")

    def _differs(self, one: Difference, *, as_json: bool) -> None:
        if as_json:
            self._say(asdict(one))
            return
        other = f"（原来的编码 {one.old_code}；{one.pair}）" if one.pair else ""
        self.stdout.write(f"{one.title}  {one.code}  {one.name}{other}")
        for change in one.changes:
            self.stdout.write(f"    {change.heading}：{change.old or '空'} → {change.new or '空'}")

    def _load(self, _options: dict[str, Any]) -> None:
        done = actions.load_matters(by=SYSTEM, at=now())
        self.stdout.write(f"新施行 {done.adopted} 项，没有变化 {done.unchanged} 项。")
        if done.changed:
            self.stdout.write(f"文件已改而库里仍是原版的：{'、'.join(done.changed)}")

    def _pack(self, options: dict[str, Any]) -> None:
        path: Path = options["path"] or settings.DATA_PACK
        done = actions.load_item_lists(path=path, by=SYSTEM, at=now())
        self.stdout.write(f"装入真实事项 {done.adopted} 项，没有变化 {done.unchanged} 项。")

    def _check(self, _options: dict[str, Any]) -> None:
        done = actions.check_base(by=SYSTEM, at=now())
        for one in reads.findings(viewer=SYSTEM):
            self.stdout.write(f"{one.get_rule_display()}  {one.words}")
        self.stdout.write(f"新发现 {done.raised}，已消除 {done.mended}，尚有 {done.open} 个问题。")
