"""Papers before they are made: looked at, never kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhifa.agencies.models import Agency
from zhifa.records import gates
from zhifa.records.models import Document, Dossier, Service
from zhifa.records.reads.drawing import render
from zhifa.records.reads.local_templates import form_for
from zhifa.records.rules import sketching as rules
from zhifa.records.rules.sketching import Run, Sketch
from zhifa.records.rules.templates import Template
from zhifa.records.rules.words import chinese_date

VOLUMES = [Document.Volume.MAIN.value, Document.Volume.SIDE.value]


def own_facts(form: Template, dossier: Dossier, made_for: str) -> dict[str, Any]:
    """What this room itself knows, without a viewer: which paper was served, what is held."""
    own: dict[str, Any] = {}
    if form.asks_for("served"):
        own["served"] = _served(dossier, made_for)
    if form.asks_for("catalogue"):
        own["catalogue"] = _catalogue(dossier)
    return own


def _served(dossier: Dossier, made_for: str) -> dict[str, str]:
    """The outgoing paper of the same act, else the one last served in this dossier."""
    made = Document.objects.filter(dossier=dossier, outgoing=True, made_for=made_for)
    paper = made.order_by("-made_at", "-pk").first() if made_for else None
    if paper is None:
        services = Service.objects.filter(document__dossier=dossier).select_related("document")
        last = services.order_by("-noted_at", "-pk").first()
        paper = last.document if last else None
    return {"title": f"《{paper.title}》", "number": paper.number} if paper else {}


def _catalogue(dossier: Dossier) -> list[dict[str, str]]:
    """The papers in the order of the volumes; their pages are numbered when these are bound."""
    ranks = {code: n for n, code in enumerate(gates.order_of(dossier.pk))}
    held = Document.objects.filter(dossier=dossier).order_by("made_at", "pk")
    found = sorted(held, key=lambda d: (VOLUMES.index(d.volume), ranks.get(d.template, len(ranks))))
    return [
        {
            "title": paper.title,
            "number": paper.number,
            "on": chinese_date(paper.issued_on),
            "volume": paper.get_volume_display(),
        }
        for paper in found
    ]


def sketch(
    *,
    template: str,
    dossier: Dossier,
    agency: Agency,
    facts: Mapping[str, Any],
    number: str,
    later: frozenset[str],
    on: date,
) -> Sketch:  # no viewer: made of facts that the caller may read
    """A paper that does not exist yet, of the version that its dossier uses.

    later: first words of facts that are known once the step is taken. on: the dossier's first day.
    KeyError for a code that is no template.
    """
    form = form_for(code=template, agency=agency, on=on)
    told = {**own_facts(form, dossier, ""), **facts}
    return rules.sketch(form, told, number=number, later=later)


def sketch_pdf(
    *, sketch: Sketch, made: date
) -> bytes:  # no viewer: made of facts that the caller may read
    """A sketch as PDF, with the word for it across every page. FontsMissing."""
    return render({**rules.plain(sketch.content), "draft": "预览"}, made=made)


def marked_runs(text: str) -> list[Run]:
    """The stretches of a sketch's text, with whose each is; public, without a viewer."""
    return rules.runs(text)
