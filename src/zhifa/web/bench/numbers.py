"""The drill of numbers: approvals at once, some given up, then no gap and no double."""

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import transaction

from zhifa.agencies.models import Agency
from zhifa.kernel.access import SYSTEM
from zhifa.kernel.models import Number
from zhifa.kernel.verify import verify
from zhifa.records import actions
from zhifa.records.models import Document, Dossier
from zhifa.records.reads import word_of
from zhifa.records.rules.samples import sample_facts
from zhifa.records.rules.templates import library
from zhifa.web.bench import originals

Say = Callable[[str], None]
PAPER, GIVEN_UP = "W26", 7  # of so many approvals one is given up at the last moment


def begin(writers: int, at: datetime, say: Say) -> None:
    """A body, and a dossier for each writer."""
    call_command("migrate", verbosity=0)
    originals.stage(1, say)
    home = Agency._base_manager.get(code="SJ")
    for n in range(writers):
        actions.open_dossier(agency=home, title=f"第{n + 1}卷", by=SYSTEM, at=at)


def _approve(dossier: Dossier, facts: Mapping[str, Any], at: datetime, *, keep: bool) -> None:
    """One paper approved: its number and itself in one transaction."""
    with transaction.atomic():
        number = actions.take_document_number(
            agency=dossier.agency,
            word=word_of(PAPER),
            year=at.year,
            dossier_id=dossier.pk,
            by=SYSTEM,
            at=at,
        )
        actions.make_document(
            dossier=dossier,
            template=PAPER,
            facts=facts,
            number=number,
            issued_on=at.date(),
            by=SYSTEM,
            at=at,
        )
        transaction.set_rollback(not keep)


def write(writer: int, each: int, at: datetime, say: Say) -> None:
    """One writer of several: so many approvals into a dossier of its own, once told to begin."""
    dossier = Dossier._base_manager.select_related("agency").order_by("pk")[writer]
    facts = sample_facts(library().templates[PAPER])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for n in range(each):
        if n % GIVEN_UP == writer % GIVEN_UP:
            _approve(dossier, facts, at, keep=False)
        _approve(dossier, facts, at, keep=True)
    say(f"第 {writer + 1} 个写入方批准 {each} 次")


def check() -> int:
    """How many numbers were taken; stops at a gap, a double, or a number that no paper bears."""
    taken = list(Number._base_manager.order_by("value").values_list("value", "text"))
    papers = sorted(Document._base_manager.values_list("number", flat=True))
    if [value for value, _ in taken] != list(range(1, len(taken) + 1)):
        raise ValueError("编号有缺号或者重号")
    if sorted(text for _, text in taken) != papers:
        raise ValueError("文书上的编号与登记簿不一致")
    for fault in verify():
        raise ValueError(fault.line())
    return len(taken)
