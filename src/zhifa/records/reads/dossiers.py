"""Dossiers and what is in them, for whoever may read the case."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.timezone import localdate

from zhifa.kernel.access import Actor
from zhifa.kernel.reach import within
from zhifa.records.models import Document, Dossier, DossierQuerySet, Evidence, Recording, Service
from zhifa.records.rules.words import chinese_date

M = TypeVar("M", bound=Model)


def dossiers(*, viewer: Actor) -> DossierQuerySet:
    """Dossiers the viewer may read."""
    return Dossier.objects.visible_to(viewer)


def _visible(rows: QuerySet[M], viewer: Actor) -> QuerySet[M]:
    """Rows of dossiers that the viewer may read; for rows found by their own key."""
    return within(rows, viewer.reach("case:read"), "dossier__agency_id")


def dossier(*, dossier_id: str, viewer: Actor) -> Dossier:
    """One dossier; Dossier.DoesNotExist when the viewer may not see it."""
    return dossiers(viewer=viewer).select_related("agency").get(pk=dossier_id)


def documents(*, dossier_id: str, viewer: Actor) -> QuerySet[Document]:
    """The papers of a dossier, oldest first."""
    mine = dossiers(viewer=viewer).filter(pk=dossier_id)
    return Document.objects.filter(dossier__in=mine).order_by("made_at", "pk")


def document(*, document_id: str, viewer: Actor) -> Document:
    """One paper; Document.DoesNotExist when the viewer may not see its dossier."""
    found = Document.objects.select_related("dossier__agency")
    return _visible(found, viewer).get(pk=document_id)


def latest_document(*, dossier_id: str, templates: Sequence[str], viewer: Actor) -> Document:
    """The newest paper of any of the kinds; Document.DoesNotExist when there is none to see."""
    found = documents(dossier_id=dossier_id, viewer=viewer).filter(template__in=templates)
    return found.latest("made_at", "pk")


def evidence(*, dossier_id: str, viewer: Actor) -> QuerySet[Evidence]:
    """The evidence of a dossier, oldest first."""
    mine = dossiers(viewer=viewer).filter(pk=dossier_id)
    return Evidence.objects.filter(dossier__in=mine).select_related("recording").order_by("pk")


def evidence_rows(*, dossier_id: str, viewer: Actor) -> list[dict[str, str]]:
    """Evidence as papers list it; excluded items are left out."""
    found = evidence(dossier_id=dossier_id, viewer=viewer).filter(excluded_reason="")
    return [
        {
            "name": e.name,
            "kind": e.get_kind_display(),
            "taken_on": chinese_date(e.taken_on),
            "proves": e.proves,
        }
        for e in found
    ]


def recordings(*, dossier_id: str, viewer: Actor) -> QuerySet[Recording]:
    """The recordings of a dossier, oldest first."""
    mine = dossiers(viewer=viewer).filter(pk=dossier_id)
    return Recording.objects.filter(dossier__in=mine).select_related("file").order_by("taken_at")


def recording(*, recording_id: str, viewer: Actor) -> Recording:
    """One recording; Recording.DoesNotExist when the viewer may not see its dossier."""
    found = Recording.objects.select_related("file", "dossier")
    return _visible(found, viewer).get(pk=recording_id)


def services(*, dossier_id: str, viewer: Actor) -> QuerySet[Service]:
    """How the papers of a dossier were served."""
    mine = dossiers(viewer=viewer).filter(pk=dossier_id)
    found = Service.objects.filter(document__dossier__in=mine)
    return found.select_related("document").order_by("served_on", "pk")


def kinds_held(*, dossier_id: str, viewer: Actor) -> frozenset[str]:
    """The kinds of papers that a dossier holds."""
    found = documents(dossier_id=dossier_id, viewer=viewer)
    return frozenset(found.values_list("template", flat=True))


def recording_ids(*, dossier_id: str, viewer: Actor) -> frozenset[str]:
    """The ids of the recordings of a dossier."""
    found = recordings(dossier_id=dossier_id, viewer=viewer)
    return frozenset(found.values_list("pk", flat=True))


def recordings_taken(*, dossier_id: str, viewer: Actor) -> dict[str, tuple[str, date]]:
    """The recordings of a dossier by id: of what kind, and the Beijing day they were taken."""
    found = recordings(dossier_id=dossier_id, viewer=viewer)
    rows = found.values_list("pk", "kind", "taken_at")
    return {pk: (kind, localdate(taken)) for pk, kind, taken in rows}


def usable_evidence(*, dossier_id: str, viewer: Actor) -> list[tuple[str, date, str, list[int]]]:
    """Need, date, name and collectors of each item of evidence that has not been excluded."""
    found = evidence(dossier_id=dossier_id, viewer=viewer).filter(excluded_reason="")
    return list(found.values_list("need_code", "taken_on", "name", "collected_by"))


def evidence_item(*, evidence_id: str, viewer: Actor) -> Evidence:
    """One item of evidence; Evidence.DoesNotExist when the viewer may not see its dossier."""
    found = Evidence.objects.select_related("dossier", "recording")
    return _visible(found, viewer).get(pk=evidence_id)


def services_of(*, document_id: str, viewer: Actor) -> QuerySet[Service]:
    """How one paper was served, oldest first."""
    found = Service.objects.filter(document_id=document_id).select_related("film")
    mine = within(found, viewer.reach("case:read"), "document__dossier__agency_id")
    return mine.order_by("served_on", "pk")


def confirmation(*, dossier_id: str, on: date, viewer: Actor) -> Document | None:
    """The latest 送达地址确认书 signed by that day."""
    found = documents(dossier_id=dossier_id, viewer=viewer)
    return found.filter(template="W11", issued_on__lte=on).order_by("issued_on", "pk").last()
