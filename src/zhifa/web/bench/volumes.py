"""A dossier of sixty papers: drawn, bound and sealed."""

from collections.abc import Callable
from datetime import datetime
from time import perf_counter

from django.core.management import call_command

from zhifa.agencies.models import Agency
from zhifa.kernel.access import SYSTEM
from zhifa.records import actions, bindery, office, reads
from zhifa.records.models import Dossier
from zhifa.records.rules.samples import sample_facts
from zhifa.records.rules.templates import library
from zhifa.web.bench import originals

KINDS = ("W36", "W15", "W12", "W26", "W38", "W09")  # inner records and outgoing papers, mixed


def measure(papers: int, at: datetime, say: Callable[[str], None]) -> dict[str, float]:
    """Seconds for drawing every paper, and for binding and sealing the archived dossier."""
    call_command("migrate", verbosity=0)
    originals.stage(1, say)
    home = Agency._base_manager.get(code="SJ")
    dossier = actions.open_dossier(agency=home, title="六十份文书的案卷", by=SYSTEM, at=at)
    ids = [_paper(dossier, n, at) for n in range(papers)]
    begun = perf_counter()
    for pk in ids:
        office.keep_pdf(document_id=pk, by=SYSTEM, at=at)
    drawn = perf_counter() - begun
    say(f"{papers} 份文书画出，{drawn:.1f} 秒")
    actions.seal(dossier=dossier, retention="永久", by=SYSTEM, at=at)
    begun = perf_counter()
    owner = reads.dossier(dossier_id=dossier.pk, viewer=SYSTEM)
    if not bindery.bind(dossier=owner, by=SYSTEM, at=at):
        raise RuntimeError("案卷没有装订成")
    bound = perf_counter() - begun
    pages = sum(row.pages for row in reads.volumes(dossier_id=dossier.pk, viewer=SYSTEM))
    say(f"装订、盖章 {pages} 页，{bound:.1f} 秒")
    return {"drawn": drawn, "bound": bound, "pages": pages}


def _paper(dossier: Dossier, number: int, at: datetime) -> str:
    kind = KINDS[number % len(KINDS)]
    made = actions.make_document(
        dossier=dossier,
        template=kind,
        facts=sample_facts(library().templates[kind]),
        issued_on=at.date(),
        by=SYSTEM,
        at=at,
    )
    return made.pk
