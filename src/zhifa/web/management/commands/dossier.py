"""`zhifa dossier export CASE --out DIR`: a dossier as a folder that proves itself.

`zhifa dossier transfer AGENCY --year YEAR --receiver WHO --out DIR`: a year's dossiers as one.

`zhifa dossier restore DIR [--root FILE]`: an export taken back in; `zhifa dossier compare DIR`:
whether what is here would be exported again byte for byte.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from zhifa.agencies import reads as agencies
from zhifa.enforcement import reads as cases
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records import exporting, reads, restoring, transferring
from zhifa.records.signing.providers import KeyRefused, ProviderDown

PURPOSE = "命令行导出核验"
FAILED = (ProviderDown, KeyRefused, Refused, reads.FontsMissing, reads.Busy)


class Command(BaseCommand):
    """Writes the folder and says where."""

    help = "把案卷导出成不依赖本系统的文件夹或者移交包，用 zhifa-verify 核验。"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        export = verbs.add_parser("export", help="导出一个案卷")
        export.add_argument("case", help="案号、案件编号或者案卷编号；演示数据中可以写 K1、K2……")
        export.add_argument("--out", type=Path, required=True, help="新建的或者空的文件夹")
        export.add_argument("--purpose", default=PURPOSE, help="用途，记入流水")
        hand = verbs.add_parser("transfer", help="把一个机关一年归档的案卷做成移交包")
        hand.add_argument("agency", help="主体代码")
        hand.add_argument("--year", type=int, required=True, help="归档年份")
        hand.add_argument("--receiver", required=True, help="接收的档案馆")
        hand.add_argument("--out", type=Path, required=True, help="新建的或者空的文件夹")
        back = verbs.add_parser("restore", help="把导出的案卷恢复到本系统")
        back.add_argument("folder", type=Path, help="导出的文件夹")
        back.add_argument("--root", type=Path, help="导出机关公布的根证书")
        same = verbs.add_parser("compare", help="比对：按导出时的末条流水重做一份，逐字节比较")
        same.add_argument("folder", type=Path, help="导出的文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = getattr(self, options["verb"])(options)
        except FileExistsError:
            raise CommandError(f"{options['out']} 里已有文件，换一个空文件夹。") from None
        except FAILED as failed:
            raise CommandError(str(failed)) from None
        self.stdout.write(told)

    def export(self, options: dict[str, Any]) -> str:
        """Write a dossier into a folder."""
        out: Path = options["out"]
        dossier, why = self._dossier(options["case"]), options["purpose"]
        exporting.export(dossier_id=dossier, out=out, purpose=why, by=SYSTEM, at=now())
        return str(out)

    def transfer(self, options: dict[str, Any]) -> str:
        """Write a year's dossiers of a body into a folder."""
        out: Path = options["out"]
        transferring.transfer(order=self._order(options), out=out, by=SYSTEM, at=now())
        return str(out)

    def restore(self, options: dict[str, Any]) -> str:
        """Take an export back in."""
        kept = restoring.restore(
            folder=options["folder"], root=options["root"], by=SYSTEM, at=now()
        )
        return f"已恢复 {kept}，重新导出的内容与原包逐字节一致。"

    def compare(self, options: dict[str, Any]) -> str:
        """Say whether a dossier is still what was exported."""
        found = list(restoring.differences(folder=options["folder"]))
        if found:
            raise CommandError("与导出包不同：\n" + "\n".join(found))
        return "逐字节一致。"

    def _order(self, options: dict[str, Any]) -> transferring.Order:
        home = agencies.agency(code=options["agency"], viewer=SYSTEM)
        if home is None:
            raise CommandError("没有这个主体代码。")
        found = reads.to_transfer(agency_id=home.pk, year=options["year"], viewer=SYSTEM)
        return transferring.Order(home, found, options["receiver"])

    def _dossier(self, asked: str) -> str:
        found = cases.called(word=asked, viewer=SYSTEM)
        case = found.values_list("dossier_id", flat=True).first()
        own = reads.dossiers(viewer=SYSTEM).filter(pk=case or asked)
        dossier = own.values_list("pk", flat=True).first()
        if dossier is None:
            raise CommandError("没有这个案卷。写案号、案件编号或者案卷编号。")
        return dossier
