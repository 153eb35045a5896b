"""What the demo's archivists did: a package returned and made anew; old files appraised."""

import json
import shutil
from datetime import datetime, timedelta

import typst
from django.conf import settings
from django.utils.timezone import localdate

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.nicknames import FILES
from zhifa.records import actions, reads, transferring
from zhifa.records.models import Dossier
from zhifa.web.demo.cast import Body
from zhifa.web.demo.district import HERE
from zhifa.web.demo.road import BEIJING

ARCHIVE = f"{HERE}档案馆"
OLD = (
    ("某供销社销售过期食品案", 1991),
    ("某百货商店未明码标价案", 1992),
    ("某粮油店短斤少两案", 1993),
    ("某照相馆无照经营案", 1994),
)
SCAN = """
#set page(paper: "a4", margin: 3cm)
#set text(font: ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC"),
  size: 14pt, lang: "zh")
#align(center)[#text(size: 22pt)[处罚决定书（扫描件，演示）]]
{title}，{year} 年。纸质案卷数字化副本，内容虚构。
"""
MISSING = "卷内备考表没有写明立卷人，补正后重新移交。"


def hand_over(bodies: list[Body], now: datetime) -> int:
    """K1 goes to the archive office twice: the first package comes back. How many were made."""
    folder = settings.VAR / "demo"
    named = json.loads((folder / FILES["dossier"]).read_text(encoding="utf-8"))
    dossier = reads.dossier(dossier_id=named["K1"], viewer=SYSTEM)
    home = next(body for body in bodies if body.agency.pk == dossier.agency_id)
    order = transferring.Order(home.agency, [dossier], ARCHIVE)
    rounds = (("returned", MISSING), ("accepted", ""))
    for place, (verdict, reason) in enumerate(rounds, 1):
        at = now + timedelta(minutes=place)
        out = folder / "packages" / f"{place}"
        shutil.rmtree(out, ignore_errors=True)  # of a demo before this one
        made = transferring.transfer(order=order, out=out, by=SYSTEM, at=at)
        answer = reads.Answer(verdict, "李馆员", localdate(at), made.sha256, reason)
        by = home.signed("archivist", localdate(at))
        actions.note_receipt(transfer_id=made.pk, answer=answer, by=by, at=at)
    return len(rounds)


def _scanned(title: str, year: int) -> bytes:
    text = SCAN.format(title=title, year=year)
    fonts = typst.Fonts(font_paths=list(reads.font_folders()))
    return typst.compile(text.encode(), format="pdf", font_paths=fonts)


def _old(home: Body, title: str, year: int) -> Dossier:
    """A file of the paper age, scanned later: its term has ended."""
    then = datetime(year, 6, 1, 10, tzinfo=BEIJING)
    dossier = actions.open_dossier(agency=home.agency, title=title, by=SYSTEM, at=then)
    facts = actions.FiveFacts(then, HERE, "档案室", "纸质案卷的数字化副本")
    actions.add_recording(
        dossier=dossier,
        chunks=[_scanned(title, year)],
        capture=actions.Capture(name=f"{title}.pdf", kind="file"),
        facts=facts,
        by=SYSTEM,
        at=then,
    )
    actions.seal(dossier=dossier, retention="30年", by=SYSTEM, at=then)
    return dossier


def appraise(bodies: list[Body], now: datetime) -> int:
    """Of four old files one is kept on, one destroyed, two are still to be appraised."""
    home, day = bodies[0], localdate(now)
    kept, gone, *_ = [_old(home, title, year) for title, year in OLD]
    archivist = home.signed("archivist", day)
    said = [
        actions.Judgement(kept.pk, destroy=False, reason="当事人后人仍来查询", term="10年"),
        actions.Judgement(gone.pk, destroy=True, reason="事项已废止，没有继续保存的价值"),
    ]
    row = actions.appraise(agency=home.agency, said=said, by=archivist, at=now)
    head = home.signed("agency_head", day)
    actions.judge_appraisal(appraisal_id=row.pk, approved=True, opinion="同意", by=head, at=now)
    for role in ("unit_head", "reviewer"):
        actions.watch_destruction(appraisal_id=row.pk, by=home.signed(role, day), at=now)
    actions.destroy(appraisal_id=row.pk, by=archivist, at=now)
    return len(OLD)
