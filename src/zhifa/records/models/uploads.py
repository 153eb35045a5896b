"""Recordings on their way in."""

from django.db import models
from django.db.models import Q

from zhifa.kernel import ids
from zhifa.records.models.papers import Dossier, Recording


class Upload(models.Model):
    """A file that arrives piece by piece 上传; what it is and for whom never changes.

    How far it came stands beside its bytes (records.partials), not here. sha256_told: what the
    sender says the bytes are, if they do. whole_at: when the last byte was there; sha256 and sm3
    are known from then on. ended_why: it became a recording, was given up, or its time ran out.
    """

    class Why(models.TextChoices):
        FILED = "filed", "已入库"
        STOPPED = "stopped", "已放弃"
        EXPIRED = "expired", "逾期清除"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="uploads", verbose_name="案卷"
    )
    name = models.CharField("原文件名", max_length=200)
    length = models.PositiveBigIntegerField("字节数")
    sha256_told = models.CharField("上传方所报 SHA-256", max_length=64, blank=True)
    begun_by = models.CharField("上传人", max_length=80)
    begun_at = models.DateTimeField("开始时间")
    expires_at = models.DateTimeField("保留至")
    sha256 = models.CharField("SHA-256 摘要", max_length=64, blank=True)
    sm3 = models.CharField("SM3 摘要", max_length=64, blank=True)
    whole_at = models.DateTimeField("传完时间", null=True)
    ended_at = models.DateTimeField("了结时间", null=True)
    ended_by = models.CharField("了结人", max_length=80, blank=True)
    ended_why = models.CharField("了结情况", max_length=8, choices=Why.choices, blank=True)
    recording = models.ForeignKey(Recording, models.PROTECT, null=True, verbose_name="音像记录")

    class Meta:
        verbose_name = verbose_name_plural = "上传"
        constraints = [
            models.CheckConstraint(
                name="upload_whole_with_digests",
                condition=Q(whole_at__isnull=True, sha256="", sm3="")
                | (Q(whole_at__isnull=False) & ~Q(sha256="") & ~Q(sm3="")),
            ),
            models.CheckConstraint(
                name="upload_ended_by_someone_somehow",
                condition=Q(ended_at__isnull=True, ended_by="", ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="") & ~Q(ended_why="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["dossier", "begun_by"], name="upload_open", condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name
