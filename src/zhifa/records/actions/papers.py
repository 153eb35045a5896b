"""Making papers, and keeping their PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zhifa.kernel import journal, seals
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.refusals import Refused
from zhifa.records import events
from zhifa.records.actions._open import still_open
from zhifa.records.actions._orders import orders_of
from zhifa.records.actions._store import store
from zhifa.records.models import Document, Dossier, Rendition
from zhifa.records.reads.drawing import drawn, pages_of
from zhifa.records.reads.local_templates import form_for
from zhifa.records.reads.sketching import own_facts
from zhifa.records.rules.compose import MissingFacts, compose
from zhifa.records.rules.obstacles import MISSING_FACT, UNKNOWN_TEMPLATE
from zhifa.records.rules.templates import Template, library


def _form(code: str, dossier: Dossier) -> Template:
    """The version that a dossier uses: its body's, of the day it was opened."""
    if code not in library().templates:
        raise Refused([UNKNOWN_TEMPLATE.about(code)])
    return form_for(code=code, agency=dossier.agency, on=localdate(dossier.opened_at))


def _written(form: Template, facts: Mapping[str, Any], number: str) -> dict[str, Any]:
    """The columns of a paper that its template and facts decide."""
    try:
        content, used = compose(form, facts, number=number)
    except MissingFacts as missing:
        told = [
            replace(MISSING_FACT.about(f"{form.title}：{gap.label}"), source=gap.article)
            for gap in missing.gaps
        ]
        raise Refused(told) from None
    return {
        "template": form.code,
        "title": form.title,
        "volume": form.volume,
        "outgoing": form.outgoing,
        "number": number,
        "content": content,
        "fields": used,
        "sha256": seals.sha256(seals.canonical(content)),
    }


@transaction.atomic
def make_document(  # noqa: PLR0913 - what a paper is made of
    *,
    dossier: Dossier,
    template: str,
    facts: Mapping[str, Any],
    issued_on: date,
    by: Actor,
    at: datetime,
    number: str = "",
    made_for: str = "",
    signed_by: Sequence[str] = (),
    replaces: Document | None = None,
) -> Document:
    """Make a paper from facts and file it; its words never change afterwards.

    facts: nested mappings, the words of data/templates. made_for: id of the act it belongs to.
    Refused: the dossier is sealed; no such template; mandatory facts are empty, every one named
    with the article that demands it.
    """
    still_open(dossier.pk)
    form = _form(template, dossier)
    paper = Document(
        dossier=dossier,
        made_for=made_for,
        made_by=by.key,
        made_at=at,
        issued_on=issued_on,
        signed_by=list(signed_by),
        replaces=replaces,
        **_written(form, {**own_facts(form, dossier, made_for), **facts}, number),
    )
    paper.save(force_insert=True)
    event = events.DocumentFiled(dossier.pk, paper.pk, template, paper.sha256)
    rows = [paper, *orders_of(paper, at=at)]
    journal.record(event, subject=dossier.pk, by=by, at=at, rows=rows)
    return paper


@transaction.atomic
def keep_rendition(*, document_id: str, by: Actor, at: datetime, data: bytes = b"") -> Rendition:
    """Keep the bytes of a paper as PDF; done before, it changes nothing.

    data: as office.keep_pdf drew them before this took its locks; none: they are drawn here.
    A sealed dossier does not mind: the PDF adds no word to it. FontsMissing without a font.
    """
    document = Document.objects.select_for_update().get(pk=document_id)
    kept = Rendition.objects.filter(document=document).first()
    if kept is not None:
        return kept
    data = data or drawn(document=document, viewer=SYSTEM)[0]
    pages = pages_of(data)
    file, fresh = store([data], name=f"{document.title}.pdf", media_type="application/pdf", at=at)
    kept = Rendition(document=document, file=file, pages=pages, made_at=at)
    kept.save(force_insert=True)
    event = events.RenditionKept(document.dossier_id, document.pk, file.pk, pages)
    rows = [kept, file] if fresh else [kept]
    journal.record(event, subject=document.dossier_id, by=by, at=at, rows=rows)
    return kept
