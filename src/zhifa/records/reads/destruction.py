"""Archived dossiers whose term has ended: which are due, on which list, and what is gone."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from zhifa.kernel.access import Actor
from zhifa.records.models import (
    Appraisal,
    AppraisalItem,
    BoundVolume,
    Destruction,
    DestructionWatch,
    Dossier,
    HandProof,
    PartySignature,
    Recording,
    Rendition,
    Signature,
)
from zhifa.records.reads.files import path_of
from zhifa.records.reads.transfers import LIVE
from zhifa.records.rules import destruction as rules

MAY = ("case:archive", "dossier:destroy", "dossier:watch")
DESTROY = AppraisalItem.Verdict.DESTROY
OF = OuterRef("pk")
GONE = Exists(Destruction.objects.filter(dossier=OF))
AWAY = Exists(LIVE.filter(dossier=OF))
UNDONE = AppraisalItem.objects.filter(
    Q(appraisal__verdict="")
    | Q(appraisal__verdict="approved", verdict=DESTROY, dossier__destruction=None)
)
# digests of all bytes that a dossier keeps, by the table that names them
HELD = (
    (Rendition, "document__dossier", "file"),
    (Signature, "document__dossier", "file"),
    (PartySignature, "document__dossier", "file"),
    (PartySignature, "document__dossier", "sheet"),
    (HandProof, "signature__document__dossier", "file"),
    (Recording, "dossier", "file"),
    (BoundVolume, "dossier", "file"),
)


def _within(viewer: Actor) -> Q:
    """Bodies for which the viewer appraises, approves or watches."""
    reaches = [viewer.reach(permission) for permission in MAY]
    if any(reach is None for reach in reaches):
        return Q()
    return Q(agency__in={pk for reach in reaches for pk in reach or ()})


def due_for_appraisal(*, viewer: Actor, today: date, limit: int) -> list[Dossier]:
    """Dossiers whose term is over that day and that no open list names, the oldest first."""
    over = Q()
    for term, years in rules.TERMS.items():
        over |= Q(retention=term, archive_number__lt=f"{today.year - years:04}")
    kept = AppraisalItem.objects.filter(appraisal__verdict="approved", kept_until__gte=today)
    reach = viewer.reach("case:archive")
    found = Dossier.objects.filter(over, sealed_at__isnull=False).exclude(archive_number="")
    mine = found if reach is None else found.filter(agency__in=reach)
    waiting = mine.filter(
        ~GONE, ~AWAY, ~Exists(kept.filter(dossier=OF)), ~Exists(UNDONE.filter(dossier=OF))
    )
    rows = waiting.select_related("agency").order_by("agency", "archive_number", "pk")
    return list(rows[:limit])


def appraisals(*, viewer: Actor) -> QuerySet[Appraisal]:
    """Lists of the viewer's bodies, those to be judged first, then the newest."""
    found = Appraisal.objects.filter(_within(viewer)).select_related("agency")
    destroyed = Count("destroyed", distinct=True)
    counted = found.annotate(
        count=Count("items", distinct=True),
        to_destroy=Count("items", filter=Q(items__verdict=DESTROY), distinct=True),
        gone=destroyed,
    )
    return counted.order_by("verdict", "-made_at", "-pk")


def appraisal(*, appraisal_id: str, viewer: Actor) -> Appraisal | None:
    """One list, for whoever appraises, approves or watches there."""
    return appraisals(viewer=viewer).filter(pk=appraisal_id).first()


def appraised(*, appraisal_id: str, viewer: Actor) -> QuerySet[AppraisalItem]:
    """What a list says of each dossier, by archive number."""
    mine = Appraisal.objects.filter(_within(viewer))
    found = AppraisalItem.objects.filter(appraisal__in=mine, appraisal=appraisal_id)
    rows = found.select_related("dossier__destruction")
    return rows.order_by("dossier__archive_number", "pk")


def watches(*, appraisal_id: str, viewer: Actor) -> QuerySet[DestructionWatch]:
    """Who watches the destroying of a list, in order."""
    mine = Appraisal.objects.filter(_within(viewer))
    found = DestructionWatch.objects.filter(appraisal__in=mine, appraisal=appraisal_id)
    return found.order_by("watched_at", "pk")


