"""The second digest of originals."""

from django.db import models

from zhifa.records.models.papers import StoredFile


class SecondDigest(models.Model):
    """The SM3 of an original 原件 SM3 摘要, computed as its bytes arrived."""

    file = models.OneToOneField(
        StoredFile,
        models.PROTECT,
        primary_key=True,
        related_name="second_digest",
        verbose_name="文件",
    )
    sm3 = models.CharField("SM3 摘要", max_length=64)
    made_at = models.DateTimeField("计算时间")

    class Meta:
        verbose_name = verbose_name_plural = "原件 SM3 摘要"

    def __str__(self) -> str:
        return self.sm3
