"""Drafting guides: filed, waiting, in force. What is filed is public."""

from dataclasses import dataclass

from django.db.models import QuerySet

from zhifa.agencies import reads as agencies
from zhifa.agencies.models import Agency
from zhifa.kernel.access import SYSTEM, Actor
from zhifa.kernel.prepared import Prepared
from zhifa.records.models import DraftingGuide
from zhifa.records.rules import guides as rules
from zhifa.records.rules.templates import Template, library

ACCEPTED = DraftingGuide.Verdict.ACCEPTED
IN_FORCE = Prepared(
    lambda agency: (
        DraftingGuide.objects.filter(agency=agency, verdict="accepted")
        .order_by("sent_at", "pk")
        .values_list("code", "notes")
    )
)


def guide_notes(*, agency_id: int, move: str, documents: tuple[str, ...]) -> dict[str, str]:
    """What the guides in force of a body say of the fields of a step; without a viewer."""
    latest: dict[str, dict[str, str]] = dict(IN_FORCE.rows(agency=agency_id))
    found: dict[str, str] = {}
    for name, words in rules.for_step(latest.items(), move, documents):
        found[name] = f"{found[name]} {words}" if name in found else words
    return found


def guides(*, viewer: Actor) -> QuerySet[DraftingGuide]:
    """Guides the viewer sends in or judges, those that wait first, then the newest."""
    reach = viewer.reach("guide:judge")
    own = viewer.reach("guide:send")
    found = DraftingGuide.objects.select_related("agency").order_by("verdict", "-sent_at", "pk")
    if reach is None or own is None:
        return found
    return found.filter(agency_id__in=reach | own)


def drafting_guide(*, pk: str, viewer: Actor) -> DraftingGuide | None:
    """One guide: an accepted one is public, others are for those who send in and judge."""
    found = DraftingGuide.objects.select_related("agency").filter(pk=pk).first()
    if found is None or found.verdict == ACCEPTED:
        return found
    return guides(viewer=viewer).filter(pk=pk).first()


def guide_in_force(*, agency_id: int, code: str) -> DraftingGuide | None:
    """A body's guide for a kind of paper; public, without a viewer."""
    held = DraftingGuide.objects.filter(agency=agency_id, code=code, verdict=ACCEPTED)
    return held.order_by("sent_at", "pk").last()


def last_sent(*, agency_id: int, code: str, viewer: Actor) -> DraftingGuide | None:
    """What a body sent in last for a kind of paper, for whoever sends in there."""
    mine = guides(viewer=viewer).filter(agency=agency_id, code=code)
    return mine.order_by("sent_at", "pk").last()


def guided(code: str) -> tuple[Template, dict[str, str]] | None:
    """A kind of paper, and the facts of it that a guide may speak of; public, no viewer."""
    form = library().templates.get(code)
    return (form, rules.asked(form)) if form else None


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing that a guide says."""

    label: str
    words: str


def notes_of(row: DraftingGuide) -> list[Noted]:
    """What a guide says, in the order of the paper; without a viewer."""
    found = guided(row.code)
    labels = found[1] if found else {}
    order = [*labels, *(path for path in row.notes if path not in labels)]
    return [Noted(labels.get(p, p), row.notes[p]) for p in order if p in row.notes]


@dataclass(frozen=True, slots=True)
class Filed:
    """What a body has filed: each guide in force with the title of its paper."""

    agency: Agency
    guides: list[tuple[str, DraftingGuide]]


def filed_guides() -> list[Filed]:
    """Every body that enforces, with its guides in force; public, without a viewer."""
    latest: dict[tuple[int, str], DraftingGuide] = {}
    for row in DraftingGuide.objects.filter(verdict=ACCEPTED).order_by("sent_at", "pk"):
        latest[row.agency_id, row.code] = row
    forms = library().templates
    told: dict[int, list[tuple[str, DraftingGuide]]] = {}
    for (agency, code), row in sorted(latest.items()):
        title = forms[code].title if code in forms else code
        told.setdefault(agency, []).append((title, row))
    bodies = agencies.agencies(viewer=SYSTEM).filter(abolished_on=None)
    enforcing = (b for b in bodies if b.nature != b.Nature.OFFICE)
    return [Filed(body, told.get(body.pk, [])) for body in enforcing]
