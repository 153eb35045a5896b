"""Volumes as they were bound and sealed when their dossier was archived."""

from django.db import models

from zhifa.kernel import ids
from zhifa.records.models.papers import Document, Dossier, StoredFile


class BoundVolume(models.Model):
    """A volume of an archived dossier as one sealed PDF 装订件; added, never changed.

    contents: each paper in its place, with its pages and the digest of its words. end: what the
    end sheet 备考表 says. pages: numbered ones. stamped_at: when its time was proven.
    """

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="volumes", verbose_name="案卷"
    )
    volume = models.CharField("卷别", max_length=4, choices=Document.Volume.choices)
    contents = models.JSONField("卷内目录")
    end = models.JSONField("备考表")
    pages = models.PositiveIntegerField("页数")
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="文件")
    stamped_at = models.DateTimeField("时间戳", null=True)
    made_by = models.CharField("装订人", max_length=80)
    made_at = models.DateTimeField("装订时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "装订件"
        constraints = [
            models.UniqueConstraint(fields=["dossier", "volume"], name="volume_bound_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} {self.get_volume_display()}"


class BindingDue(models.Model):
    """An archived dossier whose volumes are not bound yet 待装订; gone when done."""

    dossier = models.OneToOneField(
        Dossier, models.PROTECT, primary_key=True, related_name="binding_due", verbose_name="案卷"
    )
    follows = "dossier"

    class Meta:
        verbose_name = verbose_name_plural = "待装订的案卷"

    def __str__(self) -> str:
        return self.dossier_id
