from django.db import models
from django.db.models import F, Q

from zhifa.agencies.models import Agency


class PlannedCheck(models.Model):
    """A line of a body's yearly plan of inspections 年度检查计划, from its publication on.

    objects_said: which objects, in words. share: of them, e.g. "5%". times: at most so often for
    one object in the year. months: first and last month.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="机关")
    year = models.PositiveSmallIntegerField("年度")
    matter_code = models.CharField("事项编码", max_length=40)
    objects_said = models.CharField("检查对象", max_length=120)
    share = models.CharField("抽查比例", max_length=30)
    times = models.PositiveSmallIntegerField("每个对象全年最多（次）")
    first_month = models.PositiveSmallIntegerField("起始月份")
    last_month = models.PositiveSmallIntegerField("截止月份")
    from_on = models.DateField("公布日期")
    until_on = models.DateField("撤销日期", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "年度检查计划"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "matter_code", "objects_said"],
                name="planned_check_open_once",
                condition=Q(until_on=None),
            ),
            models.CheckConstraint(
                name="planned_check_months_in_order",
                condition=Q(first_month__gte=1, last_month__lte=12)
                & Q(first_month__lte=F("last_month")),
            ),
            models.CheckConstraint(
                name="planned_check_days_in_order",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.matter_code}"
