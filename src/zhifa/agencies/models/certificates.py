"""Enforcement certificates and the times they may not be used."""

from django.db import models
from django.db.models import F, Q

from zhifa.agencies.models.bodies import Agency
from zhifa.agencies.models.people import User


class Certificate(models.Model):
    """An enforcement certificate 行政执法证. Dates are those printed on the card."""

    class Kind(models.TextChoices):
        ENFORCEMENT = "enforcement", "行政执法证"
        DELEGATED = "delegated", "委托执法证"
        SUPERVISION = "supervision", "行政执法监督检查证"

    holder = models.ForeignKey(
        User, models.PROTECT, related_name="certificates", verbose_name="持证人"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="所在单位")
    number = models.CharField("证号", max_length=30, unique=True)
    kind = models.CharField("种类", max_length=12, choices=Kind.choices)
    areas = models.JSONField("执法区域代码")
    valid_from = models.DateField("有效期起")
    valid_until = models.DateField("有效期止")
    cancelled_on = models.DateField("注销日期", null=True, blank=True)
    cancel_reason = models.CharField("注销原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "执法证件"
        constraints = [
            models.CheckConstraint(
                name="certificate_ends_after_it_begins",
                condition=Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="certificate_cancelled_with_reason",
                condition=Q(cancelled_on=None, cancel_reason="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancel_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Obstruction(models.TextChoices):
    """Why a certificate does not let its holder act on a day."""

    NONE = "none", "当日没有执法证"
    NOT_YET = "not_yet", "执法证当日尚未生效"
    EXPIRED = "expired", "执法证当日已过有效期"
    SUSPENDED = "suspended", "执法证当日被暂扣"
    CANCELLED = "cancelled", "执法证当日已注销"
    AREA = "area", "执法证的执法区域不含此地"
    POST = "post", "当日在本机关没有执法人员岗位"
    BODY = "body", "执法证不是本机关的"
    CLIENT = "client", "接口客户端不是执法人员"


class CertificateSuspension(models.Model):
    """A time during which a certificate may not be used 暂扣."""

    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="suspensions", verbose_name="证件"
    )
    from_on = models.DateField("暂扣起")
    until_on = models.DateField("暂扣止", null=True, blank=True)
    reason = models.CharField("原因", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "证件暂扣"
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"], name="suspension_one_open", condition=Q(until_on=None)
            ),
            models.CheckConstraint(
                name="suspension_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.from_on}"
