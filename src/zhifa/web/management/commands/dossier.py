"""`zhifa dossier export CASE --out DIR`: a dossier as a folder that proves itself."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from zhifa.enforcement import reads as cases
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.records import exporting, reads
from zhifa.records.signing.providers import KeyRefused, ProviderDown

PURPOSE = "命令行导出核验"
FAILED = (ProviderDown, KeyRefused, Refused, reads.FontsMissing, reads.Busy)


class Command(BaseCommand):
    """Writes the folder and says where."""

    help = "把案卷导出成不依赖本系统的文件夹，用 zhifa-verify 核验。"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        export = verbs.add_parser("export", help="导出一个案卷")
        export.add_argument("case", help="案号、案件编号或者案卷编号；演示数据中可以写 K1、K2……")
        export.add_argument("--out", type=Path, required=True, help="新建的或者空的文件夹")
        export.add_argument("--purpose", default=PURPOSE, help="用途，记入流水")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        try:
            exporting.export(
                dossier_id=self._dossier(options["case"]),
                out=out,
                purpose=options["purpose"],
                by=SYSTEM,
                at=now(),
            )
        except FileExistsError:
            raise CommandError(f"{out} 里已有文件，换一个空文件夹。") from None
        except FAILED as failed:
            raise CommandError(str(failed)) from None
        self.stdout.write(str(out))

    def _dossier(self, asked: str) -> str:
        found = cases.called(word=asked, viewer=SYSTEM)
        case = found.values_list("dossier_id", flat=True).first()
        own = reads.dossiers(viewer=SYSTEM).filter(pk=case or asked)
        dossier = own.values_list("pk", flat=True).first()
        if dossier is None:
            raise CommandError("没有这个案卷。写案号、案件编号或者案卷编号。")
        return dossier