def appraisals_of(*, dossier_id: str, viewer: Actor) -> QuerySet[AppraisalItem]:
    """What lists have said of a dossier, for whoever may read it, oldest first."""
    mine = Dossier.objects.visible_to(viewer).filter(pk=dossier_id)
    found = AppraisalItem.objects.filter(dossier__in=mine)
    return found.select_related("appraisal").order_by("appraisal__made_at", "pk")


def standings(
    *, dossiers: Sequence[Dossier], besides: str = "", viewer: Actor
) -> dict[str, rules.Standing]:
    """What is known of dossiers the viewer archives. besides: a list that does not count."""
    reach = viewer.reach("case:archive")
    mine = [d for d in dossiers if reach is None or d.agency_id in reach]
    ids = [d.pk for d in mine]
    said = AppraisalItem.objects.filter(dossier__in=ids)
    kept = said.filter(appraisal__verdict="approved", verdict="keep")
    until = dict(kept.order_by("kept_until").values_list("dossier", "kept_until"))
    undone = UNDONE.filter(dossier__in=ids).exclude(appraisal=besides)
    listed = set(undone.values_list("dossier", flat=True))
    away = set(LIVE.filter(dossier__in=ids).values_list("dossier", flat=True))
    gone = set(Destruction.objects.filter(dossier__in=ids).values_list("dossier", flat=True))
    return {
        d.pk: rules.Standing(
            title=d.archive_number or d.title,
            retention=d.retention,
            year=int(d.archive_number[:4] or 0) if d.sealed_at else 0,
            kept_until=until.get(d.pk),
            listed=d.pk in listed,
            away=d.pk in away,
            gone=d.pk in gone,
        )
        for d in mine
    }


def _rows(model: type[Model]) -> QuerySet[Any]:
    """Every row, whatever the model's own manager leaves out."""
    return model._base_manager.all()


def files_of(*, dossier_id: str, viewer: Actor) -> set[str]:
    """Digests of all bytes that a dossier the viewer may read keeps."""
    mine = Dossier.objects.visible_to(viewer).filter(pk=dossier_id)
    return {
        sha256
        for model, path, file in HELD
        for sha256 in _rows(model)
        .filter(**{f"{path}__in": mine, f"{file}__isnull": False})
        .values_list(f"{file}_id", flat=True)
    }


def needed_elsewhere(*, files: Sequence[str]) -> set[str]:
    """Which of these digests a dossier still keeps that is whole; without a viewer."""
    return {
        sha256
        for model, path, file in HELD
        for sha256 in _rows(model)
        .filter(**{f"{file}__in": files, f"{path}__destruction": None})
        .values_list(f"{file}_id", flat=True)
    }


def released(*, sha256: str) -> bool:
    """Whether bytes went with a destroyed dossier and no whole one keeps them; no viewer."""
    named = any(
        _rows(model).filter(**{file: sha256, f"{path}__destruction__isnull": False}).exists()
        for model, path, file in HELD
    )
    return named and not needed_elsewhere(files=[sha256])


def leftovers() -> Iterator[str]:
    """Digests of bytes that were to go with a dossier and lie there still; without a viewer."""
    for files in Destruction.objects.order_by("pk").values_list("files", flat=True).iterator():
        there = [sha256 for sha256 in files if path_of(sha256).exists()]
        needed = needed_elsewhere(files=there) if there else set()
        yield from (sha256 for sha256 in there if sha256 not in needed)


def destroyed_told() -> list[str]:
    """Which lists were carried out, in words; asked by the machine, without a viewer."""
    counted = Appraisal.objects.annotate(gone=Count("destroyed")).filter(gone__gt=0)
    rows = counted.select_related("agency").order_by("agency", "number")
    return [
        f"{row.agency.name}已依鉴定清册第 {row.number} 号销毁案卷 {row.gone} 卷，"
        "内容不再核验；目录、摘要、清册和流水照常核验"
        for row in rows.iterator()
    ]
