from django.db import models
from django.db.models import F, Q

from zhifa.agencies.models import Agency


class Channel(models.Model):
    """Where a body's enforcement can be complained of or reported 投诉举报渠道; both days count."""

    class Kind(models.TextChoices):
        PHONE = "phone", "电话"
        SITE = "site", "网站"
        MAIL = "mail", "电子邮箱"
        LETTER = "letter", "来信"
        VISIT = "visit", "来访"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="机关")
    kind = models.CharField("方式", max_length=10, choices=Kind.choices)
    address = models.CharField("号码或者地址", max_length=120)
    handler = models.CharField("受理机构", max_length=60)
    hours = models.CharField("受理时间", max_length=60, blank=True)
    from_on = models.DateField("启用日期")
    until_on = models.DateField("停用日期", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "投诉举报渠道"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "address"],
                name="channel_open_once",
                condition=Q(until_on=None),
            ),
            models.CheckConstraint(
                name="channel_days_in_order",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.address}"
